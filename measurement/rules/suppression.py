"""What may be published of a set of figures: the rule that protects small groups.

Published rule (`PUBLISHED_RULE` names its parts for the page):
1. A figure about fewer people than `min_denominator`, or with fewer events than `min_events` (for percents
   also fewer people without the event), is not shown. Zero is not few: a group of nobody, and a group in which
   the event never (or always) happened, are shown if the group itself is large enough.
2. A rate or a percent without its number of people is shown with "group size not published" when its source
   is already public, and withheld until the size is given when it is a partner's.
3. Where the shown figures of a line would give a hidden one away by subtraction, the next smallest group is
   hidden too, and the whole only when nothing else is left.
4. Corrections: a cell that was ever hidden for its period stays hidden, whatever its corrected figure (except
   one that only lacked its size). A cell that was shown and has become small is hidden from now on; its former
   figure remains in the former release and cannot be taken back. So that the new figure cannot be found
   either, cells that readers know from a former release do not count as hidden: others, or the whole, are.

Decided cell by cell and line by line, in one pass; `complementary` says what is not covered yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from measurement.rules.complementary import Line, protect
from measurement.rules.disclosure import Amounts, Floors, Member, Reason
from measurement.rules.rows import Categories, CategoryKey
from measurement.rules.units import Unit, UnitKind

CellKey = tuple[Hashable, Categories]
Figures = Amounts | Decimal | None
UNKNOWN: Amounts = (None, None, None)
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
class Dimension:
    """A way of splitting people: its groups, and whether a person belongs to one of them only."""

    key: CategoryKey
    categories: frozenset[CategoryKey]
    mutually_exclusive: bool = True


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
    past = _Past(earlier, floors, unit)
    split = _Split((category, dimension) for dimension in dimensions for category in dimension.categories)
    periods: dict[Hashable, list[Member]] = defaultdict(list)
    for cell in cells:
        periods[cell.period].append(_member(cell, floors, unit, past))
    states: dict[CellKey, PublicationState] = {}
    for period, members in periods.items():
        protect(_lines(members, split), floors)
        for member in members:
            states[period, member.categories] = _state(member.hidden)
    return states


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


def _member(cell: Cell, floors: Floors, unit: Unit, past: _Past) -> Member:
    amounts = _amounts(cell, unit)
    member = Member(cell.categories, amounts, _primary(cell, amounts, floors, unit))
    if past.is_empty:
        return member
    member.hidden = member.hidden or past.hidden.get(cell.key)
    member.is_known = _figures(cell, amounts) in past.seen.get(cell.key, ())
    return member


def _amounts(cell: Cell, unit: Unit) -> Amounts:
    """People, events and others; events are worked back from a printed rate when only that is given."""
    people = None if cell.denominator is None else float(cell.denominator)
    if not unit.has_events:
        return people, None, None
    events = _events(cell, people, unit)
    return people, events, None if people is None or events is None else people - events


def _events(cell: Cell, people: float | None, unit: Unit) -> float | None:
    if cell.numerator is not None:
        return float(cell.numerator)
    if cell.value is not None and unit.kind is UnitKind.COUNT:
        return float(cell.value)
    if cell.value is not None and people is not None:
        return float(round(float(cell.value) * people / unit.multiplier))
    return 0.0 if people == 0 else None


def _primary(cell: Cell, amounts: Amounts, floors: Floors, unit: Unit) -> Reason | None:
    """Why a figure may not be shown whatever stands beside it."""
    if why := floors.why_small(amounts):
        return why
    needs_size = cell.denominator is None and cell.value is not None and unit.kind is not UnitKind.COUNT
    return Reason.SIZE_NOT_GIVEN if needs_size and not cell.source_is_public else None


def _figures(cell: Cell, amounts: Amounts) -> Figures:
    """What makes two publications of a cell the same to a reader: its counts, or the bare figure."""
    return cell.value if amounts == UNKNOWN else amounts


class _Split(dict[CategoryKey, Dimension]):
    """The dimension of each category; one that belongs to none stands alone."""

    def __missing__(self, category: CategoryKey) -> Dimension:
        alone = self[category] = Dimension(f"alone {category}", frozenset({category}))
        return alone


class _Past:
    """What readers have seen of a cell, and whether it was ever hidden from them."""

    def __init__(self, earlier: Iterable[EarlierCell], floors: Floors, unit: Unit) -> None:
        self.seen: dict[CellKey, set[Figures]] = defaultdict(set)
        self.hidden: dict[CellKey, Reason] = {}
        for one in earlier:
            key, amounts = one.cell.key, _amounts(one.cell, unit)
            if one.state not in HIDDEN:
                self.seen[key].add(_figures(one.cell, amounts))
            elif one.state is PublicationState.SUPPRESSED_COMPLEMENTARY:
                self.hidden.setdefault(key, Reason.PROTECTS_ANOTHER)
            elif _primary(one.cell, amounts, floors, unit) is not Reason.SIZE_NOT_GIVEN:
                self.hidden[key] = Reason.HIDDEN_BEFORE
        self.is_empty = not (self.seen or self.hidden)


def _lines(members: Sequence[Member], split: Mapping[CategoryKey, Dimension]) -> list[Line]:
    """Every whole with its parts along every dimension."""
    wholes = {member.categories: member for member in members}
    lines: dict[tuple[Categories, CategoryKey, CategoryKey | None], list[Member]] = defaultdict(list)
    for member in members:
        for category in member.categories:
            dimension = split[category]
            alone = None if dimension.mutually_exclusive else category
            rest = tuple(other for other in member.categories if other != category)
            lines[rest, dimension.key, alone].append(member)
    sizes = {dimension.key: len(dimension.categories) for dimension in split.values()}
    found: dict[Categories, list[Line]] = defaultdict(list)
    for (rest, key, alone), parts in lines.items():
        whole = wholes.get(rest) or Member(rest, UNKNOWN)
        found[rest].append(Line(whole, parts, alone is None and _is_complete(parts, sizes[key])))
    return [line for rest, same in found.items() for line in _with_whole(same, rest in wholes)]


def _is_complete(parts: Sequence[Member], groups: int) -> bool:
    """Has every known group its figure? A group that stands alone has an unnamed rest: a group too."""
    return groups > 1 and sum(part.amounts != UNKNOWN for part in parts) >= groups


def _with_whole(lines: list[Line], is_published: bool) -> list[Line]:
    """Where the whole is not published, the parts of one dimension may still betray it to another one."""
    if is_published:
        return lines
    told = [line for line in lines if line.is_complete and not any(part.is_secret for part in line.parts)]
    if not told or len(lines) == 1:
        return []
    people, events, others = (_sum(part.amounts[i] for part in told[0].parts) for i in range(3))
    whole = Member(told[0].whole.categories, (people, events, others))
    return [Line(whole, line.parts, line.is_complete) for line in lines]


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = list(amounts)
    return None if None in known else sum(amount or 0 for amount in known)
