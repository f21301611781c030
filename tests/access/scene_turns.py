"""Conversations of a scene: one that is open, with one of everything in it, and an older one that is closed."""

from __future__ import annotations

from datetime import date

from initiatives.models import Person
from measurement.actions.turn_lines import add_line
from measurement.actions.turn_parts import add_factor
from measurement.actions.turns import close_turn, open_turn
from measurement.models import Indicator, TurnLine
from tests.factories.turns import fill


def turns_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Hold one conversation and open the next; no number of one initiative is one of the other."""
    indicator = Indicator.objects.get(slug=f"sign-of-{slug}")
    first = open_turn(indicator=indicator, held_on=date(2025, 5, 4), by=by)
    add_factor(turn=first, kind="contributing", words={"en": f"{canary} factor"}, ground="evidence", by=by)
    fill(first, by=by, scorers=(by, member))
    close_turn(turn=first, by=by)
    turn = open_turn(indicator=indicator, held_on=date(2026, 5, 4), by=by)
    add_line(turn=turn, question=4, words=f"{canary} line", by=member)
    factor = turn.factors.filter(causes=None).earliest("pk")
    return {
        "turn": turn.number,
        "turn_record": turn.record.number,
        "line": TurnLine.objects.get(turn=turn).pk,
        "factor": factor.pk,
    }
