"""The end of a term: one way, whether somebody leaves a seat or loses what the seat asks for."""

from __future__ import annotations

from datetime import date

from initiatives.models import Person, SeatTerm
from initiatives.record import record
from initiatives.rules.ledger import Json


def leave_seat(term: SeatTerm, *, on: date, by: Person) -> None:
    """Let a term end on a day: the seat is free from then on. In the ledger as a seat change."""
    term.left_on = on
    term.save(update_fields=["left_on"])
    seat = term.seat
    facts: dict[str, Json] = {
        "seat": seat.pk,
        "seat_class": seat.seat_class,
        "is_voting": seat.is_voting,
        "person": term.person_id,
        "left_on": on.isoformat(),
    }
    record("seat.left", by=by, about=seat.body, facts=facts)
