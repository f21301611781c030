"""Hiding a second cell where subtraction would give the first away.

A *line* is a cell and its parts along one dimension: the whole and the races, or Black children and the
sexes. What a reader knows of a line: every shown part, the whole if it is shown, and every cell that was
published earlier with the same figures. Subtracting these leaves the sum of the unknown parts. The line gives
something away when that sum is itself under the floor, or when an unknown part can only have one value, given
that sum and what its state tells: a small group has fewer people than the floor, any other hidden cell at
least the floor. People, events and (for shares) people without the event are looked at one by one; two
unknown parts, where a reader knows most, also together, by trying out what they could be (`pairs`).

What is not covered here: several lines combined in a cross-table, and differences between versions of hidden
cells that are both unknown. A whole with no events (or nothing but events) is shown, and says the same of all
its parts: zero is no secret by the published rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from measurement.rules.disclosure import EVENTS, OTHERS, PEOPLE, Amounts, Floors, Member, Reason
from measurement.rules.pairs import pinned_pair


@dataclass(slots=True)
class Line:
    """A whole and its parts along one dimension; `is_complete` says that every known group has its figure."""

    whole: Member
    parts: list[Member] = field(default_factory=list)
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class _Range:
    """What a reader knows of one unknown part before subtracting."""

    low: float
    high: float
    is_secret: bool = True


def protect(lines: Sequence[Line], floors: Floors) -> None:
    """Hide parts, the next smallest first, until no line gives a hidden cell away; sets `Member.hidden`."""
    again = True
    while again:
        again = False
        for line in lines:
            while (amount := exposed(line, floors)) is not None and (cell := _next_to_hide(line, amount)):
                cell.hidden = Reason.PROTECTS_ANOTHER
                again = True


def _next_to_hide(line: Line, amount: int) -> Member | None:
    """The smallest shown part that has something to hide among; when there is none left, the whole."""
    parts = [part for part in line.parts if _can_hide(part) and part.amounts[amount]]
    if parts:
        return min(parts, key=_size)
    return line.whole if _can_hide(line.whole) else None


def _can_hide(member: Member) -> bool:
    return member.hidden is None and not member.is_known


def _size(member: Member) -> tuple[float, float, str]:
    people, events, _ = member.amounts
    return (inf if people is None else people, events or 0, str(member.categories))


def exposed(line: Line, floors: Floors) -> int | None:
    """The amount by which the line gives something away: people, events or others; None when by none."""
    secrets = [part for part in line.parts if part.is_secret]
    if line.whole.is_secret:
        return None if secrets else _whole_from_parts(line)
    if not secrets and line.is_complete:
        return None
    rest = _rest(line)
    why_rest = None if line.is_complete else floors.why_small(rest)
    if not secrets and why_rest is None:
        return None
    return _given_away(line.whole.amounts, secrets, rest, why_rest, floors)


def _whole_from_parts(line: Line) -> int | None:
    """A hidden whole is the sum of its parts if all of them can be seen."""
    rest = _rest(line)
    return next((i for i in (PEOPLE, EVENTS) if rest[i] == 0 and _adds_up(line, i)), None)


def _adds_up(line: Line, amount: int) -> bool:
    return line.is_complete and all(part.amounts[amount] is not None for part in line.parts)


def _rest(line: Line) -> Amounts:
    """What the whole has beyond the parts that we know: groups without figures, or people without a group."""
    people, events, others = (
        None if whole is None else whole - sum(part.amounts[i] or 0 for part in line.parts)
        for i, whole in enumerate(line.whole.amounts)
    )
    return people, events, others


def _given_away(
    whole: Amounts, secrets: Sequence[Member], rest: Amounts, why_rest: Reason | None, floors: Floors
) -> int | None:
    for i, total in enumerate(whole):
        unknown = [part for part in secrets if part.amounts[i] is not None]
        left_over = rest[i] or 0
        if not total or not (unknown or why_rest) or (i == OTHERS and not floors.is_share):
            continue
        together = sum(part.amounts[i] or 0 for part in unknown) + max(0, left_over)
        if 0 < together < (floors.people if i == PEOPLE else floors.events):
            return i
        ranges = [_range(part.hidden, i, floors) for part in unknown]
        if left_over > 0:
            ranges.append(_range(why_rest, i, floors) if why_rest else _Range(0, inf, is_secret=False))
        if _is_pinned(ranges, together):
            return i
    return pinned_pair(whole, secrets, floors) if len(secrets) == 2 and not any(rest) else None


def _range(why: Reason | None, amount: int, floors: Floors) -> _Range:
    """What the state of a hidden cell tells about its people, its events, its others."""
    if why is Reason.SMALL_GROUP:
        return _Range(1 if amount == PEOPLE else 0, floors.people - 1)
    if why is Reason.FEW_EVENTS and amount == EVENTS and not floors.is_share:
        return _Range(1, floors.events - 1)
    if why is Reason.FEW_EVENTS and amount != PEOPLE:
        return _Range(1, inf)
    if amount != PEOPLE:
        return _Range(0, inf)
    return _Range(1 if why is Reason.HIDDEN_BEFORE else floors.people, inf)


def _is_pinned(ranges: Iterable[_Range], together: float) -> bool:
    """Can one of the unknown parts have only one value, given the sum of all?"""
    ranges = list(ranges)
    least, most = sum(r.low for r in ranges), sum(r.high for r in ranges if r.high < inf)
    endless = sum(r.high == inf for r in ranges)
    for r in ranges:
        others_endless = endless - (r.high == inf)
        others_most = inf if others_endless else most - (0 if r.high == inf else r.high)
        low, high = max(r.low, together - others_most), min(r.high, together - (least - r.low))
        if r.is_secret and low >= high:
            return True
    return False
