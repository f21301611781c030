"""What publishing a file would do, kept with its Import as JSON: figures new, other, gone, the same, and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any, Self

from initiatives.models import Category
from measurement.disclosure import reasons_of
from measurement.figures import Shelf
from measurement.models import DisclosurePolicy, Indicator
from measurement.preparation import Prepared
from measurement.rollup import reading_of
from measurement.rules.changes import Change, Figure, plain
from measurement.rules.disclosure import Reason
from measurement.rules.periods import Period
from measurement.rules.reading import IndicatorReading
from measurement.rules.rows import Categories
from measurement.rules.suppression import HIDDEN
from measurement.rules.values import ValueType

MOST_LINES = 100
LISTS = ("added", "changed", "removed", "same", "left_out", "hidden")
_HIDDEN = frozenset(state.value for state in HIDDEN)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure before and after. `was_hidden` says that readers do not see the old one; `reason` why not the new one."""

    period: str
    cell: tuple[int, ...]
    old: Figure | None = None
    new: Figure | None = None
    was_hidden: bool = False
    reason: Reason | None = None

    def as_json(self) -> list[Any]:
        """Return it as an Import's report keeps it."""
        return [
            self.period,
            list(self.cell),
            _stored(self.old),
            _stored(self.new),
            self.was_hidden,
            self.reason,
        ]

    @classmethod
    def of(cls, stored: list[Any]) -> Self:
        """Read it from an Import's report."""
        period, cell, old, new, was_hidden, reason = stored
        return cls(
            period, tuple(cell), _read(old), _read(new), was_hidden, Reason(reason) if reason else None
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many figures publishing would touch in each way, the first lines of each, and the readings before and after.

    `names` are the groups of the lines in every language; `restated` are figures that stay and become hidden or shown.
    """

    counts: dict[str, int] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    restated: int = 0
    floors: tuple[int, int] = (0, 0)
    next_number: int = 1
    before: IndicatorReading | None = None
    after: IndicatorReading | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return not (self.counts["added"] or self.counts["changed"] or self.counts["removed"] or self.restated)

    def as_json(self) -> dict[str, Any]:
        """Return it as an Import's report keeps it."""
        stored = {
            name: getattr(self, name) for name in ("counts", "names", "restated", "floors", "next_number")
        }
        stored["lines"] = {name: [line.as_json() for line in lines] for name, lines in self.lines.items()}
        readings = {"before": self.before, "after": self.after}
        return stored | {name: one.to_json() if one else None for name, one in readings.items()}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read it from an Import's report."""
        lines = {name: [Line.of(one) for one in found] for name, found in stored["lines"].items()}
        people, cases = stored["floors"]
        readings = {
            name: IndicatorReading.from_json(stored[name]) if stored[name] else None
            for name in ("before", "after")
        }
        return cls(**{**stored, "lines": lines, "floors": (people, cases), **readings})


def outlook_of(
    prepared: Prepared, everything: Shelf, *, indicator: Indicator, policy: DisclosurePolicy, number: int
) -> Outlook:
    """Say what publishing would do, on top of `everything` that counts now; release `number` would be the next."""
    lines = {
        name: list(islice(found, MOST_LINES)) for name, found in _lists(prepared, indicator, policy).items()
    }
    changes = not prepared.is_empty and bool(everything.live)
    return Outlook(
        counts=_counts(prepared),
        lines=lines,
        names=_names(lines.values()),
        restated=len(prepared.restated),
        floors=(policy.min_denominator, policy.min_events),
        next_number=number,
        before=reading_of(indicator, everything) if changes else None,
        after=reading_of(indicator, prepared.after(everything)) if changes else None,
    )


def _counts(prepared: Prepared) -> dict[str, int]:
    found = prepared.comparison
    removed = sum(map(_is_gone, found.changed))
    return {
        "added": len(found.added),
        "changed": len(found.changed) - removed,
        "removed": removed,
        "same": found.same,
        "left_out": len(found.left_out),
        "hidden": len(prepared.hidden()),
    }


def _lists(prepared: Prepared, indicator: Indicator, policy: DisclosurePolicy) -> dict[str, Iterable[Line]]:
    found = prepared.comparison
    return {
        "added": (_line(prepared, change) for change in found.added),
        "changed": (_line(prepared, change) for change in found.changed if not _is_gone(change)),
        "removed": (_line(prepared, change) for change in found.changed if _is_gone(change)),
        "same": _same(prepared),
        "left_out": (_standing(prepared, period, cell) for period, cell in found.left_out),
        "hidden": _hidden(prepared, indicator, policy),
    }


def _is_gone(change: Change) -> bool:
    """Whether a figure is taken away: the file has a mark where a figure stands now."""
    there = change.old is not None and change.old.value_type != ValueType.NOT_AVAILABLE
    return there and change.new.value_type == ValueType.NOT_AVAILABLE


def _line(prepared: Prepared, change: Change) -> Line:
    was_hidden = change.old is not None and _is_hidden(prepared, change.period, change.categories)
    return Line(change.period.label, _cell(change.categories), change.old, change.new, was_hidden)


def _same(prepared: Prepared) -> Iterable[Line]:
    touched = {(change.period, change.categories) for change in prepared.comparison.changed}
    for period, cells in prepared.table.items():
        live = prepared.shelf.live.get(period, {})
        yield from (
            _standing(prepared, period, cell)
            for cell in cells
            if cell in live and (period, cell) not in touched
        )


def _standing(prepared: Prepared, period: Period, cell: Categories) -> Line:
    figure = prepared.shelf.live[period][cell].figure
    return Line(period.label, _cell(cell), figure, figure, _is_hidden(prepared, period, cell))


def _is_hidden(prepared: Prepared, period: Period, cell: Categories) -> bool:
    return prepared.shelf.live[period][cell].publication in _HIDDEN


def _hidden(prepared: Prepared, indicator: Indicator, policy: DisclosurePolicy) -> Iterable[Line]:
    """Yield what readers will not see, with the reason; the figure itself stays out."""
    if not prepared.hidden():
        return
    why = reasons_of(prepared.table, prepared.shelf, prepared.states, indicator=indicator, policy=policy)
    for period, cell in sorted(prepared.hidden(), key=lambda found: (found[0].start, found[1])):
        if reason := why.get((period, cell)):
            yield Line(period.label, _cell(cell), reason=reason)


def _cell(categories: Categories) -> tuple[int, ...]:
    return tuple(int(key) for key in categories)


def _names(lists: Iterable[list[Line]]) -> dict[str, dict[str, str]]:
    wanted = {key for lines in lists for line in lines for key in line.cell}
    if not wanted:
        return {}
    return {str(pk): name for pk, name in Category.objects.filter(pk__in=wanted).values_list("pk", "name")}


def _stored(figure: Figure | None) -> list[Any] | None:
    return None if figure is None else [plain(number) or None for number in figure[:5]] + list(figure[5:])


def _read(stored: list[Any] | None) -> Figure | None:
    if stored is None:
        return None
    numbers = (None if number is None else Decimal(number) for number in stored[:5])
    return Figure._make([*numbers, *stored[5:]])
