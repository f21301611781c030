"""One question of a conversation: what is said to it, its parts, its versions, and the forms of those who may use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import Asking, each_of, nothing_asked
from measurement.actions import turns as actions
from measurement.actions.turn_lines import code_of_room
from measurement.forms.baselines import ForecastForm
from measurement.forms.turns import (
    ActionForm,
    ClockForm,
    FactorForm,
    IdeaForm,
    LineForm,
    PartForm,
    PartnerRoleForm,
    StepForm,
)
from measurement.models import Forecast as FrozenForecast
from measurement.models import Indicator, Turn, TurnLine, TurnStep
from measurement.pages.turn_questions import questions_of
from measurement.pages.turns import Stage, conversation_of, curve_of
from measurement.rules.forecast import FEWEST
from measurement.rules.turns import CURVE, FIRST, LAST
from measurement.scoring import reading_for
from measurement.views.turns import SECTION, find, need_question

STEP_ID, LINE_ID, EXPECTED_ID = "step_%s", "line_%s", "expected_%s"
"""Several forms stand on the page of a question; each has ids of its own, so that every label finds its field."""
FORMS: dict[int, tuple[str, type[PartForm]]] = {
    4: ("factors", FactorForm),
    5: ("partners", PartnerRoleForm),
    6: ("ideas", IdeaForm),
    7: ("actions", ActionForm),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """The forms that were sent and refused, to be shown again with what was typed."""

    step: StepForm | None = None
    line: LineForm | None = None
    forecast: ForecastForm | None = None


@require_safe
@guard(Permission.SEE_PUBLISHED)
def question(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Show one question: what is said to it, its parts, and for those who may, the forms."""
    _indicator, found = find(request, sign, number)
    need_question(question)
    return question_page(request, found, question)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def versions(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Show all that the table said to one question, the latest first."""
    indicator, found = find(request, sign, number)
    need_question(question)
    steps = TurnStep.objects.filter(turn=found, question=question).select_related("saved_by")
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": found,
        "question": questions_of(indicator)[question - 1],
        "steps": steps,
    }
    return render(request, "measurement/turn/versions.html", context)


@require_POST
@guard(Permission.TURN_RUN)
def step_words(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Keep what the table says to a question."""
    _indicator, found = find(request, sign, number)
    need_question(question)
    form = StepForm(request.POST, languages=request.initiative.languages, auto_id=STEP_ID)
    if form.is_valid():
        try:
            saved = actions.save_step(
                turn=found, question=question, words=form.texts("words"), by=request.person
            )
            messages.success(
                request,
                _("Saved as version {n}.").format(n=saved.version) if saved else _("Nothing changed."),
            )
            return redirect(f"{found.record.url}{question}/")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return question_page(request, found, question, Sent(step=form))


def question_page(
    request: InitiativeRequest, turn: Turn, number: int, sent: Sent | None = None
) -> HttpResponse:
    """Return the page of one question, with the forms that this person may use; 422 where one was refused."""
    page, curve, waiting = each_of(
        conversation_of(turn, request.viewer, today=clock.today(request.initiative.zone)),
        curve_of(turn.indicator, turn, request.viewer) if number == CURVE else nothing_asked(None),
        lines_of(turn, number),
    )
    stage = page.stages[number - 1]
    told = {"page": page, "stage": stage, "curve": curve, "waiting": waiting}
    forms = _forms(request, turn, stage, sent or Sent())
    about = {**SECTION, "indicator": turn.indicator, "turn": turn, **_neighbours(number)}
    context = {**about, **told, **forms}
    return render(request, "measurement/turn/question.html", context, status=422 if sent else 200)


def _forms(request: InitiativeRequest, turn: Turn, stage: Stage, sent: Sent) -> dict[str, object]:
    """Return what may be done at a question: the forms that this person may use while the conversation is open."""
    number, is_open = stage.question.number, turn.closed_at is None
    may_run = is_open and Permission.TURN_RUN in request.viewer.permissions
    part, form = FORMS.get(number, ("", None))
    return {
        "may_run": may_run,
        "may_add": is_open and Permission.TURN_ADD in request.viewer.permissions,
        "step": sent.step or _step_form(stage, turn.indicator, request.initiative.languages),
        "forecast": sent.forecast
        or (forecast_form(request, turn.indicator) if may_run and number == CURVE else None),
        "part": part_form(request, form, turn) if may_run and form else None,
        "part_url": f"{turn.record.url}{part}/add/" if part else "",
        "line_form": sent.line or LineForm(question=number, auto_id=LINE_ID),
        "clock_form": ClockForm(),
        "code": code_of_room(turn) if may_run else "",
    }


def _neighbours(number: int) -> dict[str, int | None]:
    return {
        "next": number + 1 if number < LAST else None,
        "back": number - 1 if number > FIRST else None,
    }


def part_form(
    request: InitiativeRequest,
    form: type[PartForm],
    turn: Turn,
    sent: QueryDict | None = None,
    initial: dict[str, object] | None = None,
) -> PartForm:
    """Return the form of a part of a conversation, empty unless it was this one that was sent."""
    partners = Membership.objects.visible_to(request.viewer).current(on=clock.today(request.initiative.zone))
    return form(
        sent,
        initial=initial,
        languages=request.initiative.languages,
        turn=turn,
        partners=partners.select_related("organization"),
    )


def forecast_form(
    request: InitiativeRequest, indicator: Indicator, sent: QueryDict | None = None
) -> ForecastForm:
    """Return the form in which the table says what it expects; with few figures it can only be a judgement."""
    is_short = reading_for(indicator).points < FEWEST
    method = FrozenForecast.Method.JUDGEMENT if is_short else FrozenForecast.Method.LINEAR
    return ForecastForm(
        sent,
        initial={"method": method},
        languages=request.initiative.languages,
        auto_id=EXPECTED_ID,
    )


def lines_of(turn: Turn, question: int) -> Asking[list[TurnLine]]:
    """Ask for the lines of a question that nobody hid, those that wait first."""
    shown = TurnLine.objects.filter(turn=turn, question=question, hidden_at__isnull=True)
    lines = shown.select_related("added_by")
    yield (lines,)
    return sorted(lines, key=lambda line: line.place != TurnLine.Place.WAITING)


def _step_form(stage: Stage, indicator: Indicator, languages: list[str]) -> StepForm:
    initial = _start(stage.words, indicator, stage.question.number, languages)
    return StepForm(initial=initial, languages=languages, auto_id=STEP_ID)


def _start(
    words: Mapping[str, str], indicator: Indicator, number: int, languages: list[str]
) -> dict[str, str]:
    """Return what the form begins with: what was said, else what the result and the definition say already."""
    known = {1: indicator.result.statement if indicator.result else {}, 3: indicator.plain_definition}
    said = words or known.get(number, {})
    return {f"words_{language}": said.get(language, "") for language in languages}
