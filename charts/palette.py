"""Colours on paper, where there is no stylesheet: the light values of the design tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from charts.glyphs import Tone


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens a picture needs, and its typeface."""

    brand: str = "#5b2a5e"
    deep: str = "#431c48"
    gold: str = "#f4b53f"
    card: str = "#ffffff"
    sunk: str = "#f3eeea"
    ink: str = "#261c2c"
    ink_2: str = "#594e60"
    line: str = "#e0d7d8"
    edge: str = "#857a8b"
    good: str = "#14569c"
    bad: str = "#973a00"
    wait: str = "#6b4a00"
    flat: str = "#574f5e"
    font: str = "Figtree, sans-serif"

    def tone(self, tone: Tone) -> str:
        """The colour of a status."""
        return {Tone.GOOD: self.good, Tone.BAD: self.bad, Tone.WAIT: self.wait}.get(tone, self.flat)


PLUM = Palette()
PALETTES: Mapping[str, Palette] = MappingProxyType(
    {
        "plum": PLUM,
        "teal": replace(PLUM, brand="#0b5351", deep="#083c3c"),
        "indigo": replace(PLUM, brand="#323a86", deep="#232a66"),
        "forest": replace(PLUM, brand="#2c5524", deep="#1f3f19"),
        "brick": replace(PLUM, brand="#86273a", deep="#641b2a"),
        "slate": replace(PLUM, brand="#2f4858", deep="#213542"),
    }
)
"""One palette for each hue an initiative may choose."""


_NIGHT = replace(
    PLUM, brand="#dfb0e2", deep="#371c3c", card="#211a26", sunk="#1c1620", ink="#f4eef5", ink_2="#c2b7c8", line="#3e3446",
    edge="#8b7f93", good="#93c4ff", bad="#ffb680", wait="#f7cd6b", flat="#cbc3d1",
)  # fmt: skip
NIGHT: Mapping[str, Palette] = MappingProxyType(
    {
        "plum": _NIGHT,
        "teal": replace(_NIGHT, brand="#86d5cf"),
        "indigo": replace(_NIGHT, brand="#b7bdff"),
        "forest": replace(_NIGHT, brand="#a8d79c"),
        "brick": replace(_NIGHT, brand="#ffb0bb"),
        "slate": replace(_NIGHT, brand="#a9cbe0"),
    }
)
"""The same at night: the dark values of the design tokens."""


def looks(palette: Palette) -> dict[str, str]:
    """Presentation attributes for every role of the stylesheet that pictures use."""
    return _words_and_rules(palette) | _lines(palette) | _shapes(palette)


def _words_and_rules(p: Palette) -> dict[str, str]:
    """Labels, grid, axis and other straight lines."""
    return {
        "": f'fill="{p.ink_2}"',
        "b": f'fill="{p.ink}" font-weight="700"',
        "brand": f'fill="{p.brand}" font-weight="700"',
        "grid-l": f'stroke="{p.line}"',
        "axis": f'stroke="{p.edge}"',
        "ref": f'stroke="{p.ink_2}" stroke-width="1.5"',
        "span-l": f'stroke="{p.edge}" stroke-width="3"',
        "note-l": f'stroke="{p.edge}" stroke-dasharray="2 3"',
        "tgt": f'stroke="{p.ink}" stroke-width="1.5" stroke-dasharray="5 4"',
    }


def _lines(p: Palette) -> dict[str, str]:
    """Everything that runs through time."""
    line = f'fill="none" stroke="{p.brand}" stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round"'
    other = f'fill="none" stroke="{p.edge}" stroke-width="1.5" stroke-linejoin="round"'
    return {
        "ln": line,
        "ln fc": f'{line} stroke-dasharray="2 6"',
        "ln ctx": other,
        "ln ctx two": f'{other} stroke-dasharray="9 3"',
        "ln ctx three": f'{other} stroke-dasharray="2 3"',
        "ln base": f'fill="none" stroke="{p.ink_2}" stroke-width="2" stroke-dasharray="1 4"',
        "ln edge": f'fill="none" stroke="{p.edge}" stroke-width="1" stroke-dasharray="1 5"',
        "ln need": f'fill="none" stroke="{p.ink}" stroke-width="1.75" stroke-dasharray="7 5"',
        "band": f'fill="{p.brand}" fill-opacity=".12"',
    }


def _shapes(p: Palette) -> dict[str, str]:
    """Dots, squares and bars."""
    ring = f'fill="{p.card}" stroke="{p.brand}" stroke-width="2"'
    return {
        "pt": f'fill="{p.brand}"',
        "pt was": ring,
        "pt soft": f'{ring} stroke-dasharray="2 2"',
        "tgt-f": f'fill="{p.ink}"',
        "tb": f'fill="{p.sunk}"',
        "tf": f'fill="{p.edge}"',
        "tf lead": f'fill="{p.brand}"',
        "tf full": f'fill="{p.bad}"',
        "on": f'fill="{p.brand}"',
        "new": f'fill="{p.gold}" stroke="{p.brand}" stroke-width="1.6"',
        "off": f'fill="none" stroke="{p.edge}" stroke-width="1.2"',
        "due": f'fill="none" stroke="{p.brand}" stroke-width="1.6" stroke-dasharray="2.2 2"',
    }
