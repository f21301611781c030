"""What a rule says to people: a pattern that a page translates, and what belongs in its gaps.

Rules mark each pattern and word with `gettext_noop as _`, and each number with `ngettext`, so that translators find them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Sentence | Counted | tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun, in English for one and for many: {n} day, {n} days."""

    one: str
    many: str
    n: int

    def __str__(self) -> str:
        """Return it in English."""
        return english(self.one, self.many, self.n).format(n=self.n)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in English with named gaps, in which words, numbers and sentences stand.

    `str()` gives it filled; a page fills it in the reader's language with `in_tongue`.
    """

    pattern: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        """Return the sentence with its gaps filled."""
        return self.in_tongue(str, english)

    def in_tongue(
        self, translate: Callable[[str], str], translate_many: Callable[[str, str, int], str]
    ) -> str:
        """Return the sentence and all that stands in its gaps as a language says it."""

        def said(value: Value) -> str | int:
            match value:
                case Sentence():
                    return value.in_tongue(translate, translate_many)
                case Counted():
                    return translate_many(value.one, value.many, value.n).format(n=value.n)
                case tuple():
                    return ", ".join(translate(each) for each in value)
                case str():
                    return translate(value) if value else ""
            return value

        return translate(self.pattern).format(**{name: said(value) for name, value in self.values})


def english(one: str, many: str, n: int) -> str:
    """Return the pattern for a number in English."""
    return one if n == 1 else many


def say(pattern: str, **values: Value) -> Sentence:
    """Make a sentence; its gaps are kept in the order of their names, so that equal sentences are equal."""
    return Sentence(pattern, tuple(sorted(values.items())))


def ngettext(one: str, many: str, n: int) -> Counted:
    """Return a number with its noun, marked for the translators under the name that they look for."""
    return Counted(one, many, n)


def days(n: int) -> Counted:
    """Return a number of days in words."""
    return ngettext("{n} day", "{n} days", n)
