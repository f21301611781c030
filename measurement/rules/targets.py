"""Will the target be met? Its word, and the change a year that is needed against the present pace.

Met: the latest figure reaches it. Missed: its date has passed and the figure of that date did not reach it.
On course: the forecast line reaches it by its date; behind the pace: it does not, or it was reached and lost
again. Too early: there is no line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from measurement.rules.forecast import Forecast
from measurement.rules.periods import Period
from measurement.rules.series import Goal, Point, Stretch

Key = TypeVar("Key")


class TargetWord(StrEnum):
    """What the page says of the target."""

    MET = "target_met"
    ON_COURSE = "on_course"
    BEHIND = "behind_the_pace"
    MISSED = "target_missed"
    TOO_EARLY = "too_early_to_tell"
    NONE = "no_target_yet"


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be reached by a day; perhaps a floor that no group shall be under."""

    value: Decimal
    by: date
    label: str = ""
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TargetReading:
    """The word and its numbers: changes are per year, `expected` is the line's value at the target's date."""

    word: TargetWord
    target: Target | None = None
    needed: float | None = None
    pace: float | None = None
    expected: float | None = None
    short_by: float | None = None


def next_target(targets: tuple[Target, ...], latest: Period | None) -> Target | None:
    """The target to speak of: the earliest that is still ahead of the figures, else the last one."""
    ordered = sorted(targets, key=lambda target: target.by)
    ahead = [target for target in ordered if latest is None or target.by > latest.end]
    return next(iter(ahead or ordered[-1:]), None)


def read_target(stretch: Stretch, target: Target | None, goal: Goal, forecast: Forecast) -> TargetReading:
    """Judge one target by the comparable figures and their forecast."""
    if target is None:
        return TargetReading(TargetWord.NONE)
    if not stretch.points or not goal.is_clear:
        return TargetReading(TargetWord.TOO_EARLY, target)
    latest = stretch.points[-1]
    if _reaches(latest, target, goal):
        return TargetReading(TargetWord.MET, target, pace=forecast.pace)
    due = next((point for point in stretch.points if point.period.end >= target.by), None)
    if due is not None:
        missed = not _reaches(due, target, goal)
        return TargetReading(TargetWord.MISSED if missed else TargetWord.BEHIND, target, pace=forecast.pace)
    return _on_the_way(latest, target, goal, forecast)


def _reaches(point: Point, target: Target, goal: Goal) -> bool:
    figure = point.figure
    return figure is not None and goal.goodness(figure) >= goal.goodness(target.value)


def _on_the_way(latest: Point, target: Target, goal: Goal, forecast: Forecast) -> TargetReading:
    left, now = max(1 / 12, _years(latest.period.end, target.by)), float(latest.figure or 0)
    needed = (float(target.value) - now) / left
    if forecast.pace is None:
        return TargetReading(TargetWord.TOO_EARLY, target, needed)
    expected = _at(forecast, latest, target, left)
    short = float(goal.goodness(target.value)) - float(goal.goodness(Decimal(str(expected))))
    word = TargetWord.ON_COURSE if short <= 0 else TargetWord.BEHIND
    return TargetReading(word, target, needed, forecast.pace, expected, max(0.0, short))


def _years(start: date, end: date) -> float:
    """Whole months as parts of a year."""
    return ((end.year - start.year) * 12 + end.month - start.month) / 12


def _at(forecast: Forecast, latest: Point, target: Target, left: float) -> float:
    """The line's value in the last period that ends by the target's date; beyond the line, along its pace."""
    pace = forecast.pace or 0.0
    on_line = [e for e in forecast.expected if e.period.end <= target.by]
    if not on_line:
        return float(latest.figure or 0) + pace * left
    return on_line[-1].mid + pace * _years(on_line[-1].period.end, target.by)


def groups_under_floor(groups: Mapping[Key, Point], target: Target | None, goal: Goal) -> tuple[Key, ...]:
    """The groups that are under the floor which the target sets for everybody."""
    if target is None or target.floor is None or not goal.is_clear:
        return ()
    floor = goal.goodness(target.floor)
    return tuple(
        key
        for key, point in groups.items()
        if point.figure is not None and goal.goodness(point.figure) < floor
    )
