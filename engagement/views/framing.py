"""Framing a question: begun from a recipe, written, asked about, moved later, promised at another level, handed over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagement.actions import engagements as actions
from engagement.actions import prompts, timetable
from engagement.actions.delegations import Instrument, decide_urgently, delegate
from engagement.actions.levels import change_level
from engagement.forms.engagements import (
    END_OF_DAY,
    TEXTS,
    AddForm,
    ChannelForm,
    DelegationForm,
    FramingForm,
    LevelForm,
    PostponeForm,
    PromptForm,
    UrgentForm,
    choices_of_framing,
    instant,
)
from engagement.models import DelegationInstrument, Engagement, Framing, Input, Prompt
from engagement.pages.recipes import levels_with_recipes
from engagement.pages.room import fetch_engagement, head_of
from engagement.rules.level_law import is_to_be_handed_over
from engagement.rules.stages import Stage
from engagement.views.posting import SECTION, carried_out, form_page
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import typed_in
from initiatives.models import Clause
from initiatives.rules.permissions import Permission

FACILITATE = Permission.ENGAGEMENT_FACILITATE


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FACILITATE)
def add(request: InitiativeRequest) -> HttpResponse:
    """Begin to frame a question: its level, a way of working, its words."""
    form = AddForm(request.POST or None, languages=request.initiative.languages, initial=_chosen(request))
    made: list[Engagement] = []
    if carried_out(form, lambda: made.append(_frame(form, request))):
        return redirect(f"{made[0].record.url}framing/")
    context = {**SECTION, "form": form, "levels": levels_with_recipes()}
    return render(request, "engagement/add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FACILITATE)
def framing(request: InitiativeRequest, number: int) -> HttpResponse:
    """Write all that the announcement will freeze."""
    engagement = fetch_engagement(request.viewer, number)
    form = FramingForm(
        request.POST or None,
        engagement=engagement,
        languages=request.initiative.languages,
        initial=_typed(engagement, request.initiative.languages),
        **choices_of_framing(),
    )
    if carried_out(form, lambda: _save(engagement, form, request)):
        messages.success(request, _("Saved. Nothing is public before you announce it."))
        return redirect(engagement.record.url)
    head = head_of(engagement, request.viewer)
    words = {"title": _("Write the framing"), "button": _("Save the framing")}
    return form_page(request, head, form, lead=_("Everything here is fixed when it is announced."), **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def dates(request: InitiativeRequest, number: int) -> HttpResponse:
    """Move a date later; while it is framed, the dates stand on the framing page."""
    engagement = fetch_engagement(request.viewer, number)
    if engagement.state == Engagement.State.DRAFT:
        return redirect(f"{engagement.record.url}framing/")
    form = PostponeForm(request.POST or None, level=engagement.level, languages=request.initiative.languages)
    if carried_out(form, lambda: _postpone(engagement, form, request)):
        messages.success(request, _("Moved. The old day stays on the page, struck through."))
        return redirect(engagement.record.url)
    head = head_of(engagement, request.viewer)
    words = {"title": _("Move a date later"), "button": _("Move it")}
    return form_page(
        request,
        head,
        form,
        lead=_("People have planned with these days. They move later, never earlier."),
        applies="timetable",
        **words,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def level(request: InitiativeRequest, number: int) -> HttpResponse:
    """Raise the promise, or lower it as far as those it was made to agree."""
    engagement = fetch_engagement(request.viewer, number)
    form = LevelForm(
        request.POST or None, languages=request.initiative.languages, initial={"to": engagement.level}
    )
    if carried_out(
        form,
        lambda: change_level(
            engagement=engagement, to=form.cleaned_data["to"], reason=form.texts("reason"), by=request.person
        ),
    ):
        messages.success(request, _("The promise was changed. The old one stays on the page."))
        return redirect(engagement.record.url)
    head = head_of(engagement, request.viewer)
    lead = _(
        "Raising adds to what we owe, and is always possible before the decision. Lowering, once it is open, is for the people we promised."
    )
    return form_page(
        request, head, form, lead=lead, title=_("Change the level"), button=_("Change the level")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_PUBLISHED)
def delegation(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what was handed over, or hand it over."""
    engagement = fetch_engagement(request.viewer, number)
    head = head_of(engagement, request.viewer)
    paper = (
        DelegationInstrument.objects.filter(engagement=engagement)
        .select_related("clause__document__record__initiative", "given_by")
        .first()
    )
    is_to_give = paper is None and is_to_be_handed_over(head.level, Stage(engagement.state))
    may_give = is_to_give and FACILITATE in request.viewer.permissions
    form = _delegation_form(request) if may_give else None
    if form is not None and carried_out(form, lambda: _delegate(engagement, form, request)):
        messages.success(request, _("Handed over. It is not taken back."))
        return redirect(f"{engagement.record.url}delegation/")
    context = {**SECTION, "head": head, "paper": paper, "form": form}
    return render(
        request, "engagement/delegation.html", context, status=422 if form and form.is_bound else 200
    )


