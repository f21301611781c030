"""Working days: Saturday and Sunday are none, nor are the holidays that an initiative keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import count

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """When the people of an initiative work: the clock on their wall and the days on which they are off."""

    zone: tzinfo
    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether a day is one to count."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def day_of(self, at: datetime) -> date:
        """Return the day on the initiative's wall."""
        return at.astimezone(self.zone).date()

    def after(self, at: datetime, days: int) -> datetime:
        """Return the end of the `days`-th working day after the day of `at`, which itself is not counted.

        A question asked on a Friday with 1 working day is due when Monday ends.
        """
        day = self.day_of(at)
        left = days
        for ahead in count(1):
            if left == 0:
                break
            day = self.day_of(at) + timedelta(days=ahead)
            left -= self.is_working(day)
        return datetime.combine(day + timedelta(days=1), time.min, self.zone)
