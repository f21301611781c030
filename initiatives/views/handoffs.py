"""How the activities hang together: the picture, the list, what to mend, and what would happen if a partner left."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions import links as actions
from initiatives.forms.localized import typed_in
from initiatives.forms.plan import LeaveForm, LinkForm, LinkQualityForm
from initiatives.models import Activity, Link
from initiatives.plan_pictures import handoffs_page
from initiatives.plans import read_plan
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "plan"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def handoffs(request: InitiativeRequest) -> HttpResponse:
    """Show the hand-offs; ?kind= and ?quality= choose some, ?leaves= asks what if a partner left."""
    read = read_plan(request.viewer, today=clock.today(request.initiative.zone))
    page = handoffs_page(
        read,
        kind=request.GET.get("kind", ""),
        quality=request.GET.get("quality", ""),
        leaves=request.GET.get("leaves", ""),
    )
    form = LeaveForm(request.GET or None, partners=page.partners)
    may_add = Permission.PLAN_EDIT in request.viewer.permissions or bool(request.viewer.membership_ids)
    context = {
        **SECTION,
        "page": page,
        "form": form,
        "may_add": may_add,
        "kinds": Link.Kind.choices,
        "qualities": Link.Quality.choices,
    }
    return render(request, "initiatives/plan/handoffs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def handoff_add(request: InitiativeRequest) -> HttpResponse:
    """Say how two activities belong together: whoever carries one of them, or keeps the plan."""
    going_on = Activity.objects.visible_to(request.viewer).open().order_by("pk")
    form = LinkForm(
        request.POST or None,
        languages=request.initiative.languages,
        activities=going_on,
        initial={"source": _asked(request)},
    )
    if form.is_valid():
        _refuse_strangers(request, form.cleaned_data["source"], form.cleaned_data["target"])
        said = {name: form.cleaned_data[name] for name in ("source", "target", "kind", "quality")}
        try:
            actions.add_link(**said, sentence=form.texts("sentence"), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It is public now."))
            return redirect("handoffs", slug=request.initiative.slug)
    return _form(request, form, _("Add a hand-off"))


@require_safe
@guard(Permission.SEE_PUBLISHED)
def handoff(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one hand-off: from where, how, to where, and how well."""
    found = _link(request, number)
    may_change = found.ended_at is None and _carries(request, found.source, found.target)
    page = {**SECTION, "link": found, "may_change": may_change}
    return render(request, "initiatives/plan/handoff.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def handoff_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say anew how well a hand-off works: whoever carries one of its ends, or keeps the plan."""
    found = _link(request, number)
    _refuse_strangers(request, found.source, found.target)
    languages = request.initiative.languages
    initial = {**typed_in(("sentence",), found, languages), "quality": found.quality}
    form = LinkQualityForm(request.POST or None, languages=languages, initial=initial)
    if form.is_valid():
        quality, sentence = form.cleaned_data["quality"], form.texts("sentence")
        actions.change_link(link=found, quality=quality, sentence=sentence, by=request.person)
        messages.success(request, _("Saved. It is public now."))
        return redirect(found.record.url)
    return _form(request, form, _("How well does it work?"))


@require_POST
@guard(Permission.SEE_TODAY)
def handoff_ending(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note that there is no such hand-off any more."""
    found = _link(request, number)
    _refuse_strangers(request, found.source, found.target)
    actions.end_link(link=found, by=request.person)
    messages.success(request, _("Saved. It stays to be read in the history."))
    return redirect("handoffs", slug=request.initiative.slug)


def _link(request: InitiativeRequest, number: int) -> Link:
    seen = Activity.objects.visible_to(request.viewer)
    rows = Link.objects.filter(source__in=seen, target__in=seen).select_related(
        "record__initiative", "source__record__initiative", "target__record__initiative",
        "source__lead__organization", "target__lead__organization",
    )  # fmt: skip
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _asked(request: InitiativeRequest) -> Activity | None:
    number = request.GET.get("from", "")
    seen = Activity.objects.visible_to(request.viewer)
    return seen.filter(record__number=int(number)).first() if number.isdecimal() and len(number) < 9 else None


def _carries(request: InitiativeRequest, *ends: Activity) -> bool:
    if Permission.PLAN_EDIT in request.viewer.permissions:
        return True
    mine = request.viewer.membership_ids
    both = Activity.objects.filter(pk__in=[one.pk for one in ends])
    return bool(mine) and both.carried_by(mine).exists()


def _refuse_strangers(request: InitiativeRequest, *ends: Activity) -> None:
    if request.viewer.person_id is None or not _carries(request, *ends):
        raise PermissionDenied


def _form(request: InitiativeRequest, form: LinkForm | LinkQualityForm, heading: str) -> HttpResponse:
    page = {**SECTION, "form": form, "heading": heading, "back": f"{request.initiative.url}plan/handoffs/"}
    status = 422 if form.errors else 200
    return render(request, "initiatives/activities/form.html", page, status=status)
