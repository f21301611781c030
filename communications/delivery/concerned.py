"""Whom an event concerns: by role, by what they follow, by their bodies, commitments and contributions. Each of them once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from communications.models import AgendaItem, Meeting, Post, Thread
from communications.rules.matters import BY_ROLE, MATTER_OF, Matter
from engagement.models import Decision, Engagement, Input
from initiatives import clock
from initiatives.models import (
    Activity,
    Commitment,
    Event,
    Follow,
    Membership,
    Person,
    Record,
    RoleHolding,
    Round,
    SeatTerm,
)

People = set[int]


@dataclass(frozen=True, slots=True)
class Concern:
    """An event, its matter, and the people whom it concerns, without whoever did it."""

    event: Event
    matter: Matter
    people: frozenset[int]


def concern_of(event: Event) -> Concern | None:
    """Return whom an event concerns; None for one of which nobody is told."""
    matter = MATTER_OF.get(event.kind)
    if matter is None:
        return None
    found = _with_role(matter)
    if event.record is not None:
        found |= _followers(event.record) | READINGS.get(event.record.kind, _nobody)(event.record)
    found.discard(event.actor_id or 0)
    active = Person.objects.filter(pk__in=found, is_active=True, erased_at__isnull=True).exclude(email="")
    return Concern(event, matter, frozenset(active.values_list("pk", flat=True)))


def _with_role(matter: Matter) -> People:
    held = RoleHolding.objects.on(clock.today()).filter(role__in=BY_ROLE[matter])
    return set(held.values_list("person", flat=True))


def _followers(record: Record) -> People:
    about = Q(record=record) | Q(record=record.part_of_id) if record.part_of_id else Q(record=record)
    return set(Follow.objects.filter(about).values_list("person", flat=True))


def _nobody(_record: Record) -> People:
    return set()


def _seated(bodies: Iterable[int | None]) -> People:
    terms = SeatTerm.objects.on(clock.today()).filter(seat__body__in=[pk for pk in bodies if pk])
    return set(terms.values_list("person", flat=True))


def _of_partners(memberships: Iterable[int | None]) -> People:
    held = RoleHolding.objects.on(clock.today())
    partners = [pk for pk in memberships if pk]
    return set(held.filter(membership__in=partners).values_list("person", flat=True))


def _of_body(record: Record) -> People:
    return _seated([record.body.pk]) if hasattr(record, "body") else set()


def _of_engagement(record: Record) -> People:
    return _asked(Engagement.objects.filter(record=record).values_list("pk", "body"))


def _of_decision(record: Record) -> People:
    found = Decision.objects.filter(record=record)
    seated = _seated(found.values_list("round__body", flat=True))
    return seated | _asked(found.values_list("engagement", "engagement__body"))


def _asked(rows: Iterable[tuple[int | None, int | None]]) -> People:
    """The seats of the group that decides, and everybody with an account who said something."""
    engagements, bodies = zip(*rows, strict=True) if (rows := list(rows)) else ((), ())
    gave = Input.objects.filter(engagement__in=[pk for pk in engagements if pk], withdrawn_at__isnull=True)
    said = gave.filter(contributor__isnull=False).values_list("contributor", flat=True)
    return _seated(bodies) | {pk for pk in said if pk is not None}


def _of_round(record: Record) -> People:
    return _seated(Round.objects.filter(record=record).values_list("body", flat=True))


def _of_meeting(record: Record) -> People:
    held = Meeting.objects.filter(record=record).values_list("body", flat=True)
    items = AgendaItem.objects.filter(record=record).values_list("meeting__body", flat=True)
    return _seated([*held, *items])


def _of_commitment(record: Record) -> People:
    found = Commitment.objects.filter(record=record).first()
    if found is None:
        return set()
    bodies = (found.from_body_id, found.to_body_id)
    partners = (found.from_membership_id, found.to_membership_id)
    return _seated(bodies) | _of_partners(partners) | ({found.witness_id} if found.witness_id else set())


def _of_activity(record: Record) -> People:
    return _of_partners(Activity.objects.filter(record=record).values_list("lead", flat=True))


def _of_membership(record: Record) -> People:
    return _of_partners(Membership.objects.filter(record=record).values_list("pk", flat=True))


def _of_thread(record: Record) -> People:
    """Whoever spoke there, and whoever wrote what it is about."""
    thread = Thread.objects.filter(record=record).select_related("about").first()
    if thread is None:
        return set()
    spoke = set(Post.objects.filter(thread=thread).values_list("by", flat=True))
    follow = Follow.objects.filter(record=thread.about).values_list("person", flat=True)
    return spoke | set(follow) | ({thread.about.created_by_id} if thread.about.created_by_id else set())


READINGS: dict[str, Callable[[Record], People]] = {
    "activity": _of_activity,
    "agenda_item": _of_meeting,
    "body": _of_body,
    "commitment": _of_commitment,
    "decision": _of_decision,
    "engagement": _of_engagement,
    "meeting": _of_meeting,
    "membership": _of_membership,
    "round": _of_round,
    "thread": _of_thread,
}
