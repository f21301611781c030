"""What people look after, on every floor: so that nothing hangs on one person, and all of it is handed over in one action.

A floor registers what somebody can look after: the rows, how one is told, and how all of a person's go to somebody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise

from initiatives.models import Person


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that somebody looks after: its kind in words, its name, where it stands, when it is due."""

    person: int
    what: str | Promise
    title: str
    url: str
    due: date | None = None


class Holding(NamedTuple):
    """One kind of thing: all that are looked after now, how one is told, and how those of one person pass to another."""

    rows: Callable[[], QuerySet[Any, Any]]
    held: Callable[[Any], Held]
    pass_on: Callable[[Person, Person], int]


_holdings: list[Holding] = []


def looked_after(holding: Holding) -> Holding:
    """Register a kind of thing that people look after; safe to call again."""
    if holding not in _holdings:
        _holdings.append(holding)
    return holding


def holdings() -> tuple[Holding, ...]:
    """Return all kinds, of all floors."""
    return tuple(_holdings)
