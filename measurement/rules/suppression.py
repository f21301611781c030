"""What may be published of a set of figures: the rule that protects small groups.

Published rule (`PUBLISHED_RULE` names its parts for the page):
1. A figure about fewer people than `min_denominator`, or with fewer events than `min_events` (for percents
   also fewer people without the event), is not shown. Zero is not few: a group of nobody, and a group in
   which the event never (or always) happened, are shown if the group itself is large enough.
2. A rate or a percent without its number of people is shown with "group size not published" when its source
   is already public, and withheld until the size is given when it is a partner's.
3. Where figures that are shown, now or in any earlier release, would tell more of a hidden small count than that it is
   small, further figures are hidden (`complementary` says how). Readers are not told which of the hidden figures is
   the small one: that would help them to compute it.
4. Corrections: a cell that was ever hidden for its period stays hidden, whatever its corrected figure (except
   one that only lacked its size). A cell that was shown and has become small is hidden from now on; its
   former figure remains in the former release and cannot be taken back. The new one is protected like any other, with
   cells that changed too, since those that did not are known.
5. Extreme shares may be told as a bound (`rounding`), and counts rounded: that comes on top of all this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from measurement.rules.complementary import Protection
from measurement.rules.disclosure import UNKNOWN, Amounts, Floors, Reason
from measurement.rules.lines import Dimension, Grids
from measurement.rules.rows import Categories
from measurement.rules.units import Unit, UnitKind
from measurement.rules.versions import Versions

__all__ = [
    "HIDDEN",
    "PUBLISHED_RULE",
    "Cell",
    "CellKey",
    "Dimension",
    "DisclosurePolicy",
    "EarlierCell",
    "PublicationState",
    "suppress",
    "why_hidden",
]
CellKey = tuple[Hashable, Categories]
PUBLISHED_RULE = (
    *("min_denominator", "min_events", "zero_is_shown", "size_or_public_source", "second_cell"),
    *("which_is_small_is_not_told", "hidden_stays_hidden", "bounds", "rounding"),
)


class PublicationState(StrEnum):
    """What readers see of a cell."""

    SHOWN = "shown"
    SUPPRESSED_PRIMARY = "suppressed_primary"
    SUPPRESSED_COMPLEMENTARY = "suppressed_complementary"
    CODED = "coded"


HIDDEN = frozenset({PublicationState.SUPPRESSED_PRIMARY, PublicationState.SUPPRESSED_COMPLEMENTARY})


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """The initiative's floors, and how figures are coarsened (`rounding`)."""

    min_denominator: int = 10
    min_events: int = 5
    rounding_base: int = 1
    percent_decimals: int | None = None
    top_code: Decimal | None = None
    bottom_code: Decimal | None = None

    @property
    def has_bounds(self) -> bool:
        """Are extreme shares told as bounds?"""
        return self.top_code is not None or self.bottom_code is not None

    @property
    def is_exact(self) -> bool:
        """Is everything that is shown told as it is?"""
        return self.rounding_base <= 1 and self.percent_decimals is None and not self.has_bounds

    def codes(self, value: Decimal | None) -> bool:
        """Is this share so extreme that readers get a bound?"""
        if value is None:
            return False
        is_high = self.top_code is not None and value >= self.top_code
        return is_high or (self.bottom_code is not None and value <= self.bottom_code)

    def floors(self, unit: Unit) -> Floors:
        """What is small of figures of this unit."""
        return Floors(self.min_denominator, self.min_events, unit.is_share)


class Cell(NamedTuple):
    """One figure to be published. `period` is whatever tells periods apart; no categories: the whole.

    (A named tuple for the same reason as `rows.RowReading`: a hundred thousand are made.)
    """

    period: Hashable
    categories: Categories
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    source_is_public: bool = False

    @property
    def key(self) -> CellKey:
        """How the cell is found in the answer of `suppress`."""
        return self.period, self.categories


@dataclass(frozen=True, slots=True)
class EarlierCell:
    """What an earlier release (a withdrawn one too) held of a cell, and whether readers saw it.

    `release` is its number and `withdrawn_in` that of the release which took it back; `policy` is the one that it was
    published under, if another.
    """

    cell: Cell
    state: PublicationState
    release: int = 0
    withdrawn_in: int | None = None
    policy: DisclosurePolicy | None = None


