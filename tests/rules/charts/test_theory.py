"""The theory of change as a map: each name once, each line between its ends, hostile names harmless."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from charts.theory import NARROW, WIDE, Room, Theory, theory

HEADS = ("Do", "Sign", "Life")
TOLD = Theory(
    strategies={1: "In school", 2: "Ninth grade", 3: "A way on <b>"},
    indicators={11: "Absent", 12: "Graduate"},
    results={21: "All graduate"},
    moves={1: [11, 12], 2: [12], 3: []},
    stands_for={11: 21, 12: 21},
)


@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_every_name_and_every_arrow_is_drawn_inside_the_room(room: Room) -> None:
    tree = ET.fromstring(theory(TOLD, heads=HEADS, alt='A "map"', room=room))
    assert tree.get("aria-label") == 'A "map"'
    boxes = tree.findall("rect")
    assert len(boxes) == 6
    assert len(tree.findall("path")) == 5, "three from strategies, two to the result"
    assert all(float(one.get("x", "")) + float(one.get("width", "")) <= room.width for one in boxes)
    assert [one.get("class") for one in boxes].count("box open") == 1, "what leads nowhere is marked"
    assert "A way on <b>" in " ".join(one.text or "" for one in tree.findall("text"))


def test_boxes_of_a_column_do_not_lie_on_each_other() -> None:
    tree = ET.fromstring(theory(TOLD, heads=HEADS, alt="x", room=NARROW))
    by_column: dict[str, list[tuple[float, float]]] = {}
    for one in tree.findall("rect"):
        top = float(one.get("y", ""))
        by_column.setdefault(one.get("x", ""), []).append((top, top + float(one.get("height", ""))))
    for spans in by_column.values():
        assert all(end < start for (_top, end), (start, _end) in pairwise(spans))


def test_without_any_arrow_there_is_no_map() -> None:
    assert theory(replace(TOLD, moves={1: []}), heads=HEADS, alt="x") == ""
