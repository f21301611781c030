"""Alternative text made of parts: what a person hears instead of seeing the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.numbers import NumberStyle
from charts.spec import Point, Trend
from charts.words import Words


def trend(spec: Trend, words: Words) -> str:
    """The whole picture in sentences: course, extremes, gaps, notes, forecast, target, other lines."""
    parts = [words.opening.format(name=spec.name)]
    parts += course(spec.points, spec.style, words)
    parts += [words.noted.format(text=note.text, label=_period(spec, note.at)) for note in spec.notes]
    parts += _ahead(spec, words)
    parts += _others(spec, words)
    return " ".join(part for part in parts if part)


def course(points: Sequence[Point], style: NumberStyle, words: Words) -> Iterator[str]:
    """From first to last, the extremes between them when they differ, and the missing periods."""
    shown = sorted((p for p in points if p.value is not None), key=lambda p: p.at)
    if not shown:
        yield words.none
        return
    first, last = shown[0], shown[-1]
    if len(shown) == 1:
        yield words.single.format(label=first.label, value=_full(first, style))
    else:
        ends = {"first": _full(first, style), "last": _full(last, style)}
        yield words.course.format(first_label=first.label, last_label=last.label, **ends)
        yield from _extremes(shown, style, words)
    gaps = [p.label for p in sorted(points, key=lambda p: p.at) if p.value is None]
    if gaps:
        yield words.missing.format(labels=words.separator.join(gaps))


def _extremes(shown: Sequence[Point], style: NumberStyle, words: Words) -> Iterator[str]:
    """The lowest and highest figure, unless the ends say it already."""
    low = min(shown, key=lambda p: p.value or 0)
    high = max(shown, key=lambda p: p.value or 0)
    ends = {shown[0].value, shown[-1].value}
    if not {low.value, high.value} <= ends:
        values = {"low": _full(low, style), "high": _full(high, style)}
        yield words.extremes.format(low_label=low.label, high_label=high.label, **values)


def _ahead(spec: Trend, words: Words) -> Iterator[str]:
    """What is expected at today's pace, and what was promised."""
    if spec.forecast:
        end = spec.forecast[-1]
        low, high = spec.style.full(end.low), spec.style.full(end.high)
        label = end.label or _period(spec, end.at)
        yield words.expected.format(value=spec.style.full(end.mid), label=label, low=low, high=high)
    if spec.target:
        value = spec.style.full(spec.target.value)
        label = spec.target.label
        yield (
            words.promised_by.format(value=value, label=label)
            if label
            else words.promised.format(value=value)
        )


def _others(spec: Trend, words: Words) -> Iterator[str]:
    """Where each other line ends."""
    for line in spec.others:
        shown = [p for p in line.points if p.value is not None]
        if shown:
            last = max(shown, key=lambda p: p.at)
            yield words.compared.format(name=line.name, label=last.label, value=_full(last, spec.style))


def _full(point: Point, style: NumberStyle) -> str:
    """The figure of a point with its unit."""
    return style.full(point.value) if point.value is not None else ""


def _period(spec: Trend, at: float) -> str:
    """The name of the period at a moment, or the first one after it."""
    later = [p for p in spec.points if p.at >= at]
    return min(later, key=lambda p: p.at).label if later else f"{at:.0f}"
