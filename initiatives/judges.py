"""Who can judge a commitment at all: of those to whom it was made, whoever is not on the side that made it as well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from initiatives import clock
from initiatives.commitment_bars import barred
from initiatives.models import Commitment, Person, RoleHolding, SeatTerm


def has_judges(commitment: Commitment) -> bool:
    """Whether anybody can say that it was kept: a recipient or the witness, not of the promiser's own side, and not barred."""
    if commitment.is_to_itself:
        return True
    today = clock.today(commitment.record.initiative.zone)
    asked = recipients_of(commitment, today) | {commitment.witness_id}
    free = asked - promisers_of(commitment, today)
    people = Person.objects.filter(pk__in=known(free), is_active=True).order_by("pk")
    return any(barred(commitment, person) is None for person in people)


def known(people: Iterable[int | None]) -> list[int]:
    """Return the keys of those who are there; a seat may be empty."""
    return [pk for pk in people if pk is not None]


def promisers_of(commitment: Commitment, today: date) -> set[int | None]:
    """Return who is on the side that promised it: all of that partner, and whoever sits in that body, with a vote or without."""
    if commitment.from_membership_id is not None:
        return _people_of(commitment.from_membership_id, today)
    seats = SeatTerm.objects.on(today).filter(seat__body=commitment.from_body_id)
    return set(seats.values_list("person", flat=True))


def recipients_of(commitment: Commitment, today: date) -> set[int | None]:
    """Return to whom it was promised: all of that partner, or the voting seats of that body."""
    if commitment.to_membership_id is not None:
        return _people_of(commitment.to_membership_id, today)
    seats = SeatTerm.objects.on(today).filter(seat__body=commitment.to_body_id, seat__is_voting=True)
    return set(seats.values_list("person", flat=True))


def _people_of(membership: int, today: date) -> set[int | None]:
    held = RoleHolding.objects.on(today).filter(membership=membership)
    return set(held.values_list("person", flat=True))
