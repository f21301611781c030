"""Published figures as they are seen at a moment, to be frozen with a decision. S4."""

from __future__ import annotations

from initiatives.rules.ledger import Json
from measurement.models import Indicator, Release
from measurement.seen_figures import seen

PERIODS = 12


def as_seen(indicator: Indicator, release: Release) -> dict[str, Json]:
    """Return what everybody reads of an indicator now: its last periods for the whole, and the last one by group.

    {"indicator": number, "name": {language: text}, "release": number, "published": instant, "periods": [{"label", "value"}],
    "groups": [{"group", "title", "value"}]}; as pages print them, nothing of what is hidden.
    """
    found = seen(indicator, most=PERIODS)
    return {
        "indicator": indicator.record.number,
        "name": dict(indicator.name),
        "release": release.number,
        "published": release.published_at.isoformat(),
        "periods": [{"label": label, "value": value} for label, value in found.periods],
        "groups": found.groups,
    }
