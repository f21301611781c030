"""What is done with contributions: acknowledged, sorted, hidden on a ground, shown after an appeal. Nobody edits one.

Who sorts is the table's to say, at each level: the actions ask it.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from engagement.actions.inputs import acknowledge
from engagement.actions.moderation import answer_appeal, hide_input
from engagement.actions.themes import make_theme, sort_inputs, unsort_input
from engagement.forms.hearing import AppealAnswerForm
from engagement.forms.inputs import HidingForm
from engagement.models import Engagement, Hiding, Input, Theme
from engagement.pages.room import fetch_engagement, head_of
from engagement.views.inputs import find
from engagement.views.posting import carried_out, form_page
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_POST
@guard(Permission.DISPOSITION_RECORD)
def acknowledgement(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note that somebody has read the marked contributions; whoever can be reached is told."""
    engagement = fetch_engagement(request.viewer, number)
    count = acknowledge(engagement=engagement, inputs=_marked(request, engagement), by=request.person)
    words = ngettext(
        "You acknowledged {count} contribution.", "You acknowledged {count} contributions.", count
    )
    messages.success(request, words.format(count=count))
    return redirect(f"{engagement.record.url}inputs/?only=unread")


@require_POST
@guard(Permission.SEE_TODAY)
def sorting(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put the marked contributions under a theme: one that there is, or a new one of that name."""
    engagement = fetch_engagement(request.viewer, number)
    theme = _theme(request, engagement)
    count = sort_inputs(theme=theme, inputs=_marked(request, engagement), by=request.person)
    words = ngettext(
        "{count} contribution stands under “{theme}” now.",
        "{count} contributions stand under “{theme}” now.",
        count,
    )
    messages.success(request, words.format(count=count, theme=theme))
    return redirect(f"{engagement.record.url}inputs/?only=unsorted")


@require_POST
@guard(Permission.SEE_TODAY)
def unsorting(request: InitiativeRequest, number: int, entry: int) -> HttpResponse:
    """Take a contribution out of a theme."""
    engagement = fetch_engagement(request.viewer, number)
    given = find(engagement, entry)
    unsort_input(theme=_chosen(request, engagement), given=given, by=request.person)
    return redirect(f"{engagement.record.url}inputs/{given.number}/")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.MODERATE)
def hiding(request: InitiativeRequest, number: int, entry: int) -> HttpResponse:
    """Hide a contribution on a ground from the list."""
    engagement = fetch_engagement(request.viewer, number)
    given = find(engagement, entry)
    form = HidingForm(request.POST or None)
    if carried_out(
        form, lambda: hide_input(given=given, ground=form.cleaned_data["ground"], by=request.person)
    ):
        messages.success(request, _("It is hidden. Whoever wrote it is told why, where they can be reached."))
        return redirect(f"{engagement.record.url}inputs/{given.number}/")
    return form_page(
        request,
        head_of(engagement, request.viewer),
        form,
        title=_("Hide contribution {number}").format(number=given.number),
        lead=_("Only what would harm somebody is hidden. Words that we do not like stay."),
        button=_("Hide it"),
        here="inputs",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.MODERATE)
def appeal(request: InitiativeRequest, number: int, entry: int) -> HttpResponse:
    """Decide as a second person whether hidden words are shown again."""
    engagement = fetch_engagement(request.viewer, number)
    given = find(engagement, entry)
    hidden = get_object_or_404(Hiding, input=given, lifted_at__isnull=True, appealed_at__isnull=False)
    form = AppealAnswerForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(form, lambda: _decide(form, hidden, request)):
        messages.success(request, _("Decided. Whoever wrote it reads your answer on their own page."))
        return redirect(f"{engagement.record.url}inputs/{given.number}/")
    return form_page(
        request,
        head_of(engagement, request.viewer),
        form,
        title=_("Somebody asks that their words be shown"),
        lead=f"{hidden.get_ground_display()}: “{hidden.appeal}”",
        button=_("Decide"),
        here="inputs",
    )


def _decide(form: AppealAnswerForm, hidden: Hiding, request: InitiativeRequest) -> None:
    answer_appeal(
        hiding=hidden,
        is_lifted=form.cleaned_data["is_lifted"],
        answer=form.texts("answer"),
        by=request.person,
    )


def _marked(request: InitiativeRequest, engagement: Engagement) -> list[Input]:
    keys = [key for each in request.POST.getlist("input") if (key := _number(each))]
    return list(engagement.inputs.counted().filter(number__in=keys))


def _theme(request: InitiativeRequest, engagement: Engagement) -> Theme:
    """Return a new theme where one was named; else the one that was chosen, which must be of this question either way."""
    words = request.POST.get("new_theme", "").strip()[:120]
    chosen = _chosen(request, engagement) if request.POST.get("theme") or not words else None
    if words:
        return make_theme(
            engagement=engagement, title={request.initiative.language: words}, by=request.person
        )
    if chosen is None:
        raise RuleBroken(_("Choose a theme, or write the name of a new one."))
    return chosen


def _chosen(request: InitiativeRequest, engagement: Engagement) -> Theme:
    """Return the theme that was chosen; one of another question or initiative is not there."""
    typed = request.POST.get("theme", "")
    if not typed:
        raise RuleBroken(_("Choose a theme, or write the name of a new one."))
    return get_object_or_404(engagement.themes.select_related("engagement__record"), pk=_number(typed))


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() and len(typed) < 10 else 0
