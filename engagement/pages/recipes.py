"""The five levels with their ready ways of working, as the page of a new question offers them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from engagement.pages.vows import POWER
from engagement.rules.recipes import RECIPES
from engagement.rules.spectrum import SPECTRUM, Level, Promise


@dataclass(frozen=True, slots=True)
class Way:
    """A way of working in the reader's language."""

    key: str
    name_in_words: str
    when_in_words: str


@dataclass(frozen=True, slots=True)
class LevelOffer:
    """A level, what it promises, and the ways of working at it."""

    promise: Promise
    heading: str
    recipes: tuple[Way, ...]


def levels_with_recipes() -> tuple[LevelOffer, ...]:
    """Return the levels, each with its recipes."""
    return tuple(
        LevelOffer(promise, str(POWER[promise.level]), ways_of(promise.level)) for promise in SPECTRUM
    )


def ways_of(level: Level) -> tuple[Way, ...]:
    """Return the ways of working of a level."""
    return tuple(Way(one.key, _(one.name), _(one.when_to_use)) for one in RECIPES if one.level is level)
