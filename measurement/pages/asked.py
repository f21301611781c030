"""Everything that the page of an indicator and its posters ask of the tables, in one journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.models import Indicator, Release, SeriesBreak, Target
from measurement.pages.about import releases_of
from measurement.pages.baseline import Baseline, Frozen, baseline_of, frozen_asked
from measurement.pages.beside import Beside, beside_of, relatives_of
from measurement.pages.groups import Grouping, categories_of, grouping_of
from measurement.rules.reading import IndicatorReading
from measurement.wording import Voice


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is around the stored reading of an indicator: its groups, relatives, releases, forecasts, breaks, targets."""

    grouping: Grouping
    relatives: list[Indicator]
    releases: list[Release]
    frozen: list[Frozen]
    breaks: list[SeriesBreak]
    targets: list[Target]

    def baseline(self, reading: IndicatorReading, voice: Voice) -> Baseline | None:
        """Return the frozen forecast that the curve is judged against."""
        return baseline_of(self.frozen, reading, voice, self.releases)

    def beside(self, reading: IndicatorReading, chosen: Sequence[str] | None) -> Beside:
        """Return the lines that may stand beside the curve."""
        return beside_of(reading, self.grouping, self.relatives, chosen)


def ask_about(indicator: Indicator, reading: IndicatorReading, viewer: Viewer, *, by: str = "") -> Asked:
    """Ask for it. `by` is the slug of the dimension that is shown."""
    categories, relatives = categories_of(reading), relatives_of(indicator, viewer)
    releases, frozen = releases_of(indicator), frozen_asked(indicator, viewer)
    breaks, targets = indicator.breaks.all(), indicator.targets.all()
    ask_together(categories, relatives, releases, *frozen, breaks, targets)
    return Asked(
        grouping=grouping_of(reading, indicator, by, rows=categories),
        relatives=list(relatives),
        releases=list(releases),
        frozen=frozen.read(),
        breaks=list(breaks),
        targets=list(targets),
    )
