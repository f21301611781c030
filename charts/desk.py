"""Where words are put on a plot: the first spot that is free of other words and, if possible, of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from charts.frame import Frame
from charts.labels import Box, Crowd, box, crosses, inside
from charts.marks import Anchor, Curve, Label, Margins, Place, Rule

TOP, BOTTOM = -20.0, -1.0
"""How far words on the plot may reach above its top and below its bottom, in pixels."""


class Spot(NamedTuple):
    """One place a label may take beside a point, in pixels."""

    dx: float
    dy: float
    anchor: Anchor


_LEFT = (Spot(-8, -12, "end"), Spot(-8, 23, "end"))
_RIGHT = (Spot(8, 23, "start"), Spot(8, -12, "start"), Spot(13, 5, "start"))
_MIDDLE = (Spot(0, -14, "middle"), Spot(0, 25, "middle"))
AFTER_RISE = (*_LEFT, *_MIDDLE, *_RIGHT)
AFTER_FALL = (*_LEFT[::-1], *_MIDDLE, *_RIGHT)
AROUND = (*_RIGHT, *_MIDDLE[::-1], *_LEFT[::-1])
_UNDER, _OVER = (Spot(0, 20, "start"), Spot(7, 21, "start")), (Spot(0, -10, "start"), Spot(7, -11, "start"))
BEFORE_RISE = (*_UNDER, Spot(11, 5, "start"), *_OVER)
BEFORE_FALL = (*_OVER, Spot(11, 5, "start"), *_UNDER)


@dataclass(slots=True)
class Desk:
    """The words placed so far, the upright lines they explain, and the lines they keep clear of."""

    frame: Frame
    margins: Margins
    curves: Sequence[Curve]
    crowd: Crowd
    labels: list[Label] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def settle(
        self, text: str, role: str, place: Place, spots: Iterable[Spot], *, may_cross: bool = True
    ) -> bool:
        """Put words in the first spot free of words and lines, or at least of words; False if none is.

        may_cross=False: rather nowhere than across a line; the key says it, too.
        """
        is_wide = role.startswith("wide-only")
        tight: tuple[Label, Box] | None = None
        for label, space in self._offers(text, role, place, spots):
            if not self.crowd.has_room(space, is_wide_only=is_wide):
                continue
            if not crosses(space, self.curves, self.crowd.wide):
                return self.take(label, space, is_wide)
            tight = tight or (label, space)
        return may_cross and tight is not None and self.take(*tight, is_wide)

    def _offers(
        self, text: str, role: str, place: Place, spots: Iterable[Spot]
    ) -> Iterable[tuple[Label, Box]]:
        """The spots that lie on the plot, each as a label with its space."""
        plot = self.crowd.width_for(role.startswith("wide-only"))
        x, y = place
        for dx, dy, anchor in spots:
            space = box(text, x, y + dy, anchor=anchor, dx=dx)
            if inside(space, plot, top=TOP, bottom=self.frame.height + BOTTOM):
                yield Label(role, x, y + dy, text, anchor, dx), space

    def take(self, label: Label, space: Box, is_wide_only: bool = False) -> bool:
        """Place a label for good."""
        self.crowd.place(space, is_wide_only=is_wide_only)
        self.labels.append(label)
        return True
