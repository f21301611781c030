"""What an indicator's figures say, with the names of their periods as one says them: Oct 2026 for 2026-10."""

from __future__ import annotations

from typing import Any

from measurement.models import Indicator
from measurement.rules.reading import IndicatorReading
from measurement.scoring import reading_for
from measurement.wording import month_words


def told_reading(indicator: Indicator) -> IndicatorReading:
    """Return the reading of an indicator for its pages; files and the API keep the short names of months."""
    reading = reading_for(indicator)
    if indicator.frequency != Indicator.Frequency.MONTH:
        return reading
    return IndicatorReading.from_json(_in_words(reading.to_json()))


def _in_words(stored: Any) -> Any:
    match stored:
        case str():
            return month_words(stored)
        case dict():
            return {key: _in_words(value) for key, value in stored.items()}
        case list() | tuple():
            return [_in_words(value) for value in stored]
        case _:
            return stored
