"""One strategy, one activity, how far each is, and the whole plan as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.actions import activities as actions
from initiatives.forms.activities import (
    ACTIVITY_TEXTS,
    STRATEGY_TEXTS,
    ActivityForm,
    StateForm,
    StrategyForm,
)
from initiatives.forms.localized import typed_in
from initiatives.models import Activity, Adaptation, Link, Membership, Strategy, local
from initiatives.plan_words import kind_seen_from, quality_sign
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import ask_together

SECTION = {"nav_section": "plan"}
COLUMNS = ("number", "strategy", "activity", "led_by", "state", "starts_on", "ends_on", "success_seen_by")
PLAIN = ("strategy", "lead", "starts_on", "ends_on", "is_free_of_cost", "population", "place", "budget")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@guard(Permission.SEE_PUBLISHED)
def plan_csv(request: InitiativeRequest) -> HttpResponse:
    """Send the activities of the plan as a table."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.initiative.slug}-plan.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in _activities(request))
    return response


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def strategy(request: InitiativeRequest, strategy: str) -> HttpResponse:
    """Show one strategy: what is expected of it, and what is done."""
    found = _strategy(request, strategy)
    rows = _signed(_activities(request).filter(strategy=found), clock.today(request.initiative.zone))
    parts = Strategy.objects.visible_to(request.viewer).filter(parent=found)
    context = {
        **SECTION,
        "strategy": found,
        "activities": rows,
        "parts": parts.select_related("record__initiative"),
        "judgements": found.judgements.select_related("said_by")[:5],
    }
    return render(request, "initiatives/activities/strategy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def strategy_add(request: InitiativeRequest) -> HttpResponse:
    """Add a strategy."""
    form = StrategyForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid():
        made = actions.add_strategy(
            title=form.texts("title"),
            expected_contribution=form.texts("expected_contribution"),
            by=request.person,
        )
        messages.success(request, _("The strategy stands in the plan. Add what is done for it."))
        return redirect(made.record.url)
    return _form_page(request, form, _("Add a strategy"), f"{request.initiative.url}plan/")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def strategy_edit(request: InitiativeRequest, strategy: str) -> HttpResponse:
    """Change the words of a strategy."""
    found, languages = _strategy(request, strategy), request.initiative.languages
    initial = typed_in(STRATEGY_TEXTS, found, languages)
    form = StrategyForm(request.POST or None, initial=initial | {"whole": found.parent}, languages=languages)
    tops = Strategy.objects.visible_to(request.viewer).filter(parent__isnull=True)
    form.add_whole(tops.exclude(pk=found.pk))
    if form.is_valid():
        texts = {name: form.texts(name) for name in STRATEGY_TEXTS}
        actions.change_strategy(strategy=found, by=request.person, **texts)
        actions.place_strategy(strategy=found, whole=form.cleaned_data["whole"], by=request.person)
        messages.success(request, _("Saved. It is public now."))
        return redirect(found.record.url)
    return _form_page(request, form, _("Change the strategy"), found.record.url)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def activity(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one activity: who leads it, until when, how far it is."""
    found = _activity(request, number)
    context = {
        **SECTION,
        "activity": found,
        "sign": found.sign(on=clock.today(request.initiative.zone)),
        "may_move": _may_move(request, found),
        "form": StateForm(initial={"state": found.state}),
        "is_lead_shown": _is_shown(request, found.lead),
        **_around(request, found),
    }
    return render(request, "initiatives/activities/activity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def activity_add(request: InitiativeRequest) -> HttpResponse:
    """Add an activity, perhaps of a strategy."""
    form = _activity_form(request, {"strategy": _asked(request)})
    if form.is_valid() and (made := _saved(request, form, None)):
        messages.success(request, _("The activity stands in the plan."))
        return redirect(made.record.url)
    return _form_page(request, form, _("Add an activity"), f"{request.initiative.url}plan/")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def activity_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change what an activity says of itself."""
    found = _activity(request, number)
    plain = {name: getattr(found, name) for name in PLAIN}
    form = _activity_form(request, typed_in(ACTIVITY_TEXTS, found, request.initiative.languages) | plain)
    if form.is_valid() and _saved(request, form, found):
        messages.success(request, _("Saved. It is public now."))
        return redirect(found.record.url)
    return _form_page(request, form, _("Change the activity"), found.record.url)


@require_POST
@guard(Permission.SEE_TODAY)
def activity_state(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say how far an activity is: its lead's people, and whoever keeps the plan."""
    found = _activity(request, number)
    if not _may_move(request, found):
        raise PermissionDenied
    form = StateForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Choose how far it is."))
    actions.change_state(activity=found, state=form.cleaned_data["state"], by=request.person)
    messages.success(request, _("Saved. It is public now."))
    return redirect(found.record.url)


def _activities(request: InitiativeRequest) -> QuerySet[Activity]:
    seen = Activity.objects.visible_to(request.viewer)
    return seen.select_related(
        "record__initiative", "lead__organization", "lead__record__initiative", "strategy"
    )


def _signed(rows: Iterable[Activity], today: date) -> list[tuple[Activity, str]]:
    return [(row, row.sign(on=today)) for row in rows]


def _strategy(request: InitiativeRequest, slug: str) -> Strategy:
    return fetch_or_stub(Strategy.objects.select_related("record__initiative"), request.viewer, slug=slug)


def _activity(request: InitiativeRequest, number: int) -> Activity:
    rows = Activity.objects.select_related(
        "record__initiative", "strategy__record__initiative", "lead__organization", "lead__record__initiative",
        "state_changed_by",
    )  # fmt: skip
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _around(request: InitiativeRequest, found: Activity) -> dict[str, object]:
    """Return who helps, what is handed on, how it was adapted, and what the reader may do: one journey."""
    helpers = found.support.filter(ended_at__isnull=True).select_related("membership__organization")
    links = Link.objects.between_seen(request.viewer).standing().filter(Q(source=found) | Q(target=found))
    links = links.select_related(
        "record__initiative", "source__record__initiative", "target__record__initiative"
    )
    changed = Adaptation.objects.visible_to(request.viewer).filter(activity=found).select_related("record")
    ask_together(helpers, links, changed)
    mine = request.viewer.membership_ids
    helping = {one.membership_id for one in helpers}
    carries = Permission.PLAN_EDIT in request.viewer.permissions or bool(mine & {found.lead_id, *helping})
    return {
        "helpers": [(one, carries or one.membership_id in mine) for one in helpers],
        "links": [
            (one, quality_sign(one), kind_seen_from(one, found), one.other_end(found)) for one in links
        ],
        "changed": changed,
        "may_change": carries,
        "may_lead": bool(mine) and found.lead_id is None,
        "may_help": bool(mine - helping - {found.lead_id})
        or Permission.PLAN_EDIT in request.viewer.permissions,
    }


def _is_shown(request: InitiativeRequest, lead: Membership | None) -> bool:
    return lead is not None and Membership.objects.visible_to(request.viewer).filter(pk=lead.pk).exists()


def _may_move(request: InitiativeRequest, activity: Activity) -> bool:
    return (
        Permission.PLAN_EDIT in request.viewer.permissions
        or activity.lead_id in request.viewer.membership_ids
    )


def _asked(request: InitiativeRequest) -> Strategy | None:
    slug = request.GET.get("strategy", "")
    return Strategy.objects.visible_to(request.viewer).filter(slug=slug).first() if slug else None


def _activity_form(request: InitiativeRequest, initial: dict[str, object]) -> ActivityForm:
    partners = Membership.objects.visible_to(request.viewer).current(on=clock.today(request.initiative.zone))
    return ActivityForm(
        request.POST or None,
        initial=initial,
        languages=request.initiative.languages,
        strategies=Strategy.objects.visible_to(request.viewer),
        partners=partners.select_related("organization"),
    )


def _saved(request: InitiativeRequest, form: ActivityForm, found: Activity | None) -> Activity | None:
    said = {
        "undertaking": form.undertaking(),
        "strategy": form.cleaned_data["strategy"],
        "by": request.person,
    }
    try:
        if found is None:
            return actions.add_activity(**said)
        actions.change_activity(activity=found, **said)
        return found
    except RuleBroken as refusal:
        form.refuse(refusal)
        return None


def _form_page(
    request: InitiativeRequest, form: StrategyForm | ActivityForm, heading: str, back: str
) -> HttpResponse:
    context = {**SECTION, "form": form, "heading": heading, "back": back}
    return render(request, "initiatives/activities/form.html", context, status=422 if form.is_bound else 200)


def _cells(row: Activity) -> list[str]:
    texts = (
        str(row.record.number), str(row.strategy or ""), str(row), str(row.lead or ""), row.get_state_display(),
        f"{row.starts_on or ''}", f"{row.ends_on or ''}", local(row.success_seen_by),
    )  # fmt: skip
    return [f"'{text}" if text.startswith(FORMULA) else text for text in texts]
