"""A conversation ready to be shown: its questions with their answers, the story, the partners, the ideas, what is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Activity, Learning
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking
from measurement.models import (
    Factor,
    Forecast,
    ForecastPoint,
    Idea,
    IdeaScore,
    Indicator,
    PartnerRole,
    SeriesBreak,
    Turn,
    TurnAction,
    TurnLine,
    TurnStep,
)
from measurement.pages.baseline import steps_of
from measurement.pages.indicator import unit_and_place
from measurement.pages.turn_questions import CRITERIA, Question, questions_of
from measurement.pictures import Samples, draw_trend, legend_of, trend_of
from measurement.rules.reading import IndicatorReading, Step
from measurement.rules.turns import Age, Branch, Criterion, Scored, StoryAge, nested, read_scores, story_age
from measurement.sentences import finding
from measurement.wording import voice_of

FULL = (
    "record__initiative",
    "indicator__record",
    "indicator__result",
    "closed_by",
    "opened_by",
    "previous__record",
)


COUNTED = ("total", "waiting", "taken_up", "set_aside", "hidden")


@dataclass(frozen=True, slots=True)
class Stage:
    """A question with what the table said to it last."""

    question: Question
    url: str
    words: Mapping[str, str]
    version: int
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A factor with the causes behind it."""

    factor: Factor
    causes: list[Node]


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """How an idea is seen on one criterion: its mean, and how many gave 1, 2 and 3."""

    name: str
    mean: str
    spread: str
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea, how it is seen, and whether something will be done for it."""

    idea: Idea
    scored: Scored
    scores: list[ScoreWords]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something to do, and the activity that it became, if the reader may see it."""

    action: TurnAction
    activity: Activity | None
    sign: str


