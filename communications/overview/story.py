"""The figures of the overview: the headline, what got better, worse and stuck, and the headline's gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts.spec import Hundred
from initiatives.access import Asked, Prepared
from initiatives.access.prepared import Raw
from initiatives.models import Category, Population, local
from measurement import sentences
from measurement.models import Indicator
from measurement.pages.cards import Card
from measurement.pages.gap_rows import Row, common_of, rows_legend, rows_of, sizes_note
from measurement.pages.groups import (
    NAMES,
    GapWords,
    first_grouping,
    first_split,
    gap_words,
    notes_of,
    unpublished,
)
from measurement.pictures import Samples, draw_hundred, draw_trend, legend_of, trend_of
from measurement.rules.reading import READING_VERSION, IndicatorReading
from measurement.scoring import reading_for
from measurement.wording import Voice, day_words, movement_word, voice_of

MOVES = ("getting_better", "getting_worse", "no_clear_change")
NAMED = 3


@dataclass(frozen=True, slots=True)
class Headline:
    """The first thing that is said: a sentence with its picture."""

    say: str
    url: str
    source: str
    picture: SafeString
    key: Samples
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Move:
    """Better, worse or stuck, and what of."""

    glyph: str
    word: str
    names: str


@dataclass(frozen=True, slots=True)
class GapPanel:
    """Where the headline still differs between groups."""

    heading: str
    period: str
    url: str
    rows: list[Row]
    legend: Samples
    sizes: str
    notes: list[str]
    gap: GapWords | None
    no_gap: str
    unpublished: str
    missing: dict[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """All that is said of the first indicator that has figures."""

    headline: Headline
    gap: SafeString
    population: Population


REMEMBERED = 64 if settings.REMEMBERED_BYTES else 0  # stories of one web worker, about 40 kB each
LEADING = Prepared[Indicator](
    lambda asked: Indicator.objects.select_related("rollup__release__policy", "population").filter(
        pk=asked.number
    )
)


def story_of(indicator: int, asked: Asked, base: str) -> Story:
    """Return the story of an indicator; what was told of the same rows in the same language is told again."""
    raw = LEADING.raw(replace(asked, number=indicator))
    found, stored = _leading(raw)
    reading = stored or reading_for(found)
    split = first_split(reading, found)
    names = NAMES.raw(replace(asked, number=split.dimension)) if split else ()
    if stored is None:
        return _story(found, reading, names, base)
    return _told(raw, names, base, get_language() or "")


@lru_cache(maxsize=REMEMBERED)
def _leading(raw: Raw) -> tuple[Indicator, IndicatorReading | None]:
    """Return the indicator of a row with its reading as stored, or None where other rules stored it."""
    (indicator,) = LEADING.made(raw)
    is_current = indicator.rollup.reading.get("version") == READING_VERSION
    return indicator, reading_for(indicator) if is_current else None


@lru_cache(maxsize=REMEMBERED)
def _told(raw: Raw, names: Raw, base: str, language: str) -> Story:
    indicator, reading = _leading(raw)
    return _story(indicator, reading or IndicatorReading(), names, base)


def _story(indicator: Indicator, reading: IndicatorReading, names: Raw, base: str) -> Story:
    panel = gap_panel(indicator, reading, base, NAMES.made(names) if names else [])
    gap = render_to_string("communications/overview/_gap.html", {"panel": panel})
    return Story(headline_of(indicator, reading, base), gap, indicator.population)


def headline_of(indicator: Indicator, reading: IndicatorReading, base: str) -> Headline:
    """Return the headline: of a hundred people where the figure is a percentage, else its course."""
    voice = voice_of(indicator)
    picture, key, is_wide = _picture(indicator, reading, voice)
    release = indicator.rollup.release
    published = _("Published on {day}.").format(day=day_words(release.published_at)) if release else ""
    source = local(indicator.source)
    return Headline(
        _unbroken(sentences.headline(local(indicator.name), reading, voice)),
        f"{base}results/{indicator.slug}/",
        " ".join(
            part for part in (source and _("Source: {source}.").format(source=source), published) if part
        ),
        picture,
        key,
        is_wide,
    )


def moves_of(cards: Sequence[Card]) -> list[Move]:
    """Return one line for each way that indicators go, the first few of them by name."""
    moves = []
    for course in MOVES:
        found = [card for card in cards if card.course == course]
        if found:
            moves.append(Move(found[0].glyph, movement_word(course), _names(found)))
    return moves


def gap_panel(
    indicator: Indicator, reading: IndicatorReading, base: str, categories: Sequence[Category]
) -> GapPanel:
    """Return the gap of the headline indicator, or the sentence why there is none; `categories` are those of its groups."""
    grouping, voice = first_grouping(reading, indicator, categories), voice_of(indicator)
    split, (key, dimension) = grouping.split, grouping.chosen
    url = f"{base}results/{indicator.slug}/groups/"
    rows = rows_of(split, grouping.names, reading, voice, _floor(indicator)) if split else []
    gap = gap_words(split.gap, grouping.names, voice, indicator, reading) if split and split.gap else None
    return GapPanel(
        heading=_("{dimension} still makes a difference").format(dimension=dimension)
        if gap
        else _("Is it the same for everyone?"),
        period=common_of(split, reading).label if split else "",
        url=f"{url}?by={key}" if key else url,
        rows=rows,
        legend=rows_legend(split, reading, voice) if split and rows else [],
        sizes=sizes_note(split) if split else "",
        notes=notes_of(split, reading, grouping.names, voice) if split else [],
        gap=gap,
        no_gap=sentences.no_gap_yet(split),
        unpublished=unpublished(split, grouping.names) if split else "",
        missing=indicator.who_is_missing,
    )


def _unbroken(said: str) -> str:
    """Keep periods such as 2019-20 on one line of large type."""
    return said.replace("-", "-\u2060")


def _floor(indicator: Indicator) -> int | None:
    release = indicator.rollup.release
    return release.policy.min_denominator if release else None


def _picture(
    indicator: Indicator, reading: IndicatorReading, voice: Voice
) -> tuple[SafeString, Samples, bool]:
    now = reading.now
    if voice.unit != Indicator.Unit.PERCENT or now is None or now.value is None or now.is_bound:
        trend = trend_of(indicator, reading, voice)
        return draw_trend(trend), legend_of(trend), True
    before, promise = reading.before, reading.promise
    hundred = Hundred(
        now.value,
        sentences.headline(local(indicator.name), reading, voice),
        before.value if before else None,
        promise.value if promise else None,
        indicator.direction == Indicator.Direction.DOWN,
    )
    dots, key = draw_hundred(
        hundred, before=before.label if before else "", due=promise.label if promise else ""
    )
    return dots, key, False


def _names(cards: Sequence[Card]) -> str:
    shown = "; ".join(f"{card.name} ({card.value}{card.unit})" for card in cards[:NAMED])
    more = len(cards) - NAMED
    return _("{names}, and {count} more").format(names=shown, count=more) if more > 0 else shown
