"""What conversations and the plan need: lines that wait, a table to go on with, a story to read again, late work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.desk import Desk, Question, each
from communications.rules.attention import Need, Part
from initiatives.models import Activity, Adaptation, local
from initiatives.rules.permissions import Permission
from measurement.models import Turn, TurnLine

MOST = 20
SOON = timedelta(days=14)


def open_turns(desk: Desk) -> Iterator[Question]:
    """Conversations that are open: for those who run them, and for those who may add a line."""
    may_run, may_add = desk.may(Permission.TURN_RUN), desk.may(Permission.TURN_ADD)
    if not may_run and not may_add:
        return
    waits = Q(lines__place=TurnLine.Place.WAITING, lines__hidden_at__isnull=True)
    rows = (
        Turn.objects.visible_to(desk.viewer)
        .filter(closed_at__isnull=True)
        .annotate(waiting=Count("lines", filter=waits))
    )

    def go_on(turn: Turn) -> Need:
        name = local(turn.indicator.name)
        title = _("How do we turn “{name}”? The conversation is open").format(name=name)
        step = _("The table is at question {number}").format(number=turn.current_step)
        waiting: int = getattr(turn, "waiting")  # noqa: B009 (counted by the question)
        if may_run and waiting:
            lines = ngettext("{count} line waits for an answer", "{count} lines wait for an answer", waiting)
            meta = (step, lines.format(count=waiting))
            return Need(Part.PLAN, title, f"{turn.record.url}lines/", _("Answer the lines"), meta)
        label = _("Go on") if may_run else _("Add a line")
        return Need(Part.PLAN, title, f"{turn.record.url}{turn.current_step}/", label, (step,))

    yield each(rows.select_related("record__initiative", "indicator")[:MOST], go_on)


def stories_to_reread(desk: Desk) -> Iterator[Question]:
    """Stories whose day to be read again has come: the narrative has a freshness clock like the numbers."""
    if not desk.may(Permission.TURN_RUN):
        return
    rows = Turn.objects.visible_to(desk.viewer).filter(
        closed_at__isnull=False, followed_by__isnull=True, reread_by__lte=desk.today
    )

    def again(turn: Turn) -> Need:
        title = _("The story behind “{name}”").format(name=local(turn.indicator.name))
        about = (_("The story is old"),)
        return Need(Part.PLAN, title, turn.record.url, _("Read it again"), about, turn.reread_by)

    yield each(rows.select_related("record__initiative", "indicator")[:MOST], again)


def holes_in_the_plan(desk: Desk) -> Iterator[Question]:
    """Activities that nobody leads and that should begin within two weeks: for whoever keeps the plan, and for partners."""
    if not desk.may(Permission.PLAN_EDIT) and not desk.viewer.membership_ids:
        return
    soon = desk.today + SOON
    rows = Activity.objects.visible_to(desk.viewer).open().filter(lead=None, starts_on__lte=soon)

    def take(found: Activity) -> Need:
        label = _("Find who leads it") if desk.may(Permission.PLAN_EDIT) else _("Take it on")
        about = (_("Nobody leads it yet"),)
        return Need(Part.PLAN, str(found), desk.url("plan/gaps/"), label, about, found.starts_on)

    yield each(rows.select_related("record__initiative")[:MOST], take)


def changes_waiting(desk: Desk) -> Iterator[Question]:
    """Changes of activities that wait for the answer of somebody else than whoever asked."""
    rows = Adaptation.objects.visible_to(desk.viewer).waiting().exclude(asked_by=desk.viewer.person_id)
    if not desk.may(Permission.PLAN_EDIT):
        rows = rows.filter(activity__lead__in=desk.viewer.membership_ids)

    def answer(found: Adaptation) -> Need:
        meta = (str(found.activity), _("asked by {who}").format(who=found.asked_by.shown_name))
        return Need(Part.PLAN, local(found.change), found.record.url, _("Answer"), meta)

    yield each(rows.select_related("record__initiative", "activity", "asked_by")[:MOST], answer)


def late_activities(desk: Desk) -> Iterator[Question]:
    """Activities past their day: those that my organisation leads; all of them for whoever keeps the plan."""
    rows = Activity.objects.visible_to(desk.viewer).late(on=desk.today)
    if not desk.may(Permission.PLAN_EDIT):
        rows = rows.filter(lead__in=desk.viewer.membership_ids)

    def how_far(found: Activity) -> Need:
        who = found.lead.organization.name if found.lead else _("Nobody leads it yet")
        return Need(Part.PLAN, str(found), found.record.url, _("Say how far it is"), (who,), found.ends_on)

    yield each(rows.select_related("record__initiative", "lead__organization")[:MOST], how_far)
