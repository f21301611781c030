"""The course of an engagement: one machine for all levels of the spectrum. SPECTRUM section 2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement.rules.promise_facts import Code
from engagement.rules.spectrum import Level


class Stage(StrEnum):
    """Where an engagement stands."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED_TO_INPUT = "closed_to_input"
    OPTIONS_FROZEN = "options_frozen"
    DECIDED = "decided"
    REPORTED_BACK = "reported_back"
    IMPLEMENTING = "implementing"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class Transition(StrEnum):
    """What somebody does that moves an engagement on: one action each."""

    ANNOUNCE = "announce"
    OPEN = "open"
    CLOSE_INPUT = "close_input"
    FREEZE_OPTIONS = "freeze_options"
    DECIDE = "decide"
    REPORT_BACK = "report_back"
    IMPLEMENT = "implement"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


COURSE: tuple[Stage, ...] = tuple(Stage)[: tuple(Stage).index(Stage.COMPLETED) + 1]
NOTHING_COLLECTED = frozenset({Stage.CLOSED_TO_INPUT, Stage.OPTIONS_FROZEN})
ARRIVES: dict[Transition, Stage] = {
    Transition.ANNOUNCE: Stage.ANNOUNCED,
    Transition.OPEN: Stage.OPEN,
    Transition.CLOSE_INPUT: Stage.CLOSED_TO_INPUT,
    Transition.FREEZE_OPTIONS: Stage.OPTIONS_FROZEN,
    Transition.DECIDE: Stage.DECIDED,
    Transition.REPORT_BACK: Stage.REPORTED_BACK,
    Transition.IMPLEMENT: Stage.IMPLEMENTING,
    Transition.COMPLETE: Stage.COMPLETED,
    Transition.WITHDRAW: Stage.WITHDRAWN,
    Transition.REOPEN: Stage.REOPENED,
}
BEFORE_DECIDED = frozenset(COURSE[: COURSE.index(Stage.DECIDED)]) | {Stage.REOPENED}
FROM_DECIDED_ON = frozenset(COURSE[COURSE.index(Stage.DECIDED) :])


def course(level: Level) -> tuple[Stage, ...]:
    """Return the stages that a level goes through, in their order.

    INFORMING collects nothing and leaves two of them out. At EMPOWERING implementing starts by itself when the count is
    certified (E4): it waits for nobody's report.
    """
    if level is Level.INFORMING:
        return tuple(stage for stage in COURSE if stage not in NOTHING_COLLECTED)
    if level is Level.EMPOWERING:
        return (*COURSE[:-3], Stage.IMPLEMENTING, Stage.REPORTED_BACK, Stage.COMPLETED)
    return COURSE


def steps(level: Level) -> tuple[Transition, ...]:
    """Return the transitions that lead through the course of a level, in their order."""
    by_arrival = {stage: transition for transition, stage in ARRIVES.items()}
    return tuple(by_arrival[stage] for stage in course(level) if stage in by_arrival)


def leaves_from(transition: Transition, level: Level) -> frozenset[Stage]:
    """Return the stages from which a transition may be made at a level; none where the level has no such step.

    An engagement that was lowered to INFORMING goes on from the stage in which it was.
    """
    if transition is Transition.WITHDRAW:
        return BEFORE_DECIDED
    if transition is Transition.REOPEN:
        return FROM_DECIDED_ON
    path, arrives = course(level), ARRIVES[transition]
    if arrives not in path:
        return frozenset()
    before = path[path.index(arrives) - 1]
    left_out = NOTHING_COLLECTED - set(path) if before is Stage.OPEN else frozenset()
    again = {Stage.REOPENED} if transition is Transition.OPEN else set()
    return left_out | {before} | again


def possible(stage: Stage, level: Level) -> tuple[Transition, ...]:
    """Return the transitions that lead on from a stage, the step on the way first. None leads on from withdrawn."""
    return tuple(each for each in Transition if stage in leaves_from(each, level))


@dataclass(frozen=True, slots=True)
class Met:
    """One part of the promise that was met when a gate was passed: which, when that was, and since when it was met.

    It was weighed on the facts of that moment; what changes in them afterwards does not unmake it.
    """

    code: Code
    passed: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """A transition that was made, and when; `met` holds the parts of the promise that were met then, and since when."""

    transition: Transition
    at: datetime
    met: tuple[tuple[Code, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """When the engagement arrived where, in its present course: reopening clears what came after opening.

    `announced` outlives a reopening; `reopened` is the latest reopening; `withdrawn` the exit. `met` is what was met at
    the gates that were passed in it.
    """

    announced: datetime | None = None
    opened: datetime | None = None
    closed_to_input: datetime | None = None
    options_frozen: datetime | None = None
    decided: datetime | None = None
    reported_back: datetime | None = None
    implementing: datetime | None = None
    completed: datetime | None = None
    withdrawn: datetime | None = None
    reopened: datetime | None = None
    stage: Stage = Stage.DRAFT
    met: tuple[Met, ...] = ()

    def met_at(self, code: Code, passed: datetime | None) -> Met | None:
        """Return that a part of the promise was met when a gate was passed; None where nobody wrote that down."""
        return next((each for each in self.met if each.code is code and each.passed == passed), None)

    def of(self, transition: Transition) -> datetime | None:
        """Return when a transition was made in the present course."""
        return {
            Transition.ANNOUNCE: self.announced,
            Transition.OPEN: self.opened,
            Transition.CLOSE_INPUT: self.closed_to_input,
            Transition.FREEZE_OPTIONS: self.options_frozen,
            Transition.DECIDE: self.decided,
            Transition.REPORT_BACK: self.reported_back,
            Transition.IMPLEMENT: self.implementing,
            Transition.COMPLETE: self.completed,
            Transition.WITHDRAW: self.withdrawn,
            Transition.REOPEN: self.reopened,
        }[transition]


def timeline(passages: Iterable[Passage]) -> Timeline:
    """Lay out the passages of an engagement, in the order in which they were made."""
    kept: dict[Transition, datetime] = {}
    met: dict[Transition, tuple[Met, ...]] = {}
    stage = Stage.DRAFT
    for passage in passages:
        if passage.transition is Transition.REOPEN:
            kept = {each: at for each, at in kept.items() if each is Transition.ANNOUNCE}
        kept[passage.transition] = passage.at
        met[passage.transition] = tuple(Met(code, passage.at, since) for code, since in passage.met)
        stage = ARRIVES[passage.transition]
    return Timeline(
        announced=kept.get(Transition.ANNOUNCE),
        opened=kept.get(Transition.OPEN),
        closed_to_input=kept.get(Transition.CLOSE_INPUT),
        options_frozen=kept.get(Transition.FREEZE_OPTIONS),
        decided=kept.get(Transition.DECIDE),
        reported_back=kept.get(Transition.REPORT_BACK),
        implementing=kept.get(Transition.IMPLEMENT),
        completed=kept.get(Transition.COMPLETE),
        withdrawn=kept.get(Transition.WITHDRAW),
        reopened=kept.get(Transition.REOPEN),
        stage=stage,
        met=tuple(each for transition in kept for each in met[transition]),
    )
