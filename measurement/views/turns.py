"""Conversations that turn a curve: the last one, each one, its questions one by one, opening, closing, reading again."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.actions.activities import add_learning
from initiatives.forms.activities import LEARNING_TEXTS, LearningForm
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
    OpenForm,
    PartForm,
    PartnerRoleForm,
    StepForm,
)
from measurement.models import Forecast as FrozenForecast
from measurement.models import Indicator, Turn, TurnLine, TurnStep
from measurement.pages.turn_facts import facts_of, missing_of
from measurement.pages.turn_questions import questions_of
from measurement.pages.turns import FULL, Stage, age_of, conversation_of, curve_of
from measurement.rules.forecast import FEWEST
from measurement.rules.turns import CURVE, FIRST, LAST
from measurement.scoring import reading_for
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}
STEP_ID, LINE_ID, EXPECTED_ID = "step_%s", "line_%s", "expected_%s"
"""Several forms stand on the page of a question; each has ids of its own, so that every label finds its field."""
INDICATOR = ("record__initiative", "rollup", "population", "result")
FORMS: dict[int, tuple[str, type[PartForm]]] = {
    4: ("factors", FactorForm),
    5: ("partners", PartnerRoleForm),
    6: ("ideas", IdeaForm),
    7: ("actions", ActionForm),
}


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


@require_safe
@guard(Permission.SEE_PUBLISHED)
def question(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Show one question: what is said to it, its parts, and for those who may, the forms."""
    indicator, found = find(request, sign, number)
    need_question(question)
    return question_page(request, indicator, found, question)


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
def step_words(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Keep what the table says to a question."""
    indicator, found = find(request, sign, number)
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
    return question_page(request, indicator, found, question, step=form)


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


def question_page(
    request: InitiativeRequest,
    indicator: Indicator,
    found: Turn,
    number: int,
    *,
    step: StepForm | None = None,
    line: LineForm | None = None,
    forecast: ForecastForm | None = None,
) -> HttpResponse:
    """Return the page of one question, with the forms that this person may use; 422 where one was refused."""
    page, curve, waiting = each_of(
        conversation_of(found, request.viewer, today=clock.today(request.initiative.zone)),
        curve_of(indicator, found, request.viewer) if number == CURVE else nothing_asked(None),
        lines_of(found, number),
    )
    stage, is_open = page.stages[number - 1], found.closed_at is None
    may_run = is_open and Permission.TURN_RUN in request.viewer.permissions
    languages = request.initiative.languages
    kind = FORMS.get(number)
    part = part_form(request, kind[1], found) if may_run and kind else None
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": found,
        "page": page,
        "stage": stage,
        "curve": curve,
        "forecast": forecast or (forecast_form(request, indicator) if may_run and number == CURVE else None),
        "may_run": may_run,
        "may_add": is_open and Permission.TURN_ADD in request.viewer.permissions,
        "step": step or _step_form(stage, indicator, languages),
        "clock_form": ClockForm(),
        "part": part,
        "part_url": f"{found.record.url}{kind[0]}/add/" if kind else "",
        "line_form": line or LineForm(question=number, auto_id=LINE_ID),
        "waiting": waiting,
        "code": code_of_room(found) if may_run else "",
        "next": number + 1 if number < LAST else None,
        "back": number - 1 if number > FIRST else None,
    }
    sent = any(one is not None and one.is_bound for one in (step, part, line, forecast))
    return render(request, "measurement/turn/question.html", context, status=422 if sent else 200)


def part_form(
    request: InitiativeRequest, form: type[PartForm], turn: Turn, initial: dict[str, object] | None = None
) -> PartForm:
    """Return the form of a part of a conversation, filled in where something was sent."""
    partners = Membership.objects.visible_to(request.viewer).current(on=clock.today(request.initiative.zone))
    return form(
        posted(request),
        initial=initial,
        languages=request.initiative.languages,
        turn=turn,
        partners=partners.select_related("organization"),
    )


def forecast_form(request: InitiativeRequest, indicator: Indicator) -> ForecastForm:
    """Return the form in which the table says what it expects; with few figures it can only be a judgement."""
    is_short = reading_for(indicator).points < FEWEST
    method = FrozenForecast.Method.JUDGEMENT if is_short else FrozenForecast.Method.LINEAR
    return ForecastForm(
        posted(request),
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
