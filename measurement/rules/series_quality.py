"""The grade of one series by the published rule: of everybody, or of one group, from the figures that readers see."""

from __future__ import annotations

from collections.abc import Sequence

from measurement.rules.quality import QualityFacts, QualityReading, grade
from measurement.rules.reading import Figure


def grade_of_series(
    figures: Sequence[Figure], *, overdue: int = 0, changes: int = 0, doubtful: int = 0
) -> QualityReading:
    """Grade one series. Periods at its end without a figure are late, as those are that nobody has brought yet."""
    shown = [figure for figure in figures if figure.value is not None]
    if not shown:
        return QualityReading()
    behind = len(figures) - 1 - max(at for at, figure in enumerate(figures) if figure.value is not None)
    facts = QualityFacts(
        expected=len(figures),
        present=len(shown),
        overdue=overdue + behind,
        changes=changes,
        sized=sum(figure.people is not None for figure in shown),
        latest_is_provisional=shown[-1].mark == "provisional",
        doubtful=doubtful,
    )
    return grade(facts)
