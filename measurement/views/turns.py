"""Conversations that turn a curve: the last one, each one, its questions one by one, opening, closing, reading again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.actions.activities import add_learning
from initiatives.forms.activities import LEARNING_TEXTS, LearningForm
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import each_of
from measurement.actions import turns as actions
from measurement.forms.turns import (
    ClockForm,
    OpenForm,
)
from measurement.models import Indicator, Turn
from measurement.pages.turn_facts import facts_of, missing_of
from measurement.pages.turn_questions import questions_of
from measurement.pages.turns import FULL, age_of, conversation_of, curve_of
from measurement.rules.turns import FIRST, LAST
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}
INDICATOR = ("record__initiative", "rollup", "population", "result")


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def turns(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Show the conversation that is open, or the last one; before the first one, what it will be."""
    indicator = find_indicator(request, sign)
    found = list(Turn.objects.visible_to(request.viewer).filter(indicator=indicator).select_related(*FULL))
    if found:
        return show(request, indicator, found[0], found)
    context = {**SECTION, "indicator": indicator, "questions": questions_of(indicator)}
    return render(request, "measurement/turn/none.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def turn(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Show one conversation as a whole."""
    indicator, found = find(request, sign, number)
    others = (
        Turn.objects.visible_to(request.viewer)
        .filter(indicator=indicator)
        .select_related("record__initiative")
    )
    return show(request, indicator, found, list(others))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TURN_RUN)
def turn_add(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Open the next conversation."""
    indicator = find_indicator(request, sign)
    form = OpenForm(posted(request), initial={"held_on": clock.today(request.initiative.zone)})
    if form.is_valid():
        try:
            made = actions.open_turn(indicator=indicator, by=request.person, **form.cleaned_data)
            return redirect(f"{made.record.url}1/")
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
    last = (
        Turn.objects.filter(indicator=indicator, closed_at__isnull=False)
        .select_related("record__initiative")
        .first()
    )
    context = {**SECTION, "indicator": indicator, "form": form, "last": last}
    return render(request, "measurement/turn/add.html", context, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.TURN_RUN)
def step(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Go to a question, with a clock or without; back to the room or to the question's page."""
    _indicator, found = find(request, sign, number)
    form = ClockForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Choose one of the seven questions."))
    actions.go_to(turn=found, by=request.person, **form.cleaned_data)
    place = "room/" if request.POST.get("room") else f"{form.cleaned_data['question']}/"
    return redirect(f"{found.record.url}{place}")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TURN_RUN)
def closing(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Show what is missing, or what will become of it; POST closes."""
    indicator, found = find(request, sign, number)
    if request.method == "POST":
        actions.close_turn(turn=found, by=request.person)
        messages.success(request, _("The conversation is closed. What was chosen stands in the plan."))
        return redirect(found.record.url)
    today = clock.today(request.initiative.zone)
    page, facts = each_of(conversation_of(found, request.viewer, today=today), facts_of(found))
    context = {
        **SECTION,
        "indicator": indicator,
        "page": page,
        "turn": found,
        "missing": missing_of(found, facts),
    }
    return render(request, "measurement/turn/closing.html", context)


@require_POST
@guard(Permission.TURN_RUN)
def rereading(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Note that the story was read again and still holds."""
    _indicator, found = find(request, sign, number)
    actions.reread(turn=found, by=request.person)
    messages.success(request, _("Noted. We shall ask again in a year."))
    return redirect(found.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TURN_RUN)
def learning(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Write down what was learned: in an open conversation since the last one, in a closed one from itself."""
    indicator, found = find(request, sign, number)
    source = found.previous if found.closed_at is None and found.previous else found
    form = LearningForm(posted(request), languages=request.initiative.languages)
    if form.is_valid():
        texts = {name: form.texts(name) for name in LEARNING_TEXTS}
        add_learning(about=source.record, by=request.person, **texts)
        messages.success(request, _("Kept. It stands on the page of the indicator."))
        return redirect(f"{found.record.url}4/" if found.closed_at is None else found.record.url)
    context = {**SECTION, "indicator": indicator, "turn": found, "source": source, "form": form}
    return render(request, "measurement/turn/learning.html", context, status=422 if form.is_bound else 200)


def show(
    request: InitiativeRequest, indicator: Indicator, found: Turn, all_of_them: list[Turn]
) -> HttpResponse:
    """Return the page of a conversation as a whole."""
    today = clock.today(request.initiative.zone)
    found.indicator = indicator
    is_run = Permission.TURN_RUN in request.viewer.permissions and found.closed_at is None
    page, curve, facts = each_of(
        conversation_of(found, request.viewer, today=today),
        curve_of(indicator, found, request.viewer),
        facts_of(found),
    )
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": found,
        "page": page,
        "curve": curve,
        "others": [one for one in all_of_them if one.pk != found.pk],
        "age": age_of(found, today=today) if found.closed_at else None,
        "is_last": not any(one.number > found.number for one in all_of_them),
        "missing": missing_of(found, facts) if is_run else (),
    }
    return render(request, "measurement/turn/detail.html", context)


def find_indicator(request: InitiativeRequest, sign: str) -> Indicator:
    """Return an indicator that the reader may see."""
    rows = Indicator.objects.select_related(*INDICATOR)
    return fetch_or_stub(rows, request.viewer, slug=sign)


def find(request: InitiativeRequest, sign: str, number: int) -> tuple[Indicator, Turn]:
    """Return an indicator and one of its conversations that the reader may see."""
    indicator = find_indicator(request, sign)
    rows = Turn.objects.select_related(*FULL)
    found = fetch_or_stub(rows, request.viewer, indicator=indicator, number=number)
    found.indicator = indicator
    return indicator, found


def need_question(number: int) -> None:
    """Refuse an eighth question as a page that is not there."""
    if not FIRST <= number <= LAST:
        raise Http404
