"""How wide words are, without a browser: careful estimates for the house typeface."""

from __future__ import annotations

from unicodedata import east_asian_width

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
    """Width of one character in em, remembered; ideographs fill a square."""
    em = _EM.get(character)
    if em is None:
        em = _SQUARE if east_asian_width(character) in "WF" else _USUAL
        _EM[character] = em
    return em


def width(text: str, size: float) -> float:
    """Estimated width in pixels at this type size, bold included."""
    return sum(map(_advance, text)) * size * CAREFUL


def shortened(text: str, limit: float, size: float) -> str:
    """The text, or as much of it as fits the limit with an ellipsis."""
    if width(text, size) <= limit:
        return text
    room = limit - width("…", size)
    kept = text
    while kept and width(kept, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, limit: float, size: float, *, most: int = 3) -> tuple[str, ...]:
    """The words on as few lines as fit the limit; what exceeds the last line is shortened."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines) == most or width(f"{lines[-1]} {word}", size) <= limit):
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(shortened(line, limit, size) for line in lines)
