"""The drawn signs, as data: status glyphs (20 × 20, outline and mark inside differ), icons, the mark."""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """A status: its tone (good, bad, wait, flat) and its shapes (f filled, o outline, k mark on fill, l line)."""

    tone: str
    shapes: str


_DISC = '<circle class="f" cx="10" cy="10" r="9"/>'
_RING = '<circle class="o" cx="10" cy="10" r="8.5"/>'
_DIAMOND = '<path class="f" d="M10 .6 19.4 10 10 19.4.6 10z"/>'
_POLE = '<path class="l" d="M4 19V2"/>'
_FLAG = "M4 2.5h13l-3 4.25 3 4.25H4z"

GLYPHS: dict[str, Glyph] = {
    # Direction of change: disc the right way, diamond the wrong way
    "up-good": Glyph("good", _DISC + '<path class="k" d="M10 14.5v-9M6 9l4-4 4 4"/>'),
    "down-good": Glyph("good", _DISC + '<path class="k" d="M10 5.5v9M6 11l4 4 4-4"/>'),
    "up-bad": Glyph("bad", _DIAMOND + '<path class="k" d="M10 14V6M6.6 9.2 10 6l3.4 3.2"/>'),
    "down-bad": Glyph("bad", _DIAMOND + '<path class="k" d="M10 6v8M6.6 10.8 10 14l3.4-3.2"/>'),
    "flat": Glyph(
        "flat", '<rect class="o" x="1.5" y="1.5" width="17" height="17" rx="3"/><path class="l" d="M5.5 10h9"/>'
    ),
    "early": Glyph(
        "flat",
        '<circle class="o" cx="10" cy="10" r="8.5" stroke-dasharray="3 2.6"/>'
        '<path class="l" d="M6.2 10h.01M10 10h.01M13.8 10h.01"/>',
    ),
    # Target: a flag, full, half, empty, dashed
    "met": Glyph("good", _POLE + f'<path class="f" d="{_FLAG}"/>'),
    "course": Glyph("good", _POLE + f'<path class="o" d="{_FLAG}"/><path class="f" d="M4 2.5h6.5V11H4z"/>'),
    "behind": Glyph("bad", _POLE + f'<path class="o" d="{_FLAG}"/>'),
    "notarget": Glyph("flat", _POLE + f'<path class="o" stroke-dasharray="2.5 2.2" d="{_FLAG}"/>'),
    # Promises and commitments
    "kept": Glyph("good", _DISC + '<path class="k" d="m6 10.4 2.8 2.8 5.4-5.8"/>'),
    "keeping": Glyph("good", _RING + '<path class="f" d="M10 1.5a8.5 8.5 0 0 1 0 17z"/>'),
    "late": Glyph("bad", _DIAMOND + '<path class="k" d="M10 5.6v5.2M10 14v.01"/>'),
    "broken": Glyph("bad", _DIAMOND + '<path class="k" d="m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6"/>'),
    "due": Glyph("wait", _RING + '<path class="l" d="M10 5.4V10l3 2"/>'),
    "open": Glyph("wait", _RING + '<circle class="f" cx="10" cy="10" r="3.6"/>'),
    "closed": Glyph("flat", _RING + '<path class="l" d="M6 10h8"/>'),
    "waived": Glyph("flat", _RING + '<path class="l" d="m5 15 10-10"/>'),
    "caution": Glyph(
        "wait",
        '<path class="o" d="M10 2 19 17.5H1z" stroke-linejoin="round"/><path class="l" d="M10 7.5V12m0 2.8v.01"/>',
    ),
    "gap": Glyph(
        "bad",
        '<circle class="o" cx="10" cy="10" r="8.5" stroke-dasharray="3.3 2.4"/><path class="l" d="M10 6v8m-4-4h8"/>',
    ),
}