def suppress(
    cells: Iterable[Cell],
    policy: DisclosurePolicy,
    dimensions: Sequence[Dimension],
    earlier: Iterable[EarlierCell] = (),
    *,
    unit: Unit,
) -> dict[CellKey, PublicationState]:
    """Decide the state of every cell of a release. Deterministic; the usual period is decided without a closer look.

    `cells` are all that the release leaves published for its periods (also the unchanged ones), `earlier` all
    that was ever published of these periods.
    """
    floors, grids, past = policy.floors(unit), Grids(dimensions), _Past(earlier)
    periods: dict[Hashable, list[Cell]] = defaultdict(list)
    for cell in cells:
        periods[cell.period].append(cell)
    states: dict[CellKey, PublicationState] = {}
    for period, found in periods.items():
        if period not in past.troubled and _is_plain(found, floors, unit, grids):
            states.update(
                dict.fromkeys([(period, cell.categories) for cell in found], PublicationState.SHOWN)
            )
        else:
            states.update(_decide(found, _Period(past.of(period), policy, unit), grids))
        if policy.has_bounds and unit.is_share:
            _code(found, states, policy)
    return states


def _code(cells: Iterable[Cell], states: dict[CellKey, PublicationState], policy: DisclosurePolicy) -> None:
    """Tell extreme shares among those shown as bounds."""
    for cell in cells:
        if states[cell.key] is PublicationState.SHOWN and policy.codes(cell.value):
            states[cell.key] = PublicationState.CODED


_COUNTED = (UnitKind.PERCENT, UnitKind.RATE)


def _is_plain(cells: Sequence[Cell], floors: Floors, unit: Unit, grids: Grids) -> bool:
    """The usual period, in which nothing is small, or nothing is counted: all of it is shown."""
    if cells[0].denominator is None:
        return all(_has_no_counts(cell, unit) for cell in cells)
    fine = unit.kind in _COUNTED and _all_fine(cells, floors)
    return fine and grids.of(tuple([cell.categories for cell in cells])).is_closed


def _has_no_counts(cell: Cell, unit: Unit) -> bool:
    is_open = cell.value is None or (cell.source_is_public and unit.kind is not UnitKind.COUNT)
    return is_open and cell.denominator is None and cell.numerator is None


def _all_fine(cells: Iterable[Cell], floors: Floors) -> bool:
    """Has every group its counts, and are all of them large?"""
    people, events, others = floors.people, floors.events, floors.events if floors.is_share else None
    for cell in cells:
        whole, part = cell.denominator, cell.numerator
        if whole is None or part is None or whole < people or part < events:
            return False
        if others is not None and whole - part < others:
            return False
    return True


def why_hidden(cell: Cell, state: PublicationState, policy: DisclosurePolicy, *, unit: Unit) -> Reason | None:
    """The reason for those who may see the figure; None for one that is shown. Readers are told no reason."""
    if state not in HIDDEN:
        return None
    if state is PublicationState.SUPPRESSED_COMPLEMENTARY:
        return Reason.PROTECTS_ANOTHER
    return _primary(cell, _amounts(cell, unit), policy.floors(unit), unit) or Reason.HIDDEN_BEFORE


# --- One period --------------------------------------------------------------------------------------------------------
class _Period:
    """What was published of a period so far: its versions, and the cells that were ever hidden."""

    def __init__(self, earlier: Sequence[EarlierCell], policy: DisclosurePolicy, unit: Unit) -> None:
        self.unit, self.floors = unit, policy.floors(unit)
        self.tables = list(_versions(earlier))
        of_release = {one.release: one.policy or policy for one in earlier}
        self.past_floors = [of_release[release].floors(unit) for release in sorted(of_release)]
        self.hidden: dict[Categories, Reason] = {}
        for one, floors in ((one, (one.policy or policy).floors(unit)) for one in earlier):
            if one.state is PublicationState.SUPPRESSED_COMPLEMENTARY:
                self.hidden.setdefault(one.cell.categories, Reason.PROTECTS_ANOTHER)
            elif (
                one.state in HIDDEN
                and _primary(one.cell, _amounts(one.cell, unit), floors, unit) is not _NO_SIZE
            ):
                self.hidden[one.cell.categories] = Reason.HIDDEN_BEFORE

    def why(self, cell: Cell, amounts: Amounts) -> Reason | None:
        """Why a cell is hidden whatever stands beside it."""
        return _primary(cell, amounts, self.floors, self.unit) or self.hidden.get(cell.categories)


