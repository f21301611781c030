"""Who is behind, by how much, and whether that is closing. DOMAIN section 6: read within one dimension, never across.

A difference alone misleads when all groups move, a ratio alone when all are high: both are read, the ratio in its
adverse form (of those who do not graduate; of babies who die). A gap is closing only when both fall.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeAlias

from measurement.rules.units import Direction, Unit, UnitKind

GroupKey: TypeAlias = Hashable
_PLACES = Decimal("0.001")


class GapVerdict(StrEnum):
    """What became of a gap between two periods."""

    CLOSING = "closing"
    MIXED = "mixed"
    WIDENING = "widening"
    FLAT = "flat"
    LEVELLED_DOWN = "levelled_down"
    TOO_EARLY = "too_early"


class NoGap(StrEnum):
    """Why there is no gap to read."""

    ONLY_TOTALS = "only_totals"
    ONE_GROUP = "one_group"
    ALL_HIDDEN = "all_hidden"
    NO_WAY_IS_BETTER = "no_way_is_better"


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """The figure of one group in one period. `value` is None where none is published or it is not shown."""

    key: GroupKey
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class GapReading:
    """The distance of the group that is furthest behind to a reference, in one period.

    `difference` is in the indicator's unit and never negative where the reference is the best group; `adverse_ratio`
    and `summary_ratio` are pure numbers, None where a ratio means nothing; `to_parity` counts people of each group
    who would have to fare better for the reference's rate; `overlaps` is None without intervals.
    """

    reference: GroupKey
    behind: GroupKey
    reference_value: Decimal
    behind_value: Decimal
    difference: Decimal
    adverse_ratio: Decimal | None
    summary_ratio: Decimal | None
    to_parity: Mapping[GroupKey, int]
    overlaps: bool | None
    hidden: tuple[GroupKey, ...]
    missing: tuple[GroupKey, ...]


def read_gap(
    groups: Sequence[GroupFigure], *, unit: Unit, direction: Direction, reference: GroupKey | None = None
) -> GapReading | NoGap:
    """Read the gap among the groups of one dimension in one period; `reference` None means the best-off group."""
    if direction is Direction.BAND:
        return NoGap.NO_WAY_IS_BETTER
    if not groups:
        return NoGap.ONLY_TOTALS
    shown = [group for group in groups if group.value is not None]
    if not shown:
        return NoGap.ALL_HIDDEN
    if len(shown) < 2:
        return NoGap.ONE_GROUP
    best = _reference(shown, direction, reference)
    behind = _worst([group for group in shown if group.key != best.key], direction)
    return GapReading(
        reference=best.key,
        behind=behind.key,
        reference_value=_of(best),
        behind_value=_of(behind),
        difference=_lead(best, behind, direction),
        adverse_ratio=adverse_ratio(_of(best), _of(behind), unit=unit, direction=direction),
        summary_ratio=summary_ratio([_of(g) for g in shown if g.key != best.key], _of(best), unit, direction),
        to_parity=people_to_parity(shown, best, unit=unit, direction=direction),
        overlaps=_overlap(best, behind),
        hidden=tuple(group.key for group in groups if group.is_hidden),
        missing=tuple(group.key for group in groups if group.value is None and not group.is_hidden),
    )


def adverse_ratio(best: Decimal, behind: Decimal, *, unit: Unit, direction: Direction) -> Decimal | None:
    """Return how many times as often the bad thing happens: 44 of 100 against 11 of 100 is 4. None where undefined."""
    if not unit.has_ratio:
        return None
    if direction is Direction.UP:
        if unit.kind is not UnitKind.PERCENT:
            return None
        best, behind = 100 - best, 100 - behind
    return (behind / best).quantize(_PLACES, ROUND_HALF_UP) if best > 0 else None


def summary_ratio(
    others: Sequence[Decimal], best: Decimal, unit: Unit, direction: Direction
) -> Decimal | None:
    """Return the best group against the plain mean of the others (1 means no gap); over 1 the others fare worse."""
    if not unit.has_ratio or not others:
        return None
    mean = sum(others, Decimal(0)) / len(others)
    over, under = (best, mean) if direction is Direction.UP else (mean, best)
    return (over / under).quantize(_PLACES, ROUND_HALF_UP) if under > 0 else None


def people_to_parity(
    groups: Iterable[GroupFigure], reference: GroupFigure, *, unit: Unit, direction: Direction
) -> dict[GroupKey, int]:
    """Return how many people of each group would have to fare better for the reference's rate; only known sizes."""
    if unit.kind not in (UnitKind.PERCENT, UnitKind.RATE):
        return {}
    found = {}
    for group in groups:
        if group.denominator is None or group.key == reference.key:
            continue
        people = group.denominator * _lead(reference, group, direction) / unit.multiplier
        if people > 0:
            found[group.key] = int(people.quantize(Decimal(1), ROUND_HALF_UP))
    return found


def verdict(first: GapReading, last: GapReading, *, direction: Direction) -> GapVerdict:
    """Say what became of a gap: closing only when difference and adverse ratio both fall, mixed when they disagree."""
    moves = {_move(first.difference, last.difference)}
    if first.adverse_ratio is not None and last.adverse_ratio is not None:
        moves.add(_move(first.adverse_ratio, last.adverse_ratio))
    falls, rises = -1 in moves, 1 in moves
    if falls and rises:
        return GapVerdict.MIXED
    if falls:
        return GapVerdict.LEVELLED_DOWN if _best_fell(first, last, direction) else GapVerdict.CLOSING
    return GapVerdict.WIDENING if rises else GapVerdict.FLAT


def widest(readings: Mapping[str, GapReading]) -> str | None:
    """Return the dimension with the widest difference; each was read inside itself."""
    return max(readings, key=lambda name: readings[name].difference, default=None)


def _best_fell(first: GapReading, last: GapReading, direction: Direction) -> bool:
    sign = 1 if direction is Direction.UP else -1
    fell = (last.reference_value - first.reference_value) * sign < 0
    behind_rose = (last.behind_value - first.behind_value) * sign > 0
    return fell and not behind_rose


def _move(before: Decimal, after: Decimal) -> int:
    return (after > before) - (after < before)


def _reference(shown: Sequence[GroupFigure], direction: Direction, wanted: GroupKey | None) -> GroupFigure:
    named = next((group for group in shown if group.key == wanted), None) if wanted is not None else None
    return named or _best(shown, direction)


def _best(shown: Sequence[GroupFigure], direction: Direction) -> GroupFigure:
    return (max if direction is Direction.UP else min)(shown, key=_of)


def _worst(shown: Sequence[GroupFigure], direction: Direction) -> GroupFigure:
    return (min if direction is Direction.UP else max)(shown, key=_of)


def _lead(best: GroupFigure, behind: GroupFigure, direction: Direction) -> Decimal:
    return _of(best) - _of(behind) if direction is Direction.UP else _of(behind) - _of(best)


def _of(group: GroupFigure) -> Decimal:
    assert group.value is not None  # noqa: S101 (only groups with a figure come this far)
    return group.value


def _overlap(a: GroupFigure, b: GroupFigure) -> bool | None:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return None
    return a.low <= b.high and b.low <= a.high
