"""What moves each part of the whole: kinds of events by which Today tells whether something happened there lately."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATELY = timedelta(days=90)


class Function(StrEnum):
    """The five conditions of collective impact, and equity."""

    AGENDA = "agenda"
    MEASUREMENT = "measurement"
    COMMUNICATION = "communication"
    BACKBONE = "backbone"
    PARTNERS = "partners"
    EQUITY = "equity"


SIGNS: dict[Function, frozenset[str]] = {
    Function.AGENDA: frozenset(
        [
            "agenda.proposed",
            "agenda.ratified",
            "agenda.not_ratified",
            "word.agreed",
            "principle.agreed",
            "agenda.principles_agreed",
            "turn.closed",
            "strategy.added",
            "strategy.changed",
        ]
    ),
    Function.MEASUREMENT: frozenset(
        [
            "release.published",
            "figures.revised",
            "numbers.sent",
            "target.set",
            "curve.judged",
            "problem.answered",
        ]
    ),
    Function.COMMUNICATION: frozenset(
        [
            "update.published",
            "newsletter.sent",
            "minutes.published",
            "statement.published",
            "question.answered",
            "talk.said",
        ]
    ),
    Function.BACKBONE: frozenset(
        [
            "meeting.ended",
            "round.closed",
            "clause.adopted",
            "clause.written",
            "upkeep.done",
            "decision.in_force",
            "conflict.closed",
        ]
    ),
    Function.PARTNERS: frozenset(
        [
            "activity.begun",
            "activity.done",
            "activity.logged",
            "commitment.met",
            "partner.joined",
            "joining.welcomed",
            "campaign.acted",
        ]
    ),
    Function.EQUITY: frozenset(
        [
            "input.received",
            "input.entered",
            "reading.said",
            "support.changed",
            "reading.answered",
            "input.told",
        ]
    ),
}
KINDS = frozenset().union(*SIGNS.values())


@dataclass(frozen=True, slots=True)
class Seen:
    """How often one kind of event was lately, and when last."""

    kind: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Lately:
    """How much happened in one part of the whole, and when last; nothing at all where `last` is None."""

    count: int = 0
    last: datetime | None = None


def lately(seen: Iterable[Seen]) -> dict[Function, Lately]:
    """Return for each function what happened; a kind counts for one function only."""
    known = list(seen)
    found: dict[Function, Lately] = {}
    for function, kinds in SIGNS.items():
        mine = [one for one in known if one.kind in kinds]
        found[function] = Lately(
            sum(one.count for one in mine), max((one.last for one in mine), default=None)
        )
    return found
