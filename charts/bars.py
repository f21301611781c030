"""Bars of a count. A bar always starts at zero."""

from __future__ import annotations

from decimal import Decimal

from charts.marks import Bar, Drawing, Margins, Mark, Rule
from charts.spec import BarRow

OVER = 3.0
"""How far the line of a rule stands out of the bar, in pixels."""


def draw(spec: BarRow, height: float) -> Drawing:
    """A bar on its track, with an upright line where a rule asks for so much."""
    marks: list[Mark] = [Bar("tb", 100, 0, height), Bar(spec.tone, _share(spec.value, spec.most), 0, height)]
    if spec.needed is not None:
        x = _share(spec.needed, spec.most)
        marks.append(Rule("ref", x, -OVER, x, height + OVER))
    return Drawing(spec.alt, height, tuple(marks), margins=Margins(OVER, 1, OVER, 1))


def _share(value: Decimal, most: Decimal) -> float:
    """Percent of the whole, at most all of it."""
    return float(max(Decimal(0), min(Decimal(100), 100 * value / most)))
