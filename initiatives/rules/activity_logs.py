"""Logging what happened: which activities are asked about first, what a log must say, how long it can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

EDITABLE_FOR = timedelta(days=7)
OLDEST = timedelta(days=366)
USUAL = 3
MOST_PEOPLE = 1_000_000
MOST_HOURS = Decimal(9999)
KEPT_TO = Decimal("0.01")


class LogProblem(StrEnum):
    """Why a log is not taken."""

    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    TOO_MANY = "too_many"
    NO_HOURS = "no_hours"
    GROUPS_EXCEED = "groups_exceed"
    GROUPS_WITHOUT_WHOLE = "groups_without_whole"


@dataclass(frozen=True, slots=True)
class Habit:
    """An activity as its partner does it: how often it was logged lately, when last, and from when on it runs."""

    activity: int
    times: int = 0
    last: date | None = None
    is_running: bool = False
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What a log counts. `groups` are people by dimension and category."""

    happened_on: date
    people: int | None = None
    hours: Decimal | None = None
    groups: Mapping[int, Mapping[int, int]] | None = None


def usual_first(habits: Iterable[Habit]) -> list[Habit]:
    """Order activities so that those somebody is about to log stand first: often, lately, under way, about to start."""
    return sorted(habits, key=_unlikely)


def problem_of(counted: Counted, *, today: date) -> LogProblem | None:
    """Say why a log cannot be true; None when it can."""
    if counted.happened_on > today:
        return LogProblem.IN_THE_FUTURE
    if counted.happened_on < today - OLDEST:
        return LogProblem.TOO_OLD
    if counted.people is not None and not 0 <= counted.people <= MOST_PEOPLE:
        return LogProblem.TOO_MANY
    if counted.hours is not None and not 0 < counted.hours <= MOST_HOURS:
        return LogProblem.NO_HOURS
    return _of_groups(counted)


def kept_hours(hours: Decimal | None) -> Decimal | None:
    """Return hours as a log keeps them, to the hundredth: 2.333 is told again as 2.33. What is refused stays as it is."""
    if hours is None or abs(hours) > MOST_HOURS:
        return hours
    return hours.quantize(KEPT_TO, ROUND_HALF_UP)


def is_editable(logged_at: datetime, *, now: datetime) -> bool:
    """Whether a log can still be changed; later it is corrected, visibly."""
    return now < logged_at + EDITABLE_FOR


def _unlikely(habit: Habit) -> tuple[int, int, bool, int, int]:
    last = habit.last.toordinal() if habit.last else 0
    starts = habit.starts_on.toordinal() if habit.starts_on else 0
    return (-habit.times, -last, not habit.is_running, -starts, habit.activity)


def _of_groups(counted: Counted) -> LogProblem | None:
    found = [sum(groups.values()) for groups in (counted.groups or {}).values() if groups]
    if not found:
        return None
    if counted.people is None:
        return LogProblem.GROUPS_WITHOUT_WHOLE
    return LogProblem.GROUPS_EXCEED if max(found) > counted.people else None
