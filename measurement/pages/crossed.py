"""Groups of several groupings at once: Black girls in Harbor East. The last period of which there are such figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from initiatives.models import Category, Dimension, local
from measurement.figures import figure_text, period_of, rule_of, unit_of
from measurement.models import Indicator, Observation, Series
from measurement.models import Period as PeriodRow
from measurement.rules.changes import Figure
from measurement.rules.rounding import as_told
from measurement.rules.suppression import HIDDEN
from measurement.wording import period_words

MOST_LINES, MOST_COLUMNS = 60, 12
Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One crossed figure: its text and of how many people, or that it is not shown."""

    text: str
    people: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table of one crossing: a line for each group of the first groupings, a column for each of the last."""

    caption: str
    heads: list[str]
    lines: list[tuple[str, list[Told | None]]]
    tabs: list[tuple[str, str, bool]]
    has_hidden: bool
    is_cut: bool


def crossed_of(indicator: Indicator, *, url: str, chosen: str) -> Crossed | None:
    """Return the crossed figures of the newest period that has any; None without. Three queries at most.

    `chosen` are the slugs of the groupings with "." between them.
    """
    crossed = Series.objects.filter(indicator=indicator, key__contains=".")
    live = Observation.objects.live(indicator=indicator).filter(series__in=crossed)
    newest = PeriodRow.objects.filter(pk__in=live.values("period")).order_by("-ends_on", "-starts_on").first()
    if newest is None:
        return None
    rows = live.filter(period=newest).select_related("series", "release__policy")
    told = {one.series.category_ids: one for one in rows}
    wanted = {pk for key in told for pk in key}
    known = Category.objects.filter(pk__in=wanted).select_related("dimension")
    groups = {one.pk: one for one in known.order_by("dimension__position", "dimension_id", "position", "pk")}
    shapes = _shapes(told, groups)
    names = {shape: ".".join(slug for slug, _name in parts) for shape, parts in shapes.items()}
    shape = next((one for one in shapes if names[one] == chosen), next(iter(shapes)))
    tabs = [
        (
            " × ".join(name for _slug, name in parts),
            f"{url}?{urlencode({'cross': names[one]})}#crossed",
            one == shape,
        )
        for one, parts in shapes.items()
    ]
    return _table(indicator, told, groups, shape, tabs, period_words(period_of(newest)))


def _shapes(
    told: dict[tuple[int, ...], Observation], groups: dict[int, Category]
) -> dict[Shape, list[tuple[str, str]]]:
    """The crossings that there are, the simple ones first, with the slugs and names of their groupings."""
    dimensions: dict[int, Dimension] = {one.dimension_id: one.dimension for one in groups.values()}
    order = list(dimensions)
    found = {tuple(sorted({groups[pk].dimension_id for pk in key}, key=order.index)) for key in told}
    return {
        shape: [(dimensions[pk].slug, local(dimensions[pk].name)) for pk in shape]
        for shape in sorted(found, key=lambda shape: (len(shape), [order.index(pk) for pk in shape]))
    }


def _table(
    indicator: Indicator,
    told: dict[tuple[int, ...], Observation],
    groups: dict[int, Category],
    shape: Shape,
    tabs: list[tuple[str, str, bool]],
    period: str,
) -> Crossed:
    own = {key: one for key, one in told.items() if {groups[pk].dimension_id for pk in key} == set(shape)}
    used = {pk for key in own for pk in key}
    *firsts, last = [
        [pk for pk, one in groups.items() if one.dimension_id == at and pk in used] for at in shape
    ]
    lines = []
    for first in product(*firsts):
        cells = [_told(indicator, own.get(tuple(sorted((*first, pk))))) for pk in last[:MOST_COLUMNS]]
        if any(cells):
            lines.append((", ".join(str(groups[pk]) for pk in first), cells))
    caption = _("{groupings}, {period}").format(
        groupings=next(name for name, _url, now in tabs if now), period=period
    )
    return Crossed(
        caption,
        [str(groups[pk]) for pk in last[:MOST_COLUMNS]],
        lines[:MOST_LINES],
        tabs if len(tabs) > 1 else [],
        any(cell is not None and cell.is_hidden for _name, cells in lines for cell in cells),
        len(lines) > MOST_LINES or len(last) > MOST_COLUMNS,
    )


def _told(indicator: Indicator, one: Observation | None) -> Told | None:
    if one is None:
        return None
    if one.publication in HIDDEN:
        return Told(_("Not shown"), is_hidden=True)
    unit, exact = unit_of(indicator), Figure(*(getattr(one, name) for name in Figure._fields))
    figure = as_told(exact, one.publication, rule_of(one.release.policy), unit)
    if figure.value is not None:  # with the digits that the indicator is read with everywhere
        figure = figure._replace(value=round(figure.value, indicator.decimals))
    people = "" if figure.denominator is None else f"{figure.denominator:.0f}"
    return Told(figure_text(figure, unit), people)
