"""From readings to pictures: what a trend, a spark, a small multiple or a gap row shows, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts import gaps, legend, minis, screen
from charts.dots import DotWords
from charts.dots import key as dot_key
from charts.spec import Forecast, GapRow, Hundred, Line, Mark, Mini, Note, Point, Spark, Target, Trend
from charts.words import Words
from initiatives.models import local
from measurement.models import Indicator, SeriesBreak
from measurement.rules.reading import Figure, IndicatorReading, Step
from measurement.sentences import ahead_voice
from measurement.wording import Voice

FLOOR, CEILING = Decimal(0), Decimal(100)


class Companion(NamedTuple):
    """A line beside that of an indicator: whose it is, its figures, and where they became incomparable."""

    name: str
    figures: Sequence[Figure]
    walls: tuple[float, ...] = ()


Samples = list[tuple[SafeString, str]]


def picture_words() -> Words:
    """Return the words of pictures in the reader's language."""
    return _words(get_language() or "en")


@lru_cache(maxsize=32)
def _words(language: str) -> Words:
    return Words(
        now=_("{value} now"),
        target=_("target"),
        forecast=_("at this pace"),
        other=_("{value} {name}"),
        happened=_("What happened"),
        at_this_pace=_("At today’s pace (likely range shaded)"),
        pace_needed=_("Pace we need"),
        baseline=_("What we expected if nothing changed (range between the thin lines)"),
        interval=_("Range in which the true figure likely lies"),
        provisional=_("May still change"),
        estimated=_("Estimate"),
        coded=_("Shown as a bound"),
        opening=_("{name}."),
        single=_("{label}: {value}."),
        course=_("From {first} in {first_label} to {last} in {last_label}."),
        extremes=_("Lowest {low} in {low_label}, highest {high} in {high_label}."),
        missing=_("No figure for {labels}."),
        promised=_("The target is {value}."),
        promised_by=_("The target is {value} by {label}."),
        expected=_("At today’s pace {value} by {label}, likely {low} to {high}."),
        expected_then=_("Expected earlier if nothing changed: {value} in {label}, likely {low} to {high}."),
        compared=_("{name}: {value} in {label}."),
        noted=_("{label}: {text}."),
        none=_("No figures yet."),
        line=_("Line"),
        period=_("Period"),
        value=_("Figure"),
        low=_("Lower end"),
        high=_("Upper end"),
        about=_("About the figure"),
        no_figure=_("No figure"),
        kind_forecast=_("At today’s pace"),
        kind_target=_("Target"),
    )


def points_of(figures: Iterable[Figure]) -> tuple[Point, ...]:
    """Return figures as points of a picture; a period without a figure stays a gap."""
    return tuple(
        Point(one.at, one.label, one.value, one.low, one.high, Mark(one.mark), one.is_strict)
        for one in figures
    )


def points_of_line(line: Iterable[Sequence[Any]]) -> tuple[Point, ...]:
    """Return the stored line of a card as points: place, label, figure as text, and the sign of a bound."""
    return tuple(_point(*one) for one in line)


def _point(at: float, label: str, text: str | None, sign: str = "") -> Point:
    value = None if text is None else Decimal(text)
    if not sign:
        return Point(at, label, value)
    low, high = (None, value) if sign in "≤<" else (value, None)
    return Point(at, label, value, low, high, Mark.CODED, sign in "<>")


def trend_of(
    indicator: Indicator,
    reading: IndicatorReading,
    voice: Voice,
    *,
    breaks: Sequence[SeriesBreak] = (),
    others: Sequence[Companion] = (),
    baseline: Sequence[Step] = (),
) -> Trend:
    """Return the trend of an indicator: past, target, pace needed, forecasts, breaks, and benchmarks beside it."""
    promise = reading.promise
    is_share = voice.unit == Indicator.Unit.PERCENT
    return Trend(
        name=local(indicator.name),
        points=points_of(reading.whole),
        style=voice.style,
        style_ahead=ahead_voice(promise, voice).style,
        unit=voice.axis,
        target=Target(promise.value, promise.at, promise.label) if promise else None,
        forecast=tuple(_stage(one) for one in reading.forecast),
        baseline=tuple(_stage(one) for one in baseline),
        notes=tuple(_note(one) for one in breaks),
        others=tuple(Line(one.name, _meanwhile(one.figures, reading), one.walls) for one in others),
        step=reading.step,
        floor=FLOOR,
        ceiling=CEILING if is_share else None,
    )


