"""Reading one obligation just before its gate, with something changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from engagement.rules.duties import DUTIES, OWED_AT
from engagement.rules.obligation import Obligation
from engagement.rules.obligations import obligation
from engagement.rules.outcome_facts import (
    Override,
)
from engagement.rules.people_facts import (
    BodySeat,
)
from engagement.rules.promise_facts import Code
from engagement.rules.spectrum import Level
from engagement.rules.stages import ARRIVES, Stage, course
from engagement.rules.theme_facts import Themes
from tests.rules.engagement.kept import RULES, day, kept, without

ON_TIME = day(40)
MOMENT = timedelta(minutes=15)
SECOND = timedelta(seconds=1)


def level_for(code: Code) -> Level:
    """Return a level that owes an obligation."""
    return next(level for level in Level if code in OWED_AT[level])


def before_gate(code: Code) -> Stage:
    """Return the stage from which the gate of an obligation is passed."""
    path = course(level_for(code))
    return path[path.index(ARRIVES[DUTIES[code].gate]) - 1]


def seen(
    code: Code, *, at: datetime | None = None, stage: Stage | None = None, **changes: object
) -> Obligation:
    """Read an obligation just before its gate, with something changed."""
    facts = without(kept(level_for(code), stage or before_gate(code)), **changes)
    return obligation(code, facts, now=at or day(130), rules=RULES)


def themes(*, key: str = "late", **changes: object) -> Themes:
    """Return the themes with one of them changed."""
    whole = kept(Level.CONSULTING).themes
    return replace(
        whole, themes=tuple(replace(each, **changes) if each.key == key else each for each in whole.themes)
    )


def seats(*classes: str, chair: str = "community", voting: bool = True) -> tuple[BodySeat, ...]:
    """Return seats of these classes; the first of the class `chair` is a co-chair."""
    first = classes.index(chair) if chair in classes else -1
    return tuple(BodySeat(each, is_voting=voting, is_co_chair=at == first) for at, each in enumerate(classes))


OVERRIDE = Override(day(36), 6, 9, criteria=3, reasons=3, reply_published=day(38), conciliation=day(39))
COMMITTED = kept(Level.EMPOWERING).outcome.commitments[0]
