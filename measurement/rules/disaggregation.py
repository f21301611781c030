"""Who is behind, by how much, and whether that is closing. Read within one dimension, never across.

A difference alone misleads when all groups move, a ratio alone when all are high: both are read, the ratio in
its adverse form (of those who do not graduate; of babies who die). A gap is closing only when both fall, and
levelled down when it closed because the best group fell. Rounding decides nothing: a change of less than half
of the last printed place of a difference, or `RATIO_STEP` of a ratio, is none. Summary rate ratio: the best
group against the plain mean of the others (Healthy People 2020, measures of disparity). People to parity: how
many people of a group would have to fare better for the rate of the reference.
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
RATIO_STEP = Decimal("0.05")


class GapVerdict(StrEnum):
    """What became of a gap between two periods."""

    CLOSING = "closing"
    MIXED = "mixed"
    WIDENING = "widening"
    FLAT = "flat"
    LEVELLED_DOWN = "levelled_down"
    EARLY = "too_early"


class NoGap(StrEnum):
    """Why there is no gap to read."""

    ONLY_TOTALS = "only_totals"
    ONE_GROUP = "one_group"
    ALL_HIDDEN = "all_hidden"
    NO_WAY_IS_BETTER = "no_way_is_better"
    COUNTS = "counts_depend_on_size"
    NO_PERIOD = "no_shared_period"


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """The figure of one group in one period. `value` is None where none is published or it is not shown.

    `low` and `high` are its likely range, if that is known.
    """

    key: GroupKey
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_hidden: bool = False

    def rate(self, unit: Unit) -> Decimal:
        """The figure as a part of one, exact where its counts are known."""
        if self.numerator is not None and self.denominator:
            return self.numerator / self.denominator
        return _of(self) / unit.multiplier


@dataclass(frozen=True, slots=True)
class GapReading:
    """The distance of the group that is furthest behind to a reference, in one period.

    `difference` is in the indicator's unit and never negative where the reference is the best group;
    `adverse_ratio` and `summary_ratio` are pure numbers, None where a ratio means nothing; `to_parity` counts
    people of each group; `overlaps` is None without likely ranges. `behind` is the first of `all_behind`, the
    groups that share the worst figure.
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
    all_behind: tuple[GroupKey, ...] = ()


def read_gap(
    groups: Sequence[GroupFigure],
    *,
    unit: Unit,
    direction: Direction,
    reference: GroupKey | None = None,
    whole: GroupFigure | None = None,
) -> GapReading | NoGap:
    """Read the gap among the groups of one dimension in one period.

    The reference is the best-off group, or the group named by `reference` if it has a figure, or `whole`.
    """
    shown = [group for group in groups if group.value is not None]
    if reason := _why_none(groups, shown, unit, direction, 1 if whole else 2):
        return reason
    best = whole or _reference(shown, direction, reference)
    return _distance(groups, best, [group for group in shown if group.key != best.key], unit, direction)


def _distance(
    groups: Sequence[GroupFigure],
    best: GroupFigure,
    others: Sequence[GroupFigure],
    unit: Unit,
    direction: Direction,
) -> GapReading:
    behind = _worst(others, direction)
    return GapReading(
        reference=best.key,
        behind=behind.key,
        reference_value=_of(best),
        behind_value=_of(behind),
        difference=_lead(best, behind, direction),
        adverse_ratio=adverse_ratio(_of(best), _of(behind), unit=unit, direction=direction),
        summary_ratio=summary_ratio([_of(group) for group in others], _of(best), unit, direction),
        to_parity=people_to_parity(others, best, unit=unit, direction=direction),
        overlaps=_overlap(best, behind),
        hidden=tuple(group.key for group in groups if group.is_hidden),
        missing=tuple(group.key for group in groups if group.value is None and not group.is_hidden),
        all_behind=tuple(group.key for group in others if group.value == behind.value),
    )


def _why_none(
    groups: Sequence[GroupFigure], shown: Sequence[GroupFigure], unit: Unit, direction: Direction, needed: int
) -> NoGap | None:
    if direction is Direction.BAND:
        return NoGap.NO_WAY_IS_BETTER
    if unit.kind is UnitKind.COUNT:
        return NoGap.COUNTS
    if not groups:
        return NoGap.ONLY_TOTALS
    if len(shown) >= needed:
        return None
    return NoGap.ONE_GROUP if shown else NoGap.ALL_HIDDEN


def adverse_ratio(best: Decimal, behind: Decimal, *, unit: Unit, direction: Direction) -> Decimal | None:
    """How many times as often the bad thing happens: 44 of 100 against 11 of 100 is 4; None if undefined."""
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
    """The best group against the plain mean of the others (1 means no gap); over 1 the others fare worse."""
    if not unit.has_ratio or not others:
        return None
    mean = sum(others, Decimal(0)) / len(others)
    over, under = (best, mean) if direction is Direction.UP else (mean, best)
    return (over / under).quantize(_PLACES, ROUND_HALF_UP) if under > 0 else None


def people_to_parity(
    groups: Iterable[GroupFigure], reference: GroupFigure, *, unit: Unit, direction: Direction
) -> dict[GroupKey, int]:
    """How many people of each group would have to fare better for the reference's rate; only known sizes."""
    if unit.kind not in (UnitKind.PERCENT, UnitKind.RATE):
        return {}
    goal, sign = reference.rate(unit), 1 if direction is Direction.UP else -1
    found = {}
    for group in groups:
        if group.denominator is not None and group.value is not None:
            people = sign * (goal - group.rate(unit)) * group.denominator
            found[group.key] = int(people.quantize(Decimal(1), ROUND_HALF_UP))
    return {key: people for key, people in found.items() if people > 0}


def share_in_groups(groups: Iterable[GroupFigure], whole: GroupFigure) -> Decimal | None:
    """Which part of all people is in a group that has a figure; None where sizes are not known."""
    sizes = [group.denominator for group in groups if group.value is not None]
    known = [size for size in sizes if size is not None]
    if not known or len(known) < len(sizes) or not whole.denominator:
        return None
    return sum(known, Decimal(0)) / whole.denominator


def verdict(first: GapReading, last: GapReading, *, unit: Unit, direction: Direction) -> GapVerdict:
    """What became of a gap: closing only when difference and adverse ratio both fall."""
    moves = [_move(last.difference - first.difference, Decimal(5).scaleb(-unit.decimals - 1))]
    if first.adverse_ratio is not None and last.adverse_ratio is not None:
        moves.append(_move(last.adverse_ratio - first.adverse_ratio, RATIO_STEP))
    if all(move == 0 for move in moves):
        return GapVerdict.FLAT
    if all(move < 0 for move in moves):
        return GapVerdict.LEVELLED_DOWN if _best_fell(first, last, direction) else GapVerdict.CLOSING
    return GapVerdict.MIXED if any(move < 0 for move in moves) else GapVerdict.WIDENING


def widest(readings: Mapping[str, GapReading]) -> str | None:
    """The dimension with the widest difference; each was read inside itself."""
    return max(readings, key=lambda name: readings[name].difference, default=None)


def _best_fell(first: GapReading, last: GapReading, direction: Direction) -> bool:
    """Did the reference lose at least as much as the group behind it gained?"""
    sign = 1 if direction is Direction.UP else -1
    fall = (first.reference_value - last.reference_value) * sign
    gain = (last.behind_value - first.behind_value) * sign
    return fall > 0 and fall >= gain


def _move(change: Decimal, step: Decimal) -> int:
    return 0 if abs(change) < step else (1 if change > 0 else -1)


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
