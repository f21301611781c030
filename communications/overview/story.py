"""The figures of the overview: the headline, what got better, worse and stuck, and the headline's gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.spec import Hundred
from initiatives.models import local
from measurement import sentences
from measurement.models import Indicator
from measurement.pages.cards import Card
from measurement.pages.groups import GapWords, Row, gap_words, grouping_of, rows_legend, rows_of, unpublished
from measurement.pictures import Samples, draw_hundred, draw_trend, legend_of, trend_of
from measurement.rules.reading import IndicatorReading
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
    url: str
    rows: list[Row]
    legend: Samples
    gap: GapWords | None
    no_gap: str
    unpublished: str
    missing: dict[str, str]


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


def gap_panel(indicator: Indicator, reading: IndicatorReading, base: str) -> GapPanel:
    """Return the gap of the headline indicator, or the sentence why there is none. One query for the names."""
    grouping, voice = grouping_of(reading, indicator), voice_of(indicator)
    split, (key, dimension) = grouping.split, grouping.chosen
    url = f"{base}results/{indicator.slug}/groups/"
    rows = rows_of(split, grouping.names, reading, voice, _floor(indicator)) if split else []
    gap = gap_words(split.gap, grouping.names, voice, indicator) if split and split.gap else None
    return GapPanel(
        heading=_("{dimension} still makes a difference").format(dimension=dimension)
        if gap
        else _("Is it the same for everyone?"),
        url=f"{url}?by={key}" if key else url,
        rows=rows,
        legend=rows_legend(reading, voice) if rows else [],
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
    if voice.unit != Indicator.Unit.PERCENT or now is None or now.value is None:
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
