"""Is a figure odd beside the ones before it? An odd figure is not wrong: it asks one question.

Two looks, both published on the quality page. A slip of the point: the figure is ten, a hundred or a thousand times the
last one, or such a part of it, and with the point moved back it would be near it. A leap: it lies further from the last
figure than five usual steps and than one and a half times the longest step so far; this needs five earlier figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

LEAP_NEEDS = 5
RECENT = 12
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, -1, -2, -3))
_NEAR = (Decimal("0.5"), Decimal(2))
_FAR = Decimal(7)
_USUAL, _LONGEST = Decimal(5), Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Odd:
    """What would have been expected, and for a slip what was likely meant and how many times the last figure it is."""

    low: Decimal
    high: Decimal
    likely: Decimal | None = None
    times: Decimal | None = None


def odd(before: Sequence[Decimal], found: Decimal, *, has_ratio: bool = True) -> Odd | None:
    """Say why a figure is odd after the earlier ones, the last one last; None when it is not, or nobody can tell.

    `has_ratio` is false for scores, where ten times as much means nothing.
    """
    if not before:
        return None
    return (has_ratio and _slip(before[-1], found)) or _leap(before[-RECENT:], found)


def _slip(last: Decimal, found: Decimal) -> Odd | None:
    if not last or not found or (last > 0) != (found > 0):
        return None
    if 1 / _FAR < found / last < _FAR:
        return None
    for times in _SLIPS:
        meant = found / times
        if _NEAR[0] <= meant / last <= _NEAR[1] and _is_as_whole(meant, found, last):
            ends = sorted((last * _NEAR[0], last * _NEAR[1]))
            return Odd(ends[0], ends[1], likely=meant.normalize(), times=times)
    return None


def _is_as_whole(meant: Decimal, found: Decimal, last: Decimal) -> bool:
    """Where only whole numbers are counted, a broken one was not meant."""
    whole = found == found.to_integral_value() and last == last.to_integral_value()
    return not whole or meant == meant.to_integral_value()


def _leap(before: Sequence[Decimal], found: Decimal) -> Odd | None:
    if len(before) < LEAP_NEEDS:
        return None
    steps = [abs(later - earlier) for earlier, later in pairwise(before)]
    far = max(_USUAL * median(steps), _LONGEST * max(steps))
    if not far or abs(found - before[-1]) <= far:
        return None
    return Odd(before[-1] - far, before[-1] + far)
