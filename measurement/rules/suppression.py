"""What may be published of a set of figures: the rule that protects small groups.

Published rule (`PUBLISHED_RULE` names its parts for the page):
1. A figure about fewer people than `min_denominator`, or with fewer events than `min_events` (for percents
   also fewer people without the event), is not shown. Zero is not few: a group of nobody, and a group in
   which the event never (or always) happened, are shown if the group itself is large enough.
2. A rate or a percent without its number of people is shown with "group size not published" when its source
   is already public, and withheld until the size is given when it is a partner's.
3. Where the shown figures of a line would give a hidden one away by subtraction, the next smallest group is
   hidden too, and the whole only when nothing else is left.
4. Corrections: a cell that was ever hidden for its period stays hidden, whatever its corrected figure (except
   one that only lacked its size). A cell that was shown and has become small is hidden from now on; its
   former figure remains in the former release and cannot be taken back. So that the new figure cannot be
   found either, cells that readers know from a former release do not count as hidden: others, or the whole.

Decided cell by cell and line by line, in one pass; `complementary` says what is not covered yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from measurement.rules.complementary import protect
from measurement.rules.disclosure import UNKNOWN, Amounts, Floors, Member, Reason
from measurement.rules.lines import Dimension, LineFinder
from measurement.rules.rows import Categories
from measurement.rules.units import Unit, UnitKind

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
Figures = Amounts | Decimal | None
PUBLISHED_RULE = (
    *("min_denominator", "min_events", "zero_is_shown", "size_or_public_source", "second_cell"),
    "hidden_stays_hidden",
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
    """The initiative's floors. `coded` and rounding come with a later version of the policy."""

    min_denominator: int = 10
    min_events: int = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure to be published. `period` is whatever tells periods apart; no categories: the whole."""

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
    """What an earlier release (a withdrawn one too) held of a cell, and whether readers saw it."""

    cell: Cell
    state: PublicationState


def suppress(
    cells: Iterable[Cell],
    policy: DisclosurePolicy,
    dimensions: Sequence[Dimension],
    earlier: Iterable[EarlierCell] = (),
    *,
    unit: Unit,
) -> dict[CellKey, PublicationState]:
    """Decide the state of every cell of a release. Deterministic; linear in the number of cells.

    `cells` are all that the release leaves published for its periods (also the unchanged ones), `earlier` all
    that was ever published of these periods.
    """
    floors = Floors(policy.min_denominator, policy.min_events, unit.is_share)
    finder, past = LineFinder(dimensions), _Past(earlier)
    periods: dict[Hashable, list[Cell]] = defaultdict(list)
    for cell in cells:
        periods[cell.period].append(cell)
    closed = _Closed(finder)
    states: dict[CellKey, PublicationState] = {}
    for period, found in periods.items():
        if period not in past.troubled and _is_plain(found, floors, unit, closed):
            states.update(
                dict.fromkeys([(period, cell.categories) for cell in found], PublicationState.SHOWN)
            )
        else:
            states.update(_decide(found, floors, unit, finder, past.of(period)))
    return states


_COUNTED = (UnitKind.PERCENT, UnitKind.RATE)


def _is_plain(cells: Sequence[Cell], floors: Floors, unit: Unit, closed: _Closed) -> bool:
    """The usual period, in which nothing is small, or nothing is counted: all of it is shown."""
    if cells[0].denominator is None:
        return all(_has_no_counts(cell, unit) for cell in cells)
    fine = unit.kind in _COUNTED and _all_fine(cells, floors)
    return fine and closed[tuple([cell.categories for cell in cells])]


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


class _Closed(dict[tuple[Categories, ...], bool]):
    """Whether a set of cells leaves nobody over; the same for most periods."""

    def __init__(self, finder: LineFinder) -> None:
        super().__init__()
        self._finder = finder

    def __missing__(self, cells: tuple[Categories, ...]) -> bool:
        closed = self[cells] = self._finder.is_closed(cells)
        return closed


def _decide(
    cells: Sequence[Cell], floors: Floors, unit: Unit, finder: LineFinder, before: Sequence[EarlierCell]
) -> Iterator[tuple[CellKey, PublicationState]]:
    """Look at one period closely."""
    memory = _Memory(before, floors, unit)
    members = [_member(cell, floors, unit, memory) for cell in cells]
    protect(finder.find(members), floors)
    for cell, member in zip(cells, members, strict=True):
        yield cell.key, _state(member.hidden)


def why_hidden(cell: Cell, state: PublicationState, policy: DisclosurePolicy, *, unit: Unit) -> Reason | None:
    """The reason to print beside a hidden figure; None for one that is shown."""
    if state not in HIDDEN:
        return None
    if state is PublicationState.SUPPRESSED_COMPLEMENTARY:
        return Reason.PROTECTS_ANOTHER
    floors = Floors(policy.min_denominator, policy.min_events, unit.is_share)
    return _primary(cell, _amounts(cell, unit), floors, unit) or Reason.HIDDEN_BEFORE


def _state(hidden: Reason | None) -> PublicationState:
    if hidden is None:
        return PublicationState.SHOWN
    is_second = hidden is Reason.PROTECTS_ANOTHER
    return PublicationState.SUPPRESSED_COMPLEMENTARY if is_second else PublicationState.SUPPRESSED_PRIMARY


def _member(cell: Cell, floors: Floors, unit: Unit, memory: _Memory) -> Member:
    amounts = _amounts(cell, unit)
    hidden = _primary(cell, amounts, floors, unit) or memory.hidden.get(cell.categories)
    is_known = (cell.categories, _figures(cell, amounts)) in memory.seen
    return Member(cell.categories, amounts, hidden, is_known)


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


def _primary(cell: Cell, amounts: Amounts, floors: Floors, unit: Unit) -> Reason | None:
    """Why a figure may not be shown whatever stands beside it."""
    if why := floors.why_small(amounts):
        return why
    if cell.denominator is not None or cell.value is None or cell.source_is_public:
        return None
    return None if unit.kind is UnitKind.COUNT else Reason.SIZE_NOT_GIVEN


def _figures(cell: Cell, amounts: Amounts) -> Figures:
    """What makes two publications of a cell the same to a reader: its counts, or the bare figure."""
    return cell.value if amounts == UNKNOWN else amounts


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


class _Memory:
    """What readers have seen of the cells of a period, and which were ever hidden from them."""

    def __init__(self, earlier: Iterable[EarlierCell], floors: Floors, unit: Unit) -> None:
        self.seen: set[tuple[Categories, Figures]] = set()
        self.hidden: dict[Categories, Reason] = {}
        for one in earlier:
            amounts, categories = _amounts(one.cell, unit), one.cell.categories
            if one.state not in HIDDEN:
                self.seen.add((categories, _figures(one.cell, amounts)))
            elif one.state is PublicationState.SUPPRESSED_COMPLEMENTARY:
                self.hidden.setdefault(categories, Reason.PROTECTS_ANOTHER)
            elif _primary(one.cell, amounts, floors, unit) is not Reason.SIZE_NOT_GIVEN:
                self.hidden[categories] = Reason.HIDDEN_BEFORE
