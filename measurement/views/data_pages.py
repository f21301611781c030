"""The grid of public figures and the list of versions, as ready values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.forms import Form
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import in_force_on, rules_ever
from initiatives.models import Category, Dimension
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, page_of
from measurement.actions.releases import UNDO_RULE, undo_end
from measurement.figures import figure_text, period_of, rule_of, unit_of
from measurement.models import Indicator, Observation, Release, SeriesCategory
from measurement.models import Period as PeriodRow
from measurement.rules.changes import Figure
from measurement.rules.rounding import as_told
from measurement.rules.units import Unit
from measurement.wording import period_words

PERIODS, VERSIONS, MOST_GROUPS = 30, 20, 40


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of the grid: its text, a mark for what is not settled, and whether it is held back."""

    text: str
    mark: str = ""
    is_hidden: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One period."""

    label: str
    cells: list[Shown | None]


@dataclass(frozen=True, slots=True)
class Grid:
    """Periods × groups of one grouping; `page` pages through the periods, the latest first."""

    heads: list[str]
    lines: list[Line]
    choices: list[tuple[Dimension, bool]]
    page: Page[Any]
    is_crossed: bool


def grid_of(indicator: Indicator, *, by: str, page: str) -> Asking[Grid]:
    """Ask for the figures that count now for one grouping: three steps, however many figures there are."""
    keys = indicator.series.values_list("key", "pk")
    known = Category.objects.filter(
        pk__in=SeriesCategory.objects.filter(series__indicator=indicator).values("category")
    )
    named = known.select_related("dimension")
    yield keys, named
    columns = _columns_of(indicator, dict(keys), named, by)
    seen = Observation.objects.filter(series_id__in=columns.series)
    periods = PeriodRow.objects.filter(pk__in=seen.values("period")).order_by("-ends_on", "-starts_on")
    shown = yield from page_of(periods, PERIODS, page)
    live = Observation.objects.live(indicator=indicator).filter(
        series_id__in=columns.series, period__in=shown.object_list
    )
    cells = live.select_related("release__policy")
    yield (cells,)
    lines = _lines(unit_of(indicator), shown.object_list, columns.series, cells)
    return Grid(columns.heads, lines, columns.choices, shown, columns.is_crossed)


def releases_page(indicator: Indicator, viewer: Viewer, *, page: str) -> Asking[Page[Release]]:
    """Ask for the versions that a reader sees, the last first."""
    seen = Release.objects.visible_to(viewer).filter(indicator=indicator)
    rows = seen.select_related("record", "withdraws", "withdrawn_in", "policy")
    return page_of(rows.prefetch_related("approvals"), VERSIONS, page)


def undo_on(indicator: Indicator, viewer: Viewer, form: Form) -> Asking[dict[str, Any]]:
    """Ask for the last version and the form that takes it back, for those who may and while it is possible."""
    if Permission.DATA_PUBLISH not in viewer.permissions or viewer.as_public:
        return {}
    seen = Release.objects.visible_to(viewer).filter(indicator=indicator).standing()
    last, rules = seen.select_related("record").order_by("-number")[:1], rules_ever(UNDO_RULE)
    yield last, rules
    if not last:
        return {}
    rule = in_force_on(rules, UNDO_RULE, at=last[0].published_at)
    until = undo_end(last[0], rule.value)
    if clock.now() > until:
        return {}
    return {"undo": last[0], "undo_until": until, "undo_form": form, "undo_rule": rule}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns the grid has, and between which groupings one can choose."""

    heads: list[str]
    series: list[int]
    choices: list[tuple[Dimension, bool]]
    is_crossed: bool


def _columns_of(indicator: Indicator, series: dict[str, int], named: Iterable[Category], by: str) -> _Columns:
    categories = [one for one in named if str(one.pk) in series]
    choices = list({one.dimension_id: one.dimension for one in categories}.values())
    chosen = _chosen(indicator, choices, by)
    groups = [one for one in categories if chosen is not None and one.dimension_id == chosen.pk]
    groups.sort(key=lambda one: one.position)
    columns = [(str(group), series[str(group.pk)]) for group in groups[:MOST_GROUPS]]
    if "" in series:
        columns.insert(0, (_("Everybody"), series[""]))
    return _Columns(
        [head for head, _key in columns],
        [key for _head, key in columns],
        [(one, one == chosen) for one in choices],
        any("." in key for key in series),
    )


def _chosen(indicator: Indicator, choices: list[Dimension], by: str) -> Dimension | None:
    named = next((one for one in choices if one.slug == by), None)
    usual = next((one for one in choices if one.pk == indicator.gap_dimension_id), None)
    return named or usual or (choices[0] if choices else None)


def _lines(
    unit: Unit, periods: Iterable[PeriodRow], columns: list[int], live: Iterable[Observation]
) -> list[Line]:
    cells = {(one.series_id, one.period_id): _shown(one, unit) for one in live}
    return [
        Line(period_words(period_of(period)), [cells.get((column, period.pk)) for column in columns])
        for period in periods
    ]


def _shown(one: Observation, unit: Unit) -> Shown:
    if one.publication.startswith("suppressed"):
        return Shown(_("Not shown"), is_hidden=True)
    told = Figure(*(getattr(one, name) for name in Figure._fields))
    figure = as_told(told, one.publication, rule_of(one.release.policy), unit)
    if one.value_type == Observation.ValueType.NOT_AVAILABLE:
        return Shown("—", note=one.note)
    mark = "" if one.status == Observation.Status.FINAL else str(one.get_status_display())
    return Shown(figure_text(figure, unit), mark, note=one.note)