def _versions(earlier: Iterable[EarlierCell]) -> Iterator[dict[Categories, EarlierCell]]:
    """The table as it stood after each release: what stood before it, and its own cells over that."""
    releases: dict[int, list[EarlierCell]] = defaultdict(list)
    for one in earlier:
        releases[one.release].append(one)
    standing: list[tuple[int | None, dict[Categories, EarlierCell]]] = []
    for release in sorted(releases):
        standing = [one for one in standing if one[0] is None or one[0] > release]
        table = dict(standing[-1][1]) if standing else {}
        table |= {one.cell.categories: one for one in releases[release]}
        standing.append((releases[release][0].withdrawn_in, table))
        yield table


def _decide(
    cells: Sequence[Cell], period: _Period, grids: Grids
) -> Iterator[tuple[CellKey, PublicationState]]:
    """Look at one period closely."""
    known = {cell.categories: _amounts(cell, period.unit) for cell in cells}
    why = {cell.categories: period.why(cell, known[cell.categories]) for cell in cells}
    former = sorted({key for table in period.tables for key in table} - set(known), key=str)
    order = [*known, *former]
    grid = grids.of(tuple(order))
    tables, shown = [], [0] * len(order)
    for version, table in enumerate(period.tables):
        amounts = [_told(table.get(key), period.unit) for key in order]
        for at, key in enumerate(order):
            if amounts[at] != UNKNOWN and table[key].state not in HIDDEN:
                shown[at] |= 1 << version
        tables.append(amounts)
    now = 1 << len(tables)
    tables.append([known.get(key, UNKNOWN) for key in order])
    covering = [at for at, key in enumerate(known) if why[key] is Reason.PROTECTS_ANOTHER]
    for at, key in enumerate(known):
        shown[at] |= 0 if why[key] else now
    versions = Versions(grid, tables, shown, [*period.past_floors, period.floors], covering)
    Protection(grid, versions).protect()
    for at, cell in enumerate(cells):
        primary = why[cell.categories] if at not in covering else None
        yield cell.key, _state(primary or (Reason.PROTECTS_ANOTHER if at in versions.newly_hidden else None))


def _told(earlier: EarlierCell | None, unit: Unit) -> Amounts:
    return UNKNOWN if earlier is None else _amounts(earlier.cell, unit)


def _state(hidden: Reason | None) -> PublicationState:
    if hidden is None:
        return PublicationState.SHOWN
    is_second = hidden is Reason.PROTECTS_ANOTHER
    return PublicationState.SUPPRESSED_COMPLEMENTARY if is_second else PublicationState.SUPPRESSED_PRIMARY


def _amounts(cell: Cell, unit: Unit) -> Amounts:
    """People, events and others; events are worked back from a printed rate when only that is given."""
    people = None if cell.denominator is None else float(cell.denominator)
    if not unit.has_events:
        return people, None, None
    events = _events_of_value(cell, people, unit) if cell.numerator is None else float(cell.numerator)
    return people, events, None if people is None or events is None else people - events


def _events_of_value(cell: Cell, people: float | None, unit: Unit) -> float | None:
    if cell.value is not None and unit.kind is UnitKind.COUNT:
        return float(cell.value)
    if cell.value is not None and people is not None:
        return float(round(float(cell.value) * people / unit.multiplier))
    return 0.0 if people == 0 else None


_NO_SIZE = Reason.SIZE_NOT_GIVEN


def _primary(cell: Cell, amounts: Amounts, floors: Floors, unit: Unit) -> Reason | None:
    """Why a figure may not be shown whatever stands beside it."""
    if why := floors.why_small(amounts):
        return why
    if cell.denominator is not None or cell.value is None or cell.source_is_public:
        return None
    return None if unit.kind is UnitKind.COUNT else _NO_SIZE


class _Past:
    """Former publications by period, and the periods in which something was hidden."""

    def __init__(self, earlier: Iterable[EarlierCell]) -> None:
        self.troubled: set[Hashable] = set()
        self._cells: dict[Hashable, list[EarlierCell]] = defaultdict(list)
        for one in earlier:
            self._cells[one.cell.period].append(one)
            if one.state in HIDDEN:
                self.troubled.add(one.cell.period)

    def of(self, period: Hashable) -> Sequence[EarlierCell]:
        """What was published of a period before."""
        return self._cells.get(period, ())
