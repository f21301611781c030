"""The words on a trend: ticks, periods, first and last figure, what each line is, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from charts.frame import Frame
from charts.labels import Block, Box, Crowd, box, crosses, inside, spread, thinned
from charts.marks import Anchor, Curve, Label, Margins, Rule
from charts.plot import Plot
from charts.spec import Note, Point
from charts.text import shortened, width, wrapped
from charts.words import Words

ROOM = 84.0
"""Width in pixels, at 13 px type, at which words in the right margin wrap."""
EDGE = 97.0
"""A line ending beyond this percentage of the width has its words in the right margin."""
TOP, BOTTOM = -20.0, -1.0
"""How far words on the plot may reach above its top and below its bottom, in pixels."""


class Spot(NamedTuple):
    """One place a label may take beside a point, in pixels."""

    dx: float
    dy: float
    anchor: Anchor


LEFT_ABOVE, LEFT_BELOW = Spot(-8, -12, "end"), Spot(-8, 23, "end")
RIGHT_ABOVE, RIGHT_BELOW, RIGHT = Spot(8, -12, "start"), Spot(8, 23, "start"), Spot(13, 5, "start")
ABOVE, BELOW = Spot(0, -14, "middle"), Spot(0, 25, "middle")
FIRST_ABOVE, FIRST_BELOW = Spot(0, -10, "start"), Spot(0, 20, "start")


@dataclass(slots=True)
class Written:
    """The words of a trend, the upright lines they explain, and the room they need."""

    crowd: Crowd
    margins: Margins
    labels: list[Label] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every label needs to know while the words are placed."""

    plot: Plot
    curves: tuple[Curve, ...]
    words: Words
    frame: Frame
    out: Written

    def settle(self, text: str, role: str, x: float, y: float, spots: Sequence[Spot]) -> bool:
        """Put words in the first spot free of words and lines, or at least of words; False if none is."""
        tight: tuple[Label, Box] | None = None
        is_wide = role.startswith("wide-only")
        plot = self.out.crowd.width_for(is_wide)
        for spot in spots:
            space = box(text, x, y + spot.dy, size=self.frame.size, anchor=spot.anchor, dx=spot.dx)
            if not inside(space, plot, top=TOP, bottom=self.frame.height + BOTTOM):
                continue
            if not self.out.crowd.has_room(space, is_wide_only=is_wide):
                continue
            label = Label(role, x, y + spot.dy, text, spot.anchor, spot.dx)
            if not crosses(space, self.curves, self.out.crowd.wide):
                return self._take(label, space, is_wide)
            tight = tight or (label, space)
        return tight is not None and self._take(*tight, is_wide)

    def _take(self, label: Label, space: Box, is_wide_only: bool) -> bool:
        """Place the label for good."""
        self.out.crowd.place(space, is_wide_only=is_wide_only)
        self.out.labels.append(label)
        return True


def write(plot: Plot, curves: tuple[Curve, ...], words: Words, frame: Frame) -> Written:
    """Place the words in order of importance; the less important give way."""
    ticks = list(_ticks(plot, frame))
    blocks = list(_blocks(plot, words, frame))
    margins = _margins(plot, ticks, blocks, frame)
    narrow, wide = frame.widths(margins)
    out = Written(Crowd(narrow=narrow, wide=wide), margins, ticks)
    desk = Desk(plot, tuple(c for c in curves if not c.is_closed), words, frame, out)
    _caption(desk)
    out.labels += _margin_labels(blocks, frame)
    out.labels += _periods(plot, frame, narrow, wide)
    _last(desk)
    _first(desk)
    _ends(desk)
    for note in plot.spec.notes:
        _note(desk, note)
    return out


def _margins(plot: Plot, ticks: list[Label], blocks: list[Block], frame: Frame) -> Margins:
    """The room the ticks need on the left, the words at the line ends on the right."""
    left = max(width(tick.text, frame.size) for tick in ticks) + 8
    lines = [width(text, frame.size) for block in blocks for _, text in block.lines]
    return Margins(top=24, right=max(lines, default=4) + 13, bottom=frame.size * 2.3, left=left)


