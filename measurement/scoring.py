"""Keeps the roll-up: one row per indicator with all that pages show of it, written by the transaction that publishes.

What a reading says also depends on the day: a target's day passes, a figure becomes overdue. Each reading puts the next
such day on the list of what is due, and is read again then.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from initiatives import clock
from initiatives.due import owe
from measurement.figures import Shelf
from measurement.models import Indicator, Release, Rollup
from measurement.rollup import reading_of
from measurement.rules.gaps import why_no_gap
from measurement.rules.reading import READING_VERSION, Figure, IndicatorReading

READ_AGAIN = "measurement.read_again"
JUST_AFTER_MIDNIGHT = time(0, 5)
RECENT = 40
"""So many periods a card shows at most; what it says of a change it says of these."""


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
    _read_again_later(indicator, reading)
    return rollup


def reading_for(indicator: Indicator) -> IndicatorReading:
    """Return what an indicator's figures say: as stored, or read anew where other rules stored it."""
    rollup = getattr(indicator, "rollup", None)
    if rollup is None:
        return IndicatorReading()
    if rollup.reading.get("version") != READING_VERSION:
        return reading_of(indicator)
    return IndicatorReading.from_json(rollup.reading)


def card_for(indicator: Indicator) -> dict[str, Any]:
    """Return what an indicator's card shows, as stored or made anew; nothing without figures."""
    stored: dict[str, Any] = indicator.rollup.card if hasattr(indicator, "rollup") else {}
    return card_anew(indicator.pk) if stored and stored.get("version") != READING_VERSION else stored


def card_anew(indicator: int) -> dict[str, Any]:
    """Return what the card of an indicator shows by today's rules, from its figures."""
    whole = Indicator.objects.get(pk=indicator)
    return card_of(reading_of(whole), whole)


def outdated() -> QuerySet[Rollup]:
    """Return the roll-ups of the open initiative that other rules stored."""
    return Rollup.objects.filter(
        ~Q(reading__version=READING_VERSION) | Q(reading__version__isnull=True)
    ).select_related("indicator")


def card_of(reading: IndicatorReading, indicator: Indicator) -> dict[str, Any]:
    """Return the little that a card shows: its course, what was and is, the promise, the grade, the headline gap."""
    now = reading.now
    if now is None:
        return {}
    promise, split = reading.promise, reading.headline_split(indicator.gap_dimension_id)
    gap = split.gap if split else None
    part = reading.whole[-RECENT:]
    start = max(reading.since, len(reading.whole) - RECENT)
    exact = (one for one in reading.whole[start:] if one.value is not None and not one.is_bound)
    before = None if now.is_bound else next((one for one in exact if one is not now), None)
    return {
        "version": READING_VERSION,
        "line": [[figure.at, figure.label, _text(figure), figure.sign] for figure in part],
        "step": reading.step,
        "walls": list(reading.walls),
        "now": [now.label, _text(now), now.sign],
        "before": [before.label, _text(before)] if before else None,
        "course": reading.course.value,
        "rising": reading.rising,
        "points": reading.points,
        "promise": [promise.standing.value, f"{promise.value:f}", promise.label] if promise else None,
        "grade": reading.grade,
        "gap_verdict": gap.verdict.value if gap else "",
        "behind": gap.worst if gap and gap.difference > 0 else None,
        "gap": f"{gap.difference:f}" if gap else None,
        "no_gap": None if gap else why_no_gap(split).value,
    }


def _text(figure: Figure) -> str | None:
    return None if figure.value is None else f"{figure.value:f}"


def _read_again_later(indicator: Indicator, reading: IndicatorReading) -> None:
    """Owe the next reading for the day on which this one would say something else."""
    if reading.until:
        zone = ZoneInfo(indicator.initiative.zone)
        at = datetime.combine(date.fromisoformat(reading.until), JUST_AFTER_MIDNIGHT, zone)
        owe(READ_AGAIN, key=str(indicator.pk), at=at)
