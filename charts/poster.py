"""A picture that stands alone: its finding above it, and what it counts, from where and from when beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts import gaps, legend, trend
from charts.frame import Frame
from charts.legend import SAMPLES, Sample
from charts.palette import Palette
from charts.raster import Sheet
from charts.spec import GapRow, Trend
from charts.text import SIZE, wrapped
from charts.trend_labels import OVER, UNDER
from charts.words import Words

WIDTH, EDGE, HEIGHT = 760.0, 28.0, 330.0
TITLE, ROW, LINE = 22.0, 58.0, 20.0
Key = tuple[Sample, str]


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a picture: what was found, what is counted and where, and its source and date below."""

    finding: str
    unit: str
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapLine:
    """One group: its name, what became of it, and its track; without a track it is not shown."""

    name: str
    said: str
    track: GapRow | None = None


def trend_png(spec: Trend, words: Words, around: Around, palette: Palette) -> bytes:
    """A trend as a file of its own."""
    drawing = trend.draw(spec, words, Frame(height=HEIGHT - OVER - UNDER, outer=WIDTH - 2 * EDGE))
    tall = drawing.height + drawing.margins.top + drawing.margins.bottom
    keys = [(one.sample, one.text) for one in legend.items(spec, words)]
    sheet, y = _begun(around, keys, tall, palette)
    sheet.put(drawing, EDGE, y, WIDTH - 2 * EDGE)
    return sheet.png()


def gap_png(lines: Sequence[GapLine], keys: Sequence[Key], around: Around, palette: Palette) -> bytes:
    """Groups beside each other on one scale, as a file of its own; those not shown are named without a track."""
    tracks = [line.track for line in lines if line.track]
    ends = gaps.shared_span(tracks) if tracks else (Decimal(0), Decimal(1))
    sheet, y = _begun(around, keys, len(lines) * ROW, palette)
    for line in lines:
        sheet.write(line.name, EDGE, y + SIZE, bold=True)
        sheet.write(line.said, WIDTH - EDGE, y + SIZE, quiet=True, end=True)
        if line.track:
            sheet.put(gaps.draw(line.track, ends, 28), EDGE, y + 19, WIDTH - 2 * EDGE)
        y += ROW
    return sheet.png()


def _begun(around: Around, keys: Sequence[Key], tall: float, palette: Palette) -> tuple[Sheet, float]:
    """Take a sheet of the right height, write all words on it, and say where the picture begins."""
    room = (WIDTH - 2 * EDGE) * SIZE
    title = wrapped(around.finding, room / TITLE / 1.02)
    foot = [line for said in around.foot for line in wrapped(said, WIDTH - 2 * EDGE)]
    rows = _rows(keys, palette)
    begins = EDGE + len(title) * (TITLE + 6) + LINE + len(rows) * LINE + 14
    height = begins + tall + 18 + len(foot) * LINE + EDGE - 10
    sheet = Sheet(WIDTH, height, palette)
    y = EDGE
    for line in title:
        sheet.write(line, EDGE, y + TITLE - 4, size=TITLE, bold=True)
        y += TITLE + 6
    sheet.write(around.unit, EDGE, y + SIZE, quiet=True)
    y += LINE
    for row in rows:
        _keys(sheet, row, y)
        y += LINE
    y = begins + tall + 18
    for line in foot:
        sheet.write(line, EDGE, y + SIZE, quiet=True)
        y += LINE
    return sheet, begins


def _rows(keys: Sequence[Key], palette: Palette) -> list[list[tuple[float, Key]]]:
    """Return the legend in as many rows as it needs, each entry with its place."""
    measure = Sheet(1, 1, palette).measure
    rows: list[list[tuple[float, Key]]] = []
    x = WIDTH
    for key in keys:
        wide = legend.WIDTH + 6 + measure(key[1]) + 18
        if x + wide > WIDTH - EDGE or not rows:
            rows.append([])
            x = EDGE
        rows[-1].append((x, key))
        x += wide
    return rows


def _keys(sheet: Sheet, row: Sequence[tuple[float, Key]], y: float) -> None:
    for x, (kind, text) in row:
        sheet.sample(SAMPLES[kind], x, y + 2)
        sheet.write(text, x + legend.WIDTH + 6, y + SIZE + 2, quiet=True)
