"""Will the target be met? Its word, and the change a year that is needed against the present pace.

One figure decides a target: that of the period in which its day lies, or of the period before when no more than a quarter
of that one has passed by then (31 August 2030 is decided by the school year 2029-30, 30 June 2020 by 2019-20). Where
that figure was never published, the next one decides.

*Before it is decided.* Met: the latest figure reaches it. On course: the forecast line reaches it in its period; behind the
pace: it does not. Beyond the reach of the line the pace is set against the pace needed. No clear pace: the figures go no
clear way, so nothing is said about where they lead; what is not reached and not moved towards is behind the pace, and
that is its word. Too early: there are too few of them.

*After.* Met: the deciding figure reached it; lost again: the latest one no longer does. Missed: it did not; met late:
the latest one does. Awaited: the day has passed and the figure is not out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from measurement.rules.forecast import Expectation, Forecast, NoForecast
from measurement.rules.periods import Period, next_period
from measurement.rules.series import Goal, Point, Stretch

Key = TypeVar("Key")


class TargetWord(StrEnum):
    """What the page says of the target."""

    MET = "target_met"
    ON_COURSE = "on_course"
    BEHIND = "behind_the_pace"
    MISSED = "target_missed"
    MET_LATE = "met_late"
    LOST = "met_and_lost"
    AWAITED = "figure_awaited"
    NO_PACE = "no_clear_pace"
    TOO_EARLY = "too_early_to_tell"
    NONE = "no_target_yet"


REACHED = frozenset({TargetWord.MET, TargetWord.MET_LATE})
DECIDED = frozenset({TargetWord.MISSED, TargetWord.MET_LATE, TargetWord.LOST, TargetWord.AWAITED})
"""Words that only a target can have whose day has passed; it may be met, too."""


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be reached by a day; perhaps a floor that no group shall be under."""

    value: Decimal
    by: date
    label: str = ""
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TargetReading:
    """The word and its numbers: changes are per year, `expected` is the forecast of the deciding period `due`."""

    word: TargetWord
    target: Target | None = None
    needed: float | None = None
    pace: float | None = None
    expected: Expectation | None = None
    short_by: float | None = None
    due: Period | None = None
    decided_by: Period | None = None


def next_target(targets: Sequence[Target], today: date) -> Target | None:
    """The target to speak of: the next one whose day has not passed, else the last one."""
    ordered = sorted(targets, key=lambda target: target.by)
    ahead = [target for target in ordered if target.by >= today]
    return next(iter(ahead or ordered[-1:]), None)


def past_targets(targets: Sequence[Target], today: date) -> list[Target]:
    """The targets whose day has passed, oldest first, without the one to speak of."""
    spoken = next_target(targets, today)
    return sorted((t for t in targets if t.by < today and t is not spoken), key=lambda target: target.by)


def due_period(known: Period, by: date) -> Period:
    """The period whose figure decides a target of this day; `known` is any earlier period of the rhythm, or itself."""
    period, before = known, known
    while period.end < by:
        before, period = period, next_period(period)
    passed = (by.year - period.start.year) * 12 + by.month - period.start.month + 1
    return before if passed * 4 <= period.months else period


def read_target(
    stretch: Stretch, target: Target | None, goal: Goal, forecast: Forecast, today: date
) -> TargetReading:
    """Judge one target by the comparable figures and their forecast."""
    if target is None:
        return TargetReading(TargetWord.NONE)
    if not stretch.points or not goal.is_clear:
        return TargetReading(TargetWord.TOO_EARLY, target)
    due = due_period(stretch.points[0].period, target.by)
    deciding = next((point for point in stretch.points if point.period.end >= due.end), None)
    latest = stretch.points[-1]
    if deciding is not None:
        word = _looking_back(deciding, latest, target, goal)
        return TargetReading(word, target, pace=forecast.pace, due=due, decided_by=deciding.period)
    if target.by < today:
        return TargetReading(TargetWord.AWAITED, target, pace=forecast.pace, due=due)
    if _reaches(latest, target, goal):
        return TargetReading(TargetWord.MET, target, pace=forecast.pace, due=due)
    return _on_the_way(latest, target, due, goal, forecast)


def _looking_back(deciding: Point, latest: Point, target: Target, goal: Goal) -> TargetWord:
    was, still = _reaches(deciding, target, goal), _reaches(latest, target, goal)
    if was:
        return TargetWord.MET if still else TargetWord.LOST
    return TargetWord.MET_LATE if still else TargetWord.MISSED


def _reaches(point: Point, target: Target, goal: Goal) -> bool:
    figure = point.figure
    return figure is not None and goal.goodness(figure) >= goal.goodness(target.value)


def _on_the_way(latest: Point, target: Target, due: Period, goal: Goal, forecast: Forecast) -> TargetReading:
    left = max(1 / 12, due.position - latest.period.position)
    now = float(latest.figure or 0)
    needed = (float(target.value) - now) / left
    if forecast.pace is None:
        unclear = forecast.reason is NoForecast.NO_CLEAR_PACE
        return TargetReading(TargetWord.NO_PACE if unclear else TargetWord.TOO_EARLY, target, needed, due=due)
    expected = forecast.at(due)
    reach = expected.mid if expected else now + forecast.pace * left
    short = float(goal.goodness(target.value)) - float(goal.goodness(Decimal(str(reach))))
    word = TargetWord.ON_COURSE if short <= 0 else TargetWord.BEHIND
    return TargetReading(word, target, needed, forecast.pace, expected, max(0.0, short), due)


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
