"""Published figures as everybody sees them at a moment, to be frozen with a decision or an assessment. S4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from initiatives.models import Category
from initiatives.rules.ledger import Json
from measurement.figures import Published, cell_names, figure_text, read_shelf, unit_of
from measurement.models import Indicator
from measurement.rules.rows import Categories
from measurement.rules.suppression import HIDDEN
from measurement.wording import voice_of

WHOLE: Categories = ()
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What everybody reads of an indicator now.

    `periods` are the label and the value of the whole in each; `groups`, of the last of them, {"group", "title", "value"}. A value is
    text as pages print it, in the initiative's first language; that of a group that is not shown is empty.
    """

    periods: list[tuple[str, str]]
    groups: list[Json]


def seen(indicator: Indicator, *, most: int) -> Seen:
    """Return the last periods of the whole, at most so many, and the groups of the last one. What is hidden is not in it."""
    live = read_shelf(indicator, overview=True).live
    spans = [span for span in sorted(live) if WHOLE in live[span] and not _is_hidden(live[span][WHOLE])]
    with override(indicator.record.initiative.language):
        periods = [(span.label, _printed(live[span][WHOLE], indicator)) for span in spans[-most:]]
        return Seen(periods, _groups(live[spans[-1]], indicator) if spans else [])


def _groups(cells: dict[Categories, Published], indicator: Indicator) -> list[Json]:
    groups = sorted(cell for cell in cells if cell != WHOLE)
    names, titles = cell_names(groups), _titles(groups)
    return [
        {
            "group": names[cell],
            "title": dict(titles[cell]),
            "value": "" if _is_hidden(cells[cell]) else _printed(cells[cell], indicator),
        }
        for cell in groups
    ]


def _titles(cells: Iterable[Categories]) -> dict[Categories, Texts]:
    """Return what each group is called, in all languages."""
    named = {row.pk: row.name for row in Category.objects.all()}
    return {cell: named[int(cell[0])] for cell in cells}


def _printed(one: Published, indicator: Indicator) -> str:
    """Return a figure with its unit: 66.8%, fewer than 10 per 1,000."""
    unit = unit_of(indicator)
    said = figure_text(one.figure, unit)
    has_number = one.figure.value is not None or one.figure.low is not None or one.figure.high is not None
    return f"{said}{voice_of(indicator).style.suffix}" if has_number and not unit.is_share else said


def _is_hidden(one: Published) -> bool:
    return one.publication in HIDDEN
