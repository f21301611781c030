"""The grid of public figures and the list of versions, as ready values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from initiatives.models import Category, Dimension
from initiatives.rules.viewer import Viewer
from measurement.figures import figure_text, unit_of
from measurement.models import Indicator, Observation, Release
from measurement.models import Period as PeriodRow
from measurement.rules.changes import Figure

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


def grid_of(indicator: Indicator, *, by: str, page: str) -> Grid:
    """Return the figures that count now for one grouping: a fixed number of queries, however many figures there are."""
    series = dict(indicator.series.values_list("key", "pk"))
    categories = {c.pk: c for c in Category.objects.filter(pk__in=[int(k) for k in series if k.isdigit()])}
    used = {c.dimension_id for c in categories.values()}
    choices = list(Dimension.objects.filter(pk__in=used))
    chosen = _chosen(indicator, choices, by)
    groups = [c for c in categories.values() if chosen is not None and c.dimension_id == chosen.pk]
    groups.sort(key=lambda c: c.position)
    columns = [series[""]] if "" in series else []
    columns += [series[str(group.pk)] for group in groups[:MOST_GROUPS]]
    heads = ([_("Everybody")] if "" in series else []) + [str(group) for group in groups[:MOST_GROUPS]]
    seen = Observation.objects.filter(series_id__in=columns)
    periods = PeriodRow.objects.filter(pk__in=seen.values("period")).order_by("-ends_on", "-starts_on")
    shown = Paginator(periods, PERIODS).get_page(page)
    is_crossed = any("." in key for key in series)
    tabs = [(one, one == chosen) for one in choices]
    return Grid(heads, _lines(indicator, list(shown), columns), tabs, shown, is_crossed)


def releases_page(indicator: Indicator, viewer: Viewer, *, page: str) -> Page[Release]:
    """Return the versions that a reader sees, the last first."""
    rows = Release.objects.visible_to(viewer).filter(indicator=indicator)
    return Paginator(rows.select_related("withdraws", "withdrawn_in", "policy"), VERSIONS).get_page(page)


def _chosen(indicator: Indicator, choices: list[Dimension], by: str) -> Dimension | None:
    named = next((one for one in choices if one.slug == by), None)
    usual = next((one for one in choices if one.pk == indicator.gap_dimension_id), None)
    return named or usual or (choices[0] if choices else None)


def _lines(indicator: Indicator, periods: list[PeriodRow], columns: list[int]) -> list[Line]:
    unit = unit_of(indicator)
    live = Observation.objects.live(indicator=indicator).filter(series_id__in=columns, period__in=periods)
    cells = {(one.series_id, one.period_id): _shown(one, unit) for one in live}
    return [Line(period.label, [cells.get((column, period.pk)) for column in columns]) for period in periods]


def _shown(one: Observation, unit: Any) -> Shown:
    if one.publication.startswith("suppressed"):
        return Shown(_("Not shown"), is_hidden=True)
    figure = Figure(*(getattr(one, name) for name in Figure._fields))
    if one.value_type == Observation.ValueType.NOT_AVAILABLE:
        return Shown("—", note=one.note)
    mark = "" if one.status == Observation.Status.FINAL else str(one.get_status_display())
    return Shown(figure_text(figure, unit), mark, note=one.note)
