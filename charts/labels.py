"""Words that never lie on each other, at any width a picture may get.

Only the width of a picture on a screen is unknown. Two labels that keep apart at the least width, the one
further right entirely to the right, keep apart at every greater one; so that is what is tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from charts.marks import Anchor, Curve
from charts.text import LEAD, width

GAP = 1.5
"""Least distance in pixels between two labels side by side."""

APART = 4.0
"""Least space in pixels between two blocks of words in the margin."""

ASCENT, DESCENT = 10.5, 3.5
"""How far words reach above and below their baseline, in pixels."""


class Box(NamedTuple):
    """The space of some words: x in percent, left and right in pixels from there, top and bottom."""

    x: float
    left: float
    right: float
    top: float
    bottom: float


class Block(NamedTuple):
    """Lines of words in the margin that want to stand at a height; rank 0 is the last to give way."""

    wanted: float
    lines: tuple[tuple[str, str], ...]
    rank: int


def box(text: str, x: float, y: float, *, anchor: Anchor = "start", dx: float = 0) -> Box:
    """The space a label at this baseline takes."""
    wide = width(text)
    left = dx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(x, left, left + wide, y - ASCENT, y + DESCENT)


def clear(a: Box, b: Box, plot: float) -> bool:
    """Whether two spaces keep apart at this plot width and at every greater one."""
    if a.bottom <= b.top or b.bottom <= a.top:
        return True
    first, second = (a, b) if a.x <= b.x else (b, a)
    apart = (second.x - first.x) * plot / 100
    is_right = first.right + GAP <= apart + second.left
    return is_right or (a.x == b.x and second.right + GAP <= first.left)


def inside(space: Box, plot: float, *, top: float, bottom: float, slack: float = 6) -> bool:
    """Whether a space stays within a plot of this width or greater."""
    if space.top < top or space.bottom > bottom:
        return False
    place = space.x * plot / 100
    return place + space.left >= -slack and place + space.right <= plot + slack


def crosses(space: Box, curves: Iterable[Curve], plot: float) -> bool:
    """Whether any line runs through a space at this plot width."""
    ratio = plot / 100
    left, right = space.x * ratio + space.left, space.x * ratio + space.right
    for curve in curves:
        for (x1, y1), (x2, y2) in pairwise(curve.places):
            a, b = x1 * ratio, x2 * ratio
            if b < left or a > right or a >= b:
                continue
            slope = (y2 - y1) / (b - a)
            ya, yb = y1 + slope * (max(a, left) - a), y1 + slope * (min(b, right) - a)
            if min(ya, yb) <= space.bottom and max(ya, yb) >= space.top:
                return True
    return False


class Crowd:
    """The labels placed so far; some only show on wide screens and may use its room."""

    def __init__(self, *, narrow: float, wide: float) -> None:
        self.narrow, self.wide = narrow, wide
        self._placed: list[tuple[Box, bool]] = []

    def width_for(self, is_wide_only: bool) -> float:
        """The least plot width at which such a label shows."""
        return self.wide if is_wide_only else self.narrow

    def has_room(self, space: Box, *, is_wide_only: bool = False) -> bool:
        """Whether the space is clear of every label placed."""
        return all(
            clear(space, other, self.width_for(is_wide_only or is_other)) for other, is_other in self._placed
        )

    def place(self, space: Box, *, is_wide_only: bool = False) -> None:
        """Take the space."""
        self._placed.append((space, is_wide_only))


def spread(blocks: Sequence[Block], *, top: float, bottom: float) -> list[tuple[Block, float]]:
    """Each block with the top it gets, as near to the one wanted as the others allow.

    Blocks keep a little apart. When they do not fit, the highest rank first loses its further lines, then goes altogether.
    """
    kept = sorted(_fitting(blocks, bottom - top), key=lambda block: block.wanted)
    tops: list[float] = []
    free = top
    for block in kept:
        tops.append(max(free, block.wanted - len(block.lines) * LEAD / 2))
        free = tops[-1] + _tall(block)
    free = bottom
    for i in range(len(kept) - 1, -1, -1):
        tops[i] = min(tops[i], free - _tall(kept[i]))
        free = tops[i]
    return list(zip(kept, tops, strict=True))


def _tall(block: Block) -> float:
    """Height of a block with the space that keeps it apart from the next."""
    return len(block.lines) * LEAD + APART


def _fitting(blocks: Sequence[Block], room: float) -> list[Block]:
    """The blocks, cut down from the highest rank until they fit the room."""
    kept = sorted(blocks, key=lambda block: block.rank)
    place = len(kept) - 1
    while kept and sum(_tall(block) for block in kept) > room:
        if place < 0:
            kept.pop()
        else:
            kept[place] = kept[place]._replace(lines=kept[place].lines[:1])
            place -= 1
    return kept


def thinned(spaces: Sequence[Box], needed: Sequence[int], plot: float) -> list[int]:
    """Which labels along an axis to show: those needed, in that order, and every n-th clear of them."""
    must: list[int] = []
    for i in needed:
        if i not in must and all(clear(spaces[i], spaces[j], plot) for j in must):
            must.append(i)
    free = [i for i in range(len(spaces)) if i not in must]
    free = [i for i in free if all(clear(spaces[i], spaces[j], plot) for j in must)]
    for stride in range(1, len(spaces) + 1):
        row = [i for i in free if i % stride == 0]
        if all(clear(spaces[a], spaces[b], plot) for a, b in pairwise(row)):
            return sorted(must + row)
    return sorted(must)
