"""Who takes an activity on, who helps with it, how it is changed, and whether a strategy is enough."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions import activity_parts as parts
from initiatives.actions import adaptations as actions
from initiatives.forms.plan import ChangeForm, HelpForm, JudgementForm, RefusalForm
from initiatives.models import Activity, Adaptation, Event, Membership, Strategy, SupportRole
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "plan"}
CAUSES = ("release.", "decision.", "learning.", "turn.", "curve.", "engagement.")
MOST_CAUSES = 25


@require_POST
@guard(Permission.SEE_TODAY)
def activity_lead(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take an activity on for one's own partner."""
    found = _activity(request, number)
    membership = _mine(request).first()
    if membership is None:
        raise PermissionDenied
    parts.take_lead(activity=found, membership=membership, by=request.person)
    words = _("{partner} leads it from now on. Thank you.")
    messages.success(request, words.format(partner=membership.organization.name))
    return redirect(found.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def activity_help(request: InitiativeRequest, number: int) -> HttpResponse:
    """Offer to help with an activity, for one's own partner; whoever keeps the plan notes it for any."""
    found = _activity(request, number)
    keeps = Permission.PLAN_EDIT in request.viewer.permissions
    partners = _current(request) if keeps else _mine(request)
    if not partners.exists():
        raise PermissionDenied
    form = HelpForm(request.POST or None, languages=request.initiative.languages, partners=partners)
    if form.is_valid():
        try:
            membership = form.cleaned_data["membership"]
            parts.help_with(
                activity=found, membership=membership, brings=form.texts("brings"), by=request.person
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It is public now."))
            return redirect(found.record.url)
    return _form(request, form, _("Help with it"), found)


@require_POST
@guard(Permission.SEE_TODAY)
def activity_help_ending(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Note that a partner no longer helps."""
    rows = SupportRole.objects.select_related("activity__record__initiative", "membership__organization")
    role = get_object_or_404(rows.filter(activity__in=Activity.objects.visible_to(request.viewer)), pk=pk)
    if not _carries(request, role.activity) and role.membership_id not in request.viewer.membership_ids:
        raise PermissionDenied
    parts.end_help(role=role, by=request.person)
    messages.success(request, _("Saved. It is public now."))
    return redirect(role.activity.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def adaptation_add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Ask to do an activity in another way."""
    found = _activity(request, number)
    if not _carries(request, found):
        raise PermissionDenied
    form = ChangeForm(request.POST or None, languages=request.initiative.languages, causes=_causes(request))
    if form.is_valid():
        try:
            actions.ask_change(
                activity=found,
                change=form.texts("change"),
                why=form.texts("why"),
                cause=form.cause,
                new_ends_on=form.cleaned_data["new_ends_on"],
                by=request.person,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Everybody reads it now. Somebody else agrees before it holds."))
            return redirect("changes", slug=request.initiative.slug)
    return _form(request, form, _("Ask to change it"), found)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def changes(request: InitiativeRequest) -> HttpResponse:
    """List how partners adapt their work, and because of what; what waits for an answer first."""
    rows = Adaptation.objects.visible_to(request.viewer).filter(
        activity__in=Activity.objects.visible_to(request.viewer)
    )
    found = list(
        rows.select_related(
            "record", "activity__record__initiative", "activity__lead__organization", "asked_by",
            "settled_by", "cause__record__initiative",
        )[:100]
    )  # fmt: skip
    seen = set(
        Event.objects.readable_by(request.viewer)
        .filter(pk__in=[one.cause_id for one in found if one.cause_id])
        .values_list("pk", flat=True)
    )
    page = {
        **SECTION,
        "waiting": [
            (one, one.cause_id in seen, _may_settle(request, one)) for one in found if not one.settled_at
        ],
        "settled": [(one, one.cause_id in seen, False) for one in found if one.settled_at],
        "form": RefusalForm(languages=request.initiative.languages[:1]),
    }
    return render(request, "initiatives/plan/changes.html", page)


@require_POST
@guard(Permission.SEE_TODAY)
def adaptation_answer(request: InitiativeRequest, number: int) -> HttpResponse:
    """Agree to a change, or refuse it and say why: who carries the activity or keeps the plan, and did not ask."""
    rows = Adaptation.objects.select_related("record", "activity__record__initiative")
    found = fetch_or_stub(rows, request.viewer, record__number=number)
    if not _may_settle(request, found):
        raise PermissionDenied
    form = RefusalForm(request.POST, languages=request.initiative.languages[:1])
    answer = form.texts("answer") if form.is_valid() else {}
    actions.settle_change(
        adaptation=found, is_agreed="agree" in request.POST, answer=answer, by=request.person
    )
    messages.success(request, _("Saved. It is public now."))
    return redirect("changes", slug=request.initiative.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def strategy_judgement(request: InitiativeRequest, strategy: str) -> HttpResponse:
    """Note whether what is done for a strategy is enough, as the table judged."""
    found = fetch_or_stub(
        Strategy.objects.select_related("record__initiative"), request.viewer, slug=strategy
    )
    form = JudgementForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid():
        try:
            actions.judge_strategy(
                strategy=found,
                verdict=form.cleaned_data["verdict"],
                missing=form.texts("missing"),
                by=request.person,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It is public now."))
            return redirect(found.record.url)
    return _form(request, form, _("Is it enough?"), found)


def _form(
    request: InitiativeRequest,
    form: HelpForm | ChangeForm | JudgementForm,
    heading: str,
    about: Activity | Strategy,
) -> HttpResponse:
    page = {**SECTION, "form": form, "heading": heading, "back": about.record.url, "about": about}
    status = 422 if form.errors else 200
    return render(request, "initiatives/activities/form.html", page, status=status)


def _activity(request: InitiativeRequest, number: int) -> Activity:
    rows = Activity.objects.select_related("record__initiative", "lead__organization")
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _current(request: InitiativeRequest) -> QuerySet[Membership]:
    rows = Membership.objects.visible_to(request.viewer).filter(left_on__isnull=True)
    return rows.select_related("organization")


def _mine(request: InitiativeRequest) -> QuerySet[Membership]:
    return _current(request).filter(pk__in=request.viewer.membership_ids)


def _carries(request: InitiativeRequest, activity: Activity) -> bool:
    if Permission.PLAN_EDIT in request.viewer.permissions:
        return True
    mine = request.viewer.membership_ids
    return bool(mine) and Activity.objects.filter(pk=activity.pk).carried_by(mine).exists()


def _may_settle(request: InitiativeRequest, found: Adaptation) -> bool:
    if request.viewer.person_id in (None, found.asked_by_id):
        return False
    keeps = Permission.PLAN_EDIT in request.viewer.permissions
    return keeps or found.activity.lead_id in request.viewer.membership_ids


def _causes(request: InitiativeRequest) -> list[Event]:
    """Return what happened lately that may be a cause: figures, decisions, what was learned."""
    rows = Event.objects.readable_by(request.viewer).filter(record__isnull=False)
    lately = rows.select_related("record__initiative", "actor")[:400]
    return newest_of_each(one for one in lately if one.kind.startswith(CAUSES))[:MOST_CAUSES]


def newest_of_each(events: Iterable[Event]) -> list[Event]:
    """Keep of each record and day the first event, which is the newest: one choice where many steps were taken."""
    found: dict[tuple[int | None, date], Event] = {}
    for one in events:
        found.setdefault((one.record_id, timezone.localdate(one.at)), one)
    return list(found.values())
