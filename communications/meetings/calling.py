"""Who is called to a meeting, who is there, and whether that is enough to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from communications.bylaw_numbers import QUORUM
from communications.models import Attendance, Meeting, Reply
from communications.rules.meetings import Quorum, SeatThere, quorum_of
from initiatives.bylaws import InForce, in_force_among, rules_at
from initiatives.models import Body, Person, Seat, SeatTerm
from initiatives.rules.ratification import as_share
from initiatives.together import Asking, answer_of


@dataclass(frozen=True, slots=True)
class Called:
    """One voting seat that is called, who holds it and who stands in; who is there for it, and what they answered."""

    term: SeatTerm
    attendance: Attendance | None
    reply: Reply | None

    @property
    def is_there(self) -> bool:
        """Whether somebody is there for the seat."""
        return self.attendance is not None


@dataclass(frozen=True, slots=True)
class Room:
    """All about who is called and who is there."""

    called: tuple[Called, ...]
    others: tuple[Attendance, ...]
    guests: tuple[Attendance, ...]
    quorum: Quorum
    rule: InForce

    @property
    def there(self) -> int:
        """How many people are there in all."""
        return sum(one.is_there for one in self.called) + len(self.others) + len(self.guests)

    @property
    def online(self) -> int:
        """How many of them take part online."""
        seated = [one.attendance for one in self.called if one.attendance]
        return sum(one.how == Attendance.How.ONLINE for one in (*seated, *self.others, *self.guests))

    @property
    def classes(self) -> list[tuple[str, int, int]]:
        """For each class of seats its name, how many are there, and how many there are."""
        names = dict(Seat.SeatClass.choices)
        return [(str(names.get(one.seat_class, "")), one.there, one.seats) for one in self.quorum.by_class]

    @property
    def named_guests(self) -> tuple[Attendance, ...]:
        """The guests who agreed that their name is printed."""
        return tuple(one for one in self.guests if one.is_named)


def day_of(meeting: Meeting) -> date:
    """Return the day of a meeting where the initiative is."""
    return meeting.local_start.date()


def terms_of(body: Body, day: date) -> QuerySet[SeatTerm]:
    """Return who holds the voting seats of a group on a day."""
    terms = SeatTerm.objects.on(day).filter(seat__body=body, seat__is_voting=True)
    in_being = Q(seat__ended_on__isnull=True) | Q(seat__ended_on__gt=day)
    return (
        terms.filter(in_being)
        .select_related("seat__membership__organization", "person", "alternate")
        .order_by("seat__seat_class", "seat__name", "seat_id", "-starts_on")
    )


def seat_of(meeting: Meeting, person: Person) -> int | None:
    """Return the seat for which somebody is there: their own, else one for which they stand in."""
    mine = Q(person=person) | Q(alternate=person)
    terms = terms_of(meeting.body, day_of(meeting)).filter(mine)
    found = sorted(terms, key=lambda term: term.person_id != person.pk)
    return found[0].seat_id if found else None


def room_of(meeting: Meeting) -> Room:
    """Return who is called and who is there."""
    return answer_of(room_asked(meeting))


def room_asked(meeting: Meeting) -> Asking[Room]:
    """Ask who is called and who is there, together with other questions."""
    terms = terms_of(meeting.body, day_of(meeting))
    there = Attendance.objects.standing().filter(meeting=meeting).select_related("person", "seat")
    replies = Reply.objects.filter(meeting=meeting)
    rules = rules_at(meeting.noticed_at, QUORUM)
    yield terms, there, replies, rules
    rule = in_force_among(rules, QUORUM)
    return _room(list(terms), list(there), list(replies), rule)


def _room(
    terms: Iterable[SeatTerm], there: list[Attendance], replies: Iterable[Reply], rule: InForce
) -> Room:
    answers = {reply.person_id: reply for reply in replies}
    by_seat: dict[int, Attendance] = {}
    for one in there:
        if one.seat_id is not None:
            by_seat.setdefault(one.seat_id, one)
    held = {term.seat_id: term for term in reversed(list(terms))}
    called = tuple(
        Called(term, by_seat.get(term.seat_id), answers.get(term.person_id))
        for term in reversed(list(held.values()))
    )
    seated = {one.attendance.pk for one in called if one.attendance}
    others = tuple(one for one in there if one.person_id is not None and one.pk not in seated)
    guests = tuple(one for one in there if one.person_id is None)
    share: Fraction = as_share(rule.value)
    quorum = quorum_of((SeatThere(one.term.seat.seat_class, one.is_there) for one in called), share=share)
    return Room(called, others, guests, quorum, rule)
