"""Every pair of colours that a page puts together: 4.5 to 1 for text, 3 to 1 for marks, in both themes and all hues."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
HUES = ("plum", "teal", "indigo", "forest", "brick", "slate")
TEXT = [
    *[("ink", on) for on in ("paper", "card", "sunk", "brand-tint")],
    *[("ink-2", on) for on in ("paper", "card", "sunk", "brand-tint")],
    *[("link", on) for on in ("paper", "card", "sunk", "brand-tint")],
    *[("brand", on) for on in ("paper", "card", "brand-tint")],
    *[(tone, on) for tone in ("good", "bad", "flat", "wait") for on in ("paper", "card", f"{tone}-bg")],
    *[(tone, "brand-tint") for tone in ("good", "bad")],
    ("on-brand", "brand"),
    ("on-brand", "brand-hover"),
    ("on-deep", "brand-deep"),
    ("on-deep-quiet", "brand-deep"),
    ("ink", "good-bg"),
    ("ink", "bad-bg"),
    ("ink", "wait-bg"),
]
MARKS = [("edge", "card"), ("edge", "paper"), ("focus", "paper"), ("focus", "card"), ("gold", "brand-deep")]


def block(selector: str, source: str = TOKENS) -> str:
    start = source.index(f"{selector} {{")
    return source[start : source.index("}", start)]


def colours(source: str, theme: int) -> dict[str, str]:
    """The hex colours of a block, 0 light or 1 dark."""
    pairs = re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", source)
    plain = re.findall(r"--([\w-]+):\s*(#[0-9a-f]+);", source)
    return dict(plain) | {name: both[theme] for name, *both in pairs}


def palette(hue: str, theme: int) -> dict[str, str]:
    found = colours(block(":root"), theme)
    if hue != "plum":
        found |= colours(block(f'[data-hue="{hue}"]'), theme)
        found["link"] = found["brand"]
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * d for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("hue", HUES)
def test_every_pair_can_be_told_apart(hue: str, theme: int) -> None:
    found = palette(hue, theme)
    weak = [
        f"{fore} on {back}: {contrast(found[fore], found[back]):.2f}"
        for pairs, least in ((TEXT, 4.5), (MARKS, 3))
        for fore, back in pairs
        if contrast(found[fore], found[back]) < least
    ]
    assert weak == []


def test_old_browsers_get_exactly_the_light_theme() -> None:
    old = colours(block(":root,\n    [data-hue]"), 0)
    light = colours(block(":root"), 0)
    assert {name: light[name] for name in old} == old
    paired = set(re.findall(r"--([\w-]+):\s*light-dark", block(":root")))
    assert paired <= set(old)


# The report is left out: paper has one direction, and its renderer knows few logical properties.
@pytest.mark.parametrize("path", sorted(set(CSS.glob("*.css")) - {CSS / "report.css"}), ids=lambda p: p.name)
def test_stylesheets_mix_no_colours_and_know_no_left_or_right(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert "color-mix" not in source
    physical = (
        r"(?:margin|padding|border|inset)-(?:left|right)|text-align:\s*(?:left|right)|[{;\s](?:left|right):"
    )
    assert re.findall(physical, source) == []


def test_every_custom_property_that_is_used_is_defined() -> None:
    for path in CSS.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", path.read_text()))
        defined = set(re.findall(r"--([\w-]+):", path.read_text() if path.name == "report.css" else TOKENS))
        assert used <= defined, path.name
