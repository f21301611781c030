"""The room: noticed beforehand, its electorate frozen, open for a time, closed by the clock. SPECTRUM S10."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.due import owe
from initiatives.identity import change_record, give_record
from initiatives.models import Body, Event, Person, Round, RoundSeat, Seat, SeatTerm
from initiatives.record import record
from initiatives.rooms import phase_of
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import Phase

OPEN_ROUND, CLOSE_ROUND = "initiatives.open_round", "initiatives.close_round"


@transaction.atomic
def notice_round(*, body: Body, question: dict[str, str], by: Person) -> Round:
    """Put a question before a body online: notice and length from the bylaws, the electorate frozen now.

    Raises RuleBroken when nobody holds a voting seat in the body today.
    """
    noticed = clock.now()
    opens = noticed + timedelta(days=float(rule_value("notice_days")))
    closes = opens + timedelta(days=float(rule_value("round_days")))
    room = Round.objects.create(
        record=give_record("round", title=question, path="decisions/{number}/", by=by, published=True),
        body=body,
        question=question,
        noticed_at=noticed,
        opens_at=opens,
        closes_at=closes,
    )
    seats = _freeze_electorate(room)
    owe(OPEN_ROUND, key=str(room.record.number), at=opens)
    owe(CLOSE_ROUND, key=str(room.record.number), at=closes)
    span = {"opens_on": opens.date().isoformat(), "closes_on": closes.date().isoformat()}
    chosen = sorted(seat.seat_id for seat in seats)
    record(
        "round.electorate_frozen",
        by=by,
        about=room,
        facts={"seats": len(seats), "seat_ids": [*chosen], **span},
    )
    return room


@transaction.atomic
def open_round(*, number: int) -> None:
    """Write down that a round has opened, once; called when it is due and before the first answer."""
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(record__number=number)
    note_opening(room)


def note_opening(room: Round) -> None:
    """Write down that a round has opened unless it is written down or too early. Hold the lock on the round."""
    if (
        phase_of(room) is Phase.NOTICED
        or Event.objects.filter(record=room.record, kind="round.opened").exists()
    ):
        return
    record("round.opened", by=None, about=room, facts={"seats": room.seats.count()})


def mark_present(seat: RoundSeat) -> None:
    """A seat that answers is present; the first time counts."""
    if seat.present_at is None:
        seat.present_at = clock.now()
        seat.save(update_fields=["present_at"])


def shut(room: Round, *, by: Person | None) -> None:
    """Close a round that is over and write down who was present. Hold the lock on the round."""
    room.closed_at, room.closed_by = clock.now(), by
    room.save(update_fields=["closed_at", "closed_by"])
    change_record(room.record)
    seats = room.seats.all()
    present = sum(seat.present_at is not None for seat in seats)
    record("round.closed", by=by, about=room, facts={"present": present, "eligible": len(seats)})


def _freeze_electorate(room: Round) -> list[RoundSeat]:
    day = clock.today(room.initiative.zone)
    held = (
        SeatTerm.objects.on(day)
        .filter(seat__in=Seat.objects.voting().filter(body=room.body))
        .select_related("seat")
        .order_by("seat_id", "-starts_on")
        .distinct("seat_id")
    )
    seats = [
        RoundSeat(round=room, seat=term.seat, person_id=term.person_id, seat_class=term.seat.seat_class)
        for term in held
    ]
    if not seats:
        raise RuleBroken(
            _(
                "Nobody holds a voting seat in “{body}” today, so nobody could answer. Fill a seat first."
            ).format(body=room.body)
        )
    return RoundSeat.objects.bulk_create(seats)
