"""The standing panel and the criteria of a joint group: who is on it, by what options are judged, seat by seat."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions.criteria import propose_criterion, remove_criterion, score_option, voice_on_criteria
from engagement.actions.panels import leave_panel, name_panel_member
from engagement.forms.options import CriterionForm, PanelForm, ScoreForm
from engagement.models import Criterion, Engagement, PanelMember
from engagement.pages.criteria import criteria_page
from engagement.pages.room import fetch_engagement, head_asked
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.views.posting import SECTION, carried_out
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Category, Person
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in

FACILITATE = Permission.ENGAGEMENT_FACILITATE


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_PUBLISHED)
def panel(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show who is on the panel; POST names somebody."""
    engagement = fetch_engagement(request.viewer, number)
    form = _panel_form(request) if FACILITATE in request.viewer.permissions else None
    if (
        form is not None
        and request.method == "POST"
        and carried_out(
            form, lambda: name_panel_member(engagement=engagement, by=request.person, **form.cleaned_data)
        )
    ):
        return redirect(f"{engagement.record.url}panel/")
    people = PanelMember.objects.filter(engagement=engagement).select_related("person", "group")
    head, members = each_of(head_asked(engagement, request.viewer), rows_in(people))
    context = {
        **SECTION,
        "head": head,
        "members": [each for each in members if each.left_at is None],
        "left": [each for each in members if each.left_at is not None],
        "form": form,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "engagement/panel.html", context, status=status)


@require_POST
@guard(Permission.SEE_TODAY)
def panel_leaving(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Let a member leave: themselves, or noted by who facilitates."""
    engagement = fetch_engagement(request.viewer, number)
    rows = PanelMember.objects.select_related("engagement").filter(left_at__isnull=True)
    leave_panel(member=get_object_or_404(rows, engagement=engagement, pk=pk), by=request.person)
    return redirect(f"{engagement.record.url}panel/")


@require_safe
@guard(Permission.SEE_PUBLISHED)
def criteria(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the criteria, what each seat says to them, and the scores seat by seat."""
    return _criteria_page(request, fetch_engagement(request.viewer, number))


@require_POST
@guard(Permission.SEE_TODAY)
def criterion_add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Propose a criterion."""
    engagement = fetch_engagement(request.viewer, number)
    form = CriterionForm(request.POST, languages=request.initiative.languages)
    if carried_out(form, lambda: _propose(engagement, form, request)):
        return redirect(f"{engagement.record.url}criteria/")
    return _criteria_page(request, engagement, form)


@require_POST
@guard(Permission.SEE_TODAY)
def criterion_removal(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Take a criterion out."""
    engagement = fetch_engagement(request.viewer, number)
    rows = Criterion.objects.select_related("engagement").filter(removed_at__isnull=True)
    remove_criterion(criterion=get_object_or_404(rows, engagement=engagement, pk=pk), by=request.person)
    return redirect(f"{engagement.record.url}criteria/")


@require_POST
@guard(Permission.SEE_TODAY)
def criteria_voice(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say for one's seat whether the criteria are right."""
    engagement = fetch_engagement(request.viewer, number)
    voice_on_criteria(engagement=engagement, agrees=request.POST.get("agrees") == "yes", by=request.person)
    return redirect(f"{engagement.record.url}criteria/")


@require_POST
@guard(Permission.SEE_TODAY)
def criteria_score(request: InitiativeRequest, number: int) -> HttpResponse:
    """Score one option on one criterion for one's seat."""
    engagement = fetch_engagement(request.viewer, number)
    form = _score_form(request, engagement)
    if form.is_valid():
        score_option(by=request.person, **form.cleaned_data)
    return redirect(f"{engagement.record.url}criteria/#scores")


def _propose(engagement: Engagement, form: CriterionForm, request: InitiativeRequest) -> None:
    weight = form.cleaned_data["weight"]
    propose_criterion(engagement=engagement, words=form.texts("words"), weight=weight, by=request.person)


def _criteria_page(
    request: InitiativeRequest, engagement: Engagement, form: CriterionForm | None = None
) -> HttpResponse:
    head, page = each_of(head_asked(engagement, request.viewer), criteria_page(engagement))
    may_propose = head.may(Deed.SPEAK_FOR_GROUP) and head.level is Level.COLLABORATING
    may_change = may_propose and not page.is_scored and page.vote is None
    own = CriterionForm(languages=request.initiative.languages) if may_change else None
    context = {
        **SECTION,
        "head": head,
        "page": page,
        "form": form or own,
        "score_form": _score_form(request, engagement) if may_propose and page.is_adopted else None,
        "may_propose": may_propose,
    }
    return render(request, "engagement/criteria.html", context, status=422 if form else 200)


def _panel_form(request: InitiativeRequest) -> PanelForm:
    people = Person.objects.filter(participations__initiative=request.initiative).order_by("name", "pk")
    return PanelForm(
        request.POST or None,
        people=people,
        groups=Category.objects.select_related("dimension"),
        chosen=[one for one in PanelMember.Chosen.choices if one[0] != PanelMember.Chosen.LOTTERY],
    )


def _score_form(request: InitiativeRequest, engagement: Engagement) -> ScoreForm:
    return ScoreForm(
        request.POST or None,
        criteria=Criterion.objects.filter(
            engagement=engagement, removed_at__isnull=True, adopted_at__isnull=False
        ),
        options=engagement.alternatives.filter(withdrawn_at__isnull=True),
    )