ICONS: dict[str, str] = {
    "arrow": "M4 10h12M11.5 5.5 16 10l-4.5 4.5",
    "back": "M16 10H4M8.5 5.5 4 10l4.5 4.5",
    "bell": "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3",
    "cal": "M3 5h14v12H3zM3 9h14M7 3v3.5M13 3v3.5",
    "cam": "M3 6.5h3.5l1.5-2h4l1.5 2H17V16H3zM10 13.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
    "chart": "M3 3v14h14M6.5 13l3.5-4 3 2.5 4-5.5",
    "chat": "M3 4h14v10H9l-4 3.5V14H3z",
    "check": "M4 10.5l4 4 8-9",
    "clock": "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 5.5V10l3 2",
    "doc": "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M8 10h5M8 13.5h5",
    "down": "M10 3v10M6 9.5l4 4 4-4M3.5 17h13",
    "edit": "M4 16l.8-3.5L13.5 3.8l2.7 2.7-8.7 8.7zM11.8 5.5l2.7 2.7",
    "eye": "M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10z"
    "M10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z",
    "flag": "M5 18V3M5 3.5h10l-2.2 3.5 2.2 3.5H5",
    "gear": "M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2"
    "M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4",
    "globe": "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM2 10h16M10 2c5.5 5 5.5 11 0 16M10 2c-5.5 5-5.5 11 0 16",
    "help": "M7.5 7.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M10 14.8v.01M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16z",
    "home": "M3 9.5l7-6 7 6V17h-4.5v-5h-5v5H3z",
    "link": "M8.5 11.5a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 1 0-4.3-4.3L10.3 5.4"
    "M11.5 8.5a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 1 0 4.3 4.3l1.1-1.1",
    "lock": "M5 9h10v8H5zM7 9V6.2a3 3 0 0 1 6 0V9",
    "mail": "M2.5 4.5h15v11h-15zM2.5 5.5 10 11l7.5-5.5",
    "menu": "M3 6h14M3 10h14M3 14h14",
    "mic": "M10 12.5a2.5 2.5 0 0 0 2.5-2.5V5.5a2.5 2.5 0 0 0-5 0V10a2.5 2.5 0 0 0 2.5 2.5z"
    "M5 10a5 5 0 0 0 10 0M10 15v2.5",
    "moon": "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
    "people": "M7.3 9.3a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z"
    "M2 16.5c.4-3 2.6-4.6 5.3-4.6s4.9 1.6 5.3 4.6M13.2 4.1a2.6 2.6 0 0 1 0 5M15 12.2c1.7.6 2.8 2 3 4.3",
    "pin": "M10 18s6-5.5 6-10a6 6 0 0 0-12 0c0 4.5 6 10 6 10zM10 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "plan": "M4 4h4v4H4zM12 4h4v4h-4zM4 12h4v4H4zM12 12h4v4h-4z",
    "plus": "M10 4v12M4 10h12",
    "print": "M6 7V3h8v4M4 13.5H2.5V7h15v6.5H16M6 11.5h8V17H6z",
    "search": "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
    "shield": "M10 2.5l6 2.2v4.8c0 3.8-2.5 6.5-6 8-3.5-1.5-6-4.2-6-8V4.7z",
    "up": "M10 14V4M6 7.5l4-4 4 4M3.5 17h13",
    "vote": "M4 9h12v8H4zM7 9l3-5.5L13.5 6 12 9M8 13h4",
    "x": "M5 5l10 10M15 5 5 15",
}

MARK = (
    '<svg viewBox="0 0 28 28" aria-hidden="true">'
    '<g fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="1.7" stroke-linecap="round">'
    '<path d="M2 6c8 0 9 9 15 9"/><path d="M2 14c7 0 9 2 15 2"/><path d="M2 24c8 0 9-8 15-8"/></g>'
    '<path d="M16 15.7c5 0 6-4 10-11" fill="none" stroke="#f4b53f" stroke-width="2.8" stroke-linecap="round"/></svg>'
)

MASTHEAD_LINES = (
    '<svg class="lines" viewBox="0 0 600 400" preserveAspectRatio="none" aria-hidden="true">'
    + "".join(
        f'<path d="M-10 {y} C130 {y + (i % 3 - 1) * 22} 200 276 345 276"/>' for i, y in enumerate(range(-30, 464, 38))
    )
    + '<path class="one" d="M318 276 C470 276 500 200 540 120 S590 20 612-20"/></svg>'
)