def _decide_urgently(request: InitiativeRequest, engagement: Engagement, form: UrgentForm) -> None:
    what, ground = form.texts("what"), form.texts("reason")
    decide_urgently(engagement=engagement, what=what, ground=ground, by=request.person)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def urgent(request: InitiativeRequest, number: int) -> HttpResponse:
    """Decide urgently, for a ground that is public."""
    engagement = fetch_engagement(request.viewer, number)
    form = UrgentForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(form, lambda: _decide_urgently(request, engagement, form)):
        messages.success(request, _("Decided for now. It lapses unless it is ratified in time."))
        return redirect(engagement.record.url)
    head = head_of(engagement, request.viewer)
    lead = _(
        "What can’t wait is decided at once, at level 1, and lapses after {days} days unless it is ratified at the level that was promised."
    ).format(days=head.rules.emergency_days)
    words = {"title": _("Decide urgently"), "button": _("Decide urgently")}
    return form_page(request, head, form, lead=lead, applies="urgent", **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FACILITATE)
def asking(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show how people can speak and what they are asked; POST adds a question."""
    engagement = fetch_engagement(request.viewer, number)
    form = PromptForm(
        request.POST or None,
        kinds=Prompt.Kind.choices,
        languages=request.initiative.languages,
        initial={"kind": "text", "is_required": True},
    )
    if carried_out(form, lambda: _ask(engagement, form, request)):
        return redirect(f"{engagement.record.url}asking/")
    context = {
        **SECTION,
        "head": head_of(engagement, request.viewer),
        "form": form,
        "prompts": engagement.prompts.filter(removed_at__isnull=True),
        "channels": [label for value, label in Input.Channel.choices if value in engagement.channels],
        "channel_form": ChannelForm(),
        "may_change": engagement.state in prompts.BEFORE_ANSWERS,
    }
    return render(request, "engagement/asking.html", context, status=422 if form.is_bound else 200)


@require_POST
@guard(FACILITATE)
def channel(request: InitiativeRequest, number: int) -> HttpResponse:
    """Add a way to speak."""
    engagement = fetch_engagement(request.viewer, number)
    form = ChannelForm(request.POST)
    if form.is_valid():
        actions.open_channel(engagement=engagement, by=request.person, **form.cleaned_data)
    return redirect(f"{engagement.record.url}asking/")


@require_POST
@guard(FACILITATE)
def prompt_removal(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Take a question out before anybody answers."""
    engagement = fetch_engagement(request.viewer, number)
    found = get_object_or_404(Prompt.objects.filter(removed_at__isnull=True), engagement=engagement, pk=pk)
    prompts.take_out(prompt=found, by=request.person)
    return redirect(f"{engagement.record.url}asking/")


def _chosen(request: InitiativeRequest) -> dict[str, str]:
    """Return what the link of a recipe chose already."""
    return {name: request.GET[name] for name in ("level", "recipe") if name in request.GET}


def _frame(form: AddForm, request: InitiativeRequest) -> Engagement:
    data = form.cleaned_data
    return actions.frame(
        title=form.texts("title"),
        question=form.texts("question"),
        level=data["level"],
        recipe=data["recipe"],
        by=request.person,
    )


def _save(engagement: Engagement, form: FramingForm, request: InitiativeRequest) -> None:
    actions.reword(engagement=engagement, words=form.words(), by=request.person)
    actions.set_up(engagement=engagement, setting=form.setting(), by=request.person)
    timetable.schedule(engagement=engagement, dates=form.dates(), by=request.person)


def _typed(engagement: Engagement, languages: list[str]) -> dict[str, Any]:
    """Return what the framing form begins with."""
    framing = Framing.objects.filter(engagement=engagement).first()
    found = typed_in([name for name in TEXTS if hasattr(engagement, name)], engagement, languages)
    if framing is not None:
        found |= typed_in(("difficulty", "opportunity"), framing, languages)
    names = (
        "body",
        "authority",
        "authority_decision",
        "population",
        "group_behind",
        "channels",
        "money",
        "participation_budget",
        "implement_by",
        "review_on",
    )
    found |= {name: getattr(engagement, name) for name in names}
    local = engagement.initiative.local_time
    days = {
        "opens_on": engagement.opens_at,
        "closes_on": engagement.input_closes_at,
        "decides_on": engagement.decide_by,
    }
    return found | {name: local(at).date() for name, at in days.items() if at}


def _postpone(engagement: Engagement, form: PostponeForm, request: InitiativeRequest) -> None:
    data = form.cleaned_data
    ends = {"at": END_OF_DAY} if data["which"] == "input_closes_at" else {}
    to = instant(data["to"], request.initiative.zone, **ends)
    if to is not None:
        timetable.postpone(
            engagement=engagement, which=data["which"], to=to, reason=form.texts("reason"), by=request.person
        )


def _delegation_form(request: InitiativeRequest) -> DelegationForm:
    clauses = Clause.objects.current().select_related("document")
    return DelegationForm(request.POST or None, clauses=clauses, languages=request.initiative.languages)


def _delegate(engagement: Engagement, form: DelegationForm, request: InitiativeRequest) -> None:
    data = form.cleaned_data
    instrument = Instrument(
        clause=data["clause"],
        scope=form.texts("scope"),
        budget=data["budget"],
        legal_limits=form.texts("legal_limits"),
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )
    delegate(engagement=engagement, instrument=instrument, by=request.person)


def _ask(engagement: Engagement, form: PromptForm, request: InitiativeRequest) -> None:
    data = form.cleaned_data
    asked = prompts.Asked(
        kind=data["kind"],
        words=form.texts("words"),
        choices=form.lines(),
        is_several=data["is_several"],
        is_required=data["is_required"],
    )
    prompts.ask(engagement=engagement, asked=asked, by=request.person)
