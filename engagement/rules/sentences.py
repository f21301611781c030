"""What a rule says to people: a pattern that a page may translate, and what belongs in its gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Sentence"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in English with named gaps, in which sentences may stand too.

    `str()` gives it filled; a page translates `pattern` and fills that.
    """

    pattern: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        """Return the sentence with its gaps filled."""
        return self.pattern.format(**dict(self.values))


def say(pattern: str, **values: Value) -> Sentence:
    """Make a sentence; its gaps are kept in the order of their names, so that equal sentences are equal."""
    return Sentence(pattern, tuple(sorted(values.items())))


def count(n: int, one: str, many: str) -> str:
    """Return a number with its noun: 1 day, 9 days."""
    return f"{n} {one if n == 1 else many}"


def days(n: int) -> str:
    """Return a number of days in words."""
    return count(n, "day", "days")
