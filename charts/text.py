"""How wide words are, without a browser: careful estimates for the house typeface."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

SIZE, LEAD = 13.0, 15.0
"""Type size and distance of two lines in pixels, the same on every picture; paper scales the whole."""

CAREFUL = 1.08
"""The stand-in typeface is a little wider than ours, so estimates lean to the wide side."""

_EM: dict[str, float] = dict.fromkeys("’'., ijlI:;!|", 0.28)
_EM |= dict.fromkeys("()rft/-1[]", 0.42)
_EM |= dict.fromkeys("szxkLaJv", 0.53)
_EM |= dict.fromkeys("ADVUCXRKY", 0.71)
_EM |= dict.fromkeys("HGNOQ%w…", 0.81)
_EM |= dict.fromkeys("MmW", 0.97)
_USUAL, _SQUARE = 0.61, 1.05


def _advance(character: str) -> float:
    """Width of one character in em; ideographs fill a square."""
    em = _EM.get(character)
    return em or (_SQUARE if east_asian_width(character) in "WF" else _USUAL)


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    """Width of the text in em, remembered: a page repeats its years and figures many times."""
    return sum(map(_advance, text)) * CAREFUL


def width(text: str) -> float:
    """Estimated width in pixels, bold included."""
    return _ems(text) * SIZE


def shortened(text: str, limit: float) -> str:
    """The text, or as much of it as fits the limit with an ellipsis."""
    if width(text) <= limit:
        return text
    room = limit - width("…")
    kept = text
    while kept and width(kept) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, limit: float, *, most: int = 3) -> tuple[str, ...]:
    """The words on as few lines as fit the limit; what exceeds the last line is shortened."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines) == most or width(f"{lines[-1]} {word}") <= limit):
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(shortened(line, limit) for line in lines)
