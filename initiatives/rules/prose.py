"""Plain text as people type it: an empty line parts paragraphs, lines that begin with a dash make a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

_EMPTY_LINES = re.compile(r"\n\s*\n")
_DASH = re.compile(r"^\s*[-–—•*]\s+")


class Block(NamedTuple):
    """A paragraph, which has one line, or a list with a line for each item."""

    is_list: bool
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Return the paragraphs and lists of a text, in their order. Line breaks inside a paragraph become blanks."""
    parts = _EMPTY_LINES.split(text.replace("\r\n", "\n").strip())
    return [block for part in parts if part.strip() for block in _of_one(part)]


def _of_one(part: str) -> Iterator[Block]:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    for is_list, run in groupby(lines, key=lambda line: bool(_DASH.match(line))):
        said = list(run)
        yield (
            Block(True, tuple(_DASH.sub("", line) for line in said))
            if is_list
            else Block(False, (" ".join(said),))
        )


def cut_at_word(address: str, most: int) -> str:
    """Return an address of at most so many characters that ends with a whole word; one very long word is cut."""
    if len(address) <= most:
        return address
    whole = address[: most + 1].rpartition("-")[0]
    return whole.strip("-") or address[:most]
