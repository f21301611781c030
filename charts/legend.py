"""The key of a trend as data: what to draw a sample of, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from charts.marks import Curve, Dot, Mark, Rule, Square
from charts.segments import known
from charts.spec import Mark as Reliance
from charts.spec import Trend
from charts.words import Words


class Sample(StrEnum):
    """A kind of line or dot of which the key shows a sample."""

    LINE = "line"
    FORECAST = "forecast"
    NEED = "need"
    BASELINE = "baseline"
    OTHER = "other"
    OTHER_TWO = "other_two"
    OTHER_THREE = "other_three"
    TARGET = "target"
    INTERVAL = "interval"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    CODED = "coded"
    WAS = "was"
    NOW = "now"
    WHOLE = "whole"


class LegendItem(NamedTuple):
    """One line of the key."""

    sample: Sample
    text: str


def _dash(role: str) -> tuple[Curve, ...]:
    """A stretch of line."""
    return (Curve(role, ((2, 9), (36, 9))),)


OTHERS = (Sample.OTHER, Sample.OTHER_TWO, Sample.OTHER_THREE)
WIDTH, HEIGHT = 38, 18
SAMPLES: Mapping[Sample, tuple[Curve | Mark, ...]] = MappingProxyType(
    {
        Sample.LINE: _dash("ln"),
        Sample.FORECAST: _dash("ln fc"),
        Sample.NEED: _dash("ln need"),
        Sample.BASELINE: _dash("ln base"),
        Sample.OTHER: _dash("ln ctx"),
        Sample.OTHER_TWO: _dash("ln ctx two"),
        Sample.OTHER_THREE: _dash("ln ctx three"),
        Sample.TARGET: (Rule("tgt", 2, 9, 36, 9),),
        Sample.INTERVAL: (Rule("ref", 19, 1, 19, 17), Dot("pt", 19, 9, 4)),
        Sample.PROVISIONAL: (Dot("pt soft", 19, 9, 5.5),),
        Sample.ESTIMATED: (Dot("pt was", 19, 9, 5.5),),
        Sample.CODED: (Square("pt was", 19, 9, 10),),
        Sample.WAS: (Dot("pt was", 19, 9, 5.5),),
        Sample.NOW: (Dot("pt", 19, 9, 7),),
        Sample.WHOLE: (Rule("ref", 19, 0, 19, 18),),
    }
)


def items(spec: Trend, words: Words) -> tuple[LegendItem, ...]:
    """What occurs in the picture, in the order in which it is read."""
    return tuple(LegendItem(sample, text) for sample, text in _found(spec, words))


def _found(spec: Trend, words: Words) -> Iterator[tuple[Sample, str]]:
    """Lines first, then the marks of single figures."""
    yield Sample.LINE, words.happened
    if spec.forecast:
        yield Sample.FORECAST, words.at_this_pace
    if _has_need(spec):
        yield Sample.NEED, words.pace_needed
    if len(spec.baseline) > 1:
        yield Sample.BASELINE, words.baseline
    yield from zip(OTHERS, (line.name for line in spec.others), strict=False)
    if any(point.low is not None and point.high is not None for point in spec.points):
        yield Sample.INTERVAL, words.interval
    yield from _marks(spec, words)


def _has_need(spec: Trend) -> bool:
    """Whether the target lies ahead of the last figure."""
    shown = known(spec.points)
    return bool(shown and spec.target and spec.target.at is not None and spec.target.at > shown[-1].at)


def _marks(spec: Trend, words: Words) -> Iterator[tuple[Sample, str]]:
    """The shapes of figures that cannot be leaned on fully."""
    found = {point.mark for point in spec.points if point.value is not None}
    if Reliance.PROVISIONAL in found:
        yield Sample.PROVISIONAL, words.provisional
    if Reliance.ESTIMATED in found:
        yield Sample.ESTIMATED, words.estimated
    if Reliance.CODED in found:
        yield Sample.CODED, words.coded