def _ticks(plot: Plot, frame: Frame) -> Iterator[Label]:
    """A figure beside each line of the grid; the topmost carries a short unit."""
    style, marks = plot.spec.style, plot.axis
    for tick in marks.ticks:
        is_top = tick == marks.high and style.has_short_unit and not plot.spec.unit
        text = style.full(tick, marks.decimals) if is_top else style.bare(tick, marks.decimals)
        yield Label("", 0, plot.scale.y(tick) + frame.size * 0.33, text, "end", -8)


def _caption(desk: Desk) -> None:
    """The unit above the axis, where it does not stand beside the figures."""
    style = desk.plot.spec.style
    unit = desk.plot.spec.unit or ("" if style.has_short_unit else f"{style.prefix}{style.suffix}".strip())
    if not unit:
        return
    size, room = desk.frame.size, desk.out.crowd.narrow + 60
    text = shortened(unit, room, size)
    dx = -min(desk.out.margins.left, 30.0)
    desk.out.labels.append(Label("", 0, -12, text, "start", dx, unit if text != unit else ""))
    desk.out.crowd.place(box(text, 0, -12, size=size, dx=dx))


def _blocks(plot: Plot, words: Words, frame: Frame) -> Iterator[Block]:
    """The words in the right margin: last figure, target, forecast, other lines."""
    spec, y = plot.spec, plot.scale.y
    room = ROOM * frame.size / 13
    if plot.shown and plot.last_x >= EDGE:
        lines = wrapped(_now(plot, plot.shown[-1], words), room, frame.size)
        yield Block(plot.last_y, tuple(("brand", line) for line in lines), 0)
    if spec.target:
        lines = (spec.style.brief(spec.target.value), *wrapped(words.target, room, frame.size))
        yield Block(y(spec.target.value), tuple(("b", line) for line in lines), 1)
    if spec.forecast and plot.scale.x(spec.forecast[-1].at) >= EDGE:
        end = spec.forecast[-1].mid
        lines = (spec.style.brief(end), *wrapped(words.forecast, room, frame.size))
        yield Block(y(end), tuple(("brand", line) for line in lines), 2)
    for rank, (point, text) in enumerate(_other_ends(plot, words), start=3):
        if point.value is not None and plot.scale.x(point.at) >= EDGE:
            lines = wrapped(text, room, frame.size)
            yield Block(y(point.value), tuple(("", line) for line in lines), rank)


def _other_ends(plot: Plot, words: Words) -> Iterator[tuple[Point, str]]:
    """The last figure of each other line with the words that name the line."""
    for line in plot.spec.others:
        shown = [point for point in line.points if point.value is not None]
        if shown:
            last = max(shown, key=lambda point: point.at)
            value = plot.spec.style.brief(last.value) if last.value is not None else ""
            yield last, words.other.format(name=line.name, value=value)


def _margin_labels(blocks: list[Block], frame: Frame) -> Iterator[Label]:
    """The blocks as labels, spread so that none lies on another."""
    limits = {"top": TOP, "bottom": frame.height + 4}
    for block, top in spread(blocks, lead=frame.lead, **limits):
        for place, (role, text) in enumerate(block.lines):
            yield Label(role, 100, top + place * frame.lead + frame.size * 0.9, text, "start", 12)


def _periods(plot: Plot, frame: Frame, narrow: float, wide: float) -> Iterator[Label]:
    """The periods under the axis: as many as fit, at even distances, ends and last figure first."""
    names = plot.period_names
    places = list(names)
    y = frame.height + frame.size * 1.7
    labels = [_period(plot, at, names[at], y, frame) for at in places]
    spaces = [box(la.text, la.x, y, size=frame.size, anchor=la.anchor) for la in labels]
    key = [places.index(at) for at in plot.key_places if at in names]
    broad = thinned(spaces, key, wide)
    again = [broad.index(i) for i in key if i in broad]
    always = {broad[i] for i in thinned([spaces[i] for i in broad], again, narrow)}
    for i in broad:
        yield labels[i] if i in always else labels[i]._replace(role="wide-only")


