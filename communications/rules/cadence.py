"""When a letter goes out: how often somebody wants to hear, their quiet hours and their clocks. No clock is read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

MORNING = time(7)
MONDAY = 0


class Frequency(StrEnum):
    """How often somebody hears of a matter."""

    IMMEDIATELY = "immediately"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NEVER = "never"


USUAL = Frequency.WEEKLY


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which no letter goes out, by the reader's own clocks. `begins` after `ends` goes over midnight."""

    begins: time
    ends: time
    zone: tzinfo

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in the quiet hours; the same hour twice means none."""
        at = moment.astimezone(self.zone).time()
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def over(self, moment: datetime) -> datetime:
        """Return the moment itself, or the end of the quiet hours in which it lies."""
        if not self.holds(moment):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date() + timedelta(days=1 if local.time() >= self.ends else 0)
        return datetime.combine(day, self.ends, tzinfo=self.zone).astimezone(UTC)


def next_letter(frequency: Frequency, *, now: datetime, zone: tzinfo, quiet: Quiet | None) -> datetime:
    """Return when the next letter of a frequency goes out: at once, or on a morning at seven, out of the quiet hours.

    Weekly is Monday, monthly the first. Raises ValueError for never.
    """
    moment = now if frequency is Frequency.IMMEDIATELY else _morning(frequency, now.astimezone(zone))
    return quiet.over(moment) if quiet else moment


def _morning(frequency: Frequency, local: datetime) -> datetime:
    day = local.date() + timedelta(days=1 if local.time() >= MORNING else 0)
    while not _is_day_of(frequency, day.weekday(), day.day):
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=local.tzinfo).astimezone(UTC)


def _is_day_of(frequency: Frequency, weekday: int, day: int) -> bool:
    match frequency:
        case Frequency.DAILY:
            return True
        case Frequency.WEEKLY:
            return weekday == MONDAY
        case Frequency.MONTHLY:
            return day == 1
    raise ValueError(f"{frequency} has no letter")
