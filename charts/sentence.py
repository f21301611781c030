"""Alternative text made of parts: what a person hears instead of seeing the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.numbers import NumberStyle
from charts.segments import Known, known
from charts.spec import Mini, Point, Spark, Trend
from charts.words import Words


def trend(spec: Trend, words: Words) -> str:
    """The whole picture in sentences: course, extremes, gaps, notes, forecast, target, other lines."""
    notes = (words.noted.format(text=n.text, label=_period(spec, n.at)) for n in spec.notes)
    parts = (*course(spec.points, spec.style, words), *notes, *_ahead(spec, words), *_others(spec, words))
    return " ".join((words.opening.format(name=spec.name), *parts)).strip()


def course(points: Sequence[Point], style: NumberStyle, words: Words) -> Iterator[str]:
    """From first to last, the extremes between them when they differ, and the missing periods."""
    shown = known(points)
    if not shown:
        yield words.none
        return
    first, last = shown[0], shown[-1]
    if first is last:
        yield words.single.format(label=first.label, value=said(first, style))
    else:
        start, end = said(first, style), said(last, style)
        yield words.course.format(first_label=first.label, first=start, last_label=last.label, last=end)
        yield from _extremes(shown, style, words)
    gaps = [p.label for p in sorted(points, key=lambda p: p.at) if p.value is None]
    if gaps:
        yield words.missing.format(labels=words.separator.join(gaps))


def said(figure: Known, style: NumberStyle) -> str:
    """A figure with its unit; of a bound on which side of it the true one lies."""
    return figure.sign + style.full(figure.value)


def _extremes(shown: Sequence[Known], style: NumberStyle, words: Words) -> Iterator[str]:
    """The lowest and highest figure, unless the ends say it already."""
    low, high = min(shown, key=lambda f: f.value), max(shown, key=lambda f: f.value)
    if not {low.value, high.value} <= {shown[0].value, shown[-1].value}:
        least, most = said(low, style), said(high, style)
        yield words.extremes.format(low_label=low.label, low=least, high_label=high.label, high=most)


def _ahead(spec: Trend, words: Words) -> Iterator[str]:
    """What is expected at today's pace, and what was promised."""
    if spec.forecast:
        end = spec.forecast[-1]
        mid, low, high = (spec.ahead.full(value) for value in (end.mid, end.low, end.high))
        label = end.label or _period(spec, end.at)
        yield words.expected.format(value=mid, label=label, low=low, high=high)
    if spec.baseline:
        then = max(spec.baseline, key=lambda stage: stage.at)
        mid, low, high = (spec.style.full(value) for value in (then.mid, then.low, then.high))
        label = then.label or _period(spec, then.at)
        yield words.expected_then.format(value=mid, label=label, low=low, high=high)
    if spec.target:
        form = words.promised_by if spec.target.label else words.promised
        yield form.format(value=spec.style.full(spec.target.value), label=spec.target.label)


def _others(spec: Trend, words: Words) -> Iterator[str]:
    """Where each other line ends."""
    for line in spec.others:
        for last in known(line.points)[-1:]:
            value = said(last, spec.style)
            yield words.compared.format(name=line.name, label=last.label, value=value)


def _period(spec: Trend, at: float) -> str:
    """The name of the period at a moment, or of the first one after it."""
    later = [point for point in spec.points if point.at >= at]
    return min(later, key=lambda point: point.at).label if later else f"{at:.0f}"


def spark(spec: Spark, words: Words) -> str:
    """A spark line in sentences: its course and the target."""
    promised = [] if spec.target is None else [words.promised.format(value=spec.style.full(spec.target))]
    parts = (*course(spec.points, spec.style, words), *promised)
    return " ".join((words.opening.format(name=spec.name), *parts)).strip()


def mini(spec: Mini, words: Words) -> str:
    """A small multiple in sentences: the name of the group and its course."""
    return " ".join((words.opening.format(name=spec.name), *course(spec.points, spec.style, words)))