def _meanwhile(figures: Sequence[Figure], reading: IndicatorReading) -> tuple[Point, ...]:
    """Return the figures of another population since ours begin: what was long before says nothing of us."""
    start = reading.shown[0].at if reading.shown else 0.0
    return points_of([figure for figure in figures if figure.at >= start - reading.step / 2])


def _stage(step: Step) -> Forecast:
    return Forecast(step.at, step.mid, step.low, step.high, step.label)


def _note(noted: SeriesBreak) -> Note:
    at = noted.starts_on.year + (noted.starts_on.month - 1) / 12
    return Note(at, local(noted.label), noted.effect == SeriesBreak.Effect.INCOMPARABLE)


def draw_trend(trend: Trend) -> SafeString:
    """Return the trend for a page."""
    return SafeString(screen.trend(trend, picture_words()))


def legend_of(trend: Trend) -> Samples:
    """Return what occurs in a trend, each with a sample."""
    return [
        (SafeString(screen.sample(item.sample)), item.text) for item in legend.items(trend, picture_words())
    ]


def sample(kind: legend.Sample) -> SafeString:
    """Return a sample of a line or dot for a key."""
    return SafeString(screen.sample(kind))


def draw_spark(
    name: str,
    points: tuple[Point, ...],
    voice: Voice,
    *,
    target: Decimal | None,
    step: float,
    breaks: Sequence[float] = (),
) -> SafeString:
    """Return the course of an indicator for its card."""
    spark = Spark(
        name,
        points,
        voice.style,
        target=target,
        step=step,
        breaks=tuple(breaks),
    )
    return SafeString(screen.spark(spark, picture_words()))


def minis_of(
    groups: Sequence[tuple[str, Sequence[Figure]]],
    whole: Sequence[Figure],
    voice: Voice,
    step: float,
    breaks: Sequence[float] = (),
) -> list[tuple[str, SafeString]]:
    """Return each group against the whole, all on one scale, by name."""
    everybody = points_of(whole)
    lines = [(name, points_of(figures)) for name, figures in groups]
    ceiling = CEILING if voice.unit == Indicator.Unit.PERCENT else None
    extent = minis.shared_extent([everybody, *(line for _name, line in lines)], floor=FLOOR, ceiling=ceiling)
    return [
        (
            name,
            SafeString(
                screen.mini(
                    Mini(name, line, everybody, voice.style, step, tuple(breaks)), extent, picture_words()
                )
            ),
        )
        for name, line in lines
    ]


def draw_gap_rows(rows: Sequence[GapRow]) -> list[SafeString]:
    """Return the tracks of gap rows on one scale."""
    if not rows:
        return []
    ends = gaps.shared_span(rows)
    return [SafeString(screen.gap(row, ends)) for row in rows]


def draw_hundred(hundred: Hundred, *, before: str, due: str) -> tuple[SafeString, Samples]:
    """Return a hundred dots and their key; `before` and `due` are the periods it speaks of."""
    words = DotWords(
        kept=_("{count} in {before} and now"),
        cut=_("{count} now; our promise by {due} ends this"),
        added=_("{count} more now"),
        added_cut=_("{count} more now; our promise by {due} ends this"),
        gone=_("{count} fewer than in {before}"),
        back=_("{count} fewer than in {before}; promised back by {due}"),
        due=_("{count} more by {due}: our promise"),
        rest=_("{count} of the hundred are not among them"),
    )
    key = [
        (SafeString(screen.dot_sample(item.state)), item.text)
        for item in dot_key(hundred, _filled(words, before=before, due=due))
    ]
    return SafeString(screen.hundred(hundred)), key


def _filled(words: DotWords, *, before: str, due: str) -> DotWords:
    """Put the periods in; the counts are put in by the picture."""
    said = {name: getattr(words, name) for name in DotWords.__slots__}
    return DotWords(
        **{name: text.replace("{before}", before).replace("{due}", due) for name, text in said.items()}
    )
