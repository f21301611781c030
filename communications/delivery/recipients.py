"""To whom a notice goes: people with an account, and addresses that contributors without one left. Each of them once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communications.meetings.calling import day_of, terms_of
from communications.models import Attendance, Meeting, Reply
from communications.rules.notices import Audience
from engagement.gathering.promised import letters_without_account, people_promised
from engagement.models import Decision, Elector, Engagement, InputContact, NotKept
from initiatives import clock
from initiatives.models import Event, Follow, Person, RoleHolding, SeatTerm
from initiatives.rules.roles import BACKBONE, Role

PARTNERS = (Role.PARTNER, Role.FUNDER)


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about: its engagement, and the decision where it is one."""

    event: Event
    engagement: Engagement | None
    decision: Decision | None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Recipients:
    """People by id, and addresses of contributors without an account."""

    people: frozenset[int]
    contacts: tuple[InputContact, ...]


def about(event: Event) -> About:
    """Return what an event is about; nothing where it concerns no engagement and no decision."""
    record = event.record
    if record is not None and record.kind == "meeting":
        return About(event, None, None, Meeting.objects.whole().filter(record=record).first())
    if record is None or record.kind not in ("engagement", "decision"):
        return About(event, None, None)
    if record.kind == "engagement":
        rows = Engagement.objects.select_related("record__initiative", "body")
        return About(event, rows.filter(record=record).first(), None)
    found = Decision.objects.select_related(
        "engagement__record__initiative", "engagement__body", "record__initiative"
    )
    decision = found.filter(record=record).first()
    return About(event, decision.engagement if decision else None, decision)


def recipients(told: About, audiences: tuple[Audience, ...]) -> Recipients:
    """Return everybody in the audiences who can be reached."""
    people: set[int] = set()
    for audience in audiences:
        reading = READINGS.get(audience)
        people |= reading(told) if reading is not None else set()
    active = (
        Person.objects.filter(pk__in=people, is_active=True).exclude(email="").values_list("pk", flat=True)
    )
    wants_contacts = Audience.WITHOUT_ACCOUNT in audiences and told.engagement is not None
    contacts = letters_without_account(told.engagement) if wants_contacts and told.engagement else []
    once = {contact.email.lower(): contact for contact in reversed(contacts)}
    claimed = _contact_of_claim(told) if Audience.CLAIMANT in audiences else []
    return Recipients(frozenset(active), (*reversed(once.values()), *claimed))


def _by_role(roles: frozenset[Role] | tuple[Role, ...]) -> set[int]:
    rows = RoleHolding.objects.filter(role__in=roles, until__isnull=True)
    return set(rows.values_list("person", flat=True))


def _staff(_told: About) -> set[int]:
    return _by_role(BACKBONE)


def _partners(_told: About) -> set[int]:
    return _by_role(PARTNERS)


def _seats(told: About) -> set[int]:
    if told.engagement is None or told.engagement.body is None:
        return set()
    today = clock.today(told.engagement.initiative.zone)
    return set(
        SeatTerm.objects.on(today).filter(seat__body=told.engagement.body).values_list("person", flat=True)
    )


def _promised(told: About) -> set[int]:
    return people_promised(told.engagement) if told.engagement is not None else set()


def _followers(told: About) -> set[int]:
    if told.engagement is None:
        return set()
    rows = Follow.objects.filter(record=told.engagement.record)
    return set(rows.values_list("person", flat=True))


def _electorate(told: About) -> set[int]:
    if told.decision is None:
        return set()
    rows = Elector.objects.filter(decision=told.decision)
    today = clock.today(told.decision.record.initiative.zone)
    seats = SeatTerm.objects.on(today).filter(seat__in=rows.filter(seat__isnull=False).values("seat"))
    people = rows.filter(person__isnull=False).values_list("person", flat=True)
    return {pk for pk in (*people, *seats.values_list("person", flat=True)) if pk is not None}


def _claimant(told: About) -> set[int]:
    claim = _claim(told)
    return {claim.said_by_id} if claim is not None and claim.said_by_id else set()


def _claim(told: About) -> NotKept | None:
    return NotKept.objects.filter(pk=told.event.facts.get("claim"), engagement=told.engagement).first()


def _contact_of_claim(told: About) -> list[InputContact]:
    claim = _claim(told)
    if claim is None or claim.input_id is None:
        return []
    return list(InputContact.objects.filter(input=claim.input_id).exclude(email=""))


def _called(told: About) -> set[int]:
    """The seats that are called, with who stands in, and whoever answered the notice."""
    if told.meeting is None:
        return set()
    terms = terms_of(told.meeting.body, day_of(told.meeting)).values_list("person", "alternate")
    answered = Reply.objects.filter(meeting=told.meeting).values_list("person", flat=True)
    return {pk for pair in terms for pk in pair if pk is not None} | set(answered)


def _was_there(told: About) -> set[int]:
    if told.meeting is None:
        return set()
    there = Attendance.objects.standing().filter(meeting=told.meeting, person__isnull=False)
    return {pk for pk in there.values_list("person", flat=True) if pk is not None}


READINGS: dict[Audience, Callable[[About], set[int]]] = {
    Audience.STAFF: _staff,
    Audience.PARTNERS: _partners,
    Audience.SEATS: _seats,
    Audience.PROMISED: _promised,
    Audience.FOLLOWERS: _followers,
    Audience.ELECTORATE: _electorate,
    Audience.CLAIMANT: _claimant,
    Audience.CALLED: _called,
    Audience.WAS_THERE: _was_there,
}
