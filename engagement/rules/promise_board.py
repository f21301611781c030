"""The promise board: kept, late and broken promises by level, quarter and body; and how much is decided at which level.

S8: the board is public. It takes no reader and no setting: what it counts is the same for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from engagement.rules.obligation import Obligation, ObligationState
from engagement.rules.spectrum import Level

MONTHS_OF_A_QUARTER = 3
GroupKey = TypeVar("GroupKey", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year on the initiative's wall."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return it as people write it: 2026 Q3."""
        return f"{self.year} Q{self.number}"


@dataclass(frozen=True, slots=True)
class Promised:
    """An obligation on the board: of which body (a key), as it stands."""

    body: str
    obligation: Obligation


@dataclass(frozen=True, slots=True)
class BoardLine:
    """Promises by how they stand. `open` are running and not late; waived and lapsed ones are no part of the share."""

    kept: int = 0
    kept_late: int = 0
    late: int = 0
    broken: int = 0
    open: int = 0
    waived: int = 0

    @property
    def settled(self) -> int:
        """Those whose day has come, however they ended, and those that were kept before it."""
        return self.kept + self.kept_late + self.late + self.broken


_COLUMNS: dict[ObligationState, str] = {
    ObligationState.KEPT: "kept",
    ObligationState.KEPT_LATE: "kept_late",
    ObligationState.LATE: "late",
    ObligationState.BROKEN: "broken",
    ObligationState.PENDING: "open",
    ObligationState.NOT_YET_DUE: "open",
    ObligationState.WAIVED_BY_PROMISEES: "waived",
}


def board_line(promised: Iterable[Promised]) -> BoardLine:
    """Count promises by how they stand."""
    states = (each.obligation.state for each in promised)
    found = Counter(_COLUMNS[state] for state in states if state in _COLUMNS)
    return BoardLine(**found)


def by_level(promised: Iterable[Promised]) -> dict[Level, BoardLine]:
    """Return a line for each level, those without a promise too."""
    found = _grouped(promised, lambda each: each.obligation.level)
    return {level: found.get(level, BoardLine()) for level in Level}


def by_body(promised: Iterable[Promised]) -> dict[str, BoardLine]:
    """Return a line for each body, by its key."""
    return dict(sorted(_grouped(promised, lambda each: each.body).items()))


def by_quarter(promised: Iterable[Promised], *, zone: tzinfo) -> dict[Quarter, BoardLine]:
    """Return a line for each quarter in which something was due; what has no date yet stands in none."""
    dated = (each for each in promised if each.obligation.due is not None)
    return dict(sorted(_grouped(dated, lambda each: quarter_of(each.obligation.due, zone)).items()))


def quarter_of(at: datetime | None, zone: tzinfo) -> Quarter:
    """Return the quarter of an instant on the initiative's wall. Raises ValueError for no instant."""
    if at is None:
        raise ValueError("what has no date is in no quarter")
    day = at.astimezone(zone).date()
    return Quarter(day.year, (day.month - 1) // MONTHS_OF_A_QUARTER + 1)


def _grouped(promised: Iterable[Promised], key: Callable[[Promised], GroupKey]) -> dict[GroupKey, BoardLine]:
    groups: dict[GroupKey, list[Promised]] = {}
    for each in promised:
        groups.setdefault(key(each), []).append(each)
    return {name: board_line(members) for name, members in groups.items()}


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that was decided in a year at a level, and the money that it moved (in the initiative's currency)."""

    year: int
    level: Level
    money: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class MeterLine:
    """How much of a year was decided at a level. Shares are None in a year without any matter, or without money."""

    year: int
    level: Level
    matters: int
    money: Decimal
    share_of_matters: Fraction | None
    share_of_money: Fraction | None


def level_meter(matters: Iterable[Matter]) -> tuple[MeterLine, ...]:
    """Return the five levels of each year, the latest first: share of matters and of money."""
    matters = list(matters)
    years = sorted({each.year for each in matters}, reverse=True)
    return tuple(
        _meter_line(year, level, [each for each in matters if each.year == year])
        for year in years
        for level in Level
    )


def _meter_line(year: int, level: Level, of_year: list[Matter]) -> MeterLine:
    here = [each for each in of_year if each.level is level]
    money = sum((each.money for each in here), Decimal(0))
    all_money = sum((each.money for each in of_year), Decimal(0))
    return MeterLine(
        year,
        level,
        len(here),
        money,
        Fraction(len(here), len(of_year)) if of_year else None,
        Fraction(money) / Fraction(all_money) if all_money else None,
    )
