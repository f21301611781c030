"""Lines beside the curve of an indicator: the same for other populations, and its own groups. The reader chooses up to three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.models import Indicator
from measurement.pages.groups import Grouping, categories_of, grouping_of
from measurement.pages.told import told_reading
from measurement.pictures import Companion
from measurement.rules.reading import Figure, IndicatorReading

MOST = 3
"""Beside the curve itself: four lines are what a reader can tell apart."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line that may stand beside the curve. `key` is what its address says of it."""

    key: str
    name: str
    figures: tuple[Figure, ...]
    walls: tuple[float, ...]
    is_chosen: bool

    @property
    def companion(self) -> Companion:
        """The line as the picture draws it."""
        return Companion(self.name, self.figures, self.walls)


@dataclass(frozen=True, slots=True)
class Beside:
    """What may stand beside a curve: benchmarks, then the groups of the dimension that is shown."""

    benchmarks: list[Choice]
    groups: list[Choice]
    dimension: str
    query: str

    @property
    def chosen(self) -> list[Companion]:
        """The lines that are drawn, at most three."""
        return [one.companion for one in (*self.benchmarks, *self.groups) if one.is_chosen]


def beside_of(
    reading: IndicatorReading,
    grouping: Grouping,
    relatives: Sequence[Indicator],
    asked: Sequence[str] | None = None,
) -> Beside:
    """Return what may stand beside a curve. `asked` are the keys that were chosen; None: the benchmarks.

    A group that is protected, and a benchmark without figures, is not among them.
    """
    others = [(one, told_reading(one)) for one in relatives]
    told = [(one.slug, one.population.place, other) for one, other in others if other.now]
    groups = grouping.split.groups if grouping.split else ()
    known = [key for key, _name, _other in told] + [f"group.{group.key}" for group in groups]
    wanted = [key for key, _name, _other in told] if asked is None else asked
    keys = [key for key in known if key in wanted][:MOST]
    return Beside(
        [Choice(key, name, other.whole, other.walls, key in keys) for key, name, other in told],
        [
            Choice(
                f"group.{group.key}",
                grouping.names.get(group.key, ""),
                group.figures,
                reading.walls,
                f"group.{group.key}" in keys,
            )
            for group in groups
        ],
        grouping.chosen[1],
        urlencode([("by", grouping.chosen[0]), ("beside", ""), *[("beside", key) for key in keys]]),
    )


def compared_lines(
    indicator: Indicator, viewer: Viewer, *, by: str, beside: Sequence[str] | None
) -> list[tuple[str, tuple[Figure, ...]]]:
    """Return the curve of everybody and the lines beside it, each with its name; nothing while there are no figures."""
    reading = told_reading(indicator)
    if reading.now is None:
        return []
    categories, relatives = categories_of(reading), relatives_of(indicator, viewer)
    ask_together(categories, relatives)
    found = beside_of(reading, grouping_of(reading, indicator, by, rows=categories), list(relatives), beside)
    place = indicator.population.place
    return [(place, reading.whole), *((one.name, tuple(one.figures)) for one in found.chosen)]


def relatives_of(indicator: Indicator, viewer: Viewer) -> QuerySet[Indicator]:
    """Return the question for the benchmarks of an indicator; of a benchmark for what it belongs to first, then its others."""
    seen = Indicator.objects.visible_to(viewer).select_related("rollup", "population")
    whole = indicator.benchmark_of_id
    if whole is None:
        return seen.filter(benchmark_of=indicator).order_by("pk")
    found = seen.filter(Q(pk=whole) | Q(benchmark_of=whole)).exclude(pk=indicator.pk)
    return found.order_by(F("benchmark_of").asc(nulls_first=True), "pk")
