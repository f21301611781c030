"""Conversations of the open initiative, empty or ready to be closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from initiatives.models import Membership, Person
from measurement.actions.baselines import Judgement
from measurement.actions.turn_parts import add_action, add_factor, add_idea, add_partner, score_ideas
from measurement.actions.turns import Expected, agree_forecast, open_turn, save_step
from measurement.models import Idea, Indicator, Release, Turn
from measurement.rules.turns import Criterion

HELD = date(2026, 5, 4)
DUE = date(2050, 1, 1)
EXPECTED = Expected(
    "judgement", 3, {"en": "Buses run as they do"}, Judgement(Decimal(62), Decimal(58), Decimal(66))
)


def make_turn(indicator: Indicator, *, by: Person, held_on: date = HELD) -> Turn:
    """Open a conversation."""
    return open_turn(indicator=indicator, held_on=held_on, by=by)


def any_membership() -> Membership:
    """Return a partner of the open initiative."""
    found = Membership.objects.order_by("pk").first()
    assert found is not None
    return found


def make_idea(turn: Turn, words: str = "Doors open until eight", *, by: Person, cost: str = "none") -> Idea:
    """Add an idea that somebody tries already."""
    return add_idea(turn=turn, words={"en": words}, evidence="practice", cost=cost, by=by)


def by_figures(turn: Turn) -> bool:
    """Whether there are figures to expect something from."""
    return Release.objects.filter(indicator=turn.indicator).exists()


def fill(turn: Turn, *, by: Person, scorers: tuple[Person, ...]) -> Idea:
    """Say all that a conversation needs before it can be closed; return the idea that is chosen."""
    for question in range(1, 5):
        save_step(turn=turn, question=question, words={"en": f"Said to question {question}"}, by=by)
    if by_figures(turn):
        agree_forecast(turn=turn, said=EXPECTED, by=by)
    helping = add_factor(
        turn=turn,
        kind="contributing",
        words={"en": "Buses run"},
        ground="evidence",
        source="Timetable",
        by=by,
    )
    held = add_factor(
        turn=turn, kind="restricting", words={"en": "Shifts end late"}, ground="lived_experience", by=by
    )
    add_factor(turn=turn, kind=held.kind, words={"en": "Rents rose"}, ground="evidence", cause_of=held, by=by)
    add_partner(turn=turn, membership=any_membership(), role={"en": "Opens its rooms"}, by=by)
    add_partner(turn=turn, wanted_name="A large employer", role={"en": "Changes its shifts"}, by=by)
    idea = add_idea(
        turn=turn, words={"en": "Rooms near home"}, evidence="practice", cost="none", answers=helping, by=by
    )
    for scorer in scorers:
        score_ideas(turn=turn, scores={idea: dict.fromkeys(Criterion, 2)}, by=scorer)
    add_action(
        turn=turn,
        words={"en": "Open two rooms"},
        owner=any_membership(),
        due=DUE,
        success_seen_by={"en": "Forty come a week"},
        idea=idea,
        by=by,
    )
    return idea
