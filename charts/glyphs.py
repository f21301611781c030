"""Status glyphs as data: the outline differs as well as the mark inside, so colour only repeats the word.

Every piece is a path in a square of 20 by 20 with one of four paints, which are the classes of the
stylesheet: `f` filled, `o` outline, `k` a mark knocked out of a filling, `l` a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple

SIDE = 20


class Tone(StrEnum):
    """Right way, wrong way, waiting, or neither; also the class beside `.st`."""

    GOOD = "good"
    BAD = "bad"
    WAIT = "wait"
    FLAT = ""


class Piece(NamedTuple):
    """One path of a glyph."""

    paint: Literal["f", "o", "k", "l"]
    path: str
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shape with its tone."""

    tone: Tone
    pieces: tuple[Piece, ...]


_DISC = Piece("f", "M10 1a9 9 0 0 1 0 18a9 9 0 0 1 0-18z")
_RING = Piece("o", "M10 1.5a8.5 8.5 0 0 1 0 17a8.5 8.5 0 0 1 0-17z")
_DOTTED = _RING._replace(dashes="3 2.6")
_DIAMOND = Piece("f", "M10 .7L19.3 10L10 19.3L.7 10z")
_BOX = Piece("o", "M4.5 1.5h11a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3h-11a3 3 0 0 1-3-3v-11a3 3 0 0 1 3-3z")
_POLE = Piece("l", "M4 19V2")
_BANNER = "M4 2.5h13l-3 4.25l3 4.25H4z"
_FLAG = Piece("o", _BANNER)
_UP, _DOWN = "M10 14.5V5.7M6.2 9.4L10 5.6l3.8 3.8", "M10 5.5v8.8M6.2 10.6l3.8 3.8l3.8-3.8"
_CROSS = "M7 7l6 6M13 7l-6 6"


def _glyph(tone: Tone, *pieces: Piece) -> Glyph:
    return Glyph(tone, pieces)


GLYPHS: Mapping[str, Glyph] = MappingProxyType(
    {
        # Direction of an indicator
        "up-good": _glyph(Tone.GOOD, _DISC, Piece("k", _UP)),
        "down-good": _glyph(Tone.GOOD, _DISC, Piece("k", _DOWN)),
        "up-bad": _glyph(Tone.BAD, _DIAMOND, Piece("k", "M10 14.2V6M6.7 9.2L10 5.9l3.3 3.3")),
        "down-bad": _glyph(Tone.BAD, _DIAMOND, Piece("k", "M10 5.8V14M6.7 10.8l3.3 3.3l3.3-3.3")),
        "flat": _glyph(Tone.FLAT, _BOX, Piece("l", "M5.5 10h9")),
        "early": _glyph(Tone.FLAT, _DOTTED, Piece("l", "M6.2 10h.01M10 10h.01M13.8 10h.01")),
        # Target
        "met": _glyph(Tone.GOOD, _POLE, Piece("f", _BANNER)),
        "course": _glyph(Tone.GOOD, _POLE, _FLAG, Piece("f", "M4 2.5h6.5V11H4z")),
        "behind": _glyph(Tone.BAD, _POLE, _FLAG),
        "missed": _glyph(Tone.BAD, _POLE, _FLAG, Piece("l", "M7 4.8l4 4M11 4.8l-4 4")),
        "notarget": _glyph(Tone.FLAT, _POLE, _FLAG._replace(dashes="2.5 2.2")),
        # Promises and commitments
        "kept": _glyph(Tone.GOOD, _DISC, Piece("k", "M6 10.3l2.8 2.9l5.4-5.9")),
        "keeping": _glyph(Tone.GOOD, _RING, Piece("f", "M10 1.5a8.5 8.5 0 0 1 0 17z")),
        "due": _glyph(Tone.WAIT, _RING, Piece("l", "M10 5.3V10l3.1 2")),
        "late": _glyph(Tone.BAD, _DIAMOND, Piece("k", "M10 5.5v5.3M10 14.1v.01")),
        "broken": _glyph(Tone.BAD, _DIAMOND, Piece("k", _CROSS)),
        "waived": _glyph(Tone.FLAT, _RING, Piece("l", "M5 15L15 5")),
        "stopped": _glyph(Tone.FLAT, _RING, Piece("l", _CROSS)),
        # Openness
        "open": _glyph(Tone.WAIT, _RING, Piece("f", "M10 6.4a3.6 3.6 0 0 1 0 7.2a3.6 3.6 0 0 1 0-7.2z")),
        "closed": _glyph(Tone.FLAT, _RING, Piece("l", "M6.5 10h7")),
        "draft": _glyph(Tone.FLAT, _BOX._replace(dashes="3 2.6"), Piece("l", "M6 7.5h8M6 12h5")),
        "restricted": _glyph(
            Tone.WAIT,
            Piece("o", "M4 9h12v9H4z"),
            Piece("l", "M6.7 9V6.2a3.3 3.3 0 0 1 6.6 0V9M10 12.8v1.7"),
        ),
        # Data
        "caution": _glyph(Tone.WAIT, Piece("o", "M10 2L19 17.5H1z"), Piece("l", "M10 7.5V12M10 14.8v.01")),
        "gap": _glyph(Tone.BAD, _RING._replace(dashes="3.3 2.4"), Piece("l", "M10 6v8M6 10h8")),
        "withheld": _glyph(
            Tone.FLAT,
            _BOX._replace(dashes="3 2.6"),
            Piece("l", "M5.5 14.5l9-9M5.5 8l2.5-2.5M12 14.5l2.5-2.5"),
        ),
        "narrower": _glyph(
            Tone.GOOD, _DISC, Piece("k", "M4 10h4M5.8 7.7L8.1 10l-2.3 2.3M16 10h-4M14.2 7.7L11.9 10l2.3 2.3")
        ),
        "wider": _glyph(
            Tone.BAD, _DIAMOND, Piece("k", "M9 10H5M7 7.8L4.8 10L7 12.2M11 10h4M13 7.8L15.2 10L13 12.2")
        ),
    }
)


STEPS = 5
STEP_WIDTH, STEP_HEIGHT = 27, 15


class Step(NamedTuple):
    """One step of the engagement level badge."""

    x: float
    y: float
    width: float
    height: float
    is_on: bool


def steps(level: int) -> tuple[Step, ...]:
    """Five rising steps of which the lowest `level` are filled, like the ladder they stand for."""
    if not 0 <= level <= STEPS:
        raise ValueError(f"An engagement level is 0 to {STEPS}.")
    return tuple(Step(1 + 5 * i, 10.5 - 2.5 * i, 4, 3 + 2.5 * i, i < level) for i in range(STEPS))
