"""The words on a trend: ticks, periods, first and last figure, what each line is, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from charts.desk import AFTER_FALL, AFTER_RISE, AROUND, BEFORE_FALL, BEFORE_RISE, TOP, Desk, Spot
from charts.frame import Frame
from charts.labels import Block, Crowd, box, spread, thinned
from charts.marks import Anchor, Curve, Label, Margins, Rule
from charts.plot import Plot
from charts.segments import Known, known
from charts.spec import Note
from charts.text import LEAD, SIZE, shortened, width, wrapped
from charts.words import Words

ROOM = 84.0
"""Width in pixels at which words in the right margin wrap."""
LONG = 58.0
"""A period with a name wider than this keeps inside the plot at its ends."""
OVER, UNDER = 24.0, 30.0
"""Room in pixels above the plot for the unit, below it for the periods."""
EDGE = 97.0
"""A line ending beyond this percentage of the width has its words in the right margin."""


def write(plot: Plot, obstacles: Sequence[Curve], words: Words, frame: Frame) -> Desk:
    """Place the words in order of importance, clear of the obstacles; the less important give way."""
    ticks = list(_ticks(plot))
    blocks = list(_blocks(plot, words))
    margins = _margins(plot, ticks, blocks)
    narrow, wide = frame.widths(margins)
    desk = Desk(frame, margins, obstacles, Crowd(narrow=narrow, wide=wide), ticks)
    _caption(desk, plot)
    desk.labels += _margin_labels(blocks, frame)
    desk.labels += _period_labels(plot, desk)
    _last(desk, plot, words)
    _first(desk, plot)
    _ends(desk, plot, words)
    for note in sorted(plot.spec.notes, key=lambda note: -note.at):
        _note(desk, note, plot.scale.x(note.at))
    return desk


def _margins(plot: Plot, ticks: list[Label], blocks: list[Block]) -> Margins:
    """The room the ticks and the first period need on the left, the words at the line ends on the right."""
    first = next((width(name) for name in plot.periods.values()), 0)
    left = max(first / 2 if first <= LONG else 0, *(width(tick.text) + 9 for tick in ticks))
    lines = [width(text) for block in blocks for _, text in block.lines]
    return Margins(OVER, max(lines, default=4) + 13, UNDER, left)


def _ticks(plot: Plot) -> Iterator[Label]:
    """A figure beside each line of the grid; the topmost carries a short unit."""
    style, marks = plot.spec.style, plot.axis
    for tick in marks.ticks:
        is_named = tick == marks.high and style.has_short_unit and not plot.spec.unit
        text = style.full(tick, marks.decimals) if is_named else style.bare(tick, marks.decimals)
        yield Label("", 0, plot.scale.y(tick) + 4, text, "end", -9)


def _caption(desk: Desk, plot: Plot) -> None:
    """The unit above the axis, where it does not stand beside the figures."""
    style = plot.spec.style
    unit = plot.spec.unit or ("" if style.has_short_unit else f"{style.prefix}{style.suffix}".strip())
    if unit:
        dx = -min(desk.margins.left, 30.0)
        text = shortened(unit, desk.frame.across(desk.margins, -dx))
        label = Label("", 0, -12, text, "start", dx, unit if text != unit else "")
        desk.take(label, box(text, 0, -12, dx=dx))


def _blocks(plot: Plot, words: Words) -> Iterator[Block]:
    """The words in the right margin: last figure, target, forecast, other lines."""
    spec, y = plot.spec, plot.scale.y
    if plot.last and plot.scale.x(plot.last.at) >= EDGE:
        yield _block("brand", y(plot.last.value), wrapped(_now(plot, plot.last, words), ROOM), 0)
    if spec.target:
        lines = (spec.style.brief(spec.target.value), *wrapped(words.target, ROOM))
        yield _block("b", y(spec.target.value), lines, 1)
    if plot.forecast_x is not None and plot.forecast_x >= EDGE:
        lines = (spec.ahead.brief(spec.forecast[-1].mid), *wrapped(words.forecast, ROOM))
        yield _block("brand", y(spec.forecast[-1].mid), lines, 2)
    for rank, (figure, text) in enumerate(_other_ends(plot, words), start=3):
        if plot.scale.x(figure.at) >= EDGE:
            yield _block("", y(figure.value), wrapped(text, ROOM), rank)


def _block(role: str, wanted: float, lines: Sequence[str], rank: int) -> Block:
    """Lines of one role that want to stand at a height."""
    return Block(wanted, tuple([(role, line) for line in lines]), rank)


def _other_ends(plot: Plot, words: Words) -> Iterator[tuple[Known, str]]:
    """The last figure of each other line with the words that name the line."""
    for line in plot.spec.others:
        for last in known(line.points)[-1:]:
            yield last, words.other.format(name=line.name, value=_brief(plot, last))


def _margin_labels(blocks: list[Block], frame: Frame) -> Iterator[Label]:
    """The blocks as labels, spread so that none lies on another."""
    for block, top in spread(blocks, top=TOP, bottom=frame.height + 4):
        for place, (role, text) in enumerate(block.lines):
            yield Label(role, 100, top + place * LEAD + 12, text, "start", 12)


def _period_labels(plot: Plot, desk: Desk) -> Iterator[Label]:
    """The periods under the axis: as many as fit at even distances, the important ones first."""
    y = desk.frame.height + 22
    labels = [_period(plot.scale.x(at), name, y) for at, name in plot.periods.items()]
    spaces = [box(label.text, label.x, y, anchor=label.anchor) for label in labels]
    key = _key_periods(plot)
    broad = thinned(spaces, key, desk.crowd.wide)
    narrow = thinned(
        [spaces[i] for i in broad], [broad.index(i) for i in key if i in broad], desk.crowd.narrow
    )
    always = {broad[i] for i in narrow}
    for i in broad:
        yield labels[i] if i in always else labels[i]._replace(role="wide-only")


def _key_periods(plot: Plot) -> list[int]:
    """Places among the periods of the last figure, the first period, the target and the end."""
    moments = list(plot.periods)
    target = plot.spec.target
    wanted = [plot.last.at if plot.last else None, *moments[:1], target.at if target else None, *moments[-1:]]
    return [moments.index(at) for at in wanted if at is not None and at in plot.periods]


def _period(x: float, name: str, y: float) -> Label:
    """The name of a period, kept from running over the edges of the card."""
    text = shortened(name, ROOM * 1.2)
    is_long = width(text) > LONG
    anchor: Anchor = "start" if is_long and x < 5 else "end" if is_long and x > 95 else "middle"
    return Label("", x, y, text, anchor, 0, name if text != name else "")


def _brief(plot: Plot, figure: Known) -> str:
    """A figure as short as it can be; of a bound with its sign."""
    return figure.sign + plot.spec.style.brief(figure.value)


def _now(plot: Plot, figure: Known, words: Words) -> str:
    """The last figure in words."""
    return words.now.format(value=_brief(plot, figure), label=figure.label)


def _last(desk: Desk, plot: Plot, words: Words) -> None:
    """The last figure beside its dot, on the side the line does not come from; shorter if it must be."""
    last = plot.last
    if last is None or plot.scale.x(last.at) >= EDGE:
        return
    is_falling = len(plot.shown) > 1 and last.value < plot.shown[-2].value
    spots = AFTER_FALL if is_falling else AFTER_RISE
    place = plot.place(last)
    if not desk.settle(_now(plot, last, words), "brand halo", place, spots):
        desk.settle(_brief(plot, last), "brand halo", place, spots)


def _first(desk: Desk, plot: Plot) -> None:
    """The first figure under its dot when the line rises, over it when it falls."""
    if len(plot.shown) > 1:
        first, second = plot.shown[:2]
        spots = BEFORE_RISE if second.value >= first.value else BEFORE_FALL
        desk.settle(_brief(plot, first), "brand halo", plot.place(first), spots)


def _ends(desk: Desk, plot: Plot, words: Words) -> None:
    """Forecast and other lines that end before the right edge get their words on the plot."""
    if plot.forecast_x is not None and plot.forecast_x < EDGE:
        end = plot.spec.forecast[-1]
        text = f"{plot.spec.ahead.brief(end.mid)} {words.forecast}"
        desk.settle(text, "wide-only brand halo", (plot.forecast_x, plot.scale.y(end.mid)), AROUND)
    for figure, text in _other_ends(plot, words):
        if plot.scale.x(figure.at) < EDGE:
            desk.settle(text, "halo", plot.place(figure), AROUND, may_cross=False)


def _note(desk: Desk, note: Note, x: float) -> None:
    """An upright line and, on wide screens, what happened there: low on the plot where there is room.

    Notes come from right to left, so that words to the left pass over the lines to the right.
    """
    if not 0 <= x <= 100:
        return
    height = desk.frame.height
    rows = range(9, int(height), int(LEAD) + 3)
    sides: tuple[tuple[float, Anchor], ...] = ((5, "start"), (-5, "end"))
    spots = (Spot(dx, -row, anchor) for row, (dx, anchor) in product(rows, sides))
    text = shortened(note.text, ROOM * 2.5)
    is_named = desk.settle(text, "wide-only halo", (x, height), spots)
    role, top = ("wide-only note-l", desk.labels[-1].y - SIZE) if is_named else ("note-l", 0.0)
    desk.rules.append(
        Rule("note-l", x, 0, x, height) if note.is_incomparable else Rule(role, x, top, x, height)
    )