def _period(plot: Plot, at: float, name: str, y: float, frame: Frame) -> Label:
    """The name of a period, kept from running over the edges of the card."""
    x = plot.scale.x(at)
    text = shortened(name, ROOM * 1.2, frame.size)
    is_long = width(text, frame.size) > ROOM * 0.7
    anchor: Anchor = "start" if is_long and x < 5 else "end" if is_long and x > 95 else "middle"
    return Label("", x, y, text, anchor, 0, name if text != name else "")


def _now(plot: Plot, point: Point, words: Words) -> str:
    """The last figure in words."""
    value = plot.spec.style.brief(point.value) if point.value is not None else ""
    return words.now.format(value=value, label=point.label)


def _last(desk: Desk) -> None:
    """The last figure beside its dot, on the side the line does not come from."""
    plot = desk.plot
    if not plot.shown or plot.last_x >= EDGE:
        return
    text = _now(plot, plot.shown[-1], desk.words)
    before = (
        plot.scale.y(plot.shown[-2].value) if len(plot.shown) > 1 and plot.shown[-2].value else plot.last_y
    )
    near = [LEFT_ABOVE, LEFT_BELOW] if plot.last_y <= before else [LEFT_BELOW, LEFT_ABOVE]
    spots = [*near, ABOVE, BELOW, RIGHT_BELOW, RIGHT_ABOVE, RIGHT]
    if not desk.settle(text, "brand halo", plot.last_x, plot.last_y, spots):
        value = plot.spec.style.brief(plot.shown[-1].value) if plot.shown[-1].value is not None else ""
        desk.settle(value, "brand halo", plot.last_x, plot.last_y, spots)


def _first(desk: Desk) -> None:
    """The first figure under its dot when the line rises, over it when it falls."""
    shown, plot = desk.plot.shown, desk.plot
    if len(shown) < 2 or shown[0].value is None or shown[1].value is None:
        return
    spots = [FIRST_BELOW, FIRST_ABOVE] if shown[1].value >= shown[0].value else [FIRST_ABOVE, FIRST_BELOW]
    x, y = plot.scale.x(shown[0].at), plot.scale.y(shown[0].value)
    desk.settle(plot.spec.style.brief(shown[0].value), "brand halo", x, y, spots)


def _ends(desk: Desk) -> None:
    """Forecast and other lines that end before the right edge get their words on the plot."""
    plot, spec = desk.plot, desk.plot.spec
    around = [RIGHT_BELOW, RIGHT_ABOVE, RIGHT, BELOW, ABOVE, LEFT_BELOW, LEFT_ABOVE]
    if spec.forecast and plot.scale.x(spec.forecast[-1].at) < EDGE:
        end = spec.forecast[-1]
        text = f"{spec.style.brief(end.mid)} {desk.words.forecast}"
        desk.settle(text, "wide-only brand halo", plot.scale.x(end.at), plot.scale.y(end.mid), around)
    for point, text in _other_ends(plot, desk.words):
        x = plot.scale.x(point.at)
        if x < EDGE and point.value is not None:
            desk.settle(text, "halo", x, plot.scale.y(point.value), around)


def _note(desk: Desk, note: Note) -> None:
    """An upright line and, on wide screens, what happened there: low on the plot where there is room."""
    x, height = desk.plot.scale.x(note.at), desk.frame.height
    if not 0 <= x <= 100:
        return
    text = shortened(note.text, ROOM * 2, desk.frame.size)
    rows = range(9, int(height), int(desk.frame.lead) + 3)
    spots = [Spot(side, -row, anchor) for row in rows for side, anchor in _SIDES]
    is_named = desk.settle(text, "wide-only halo", x, height, spots)
    top = desk.out.labels[-1].y - desk.frame.size if is_named and not note.is_incomparable else 0
    desk.out.rules.append(Rule("note-l", x, top, x, height))


_SIDES: tuple[tuple[float, Anchor], ...] = ((5, "start"), (-5, "end"))
