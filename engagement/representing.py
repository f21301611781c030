"""Reads the seats that the rule of representation counts."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from engagement.rules.representation import VotingSeat
from initiatives import clock
from initiatives.models import Body, Seat, SeatTerm


def voting_seats(body: Body) -> list[VotingSeat]:
    """Return the voting seats of a body, and whether somebody holds them today."""
    held = SeatTerm.objects.on(clock.today(body.initiative.zone)).filter(seat=OuterRef("pk"))
    seats = Seat.objects.voting().filter(body=body).annotate(is_held=Exists(held))
    return [
        VotingSeat(seat_class, is_held) for seat_class, is_held in seats.values_list("seat_class", "is_held")
    ]
