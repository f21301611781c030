"""The unit mark and the lines of the masthead: many lines joining into one that rises."""

from __future__ import annotations

MARK_SIDE = 28
MARK_LINES = ("M2 6C10 6 11 15 17 15", "M2 14C9 14 11 15.6 17 15.6", "M2 24C10 24 11 16 17 16")
MARK_RISE = "M16 15.7c5 0 6.2-4 10-11"

LINES_WIDTH, LINES_HEIGHT = 600, 400
LINES_RISE = "M318 276C470 276 500 200 540 120S590 20 612-20"
COUNT, APART, TOP = 13, 38, -30


def lines_across() -> str:
    """The lines that come from everywhere and meet, as one path."""
    parts = []
    for i in range(COUNT):
        y = TOP + APART * i
        bend = y + 22 * (i % 3 - 1)
        parts.append(f"M-10 {y}C130 {bend} 200 276 345 276")
    return "".join(parts)


def mark_svg(attributes: str, *, pale: str = "#fff", gold: str = "#f4b53f") -> str:
    """The unit mark for a dark ground, the same on screen and on paper."""
    lines = "".join(f'<path d="{line}"/>' for line in MARK_LINES)
    return (
        f'<svg {attributes} viewBox="0 0 {MARK_SIDE} {MARK_SIDE}">'
        f'<g fill="none" stroke="{pale}" stroke-opacity=".75" stroke-width="1.7" stroke-linecap="round">{lines}</g>'
        f'<path d="{MARK_RISE}" fill="none" stroke="{gold}" stroke-width="2.8" stroke-linecap="round"/></svg>'
    )
