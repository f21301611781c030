"""How much room a picture has: known exactly on paper, only between limits on a screen."""

from __future__ import annotations

from dataclasses import dataclass

from charts.marks import Margins

CARD_PADDING = 12.0
"""What a card keeps free at its edge at least: a line above the plot may reach into it."""
LEAST_CARD, WIDE_CARD = 256.0, 545.0
"""Inner width in pixels of a card on a narrow phone, and from which wide-only words show."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One of the paddings the stylesheet offers for `.plot-box`, in pixels, wide and narrow."""

    name: str
    wide: float
    narrow: float


LEFT_TIERS = (Tier("", 38, 30), Tier("axis-m", 58, 50), Tier("axis-l", 84, 76))
RIGHT_TIERS = (Tier("end-s", 54, 54), Tier("", 99, 80), Tier("end-l", 132, 108))


def tier_for(room: float, tiers: tuple[Tier, ...]) -> Tier:
    """The smallest padding with this room on a wide screen, or the largest there is."""
    return next((tier for tier in tiers if tier.wide >= room), tiers[-1])


@dataclass(frozen=True, slots=True)
class Frame:
    """Height of the plot in pixels; `outer` is the whole width where it is known."""

    height: float
    outer: float | None = None

    def across(self, margins: Margins, inset: float) -> float:
        """The room of a line above the plot, from `inset` left of it to the edge of the card: its margin is free up there."""
        if self.outer is not None:
            return self.outer - margins.left + inset
        return LEAST_CARD + CARD_PADDING - tier_for(margins.left, LEFT_TIERS).narrow + inset

    def widths(self, margins: Margins) -> tuple[float, float]:
        """The least plot width there can be, and the least at which wide-only words show."""
        if self.outer is not None:
            inner = self.outer - margins.left - margins.right
            return inner, inner
        left, right = tier_for(margins.left, LEFT_TIERS), tier_for(margins.right, RIGHT_TIERS)
        return LEAST_CARD - left.narrow - right.narrow, WIDE_CARD - left.wide - right.wide