@dataclass(frozen=True, slots=True)
class LineCounts:
    """How many lines people added, and what became of them."""

    total: int
    waiting: int
    taken_up: int
    set_aside: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """All of a conversation."""

    turn: Turn
    stages: list[Stage]
    helping: list[Node]
    holding_back: list[Node]
    partners: list[PartnerRole]
    ideas: list[IdeaRow]
    actions: list[ActionRow]
    lines: LineCounts
    before: list[Learning]
    after: list[Learning]

    @property
    def now(self) -> Stage:
        """The question that the table is at."""
        return self.stages[self.turn.current_step - 1]


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """What was expected if nothing changed: how the line was drawn, on what it rests, and who froze it when."""

    method: str
    assumptions: Mapping[str, str]
    who: str
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve of a conversation: the history, and what was expected if nothing changed."""

    finding: str
    axis: str
    picture: SafeString
    legend: Samples
    has_forecast: bool
    frozen: FrozenLine | None
    before: FrozenLine | None


class _Asked(NamedTuple):
    """All that a conversation asks, however much was said."""

    steps: QuerySet[TurnStep]
    factors: QuerySet[Factor]
    partners: QuerySet[PartnerRole]
    ideas: QuerySet[Idea]
    scores: QuerySet[IdeaScore]
    actions: QuerySet[TurnAction]
    activities: QuerySet[Activity]
    learned: QuerySet[Learning]


def conversation_of(turn: Turn, viewer: Viewer, *, today: date) -> Asking[Conversation]:
    """Ask for a conversation with all its parts: one journey, however much was said."""
    asked, counts = _questions(turn, viewer), lines_counted(turn)
    yield (*asked, counts)
    factors, actions = list(asked.factors), list(asked.actions)
    return Conversation(
        turn=turn,
        stages=_stages(turn, asked.steps),
        helping=_nodes(factors, Factor.Kind.CONTRIBUTING),
        holding_back=_nodes(factors, Factor.Kind.RESTRICTING),
        partners=list(asked.partners),
        ideas=_ideas(asked, {row.idea_id for row in actions}),
        actions=_actions(actions, asked.activities, today),
        lines=count_lines(counts),
        before=[one for one in asked.learned if turn.previous and one.about_id == turn.previous.record_id],
        after=[one for one in asked.learned if one.about_id == turn.record_id],
    )


def _questions(turn: Turn, viewer: Viewer) -> _Asked:
    partners = turn.partner_roles.filter(removed_at__isnull=True)
    actions = turn.actions.filter(removed_at__isnull=True)
    ideas = turn.ideas.filter(removed_at__isnull=True)
    seen = Activity.objects.visible_to(viewer).filter(from_turn__turn=turn)
    earlier = [turn.previous] if turn.previous else []
    return _Asked(
        steps=turn.steps.order_by("question", "-version").distinct("question"),
        factors=turn.factors.filter(removed_at__isnull=True),
        partners=partners.select_related("membership__organization", "membership__record__initiative"),
        ideas=ideas.select_related("answers", "strategy__record__initiative"),
        scores=IdeaScore.objects.filter(idea__turn=turn),
        actions=actions.select_related("owner__organization", "idea"),
        activities=seen.select_related("record__initiative"),
        learned=learned_from(turn, *earlier, viewer=viewer),
    )


def curve_of(indicator: Indicator, turn: Turn, viewer: Viewer) -> Asking[Curve | None]:
    """Ask for the history with the frozen forecast of a conversation; before it is frozen with the line of today.

    Until then the forecast of the conversation before stands beside it. None without figures.
    """
    reading = IndicatorReading.from_json(indicator.rollup.reading if hasattr(indicator, "rollup") else {})
    if reading.now is None:
        return None
    earlier = turn.previous.forecast_id if turn.previous else None
    wanted = [pk for pk in (turn.forecast_id, earlier) if pk]
    forecasts = Forecast.objects.visible_to(viewer).filter(pk__in=wanted).select_related("frozen_by")
    points, breaks = ForecastPoint.objects.filter(forecast__in=wanted), indicator.breaks.all()
    yield forecasts, points, breaks
    seen = {one.pk: one for one in forecasts}
    frozen = seen.get(turn.forecast_id or 0)
    before = seen.get(earlier or 0) if frozen is None else None
    line = frozen or before
    steps = steps_of(point for point in points if line and point.forecast_id == line.pk)
    return _curve(indicator, reading, list(breaks), steps, frozen=frozen, before=before)


def _curve(
    indicator: Indicator,
    reading: IndicatorReading,
    breaks: list[SeriesBreak],
    steps: list[Step],
    *,
    frozen: Forecast | None,
    before: Forecast | None,
) -> Curve:
    voice = voice_of(indicator)
    expected = reading if frozen is None else replace(reading, forecast=())
    trend = trend_of(indicator, expected, voice, breaks=breaks, baseline=steps)
    return Curve(
        finding=finding(reading, voice),
        axis=unit_and_place(indicator, voice),
        picture=draw_trend(trend),
        legend=legend_of(trend),
        has_forecast=bool(trend.forecast),
        frozen=_frozen_line(frozen) if frozen else None,
        before=_frozen_line(before) if before else None,
    )


def _frozen_line(forecast: Forecast) -> FrozenLine:
    return FrozenLine(
        str(forecast.get_method_display()),
        forecast.assumptions,
        forecast.frozen_by.shown_name,
        forecast.frozen_at,
    )


def age_of(turn: Turn, *, today: date) -> tuple[StoryAge, str]:
    """Return how old the story of a closed conversation is, and the sentence that says so."""
    told_on = turn.record.initiative.local_time(turn.closed_at).date() if turn.closed_at else turn.held_on
    age = story_age(told_on, turn.reread_by, today=today)
    if age.months == 0:
        return age, _("The story is less than a month old")
    sentence = ngettext("The story is {count} month old", "The story is {count} months old", age.months)
    said = sentence.format(count=age.months)
    return age, _("{said}. Read it again.").format(said=said) if age.state is Age.REREAD else said


def lines_counted(turn: Turn) -> QuerySet[TurnLine, tuple[int, ...]]:
    """Return the question for what became of the lines of a conversation; `count_lines` reads it."""
    shown = Q(hidden_at__isnull=True)
    counted = TurnLine.objects.filter(turn=turn).order_by().values("turn")
    return counted.annotate(
        total=Count("pk"),
        waiting=Count("pk", filter=shown & Q(place=TurnLine.Place.WAITING)),
        taken_up=Count("pk", filter=shown & Q(place=TurnLine.Place.TAKEN_UP)),
        set_aside=Count("pk", filter=shown & Q(place=TurnLine.Place.SET_ASIDE)),
        hidden=Count("pk", filter=~shown),
    ).values_list(*COUNTED)


def count_lines(counted: QuerySet[TurnLine, tuple[int, ...]]) -> LineCounts:
    """Return what became of the lines."""
    return LineCounts(*counted[0]) if counted else LineCounts(0, 0, 0, 0, 0)


def _stages(turn: Turn, steps: Iterable[TurnStep]) -> list[Stage]:
    last = {row.question: row for row in steps}
    is_open = turn.closed_at is None
    return [
        Stage(
            question,
            f"{turn.record.url}{question.number}/",
            last[question.number].words if question.number in last else {},
            last[question.number].version if question.number in last else 0,
            question.number in last or not is_open,
            is_open and question.number == turn.current_step,
        )
        for question in questions_of(turn.indicator)
    ]


def _nodes(factors: Sequence[Factor], kind: str) -> list[Node]:
    rows = {row.pk: row for row in factors if row.kind == kind}

    def node(branch: Branch) -> Node:
        return Node(rows[branch.key], [node(cause) for cause in branch.causes])

    return [node(branch) for branch in nested([(pk, row.cause_of_id) for pk, row in rows.items()])]


def _ideas(asked: _Asked, chosen: set[int | None]) -> list[IdeaRow]:
    given: dict[int, list[Mapping[Criterion, int]]] = {}
    for score in asked.scores:
        values = {criterion: int(getattr(score, criterion.value)) for criterion in Criterion}
        given.setdefault(score.idea_id, []).append(values)
    rows = [_idea(idea, read_scores(given.get(idea.pk, [])), chosen) for idea in asked.ideas]
    return sorted(rows, key=lambda row: (not row.is_chosen, -row.scored.total, row.idea.pk))


def _idea(idea: Idea, scored: Scored, chosen: set[int | None]) -> IdeaRow:
    scores = [
        ScoreWords(
            str(CRITERIA[one.criterion][0]),
            f"{one.mean:.1f}",
            _("{low} × 1, {middle} × 2, {high} × 3").format(
                low=one.given[0], middle=one.given[1], high=one.given[2]
            ),
            one.is_disputed,
        )
        for one in scored.standings
    ]
    return IdeaRow(idea, scored, scores, idea.pk in chosen)


def _actions(rows: Iterable[TurnAction], seen: Iterable[Activity], today: date) -> list[ActionRow]:
    activities = {one.pk: one for one in seen}
    found = []
    for row in rows:
        activity = activities.get(row.activity_id or 0)
        found.append(ActionRow(row, activity, activity.sign(on=today) if activity else "due"))
    return found


def learned_from(*turns: Turn, viewer: Viewer) -> QuerySet[Learning]:
    """Return the question for what was learned from conversations, as far as the viewer may read it."""
    about = [turn.record_id for turn in turns]
    return Learning.objects.visible_to(viewer).filter(about__in=about).select_related("record")
