"""Numbers pasted from a spreadsheet into "my numbers": which cells belong to which field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_LINES = 200
_MARKS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The cells for each field, by its place in the list; and the lines that nobody could place."""

    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    left_over: tuple[str, ...] = ()


def place_pasted(text: str, names: Sequence[str]) -> Pasted:
    """Say which pasted numbers are for which named field.

    A line that begins with a field's name (or its beginning) is for that field; lines of numbers alone fill the fields
    in their order. A line of words alone is taken for a heading. Cells are parted by tabs; without tabs by semicolons.
    """
    found: dict[int, tuple[str, ...]] = {}
    left_over: list[str] = []
    wanted = [_plain(name) for name in names]
    for line in [one for one in text.splitlines() if one.strip()][:MOST_LINES]:
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        is_named = not _has_digit(cells[0]) or _at(cells[0], wanted) is not None
        name, numbers = (cells[0], cells[1:]) if is_named else ("", cells)
        at = _at(name, wanted) if name else _next(found, len(names))
        numbers = [cell for cell in numbers if cell]
        if at is None or at in found:
            left_over += [line.strip()] if numbers else []
        elif numbers:
            found[at] = tuple(numbers[:2])
    return Pasted(found, tuple(left_over))


def _at(name: str, wanted: Sequence[str]) -> int | None:
    plain = _plain(name)
    if not plain:
        return None
    exact = [at for at, one in enumerate(wanted) if one == plain]
    near = exact or [at for at, one in enumerate(wanted) if one.startswith(plain) or plain.startswith(one)]
    return near[0] if len(near) == 1 else None


def _next(found: dict[int, tuple[str, ...]], count: int) -> int | None:
    return next((at for at in range(count) if at not in found), None)


def _plain(name: str) -> str:
    return _MARKS.sub(" ", name.casefold()).strip()


def _has_digit(text: str) -> bool:
    return any(mark.isdigit() for mark in text)
