"""What the quick log shows: the activities that somebody usually logs, what is told of a log, and who may touch it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import (
    Activity,
    ActivityLog,
    Attachment,
    LoggedGroup,
    Membership,
    Record,
    Restriction,
    local,
)
from initiatives.models.activity_logs import ActivityLogQuerySet
from initiatives.models.records import hidden_from
from initiatives.rules.activity_logs import Habit, is_editable, usual_first
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking
from measurement.disclosure import current_policy
from measurement.rules.small_counts import may_be_told

LATELY = timedelta(days=60)
SHOWN = 8
"""So many logs stand on the page of an activity or of a partner."""
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Choice:
    """One activity that can be logged, with what is known of its last time."""

    activity: Activity
    said: str

    @property
    def counts(self) -> str:
        """Return whom its log counts, such as "Families who came"."""
        return local(self.activity.counts_whom) or _("People who came")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How those who came were made up in one way of grouping; `rows` stay empty where a group is too small."""

    name: str
    rows: list[tuple[str, int]]
    floor: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What all that was logged comes to."""

    times: int
    people: int
    hours: Decimal


def activities_to_log(viewer: Viewer) -> QuerySet[Activity]:
    """Return the activities that somebody may log: those their partner carries, all of them for whoever keeps the plan."""
    seen = Activity.objects.visible_to(viewer).open()
    if not keeps_the_plan(viewer):
        seen = seen.carried_by(viewer.membership_ids)
    return seen.select_related("record__initiative", "lead__organization", "strategy")


def choices_of(viewer: Viewer, *, today: date) -> list[Choice]:
    """Return the activities to choose from, the likely ones first: one journey."""
    mine = Q(logs__membership__in=viewer.membership_ids) if viewer.membership_ids else Q()
    standing = ~Q(logs__record__state=Record.State.SUPERSEDED)
    lately = Q(logs__happened_on__gte=today - LATELY)
    rows = activities_to_log(viewer).annotate(
        times=Count("logs", filter=mine & standing & lately),
        last=Max("logs__happened_on", filter=mine & standing),
    )
    found = {row.pk: row for row in rows}
    habits = (_habit(row) for row in found.values())
    return [Choice(found[one.activity], _said(one, today)) for one in usual_first(habits)]


def keeps_the_plan(viewer: Viewer) -> bool:
    """Whether somebody may log for any partner."""
    return Permission.PLAN_EDIT in viewer.permissions


def partner_of(activity: Activity, viewer: Viewer) -> Membership | None:
    """Return for whom somebody logs an activity: their own partner where it carries the activity, else its lead."""
    own = Membership.objects.filter(pk__in=viewer.membership_ids).select_related(
        "organization", "record__initiative"
    )
    mine = own.filter(Q(pk=activity.lead_id) | Q(supports__activity=activity, supports__ended_at=None))
    if found := mine.first():
        return found
    return activity.lead if keeps_the_plan(viewer) else None


def may_touch(log: ActivityLog, viewer: Viewer) -> bool:
    """Whether somebody may change or correct a log."""
    return keeps_the_plan(viewer) or log.membership_id in viewer.membership_ids


def is_still_open(log: ActivityLog) -> bool:
    """Whether a log can be changed, and need not be corrected."""
    return is_editable(log.logged_at, now=clock.now())


def files_of(log: ActivityLog, viewer: Viewer) -> list[Attachment]:
    """Return the photo and the recording of a log, unless its files are withheld."""
    hidden = hidden_from(viewer, record=log.record, part=Restriction.Scope.ATTACHMENTS)
    return [] if hidden.exists() else list(Attachment.objects.filter(record=log.record))


def groups_of(log: ActivityLog) -> list[GroupRow]:
    """Return how those who came were made up, in each way of grouping, as far as it may be told."""
    rows: dict[str, list[LoggedGroup]] = {}
    for one in LoggedGroup.objects.filter(log=log).select_related("category__dimension"):
        rows.setdefault(local(one.category.dimension.name), []).append(one)
    floor = current_policy().min_denominator if rows else 0
    return [GroupRow(name, _told(found, log.people, floor), floor) for name, found in rows.items()]


def tallies(logs: QuerySet[ActivityLog]) -> QuerySet[ActivityLog, tuple[int, int, Decimal]]:
    """Return the question for how often, for how many people and how long: one row, for `Tally`."""
    added = (
        logs.order_by()
        .values("initiative_id")
        .annotate(times=Count("pk"), came=Coalesce(Sum("people"), 0), took=Coalesce(Sum("hours"), Decimal(0)))
    )
    return added.values_list("times", "came", "took")


def latest_asked(logs: ActivityLogQuerySet) -> Asking[tuple[list[ActivityLog], Tally | None]]:
    """Ask for the latest of some logs and for what all of them come to: one journey."""
    latest, added = logs.with_names()[:SHOWN], tallies(logs)
    yield (latest, added)
    rows = list(latest)
    return rows, Tally(*added[0]) if rows else None


def _told(found: Iterable[LoggedGroup], whole: int | None, floor: int) -> list[tuple[str, int]]:
    rows = [(local(one.category.name), one.people) for one in found]
    return rows if may_be_told([people for _name, people in rows], whole=whole, floor=floor) else []


def _habit(row: Activity) -> Habit:
    return Habit(
        row.pk,
        times=row.times,  # type: ignore[attr-defined]  # counted by the query
        last=row.last,  # type: ignore[attr-defined]
        is_running=row.state == Activity.State.UNDER_WAY,
        starts_on=row.starts_on,
    )


def _said(one: Habit, today: date) -> str:
    if one.last is None:
        starts_soon = one.starts_on is not None and today <= one.starts_on <= today + SOON
        return _("Starts this week") if starts_soon else _("Not logged yet")
    days = (today - one.last).days
    if days <= 0:
        return _("Last logged today")
    if days < SOON.days:
        return _("Last logged {day}").format(day=date_format(one.last, "l"))
    return _("Last logged {day}").format(day=date_format(one.last, _("j F")))
