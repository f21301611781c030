"""What a result rests on at the moment when it would come into force: evidence, dissent, a day to look at it again. S4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from engagement.models import Decision, Engagement, Evidence, Vote
from engagement.rules.decision_laws import Evidence as Basis
from engagement.rules.decision_laws import Owed, owed_to_adopt
from engagement.rules.stances import dissents, has_answered_for_it

Answer = tuple[dict[str, Any], str, bool]


@dataclass(frozen=True, slots=True)
class Dissent:
    """How many are against it or stand aside, and how many of them said why or, asked, chose to say nothing."""

    dissenters: int
    answered: int


def answers_of(decision: Decision) -> QuerySet[Vote, Answer]:
    """Return the question for the open answers that count, with their words; a secret vote has none."""
    votes = Vote.objects.filter(elector__decision=decision, replaced_at__isnull=True)
    return votes.values_list("ballot", "words", "is_silent")


def dissent_among(answers: Iterable[Answer]) -> Dissent:
    """Count who disagrees, and who of them answered for it."""
    against = [
        (str(ballot.get("stance") or ""), words, is_silent)
        for ballot, words, is_silent in answers
        if dissents(str(ballot.get("stance") or ""))
    ]
    answered = sum(
        has_answered_for_it(stance, words=words, is_silent=is_silent) for stance, words, is_silent in against
    )
    return Dissent(len(against), answered)


def basis_of(engagement: Engagement) -> Basis:
    """Return the figures on the table, or the statement that there are none with what it put onto the data agenda."""
    rows = list(engagement.evidence.values_list("kind", "data_item"))
    items = [item for kind, item in rows if kind == Evidence.Kind.NO_DATA]
    return Basis(
        observations=sum(kind == Evidence.Kind.FIGURES for kind, _item in rows),
        says_no_data=bool(items),
        has_gap_item=any(item is not None for item in items),
    )


def owed_of(decision: Decision, *, on: date) -> tuple[Owed, ...]:
    """Return what a counted result lacks before it is in force. Without an engagement it needs no figures."""
    dissent = dissent_among(answers_of(decision))
    basis = basis_of(decision.engagement) if decision.engagement is not None else Basis(observations=1)
    return owed_to_adopt(
        basis,
        decided_on=on,
        review_on=decision.review_on,
        dissenters=dissent.dissenters,
        dissents=dissent.answered,
    )
