"""The set-up path, `/start/`: from nothing to a public page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.actions.start import finish_step, settled_steps, skip_step
from communications.actions.start_steps import (
    ask_first,
    choose_indicators,
    invite_all,
    plan_first,
    state_result,
)
from communications.forms.start import (
    FirstMeetingForm,
    FirstQuestionForm,
    NameForm,
    OwnIndicatorForm,
    PeopleForm,
    ResultForm,
)
from communications.models import Meeting
from communications.rules.setting_up import ORDER, Step, after, next_step
from communications.views.start_blanks import PARTS, blanks_of
from communications.views.start_path import path_of, shared_context
from engagement.models import Engagement
from initiatives.access import InitiativeRequest, guard, initiatives_of, open_door
from initiatives.actions.founding import Identity, found, publish
from initiatives.models import Initiative, Person
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.models import Indicator, Result
from measurement.rules.library import by_topic


@open_door
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Step 1: found an initiative; those being set up are offered to go on."""
    assert isinstance(request.user, Person)  # noqa: S101 (login_required saw to it)
    form = NameForm(request.POST or None, initial={"contact_email": request.user.email})
    if request.method == "POST" and form.is_valid():
        identity = Identity(**form.cleaned_data)
        try:
            initiative = found(identity=identity, by=request.user)
            return redirect("start-result", slug=initiative.slug)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
    unfinished = initiatives_of(request.user).filter(published_at__isnull=True)
    context = {
        "form": form,
        "unfinished": unfinished,
        "path": path_of(None, frozenset(), Step.NAME),
        "step": Step.NAME,
    }
    return render(request, "communications/start/name.html", context, status=422 if form.errors else 200)


@require_safe
@guard(Permission.INITIATIVE_EDIT)
def resume(request: InitiativeRequest) -> HttpResponse:
    """Go on where the path was left."""
    step = next_step(settled=settled_steps() | {Step.NAME}) or Step.PUBLISH
    return _to(request.initiative, step)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INITIATIVE_EDIT)
def result(request: InitiativeRequest) -> HttpResponse:
    """Step 2: the result in one sentence."""
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = partial(state_result, language=_language(), by=request.person, **form.cleaned_data)
        if _does(said, form):
            return _done(request, Step.RESULT)
    return _page(request, Step.RESULT, {"form": form, "there": Result.objects.all()}, form.errors)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INITIATIVE_EDIT)
def indicators(request: InitiativeRequest) -> HttpResponse:
    """Step 3: three to six indicators, from the library or in own words."""
    there = Indicator.objects.on_overview().select_related("record")
    form = OwnIndicatorForm(request.POST or None, has_some=there.exists())
    if request.method == "POST" and form.is_valid():
        keys = form.cleaned_data["from_library"]
        chosen = partial(choose_indicators, keys=keys, own=form.own, language=_language(), by=request.person)
        if _does(chosen, form):
            to_another = "another" in request.POST
            return _to(request.initiative, Step.INDICATORS) if to_another else _done(request, Step.INDICATORS)
    return _page(request, Step.INDICATORS, {"form": form, "there": there, "library": by_topic()}, form.errors)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INITIATIVE_EDIT)
def figures(request: InitiativeRequest) -> HttpResponse:
    """Step 4: the first figures, through the importer; done as soon as one indicator has some."""
    if request.method == "POST":
        return _done(request, Step.FIGURES)
    there = Indicator.objects.on_overview().select_related("record").prefetch_related("releases")
    return _page(
        request, Step.FIGURES, {"there": there, "has_figures": any(one.releases.all() for one in there)}, {}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PEOPLE_INVITE)
def people(request: InitiativeRequest) -> HttpResponse:
    """Step 5: invite people."""
    form = PeopleForm(request.POST or None)
    may_do = request.method == "POST" and form.is_valid()
    if may_do and _does(partial(invite_all, by=request.person, **form.cleaned_data), form):
        return _done(request, Step.PEOPLE)
    return _page(request, Step.PEOPLE, {"form": form}, form.errors)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def first_meeting(request: InitiativeRequest) -> HttpResponse:
    """Step 6: the day of the first meeting, and the first question; agenda and framing come later."""
    if "question" in request.POST:
        return _first_question(request, FirstQuestionForm(request.POST))
    form = FirstMeetingForm(request.POST or None)
    may_do = request.method == "POST" and form.is_valid()
    said = partial(plan_first, initiative=request.initiative, by=request.person)
    if may_do and _does(lambda: said(**form.cleaned_data), form):
        return _done(request, Step.MEETING)
    return _meeting_page(request, form, FirstQuestionForm())


def _first_question(request: InitiativeRequest, form: FirstQuestionForm) -> HttpResponse:
    if Permission.ENGAGEMENT_FACILITATE not in request.viewer.permissions:
        raise PermissionDenied
    said = partial(ask_first, language=_language(), by=request.person)
    if form.is_valid() and _does(lambda: said(**form.cleaned_data), form):
        finish_step(step=Step.MEETING, by=request.person)
        messages.success(request, _("Begun. Nothing is public before you announce it."))
        return _to(request.initiative, Step.MEETING)
    return _meeting_page(request, FirstMeetingForm(), form)


def _meeting_page(
    request: InitiativeRequest, form: FirstMeetingForm, question: FirstQuestionForm
) -> HttpResponse:
    seen = Engagement.objects.visible_to(request.viewer).select_related("record__initiative")
    context: dict[str, object] = {
        "form": form,
        "question_form": question if Permission.ENGAGEMENT_FACILITATE in request.viewer.permissions else None,
        "coming": Meeting.objects.coming().select_related("record__initiative"),
        "questions": seen.order_by("-pk")[:3],
    }
    return _page(request, Step.MEETING, context, form.errors or question.errors)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INITIATIVE_PUBLISH)
def publishing(request: InitiativeRequest) -> HttpResponse:
    """Step 7: look at the public page, and publish."""
    if request.method == "POST":
        for step in set(ORDER) - settled_steps() - {Step.NAME, Step.PUBLISH}:
            skip_step(step=step, by=request.person)
        publish(initiative=request.initiative, by=request.person)
        finish_step(step=Step.PUBLISH, by=request.person)
        return redirect(request.initiative.url)
    blanks = blanks_of(request.initiative)
    return _page(request, Step.PUBLISH, {"blanks": blanks, "is_empty": len(blanks) == PARTS}, {})


@require_POST
@guard(Permission.INITIATIVE_EDIT)
def skipping(request: InitiativeRequest, step: str) -> HttpResponse:
    """Leave a step for later."""
    if step not in ORDER:
        raise Http404
    if request.method == "POST":
        skip_step(step=Step(step), by=request.person)
    return _to(request.initiative, after(Step(step)) or Step.PUBLISH)


def _page(request: InitiativeRequest, step: Step, context: dict[str, object], errors: object) -> HttpResponse:
    shown = shared_context(request.initiative, settled_steps(), step) | context
    return render(request, f"communications/start/{step}.html", shown, status=422 if errors else 200)


def _does(act: Callable[[], object], form: Form) -> bool:
    """Carry a step out; what is refused stands beside its field, and what was typed stays."""
    try:
        act()
    except RuleBroken as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True


def _done(request: InitiativeRequest, step: Step) -> HttpResponse:
    finish_step(step=step, by=request.person)
    return _to(request.initiative, after(step) or ORDER[-1])


def _to(initiative: Initiative, step: Step) -> HttpResponse:
    return redirect(f"start-{step}", slug=initiative.slug)


def _language() -> str:
    return (get_language() or "en").split("-")[0]
