"""The theory of change as a map: strategies on the left, the indicators that they should move, the results behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts.text import LEAD, wrapped

PAD, APART = 10.0, 14.0


@dataclass(frozen=True, slots=True)
class Room:
    """How wide the map is and how much of it lies between two columns, in pixels."""

    width: float
    between: float

    @property
    def box(self) -> float:
        """How wide a box is."""
        return (self.width - 2 * self.between) / 3

    def left(self, column: int) -> float:
        """Where a column begins."""
        return column * (self.box + self.between)


WIDE, NARROW = Room(930, 90), Room(360, 24)


@dataclass(frozen=True, slots=True)
class Theory:
    """Names by key in three columns, and which strategy leads to which indicators, which indicator to which result."""

    strategies: Mapping[int, str]
    indicators: Mapping[int, str]
    results: Mapping[int, str]
    moves: Mapping[int, Sequence[int]]
    stands_for: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Box:
    lines: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def theory(told: Theory, *, heads: Sequence[str], alt: str, room: Room = WIDE) -> str:
    """Return the map as SVG for a page; nothing where no strategy leads anywhere."""
    if not any(told.moves.values()):
        return ""
    indicators = _near(told.indicators, _sources(told.moves, list(told.strategies)))
    back: dict[int, list[int]] = {}
    for indicator, result in told.stands_for.items():
        back.setdefault(result, []).append(indicator)
    results = _near(told.results, {key: _places(back.get(key, ()), list(indicators)) for key in told.results})
    over = [wrapped(words, room.box + room.between - 4, most=2) for words in heads]
    top = max(map(len, over), default=0) * LEAD + 11
    columns = [_stack(names, room, top) for names in (told.strategies, indicators, results)]
    height = max(max((box.top + box.height for box in one.values()), default=0) for one in columns)
    columns = [_centred(one, top, height) for one in columns]
    pairs = [(0, one, other) for one, others in told.moves.items() for other in others]
    pairs += [(1, one, other) for one, other in told.stands_for.items()]
    lines = "".join(_line(columns, room, *pair) for pair in pairs)
    boxes = "".join(_boxes(one, number, room, told) for number, one in enumerate(columns))
    tops = "".join(_head(lines, number, room) for number, lines in enumerate(over))
    return (
        f'<svg class="theory" viewBox="0 0 {room.width:g} {height + 2:g}" role="img" aria-label="{escape(alt)}">'
        f"{tops}{lines}{boxes}</svg>"
    )


def _sources(moves: Mapping[int, Sequence[int]], order: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, others in moves.items():
        for other in others:
            found.setdefault(other, []).append(order.index(one))
    return found


def _places(keys: Sequence[int], order: list[int]) -> list[int]:
    return [order.index(key) for key in keys if key in order]


def _near(names: Mapping[int, str], sources: Mapping[int, Sequence[int]]) -> dict[int, str]:
    """Order boxes by where the lines to them come from, so that few lines cross."""

    def from_where(key: int) -> tuple[float, int]:
        found = sources.get(key) or (len(names),)
        return sum(found) / len(found), key

    return {key: names[key] for key in sorted(names, key=from_where)}


def _stack(names: Mapping[int, str], room: Room, top: float) -> dict[int, _Box]:
    found: dict[int, _Box] = {}
    for key, name in names.items():
        lines = wrapped(name, room.box - 2 * PAD, most=6)
        height = len(lines) * LEAD + 2 * PAD - 3
        found[key] = _Box(lines, top, height)
        top += height + APART
    return found


def _centred(boxes: Mapping[int, _Box], top: float, height: float) -> dict[int, _Box]:
    """Spread the boxes of a column over the whole height, so that short columns stand beside the middle of long ones."""
    taken = sum(box.height for box in boxes.values())
    gap = (height - top - taken) / (len(boxes) + 1) if boxes else 0
    if gap < APART:
        return dict(boxes)
    found: dict[int, _Box] = {}
    top += gap
    for key, box in boxes.items():
        found[key] = _Box(box.lines, top, box.height)
        top += box.height + gap
    return found


def _line(columns: Sequence[Mapping[int, _Box]], room: Room, column: int, one: int, other: int) -> str:
    if one not in columns[column] or other not in columns[column + 1]:
        return ""
    start, end = columns[column][one].middle, columns[column + 1][other].middle
    left, right = room.left(column) + room.box, room.left(column + 1)
    bend = (right - left) / 2
    return f'<path class="to" d="M{left:.1f} {start:.1f}C{left + bend:.1f} {start:.1f} {right - bend:.1f} {end:.1f} {right:.1f} {end:.1f}"/>'


def _boxes(boxes: Mapping[int, _Box], column: int, room: Room, told: Theory) -> str:
    drawn = []
    for key, box in boxes.items():
        leads_nowhere = column == 0 and not told.moves.get(key)
        kind = "box open" if leads_nowhere else f"box c{column}"
        left = room.left(column)
        words = "".join(
            f'<text x="{left + PAD:.1f}" y="{box.top + PAD + 9 + LEAD * n:.1f}">{escape(line)}</text>'
            for n, line in enumerate(box.lines)
        )
        frame = f'<rect class="{kind}" x="{left + 1:.1f}" y="{box.top:.1f}" width="{room.box - 2:.1f}" height="{box.height:.1f}" rx="8"/>'
        drawn.append(frame + words)
    return "".join(drawn)


def _head(lines: Sequence[str], column: int, room: Room) -> str:
    x = room.left(column) + 2
    return "".join(
        f'<text class="head" x="{x:.1f}" y="{14 + LEAD * n:.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
