"""Keeps the roll-up: one row per indicator with all that pages show of it, written by the transaction that publishes."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from initiatives import clock
from measurement.figures import Shelf
from measurement.models import Indicator, Release, Rollup
from measurement.rollup import reading_of
from measurement.rules.reading import Figure, IndicatorReading

RECENT = 12
"""So many periods a card shows."""


def recompute(*, indicator: Indicator, shelf: Shelf | None = None) -> Rollup:
    """Read an indicator again from its published figures and store the reading; every ETag moves with the version.

    `shelf` holds all of them where the caller has them at hand.
    """
    release = Release.objects.filter(indicator=indicator).order_by("-number").first()
    reading = reading_of(indicator, shelf)
    values = {
        "computed_at": clock.now(),
        "release": release,
        "reading": reading.to_json(),
        "card": card_of(reading, indicator),
    }
    rollup, _ = Rollup.objects.update_or_create(
        indicator=indicator,
        defaults={"version": F("version") + 1, **values},
        create_defaults={"version": 1, **values},
    )
    return rollup


def card_of(reading: IndicatorReading, indicator: Indicator) -> dict[str, Any]:
    """Return the little that a card shows: its course, what was and is, the promise, the grade, the headline gap."""
    now, before = reading.now, reading.before
    if now is None:
        return {}
    promise, split = reading.promise, reading.split(indicator.gap_dimension_id)
    gap = split.gap if split else None
    return {
        "line": [[figure.at, figure.label, _text(figure)] for figure in reading.whole[-RECENT:]],
        "step": reading.step,
        "now": [now.label, _text(now)],
        "before": [before.label, _text(before)] if before else None,
        "course": reading.course.value,
        "points": reading.points,
        "promise": [promise.standing.value, f"{promise.value:f}", promise.label] if promise else None,
        "grade": reading.grade,
        "gap_verdict": gap.verdict.value if gap else "",
    }


def _text(figure: Figure) -> str | None:
    return None if figure.value is None else f"{figure.value:f}"
