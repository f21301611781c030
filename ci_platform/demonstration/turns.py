"""Steps about conversations that turn a curve: who said what, what became of each line, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from initiatives.actions.activities import add_learning, change_state
from initiatives.models import Activity, Pass
from initiatives.passes import find_pass
from measurement.actions.baselines import Judgement
from measurement.actions.turn_lines import (
    add_line,
    add_line_in_room,
    close_room,
    hide_line,
    open_room,
    set_aside,
)
from measurement.actions.turn_parts import add_action, add_factor, add_idea, add_partner, score_ideas
from measurement.actions.turns import Expected, agree_forecast, close_turn, go_to, open_turn, save_step
from measurement.models import Factor, Idea, Turn, TurnLine
from measurement.rules.turns import Criterion


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote: who (nobody: by the code on the wall), and, unless it is taken up, why not."""

    key: str
    question: int
    words: str
    who: str = ""
    aside: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What helps or holds back; `cause_of` and `line` are keys."""

    key: str
    words: str
    helps: bool = False
    lived: bool = False
    source: str = ""
    cause_of: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A partner by its key, or one that is wanted by its name."""

    role: str
    partner: str = ""
    wanted: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Works:
    """An idea; `scores` holds for each person the four scores as digits."""

    key: str
    words: str
    evidence: str
    cost: str
    source: str = ""
    answers: str = ""
    line: str = ""
    scores: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unless:
    """What the table expects if nothing changes, so many periods on; for a judgement "mid low high"."""

    method: str
    ahead: int
    rests_on: str
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """What will be done, for which idea, so many days after the conversation, and perhaps why it should help."""

    words: str
    owner: str
    days: int
    seen_by: str
    idea: str
    logic: str = ""


@dataclass(frozen=True, slots=True)
class TurnPlan:
    """One conversation; later ones on the same curve start from it by themselves."""

    indicator: str
    words: Mapping[int, str]
    unless: Unless | None = None
    causes: tuple[Cause, ...] = ()
    parts: tuple[Part, ...] = ()
    works: tuple[Works, ...] = ()
    doing: tuple[Doing, ...] = ()
    lines: tuple[Line, ...] = ()
    is_closed: bool = True
    at_question: int = 7


def conversation(days_ago: int, plan: TurnPlan, *, hour: int = 18) -> Step:
    """A whole conversation in one evening: opened, lines from the room, the parts, and closed if it is."""

    def act(told: Told) -> None:
        by = told.director
        today = clock.today(told.initiative.zone)
        turn = open_turn(indicator=told.indicators[plan.indicator], held_on=today, by=by)
        for question, words in plan.words.items():
            save_step(turn=turn, question=question, words=en(words), by=by)
        if plan.unless is not None:
            agree_forecast(turn=turn, said=_expected(plan.unless), by=by)
        lines = _lines(told, turn, plan)
        _parts(told, turn, plan, lines)
        go_to(turn=turn, question=plan.at_question, minutes=None, by=by)
        if plan.is_closed:
            close_room(turn=turn, by=by)
            close_turn(turn=turn, by=by)

    return Step(days_ago, act, hour=hour)


def learned(days_ago: int, indicator: str, number: int, *, expected: str, happened: str, change: str) -> Step:
    """What was learned from an earlier conversation is written down."""

    def act(told: Told) -> None:
        turn = Turn.objects.select_related("record__initiative", "record__part_of").get(
            indicator=told.indicators[indicator], number=number
        )
        add_learning(
            about=turn.record,
            expected=en(expected),
            happened=en(happened),
            change=en(change),
            by=told.director,
        )

    return Step(days_ago, act, hour=14)


def progress(days_ago: int, title: str, state: str, *, by: str = "director") -> Step:
    """Somebody says how far an activity is."""

    def act(told: Told) -> None:
        change_state(activity=Activity.objects.get(title__en=title), state=state, by=told.people[by])

    return Step(days_ago, act, hour=16)


def _lines(told: Told, turn: Turn, plan: TurnPlan) -> dict[str, TurnLine]:
    """Let the room speak; set aside and hide what is not taken up."""
    room = find_pass(open_room(turn=turn, by=told.director), Pass.Purpose.ROOM)
    assert room is not None  # noqa: S101 (it was opened a line before)
    for one in plan.lines:
        said = {"turn": turn, "question": one.question, "words": one.words}
        if one.who:
            add_line(by=told.people[one.who], **said)  # type: ignore[arg-type]
        else:
            add_line_in_room(room=room, sent_as=f"{plan.indicator} {turn.number} {one.key}", **said)  # type: ignore[arg-type]
        line = TurnLine.objects.filter(turn=turn).latest("pk")
        if one.aside:
            set_aside(line=line, reason=en(one.aside), by=told.director)
        if one.hidden:
            hide_line(line=line, ground=one.hidden, by=told.director)
    rows = list(TurnLine.objects.filter(turn=turn).order_by("pk"))
    return {one.key: row for one, row in zip(plan.lines, rows, strict=True)}


def _parts(told: Told, turn: Turn, plan: TurnPlan, lines: Mapping[str, TurnLine]) -> None:
    by = told.director
    causes: dict[str, Factor] = {}
    for cause in plan.causes:
        causes[cause.key] = add_factor(
            turn=turn,
            kind=Factor.Kind.CONTRIBUTING if cause.helps else Factor.Kind.RESTRICTING,
            words=en(cause.words),
            ground=Factor.Ground.LIVED_EXPERIENCE if cause.lived else Factor.Ground.EVIDENCE,
            source=cause.source,
            cause_of=causes.get(cause.cause_of),
            line=lines.get(cause.line),
            by=by,
        )
    for part in plan.parts:
        add_partner(
            turn=turn,
            role=en(part.role),
            membership=told.partners.get(part.partner),
            wanted_name=part.wanted,
            line=lines.get(part.line),
            by=by,
        )
    ideas = {one.key: _idea(told, turn, one, causes, lines) for one in plan.works}
    known = {str(idea): idea for idea in Idea.objects.filter(turn=turn)}
    for doing in plan.doing:
        add_action(
            turn=turn,
            words=en(doing.words),
            owner=told.partners[doing.owner],
            due=turn.held_on + timedelta(days=doing.days),
            success_seen_by=en(doing.seen_by),
            idea=ideas.get(doing.idea) or known[doing.idea],
            logic=en(doing.logic) if doing.logic else None,
            by=by,
        )


def _expected(plan: Unless) -> Expected:
    judgement = Judgement(*map(Decimal, plan.figures.split())) if plan.figures else None
    return Expected(plan.method, plan.ahead, en(plan.rests_on), judgement)


def _idea(
    told: Told, turn: Turn, plan: Works, causes: Mapping[str, Factor], lines: Mapping[str, TurnLine]
) -> Idea:
    idea = add_idea(
        turn=turn,
        words=en(plan.words),
        evidence=plan.evidence,
        cost=plan.cost,
        source=plan.source,
        answers=causes.get(plan.answers),
        line=lines.get(plan.line),
        by=told.director,
    )
    for who, digits in plan.scores.items():
        given = {criterion: int(digit) for criterion, digit in zip(Criterion, digits, strict=True)}
        score_ideas(turn=turn, scores={idea: given}, by=told.people[who])
    return idea
