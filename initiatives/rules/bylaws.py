"""The numbers that a clause may set, and how far each may go. The engine obeys them; no clause may switch it off."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Limits:
    """The smallest and the largest value of one number, in its unit: days, hours, share (0 to 1) or count."""

    least: Decimal
    most: Decimal
    unit: str

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies within; a count of days or things is whole."""
        is_whole = self.unit == "share" or value == value.to_integral_value()
        return is_whole and self.least <= value <= self.most


class StarterClause(NamedTuple):
    """A rule to start with; numbers in braces are the values of `keys`."""

    number: str
    heading: str
    words: str
    keys: tuple[str, ...] = ()


def _limits(least: str, most: str, unit: str) -> Limits:
    return Limits(Decimal(least), Decimal(most), unit)


# SPECTRUM section 5 fixes the outer ends of the restriction rules; the rest keeps a rule from being made empty.
LIMITS: dict[str, Limits] = {
    "notice_days": _limits("1", "60", "days"),
    "round_days": _limits("1", "90", "days"),
    "quorum": _limits("0.25", "1", "share"),
    "pass_share": _limits("0.5", "1", "share"),
    "restriction_alone_days": _limits("0", "30", "days"),
    "restriction_longest_days": _limits("1", "365", "days"),
    "restriction_warning_days": _limits("1", "60", "days"),
    "invitation_days": _limits("1", "60", "days"),
    "seat_term_days": _limits("90", "1461", "days"),
    "undo_hours": _limits("1", "168", "hours"),
    "mediation_days": _limits("3", "60", "days"),
    "asks_per_month": _limits("1", "30", "count"),
}


def within(key: str, value: Decimal) -> bool:
    """Whether a number may be set to a value; numbers that other floors add later are theirs to limit."""
    limits = LIMITS.get(key)
    return limits is None or limits.holds(value)
