"""A bar on a line of time, small enough for a cell of a table; the dates beside it say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 100.0, 10.0


@dataclass(frozen=True, slots=True)
class Window:
    """The days that the line shows."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day stands, from 0 to 100."""
        whole = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days / whole, 0.0), 1.0) * WIDTH


def span(window: Window, *, starts: date | None, ends: date | None, today: date, look: str) -> str:
    """Return the bar of one activity with today's line; what has no day yet runs out of the window. `look` is a class."""
    left = window.at(starts) if starts else 0.0
    right = window.at(ends) if ends else WIDTH
    here = window.at(today)
    return (
        f'<svg class="spanbar" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bar {look}" x="{left:.1f}" y="2" width="{max(right - left, 1):.1f}" height="6"/>'
        f'<path class="now" d="M{here:.1f} 0V10"/></svg>'
    )
