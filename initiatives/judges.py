"""Who can judge a commitment at all: of those to whom it was made, whoever is not on the side that made it as well."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from initiatives import clock
from initiatives.commitment_bars import barred
from initiatives.models import Commitment, Person, RoleHolding, SeatTerm


def has_judges(commitment: Commitment) -> bool:
    """Whether anybody can say that it was kept: a recipient or the witness, not of the promiser's own side, and not barred."""
    return commitment.is_to_itself or _can_any(commitment, Q(pk=commitment.witness_id))


def can_recipients_judge(commitment: Commitment) -> bool:
    """Whether anybody of those it was promised to can; where nobody can, its witness stands in for them."""
    return commitment.is_to_itself or _can_any(commitment, Q(pk__in=[]))


def _can_any(commitment: Commitment, asked: Q) -> bool:
    today = clock.today(commitment.record.initiative.zone)
    asked |= Q(pk__in=_recipients(commitment, today))
    people = Person.objects.filter(asked, is_active=True).exclude(pk__in=_promisers(commitment, today))
    return any(barred(commitment, person) is None for person in people.order_by("pk"))


def promisers_of(commitment: Commitment, today: date) -> set[int]:
    """Return who is on the side that promised it: all of that partner, and whoever sits in that body, with a vote or without."""
    return set(_promisers(commitment, today))


def recipients_of(commitment: Commitment, today: date) -> set[int]:
    """Return to whom it was promised: all of that partner, or the voting seats of that body."""
    return set(_recipients(commitment, today))


def _promisers(commitment: Commitment, today: date) -> QuerySet[Any, int]:
    if commitment.from_membership_id is not None:
        return _people_of(commitment.from_membership_id, today)
    return _people_in(SeatTerm.objects.on(today).filter(seat__body=commitment.from_body_id))


def _recipients(commitment: Commitment, today: date) -> QuerySet[Any, int]:
    if commitment.to_membership_id is not None:
        return _people_of(commitment.to_membership_id, today)
    seats = SeatTerm.objects.on(today).filter(seat__body=commitment.to_body_id)
    return _people_in(seats.filter(seat__is_voting=True))


def _people_of(membership: int, today: date) -> QuerySet[Any, int]:
    return _people_in(RoleHolding.objects.on(today).filter(membership=membership))


def _people_in(held: QuerySet[Any]) -> QuerySet[Any, int]:
    """Return the keys of those who are there; a seat may be empty."""
    return held.filter(person__isnull=False).order_by().values_list("person", flat=True)
