"""What deserves a look before a file is published: exact figures that become bounds, and leaps. Nothing of it blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from django.utils.translation import gettext as _

from measurement.figures import figure_text, unit_of
from measurement.imports import Line, Outlook
from measurement.models import Indicator
from measurement.rules.changes import BOUNDED, Figure
from measurement.rules.outliers import odd
from measurement.rules.reading import Figure as Read
from measurement.rules.reading import IndicatorReading
from measurement.rules.units import Unit
from measurement.rules.values import LOWER_BOUNDS, UPPER_BOUNDS, ValueType

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Caution:
    """One figure: where it stands, and what to look at."""

    place: str
    sentence: str


def cautions_of(outlook: Outlook, indicator: Indicator, places: Mapping[int, str]) -> list[Caution]:
    """Return what deserves a look among the figures that would be new or other ones; `places` are the groups' names.

    Only figures that readers see are compared with: a caution would tell whoever sees it.
    """
    if outlook.before is None or outlook.after is None:
        return []
    unit, found = unit_of(indicator), []
    for line in chain(outlook.lines["changed"], outlook.lines["added"]):
        said = [*_bound(line, unit), *_leap(line, outlook.before, outlook.after, unit)]
        if said:
            cell = ", ".join(places.get(key, "?") for key in line.cell) or _("Everybody")
            found.append(Caution(_("{cell}, {period}").format(cell=cell, period=line.period), " ".join(said)))
    return found[:MOST_SHOWN]


def _bound(line: Line, unit: Unit) -> Iterator[str]:
    """An exact figure that readers know would become a bound."""
    if line.old is None or line.new is None or line.was_hidden:
        return
    if line.old.value_type == ValueType.EXACT and line.new.value_type in BOUNDED:
        yield _(
            "An exact figure becomes a bound: {old} now, {new} then. The trend and the gap leave it out."
        ).format(old=figure_text(line.old, unit), new=figure_text(line.new, unit))


def _leap(line: Line, before: IndicatorReading, after: IndicatorReading, unit: Unit) -> Iterator[str]:
    """A figure far from the ones before it, by the rule on the quality page."""
    at = next((one.at for one in after.whole if one.label == line.period), None)
    number = _number(line.new)
    if at is None or number is None:
        return
    known = [
        one.value
        for one in _line(before, line.cell)
        if one.at < at and one.value is not None and not one.is_bound
    ]
    if found := odd(known, number, has_ratio=unit.has_ratio):
        yield _(
            "It lies far from the figures before it: {last} was the last one, {low} to {high} was to be expected."
        ).format(last=_said(known[-1], unit), low=_said(found.low, unit), high=_said(found.high, unit))


def _number(figure: Figure | None) -> Decimal | None:
    """The figure itself, or the bound that is known of it."""
    if figure is None:
        return None
    if figure.value_type == ValueType.EXACT:
        return figure.value
    if figure.value_type in LOWER_BOUNDS:
        return figure.low
    return figure.high if figure.value_type in UPPER_BOUNDS else None


def _line(reading: IndicatorReading, cell: tuple[int, ...]) -> tuple[Read, ...]:
    """The figures of everybody or of one group as readers see them; none of crossed groups."""
    if not cell:
        return reading.whole
    groups = (group for split in reading.splits for group in split.groups)
    return next((group.figures for group in groups if cell == (group.key,)), ())


def _said(number: Decimal, unit: Unit) -> str:
    return figure_text(Figure(number, None, None, None, None, ValueType.EXACT, "", "", ""), unit)
