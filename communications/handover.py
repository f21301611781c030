"""The handover pack: who knows what, recipes of the data, open promises, the calendar, logins. It reads every floor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communications.models import Meeting
from engagement.gathering.board import numbers_of
from engagement.models import Engagement, Obligation
from engagement.pages.addresses import address_of, in_words
from engagement.rules.duties import DUTIES
from engagement.rules.promise_facts import Code
from initiatives import clock
from initiatives.access import titles_told
from initiatives.handing_over import Held, holdings
from initiatives.kinds import KIND_NAMES
from initiatives.models import (
    Commitment,
    Initiative,
    KeptLogin,
    Person,
    Restriction,
    Round,
    SeatTerm,
    StaffRole,
    StandingDuty,
    local,
)
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.models import Indicator, ReportingDuty

AHEAD = timedelta(days=120)
MOST = 200


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody, and all that they look after."""

    person: Person
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One indicator: how its figure comes about, who keeps it, who reports what when."""

    indicator: Indicator
    duties: tuple[ReportingDuty, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """One open promise: what, to whom it belongs, by when."""

    title: str
    url: str
    who: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Coming:
    """One day of the calendar."""

    day: date
    title: str
    url: str
    what: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it on one day."""

    day: date
    roles: tuple[StaffRole, ...]
    keepers: tuple[Keeper, ...]
    recipes: tuple[Recipe, ...]
    owed: tuple[Owed, ...]
    coming: tuple[Coming, ...]
    logins: tuple[KeptLogin, ...]

    @property
    def unkept(self) -> int:
        """How many duties and recipes nobody looks after."""
        return sum(1 for one in self.recipes if one.indicator.steward_id is None)


def pack_of(initiative: Initiative, viewer: Viewer) -> Pack:
    """Return the pack as this viewer may read it: a few journeys, whatever there is."""
    today = clock.today(initiative.zone)
    asked = _Asked(viewer, today)
    ask_together(*asked.all)
    return Pack(
        day=today,
        roles=tuple(asked.roles),
        keepers=tuple(_keepers(asked)),
        recipes=tuple(_recipes(asked)),
        owed=tuple(sorted(_owed(asked, initiative), key=lambda one: (one.due or date.max, one.title))),
        coming=tuple(sorted(_coming(asked, initiative, viewer), key=lambda one: (one.day, one.title))),
        logins=tuple(asked.logins),
    )


class _Asked:
    """Every question of the pack."""

    def __init__(self, viewer: Viewer, today: date) -> None:
        last, now = today + AHEAD, clock.now()
        record = "record__initiative"
        self.roles = (
            StaffRole.objects.visible_to(viewer)
            .current()
            .select_related(record, "holder", "employer__organization")
        )
        self.held = [(one, one.rows()) for one in holdings()]
        self.indicators = (
            Indicator.objects.visible_to(viewer).on_overview().select_related(record, "steward")[:MOST]
        )
        self.reporting = (
            ReportingDuty.objects.current(on=today)
            .select_related("membership__organization", "person")
            .order_by("indicator", "pk")
        )
        self.commitments = (
            Commitment.objects.visible_to(viewer)
            .standing()
            .select_related(record, "from_membership__organization", "from_body")[:MOST]
        )
        self.obligations = Obligation.objects.filter(
            engagement__in=Engagement.objects.visible_to(viewer),
            state__in=[Obligation.State.PENDING, Obligation.State.LATE],
            due_at__isnull=False,
        ).select_related("engagement__record__initiative", "engagement__body__record__initiative")[:MOST]
        self.meetings = (
            Meeting.objects.visible_to(viewer).coming().select_related("record__initiative", "body")
        )
        self.duties = StandingDuty.objects.visible_to(viewer).due(by=last).select_related(record)
        self.rounds = (
            Round.objects.visible_to(viewer)
            .filter(closed_at__isnull=True, closes_at__gt=now)
            .select_related(record, "body")
        )
        self.terms = SeatTerm.objects.on(today).filter(ends_on__lte=last).select_related("seat__body")
        self.restrictions = Restriction.objects.active(at=now).select_related("record__initiative")
        self.logins = KeptLogin.objects.filter(ended_at__isnull=True).select_related("holder")

    @property
    def all(self) -> list[QuerySet[Any, Any]]:
        """Everything that goes out together."""
        own: list[QuerySet[Any, Any]] = [
            self.roles,
            self.indicators,
            self.reporting,
            self.commitments,
            self.obligations,
        ]
        days: list[QuerySet[Any, Any]] = [
            self.meetings,
            self.duties,
            self.rounds,
            self.terms,
            self.restrictions,
            self.logins,
        ]
        return [*own, *days, *(rows for _one, rows in self.held)]


def _keepers(asked: _Asked) -> Iterator[Keeper]:
    """Return who looks after something, those with the most first."""
    found = [one.held(row) for one, rows in asked.held for row in rows]
    people = {person.pk: person for person in Person.objects.filter(pk__in={held.person for held in found})}
    by_person = groupby(sorted(found, key=lambda held: held.person), key=lambda held: held.person)
    keepers = [
        Keeper(people[pk], tuple(sorted(rows, key=lambda one: (str(one.what), one.title))))
        for pk, rows in by_person
    ]
    yield from sorted(keepers, key=lambda one: (-len(one.held), one.person.shown_name))


def _recipes(asked: _Asked) -> Iterator[Recipe]:
    duties = list(asked.reporting)
    for indicator in asked.indicators:
        yield Recipe(indicator, tuple(one for one in duties if one.indicator_id == indicator.pk))


def _owed(asked: _Asked, initiative: Initiative) -> Iterator[Owed]:
    for one in asked.commitments:
        yield Owed(local(one.words), one.record.url, str(one.from_membership or one.from_body), one.due)
    parts = list(asked.obligations)
    numbers = numbers_of({part.engagement_id for part in parts}) if parts else {}
    for part in parts:
        duty = DUTIES[Code(part.code)]
        due = initiative.local_time(part.due_at).date() if part.due_at else None
        about = local(part.engagement.title)
        words = in_words(duty.in_words(numbers[part.engagement_id]))
        yield Owed(words, address_of(part.engagement, duty.page), about, due)


def _coming(asked: _Asked, initiative: Initiative, viewer: Viewer) -> Iterator[Coming]:
    for duty in asked.duties:
        yield Coming(duty.due_on, local(duty.name), duty.record.url, _("Duty"))
    for meeting in asked.meetings:
        yield Coming(meeting.local_start.date(), str(meeting), meeting.record.url, _("Meeting"))
    for room in asked.rounds:
        closes = initiative.local_time(room.closes_at).date()
        yield Coming(closes, local(room.question), room.record.url, _("Last day to answer"))
    for term in asked.terms:
        where = f"{initiative.url}people/seats/"
        yield Coming(term.ends_on, f"{term.seat.name}, {term.seat.body}", where, _("A term ends"))
    told = (
        titles_told(viewer, [held.record_id for held in asked.restrictions]) if asked.restrictions else set()
    )
    for held in asked.restrictions:
        ends = initiative.local_time(held.expires_at).date()
        where = f"{initiative.url}open/{held.pk}/"
        kind = held.record.kind
        what = held.record.shown_title if held.record_id in told else str(KIND_NAMES.get(kind, kind))
        yield Coming(ends, what, where, _("A restriction ends"))
