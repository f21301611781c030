"""What the page of the joint plan shows: who does what, how it connects, what is late, what it is meant to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.spans import Window, span
from charts.theory import NARROW, WIDE, Theory, theory
from initiatives.models import (
    ActionPlan,
    Activity,
    Adaptation,
    Assessment,
    Learning,
    Membership,
    Strategy,
    SupportRole,
    local,
)
from initiatives.plan_pictures import LinkRow, handoffs_page
from initiatives.plan_words import ENOUGH_SIGNS, Sign, sign_of
from initiatives.plans import PlanRead, plan_asked
from initiatives.rules.plan import Cell, Course
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of
from measurement.models import Contribution, Indicator, StrategyIndicator

BEFORE, AFTER = timedelta(days=200), timedelta(days=270)
NOT_IN_ORDER = (Course.LATE, Course.AT_RISK)


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner and what it does for each strategy."""

    partner: Membership
    url: str
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One strategy: what nobody does yet, whether it is enough, and on a phone who does what."""

    strategy: Strategy
    gaps: list[Activity]
    is_empty: bool
    enough: Sign | None
    missing: dict[str, str]
    doing: list[tuple[Membership, str, Cell]]
    indicators: list[Indicator]

    @property
    def results(self) -> list[dict[str, str]]:
        """The results that its indicators stand for, each once."""
        named = {one.result_id: one.result.statement for one in self.indicators if one.result is not None}
        return list(named.values())


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity: how it goes, what it helps, and its bar on the line of time."""

    activity: Activity
    sign: Sign
    helps: list[Indicator]
    helpers: list[SupportRole]
    bar: SafeString
    is_changed: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the page shows."""

    read: PlanRead
    columns: list[Column]
    partners: list[PartnerRow]
    rows: list[ActivityRow]
    show: str
    not_in_order: int
    agreed: ActionPlan | None
    proposed: ActionPlan | None
    assessment: Assessment | None
    waiting_changes: int
    learned: list[Learning]
    picture: SafeString
    to_mend: list[LinkRow]
    handoffs: int
    theory: tuple[SafeString, SafeString]

    @property
    def gaps(self) -> int:
        """How many places nobody fills."""
        return self.read.holes.count

    @property
    def late(self) -> int:
        """How many activities are late."""
        return self.read.counted(Course.LATE)

    @property
    def at_risk(self) -> int:
        """How many are at risk."""
        return self.read.counted(Course.AT_RISK)

    @property
    def on_time(self) -> int:
        """How many go as they should."""
        return self.read.counted(Course.ON_TIME)

    @property
    def starting(self) -> int:
        """How many start soon."""
        return self.read.counted(Course.STARTING)

    @property
    def going_on(self) -> int:
        """How many activities are neither done nor stopped."""
        return sum(act.is_open for act in self.read.joint.acts.values())


def plan_page(viewer: Viewer, *, today: date, show: str = "") -> PlanPage:
    """Read the page: two journeys."""
    return answer_of(_asked(viewer, today, show))


def _asked(viewer: Viewer, today: date, show: str) -> Asking[PlanPage]:
    texts = ActionPlan.objects.visible_to(viewer).select_related("record__initiative")
    agreed, proposed = texts.ratified()[:1], texts.proposed()[:1]
    ground = Assessment.objects.visible_to(viewer).select_related("record__initiative")
    assessed = ground.ratified()[:1]
    learned = Learning.objects.visible_to(viewer).select_related("about__initiative", "record")[:5]
    seen = Indicator.objects.visible_to(viewer)
    meant = StrategyIndicator.objects.filter(indicator__in=seen).select_related(
        "indicator__record__initiative", "indicator__result"
    )
    thoughts = Contribution.objects.visible_to(viewer).filter(activity__isnull=False, indicator__in=seen)
    thoughts = thoughts.select_related("indicator__record__initiative")
    changes = Adaptation.objects.visible_to(viewer)
    reading = plan_asked(viewer, today=today)
    wanted = next(reading)
    yield (*wanted, agreed, proposed, assessed, learned, meant, thoughts, changes)
    read = _end_of(reading)
    helps = _helps(read, meant, thoughts)
    shown = read.in_order(NOT_IN_ORDER) if show == "" else read.in_order()
    if show == "mine":
        shown = [one for one in shown if _is_mine(one, read, viewer)]
    connected = handoffs_page(read, kind="", quality="", leaves="")
    changed = {one.activity_id for one in changes if one.is_agreed}
    columns = [_column(read, one, meant) for one in read.whole]
    return PlanPage(
        read=read,
        columns=columns,
        partners=_partners(read),
        rows=[_row(read, one, helps, changed) for one in shown],
        show=show,
        not_in_order=read.counted(Course.LATE) + read.counted(Course.AT_RISK),
        agreed=next(iter(agreed), None),
        proposed=next(iter(proposed), None),
        assessment=next(iter(assessed), None),
        waiting_changes=sum(one.settled_at is None for one in changes),
        learned=list(learned),
        picture=connected.picture,
        to_mend=connected.to_mend[:3],
        handoffs=connected.total,
        theory=theory_pictures(columns),
    )


def theory_pictures(columns: Sequence[Column]) -> tuple[SafeString, SafeString]:
    """Draw what the strategies are meant to change, once for a wide screen and once for a phone."""
    indicators = {one.pk: one for column in columns for one in column.indicators}
    results = {one.result_id: one.result for one in indicators.values() if one.result is not None}
    told = Theory(
        strategies={one.strategy.pk: local(one.strategy.title) for one in columns},
        indicators={key: local(one.name) for key, one in indicators.items()},
        results={key: local(one.statement) for key, one in results.items() if key is not None},
        moves={column.strategy.pk: [one.pk for one in column.indicators] for column in columns},
        stands_for={key: one.result_id for key, one in indicators.items() if one.result_id is not None},
    )
    heads = [_("What we do"), _("The sign that should move"), _("The life behind it")]
    alt = _(
        "Map of what should change: {strategies} strategies, {indicators} indicators, {results} results. The same follows as a list."
    ).format(strategies=len(columns), indicators=len(indicators), results=len(results))
    # Every name in it is escaped where it is drawn.
    wide, narrow = (SafeString(theory(told, heads=heads, alt=alt, room=room)) for room in (WIDE, NARROW))
    return wide, narrow


def _end_of(reading: Asking[PlanRead]) -> PlanRead:
    try:
        next(reading)
    except StopIteration as end:
        found: PlanRead = end.value
        return found
    raise AssertionError("the plan is read in one journey")


def _helps(
    read: PlanRead, meant: Iterable[StrategyIndicator], thoughts: Iterable[Contribution]
) -> dict[int, list[Indicator]]:
    """Return for each activity what it is thought to move: said of itself, else of its strategy."""
    of_strategy: dict[int, list[Indicator]] = {}
    for arrow in meant:
        of_strategy.setdefault(arrow.strategy_id, []).append(arrow.indicator)
    found: dict[int, list[Indicator]] = {}
    for thought in thoughts:
        assert thought.activity_id is not None  # noqa: S101 (only those of activities were asked for)
        found.setdefault(thought.activity_id, []).append(thought.indicator)
    for key, row in read.activities.items():
        found.setdefault(key, of_strategy.get(row.strategy_id or 0, []))
    return found


def _column(read: PlanRead, strategy: Strategy, meant: Iterable[StrategyIndicator]) -> Column:
    said = read.enough.get(strategy.pk)
    parts = {one for one, whole in read.joint.whole_of.items() if whole == strategy.pk}
    gaps = [read.activities[key] for key in read.holes.activities]
    doing = [
        (read.partners[key], _url(read, key), cells[strategy.pk])
        for key, cells in read.matrix.items()
        if strategy.pk in cells
    ]
    return Column(
        strategy=strategy,
        gaps=[one for one in gaps if one.strategy_id in parts],
        is_empty=strategy.pk in read.holes.strategies,
        enough=Sign(ENOUGH_SIGNS[said.verdict], str(said.get_verdict_display())) if said else None,  # type: ignore[index]
        missing=said.missing if said else {},
        doing=sorted(doing, key=lambda one: (-one[2].leads, one[0].organization.name)),
        indicators=list(
            {one.indicator_id: one.indicator for one in meant if one.strategy_id in parts}.values()
        ),
    )


def _partners(read: PlanRead) -> list[PartnerRow]:
    keys = [one.pk for one in read.whole]
    return [
        PartnerRow(read.partners[key], _url(read, key), [cells.get(one) for one in keys])
        for key, cells in read.matrix.items()
        if cells
    ]


def _row(read: PlanRead, row: Activity, helps: dict[int, list[Indicator]], changed: set[int]) -> ActivityRow:
    standing = read.standings[row.pk]
    window = Window(read.today - BEFORE, read.today + AFTER)
    bar = span(window, starts=row.starts_on, ends=row.ends_on, today=read.today, look=standing.course.value)
    return ActivityRow(
        row,
        sign_of(standing),
        helps.get(row.pk, []),
        read.helpers(row.pk),
        SafeString(bar),
        row.pk in changed,
    )


def _url(read: PlanRead, partner: int) -> str:
    return read.partners[partner].record.url if partner in read.seen_partners else ""


def _is_mine(row: Activity, read: PlanRead, viewer: Viewer) -> bool:
    carriers = {row.lead_id, *(one.membership_id for one in read.helpers(row.pk))}
    return bool(carriers & viewer.membership_ids)
