"""The room: noticed beforehand, its electorate fixed when it opens, closed by the clock. SPECTRUM S10 and section 3."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.due import forgive, owe
from initiatives.identity import change_record, give_record
from initiatives.models import Body, Event, Person, PlanAnswer, Ratification, Round, RoundSeat, Seat, SeatTerm
from initiatives.record import record
from initiatives.rooms import phase_of
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import InMeeting, Phase

OPEN_ROUND, CLOSE_ROUND = "initiatives.open_round", "initiatives.close_round"


@transaction.atomic
def notice_round(
    *, body: Body, question: dict[str, str], by: Person, meeting: InMeeting | None = None
) -> Round:
    """Put a question before a body, online or in a `meeting`: the seats filled today are expected.

    Online, notice and length are those of the bylaws. Raises RuleBroken when nobody holds a voting seat in the body today.
    """
    noticed = meeting.noticed_at if meeting else clock.now()
    opens = meeting.opens_at if meeting else noticed + timedelta(days=float(rule_value("notice_days")))
    closes = meeting.closes_at if meeting else opens + timedelta(days=float(rule_value("round_days")))
    room = Round.objects.create(
        record=give_record("round", title=question, path="decisions/{number}/", by=by, published=True),
        body=body,
        kind=Round.Kind.MEETING_ITEM if meeting else Round.Kind.ONLINE,
        question=question,
        noticed_at=noticed,
        opens_at=opens,
        closes_at=closes,
    )
    seats = _seat_electorate(room, clock.today(room.initiative.zone))
    if not seats:
        raise RuleBroken(
            _(
                "Nobody holds a voting seat in “{body}” today, so nobody could answer. Fill a seat first."
            ).format(body=room.body)
        )
    owe(OPEN_ROUND, key=str(room.record.number), at=opens)
    owe(CLOSE_ROUND, key=str(room.record.number), at=closes)
    span = {"opens_on": opens.date().isoformat(), "closes_on": closes.date().isoformat()}
    record("round.noticed", by=by, about=room, facts={"seats": len(seats), **span})
    return room


@transaction.atomic
def open_round(*, number: int) -> None:
    """Write down that a round has opened, once; called when it is due and before the first answer."""
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(record__number=number)
    note_opening(room)


def note_opening(room: Round) -> None:
    """Fix who can answer and write down that a round has opened, once and not too early. Hold the lock on the round.

    The seats are those filled on the day on which it opens, however late somebody looks.
    """
    if (
        phase_of(room) is Phase.NOTICED
        or Event.objects.filter(record=room.record, kind="round.opened").exists()
    ):
        return
    opened_on = room.initiative.local_time(room.opens_at).date()
    chosen: list[Json] = [*sorted(seat.seat_id for seat in _seat_electorate(room, opened_on))]
    record("round.electorate_frozen", by=None, about=room, facts={"seats": len(chosen), "seat_ids": chosen})
    record("round.opened", by=None, about=room, facts={"seats": len(chosen)})


def check_stand_in(
    seat: RoundSeat, alternate: Person, counting: QuerySet[Ratification] | QuerySet[PlanAnswer]
) -> None:
    """Refuse an alternate once the holder has answered, and somebody who answers for a second seat."""
    if counting.filter(round_seat=seat, alternate__isnull=True).exists():
        raise RuleBroken(_("{name} has answered for this seat. That answer counts.").format(name=seat.person))
    if counting.filter(alternate=alternate).exclude(round_seat=seat).exists():
        raise RuleBroken(_("You have answered for another seat. One person answers for one seat."))


def mark_present(seat: RoundSeat) -> None:
    """A seat that answers is present; the first time counts."""
    if seat.present_at is None:
        seat.present_at = clock.now()
        seat.save(update_fields=["present_at"])


def shut(room: Round, *, by: Person | None) -> None:
    """Close a round and write down who was present; nothing more is due in it. Hold the lock on the round."""
    room.closed_at, room.closed_by = clock.now(), by
    room.save(update_fields=["closed_at", "closed_by"])
    change_record(room.record)
    for job in (OPEN_ROUND, CLOSE_ROUND):
        forgive(job, key=str(room.record.number))
    seats = room.seats.all()
    present = sum(seat.present_at is not None for seat in seats)
    record("round.closed", by=by, about=room, facts={"present": present, "eligible": len(seats)})


def voting_seats_held(body: Body, day: date) -> QuerySet[SeatTerm]:
    """Return the terms of those who hold a voting seat of a body on a day."""
    return SeatTerm.objects.on(day).filter(seat__in=Seat.objects.voting().filter(body=body))


def _seat_electorate(room: Round, day: date) -> list[RoundSeat]:
    """Let the electorate be the voting seats that are filled on a day; a seat that stays keeps its row.

    Somebody who holds a seat in it stands in for nobody else: one person has one voice.
    """
    terms = voting_seats_held(room.body, day).select_related("seat")
    held = list(terms.order_by("seat_id", "-starts_on").distinct("seat_id"))
    holders = {term.person_id for term in held}
    room.seats.exclude(seat__in=[term.seat_id for term in held]).delete()
    return [_seat_in(room, term, holders) for term in held]


def _seat_in(room: Round, term: SeatTerm, holders: set[int]) -> RoundSeat:
    values = {
        "person_id": term.person_id,
        "alternate_id": None if term.alternate_id in holders else term.alternate_id,
        "seat_class": term.seat.seat_class,
    }
    seat, _made = RoundSeat.objects.update_or_create(round=room, seat=term.seat, defaults=values)
    return seat
