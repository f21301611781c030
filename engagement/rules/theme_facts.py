"""Themes: groups of inputs, what became of each, and where each stands in the alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Disposition(StrEnum):
    """What became of a theme."""

    ADOPTED = "adopted"
    ADAPTED = "adapted"
    ALREADY_PLANNED = "already_planned"
    NOT_ADOPTED = "not_adopted"
    OUT_OF_SCOPE = "out_of_scope"


CHANGED_SOMETHING = frozenset({Disposition.ADOPTED, Disposition.ADAPTED})


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme against the alternatives: those that reflect it, or "not reflected, because". V3."""

    theme: str
    alternatives: frozenset[str] = frozenset()
    not_reflected_because: str = ""
    written: datetime | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of inputs and what became of it.

    `disposed` is when it first had a disposition that stands; `passage` names what changed (adopted, adapted).
    """

    key: str
    inputs: int = 0
    disposition: Disposition | None = None
    reason: str = ""
    passage: str = ""
    disposed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes of an engagement and the concern × alternative matrix. `unthemed` counts inputs in no theme."""

    themes: tuple[Theme, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    unthemed: int = 0
