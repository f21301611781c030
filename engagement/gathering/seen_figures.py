"""Published figures as they are seen at a moment, to be frozen with a decision. S4."""

from __future__ import annotations

from initiatives.rules.ledger import Json
from measurement.figures import cell_names, figure_text, read_shelf, unit_of
from measurement.models import Indicator, Release

WHOLE: tuple[int, ...] = ()
PERIODS = 12


def as_seen(indicator: Indicator, release: Release) -> dict[str, Json]:
    """Return what everybody reads of an indicator now: its last periods for the whole, and the last one by group.

    {"indicator": number, "name": {language: text}, "release": number, "published": instant, "periods": [{"label", "value"}],
    "groups": [{"group", "value"}]}; values as pages print them, in English.
    """
    live, unit = read_shelf(indicator, overview=True).live, unit_of(indicator)
    spans = sorted(live)
    last = live[spans[-1]] if spans else {}
    names = cell_names(last)
    return {
        "indicator": indicator.record.number,
        "name": dict(indicator.name),
        "release": release.number,
        "published": release.published_at.isoformat(),
        "periods": [
            {"label": span.label, "value": figure_text(live[span][WHOLE].figure, unit)}
            for span in spans[-PERIODS:]
            if WHOLE in live[span]
        ],
        "groups": [
            {"group": names[cell], "value": figure_text(one.figure, unit)}
            for cell, one in sorted(last.items())
            if cell != WHOLE
        ],
    }
