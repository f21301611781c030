"""What could be on the next agenda: promises and commitments that are late, gaps that widen, conversations that are due. UX journey (g)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import AgendaItem, Meeting, Minutes
from engagement.models import Engagement, Obligation
from initiatives import clock
from initiatives.models import Commitment, Record, local
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking
from measurement.models import Indicator, Rollup, Turn

MOST = 4
Kind = AgendaItem.Kind


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that could be on the agenda, why, and what it is about."""

    title: str
    why: str
    sign: str
    about: Record
    kind: str = AgendaItem.Kind.DISCUSS
    minutes: Minutes | None = None


def suggestions_for(meeting: Meeting, viewer: Viewer) -> Asking[list[Suggestion]]:
    """Ask what could be on the agenda of a meeting, without what is on it already: one journey."""
    on_it = AgendaItem.objects.standing().filter(meeting=meeting).values_list("about", "approves")
    minutes = _unapproved(meeting)
    today = clock.today(meeting.record.initiative.zone)
    late = Commitment.objects.visible_to(viewer).late(on=today).select_related("record__initiative")
    commitments = late.order_by("due")[:MOST]
    owed = Obligation.objects.filter(
        state=Obligation.State.LATE, engagement__in=Engagement.objects.visible_to(viewer)
    )
    promises = owed.select_related("engagement__record__initiative").order_by("due_at")[:MOST]
    gaps = Rollup.objects.filter(card__gap_verdict__in=["widening", "mixed"])
    seen = gaps.filter(indicator__in=Indicator.objects.visible_to(viewer).on_overview())
    widening = seen.select_related("indicator__record__initiative").order_by("indicator")[:MOST]
    due = Q(closed_at__isnull=True) | Q(followed_by__isnull=True, reread_by__lte=today)
    turns = (
        Turn.objects.visible_to(viewer).filter(due).select_related("record__initiative", "indicator")[:MOST]
    )
    yield on_it, minutes, commitments, promises, widening, turns
    found = [
        *(_of_minutes(one) for one in minutes),
        *(_of_promise(one) for one in promises),
        *(_of_commitment(one, today) for one in commitments),
        *(_of_gap(one) for one in widening),
        *(_of_turn(one) for one in turns),
    ]
    abouts, approved = {about for about, _pk in on_it}, {pk for _about, pk in on_it}
    fresh = {(one.about.pk, one.kind): one for one in found}
    return [one for one in fresh.values() if not _is_on_it(one, abouts, approved)]


def _is_on_it(one: Suggestion, abouts: AbstractSet[int | None], approved: AbstractSet[int | None]) -> bool:
    return one.minutes.pk in approved if one.minutes else one.about.pk in abouts


def _unapproved(meeting: Meeting) -> QuerySet[Minutes]:
    """Minutes of earlier meetings of this group that are public by then and that no meeting has approved."""
    rows = Minutes.objects.unapproved().filter(meeting__body=meeting.body, publish_at__lte=meeting.starts_at)
    return rows.select_related("meeting__record__initiative").order_by("circulated_at")


def _of_minutes(one: Minutes) -> Suggestion:
    day = date_format(one.meeting.local_start, "DATE_FORMAT")
    title = _("Approve the minutes of {day}").format(day=day)
    return Suggestion(
        title, _("No meeting has approved them yet"), "due", one.meeting.record, Kind.MINUTES, one
    )


def _of_promise(one: Obligation) -> Suggestion:
    return Suggestion(
        local(one.engagement.title), _("A part of what we promised is late"), "late", one.engagement.record
    )


def _of_commitment(one: Commitment, today: date) -> Suggestion:
    days = one.days_late(on=today)
    late = ngettext("A commitment, {days} day late", "A commitment, {days} days late", days)
    return Suggestion(local(one.words), late.format(days=days), "late", one.record)


def _of_gap(one: Rollup) -> Suggestion:
    return Suggestion(
        local(one.indicator.name), _("The gap between groups is not closing"), "caution", one.indicator.record
    )


def _of_turn(one: Turn) -> Suggestion:
    name = local(one.indicator.name)
    is_open = one.closed_at is None
    why = _("The conversation is open") if is_open else _("The story behind it is old")
    return Suggestion(_("How do we turn “{name}”?").format(name=name), why, "early", one.record)
