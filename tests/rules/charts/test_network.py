"""The network of partners as a picture: few enough to be read, each line where its ends are, hostile names harmless."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from charts.network import MOST_NODES, Edge, Node, network
from charts.spans import Window, span


def nodes(count: int) -> list[Node]:
    return [Node(n, f"Partner {n}", "community" if n == 0 else "") for n in range(count)]


def test_each_partner_and_each_hand_off_is_drawn_once() -> None:
    svg = network(nodes(5), [Edge(0, 1), Edge(1, 2, "x"), Edge(9, 1)], alt="Map")
    tree = ET.fromstring(svg)
    assert tree.get("aria-label") == "Map"
    assert len(tree.findall("text")) == 5
    assert [one.get("class") for one in tree.findall("path")] == ["lk r", "lk x"]
    assert len(tree.findall("g")) == 1, "what is missing has a sign of its own"


def test_two_hand_offs_between_the_same_two_are_two_lines() -> None:
    tree = ET.fromstring(network(nodes(4), [Edge(0, 1), Edge(1, 0, "x")], alt="x"))
    assert len({one.get("d") for one in tree.findall("path")}) == 2


def test_more_partners_than_can_be_read_are_no_drawing() -> None:
    assert network(nodes(MOST_NODES), [], alt="x")
    assert network(nodes(MOST_NODES + 1), [], alt="x") == ""
    assert network(nodes(1), [], alt="x") == ""


def test_a_name_is_no_markup_and_a_long_one_is_cut() -> None:
    svg = network([Node(1, "<script>alert(1)</script> & more of it"), Node(2, "B")], [], alt='"><x>')
    assert "<script" not in svg
    ET.fromstring(svg)
    assert "…" in svg


def test_who_has_more_hand_offs_is_larger() -> None:
    svg = network(nodes(3), [Edge(0, 1), Edge(0, 2)], alt="x")
    radii = [float(one.get("r", 0)) for one in ET.fromstring(svg).findall("circle")]
    assert radii[0] > radii[1] == radii[2]


def test_a_bar_lies_between_its_days_and_today_on_its_line() -> None:
    window = Window(date(2026, 1, 1), date(2026, 12, 27))
    tree = ET.fromstring(
        span(window, starts=date(2026, 1, 1), ends=date(2026, 7, 1), today=date(2026, 7, 1), look="late")
    )
    bar, now = tree.find("rect"), tree.find("path")
    assert bar is not None
    assert now is not None
    assert (bar.get("x"), bar.get("class")) == ("0.0", "bar late")
    assert 49 < float(bar.get("width", 0)) < 51
    assert now.get("d") == f"M{float(bar.get('width', 0)):.1f} 0V10"
    beyond = span(window, starts=date(2020, 1, 1), ends=None, today=date(2030, 1, 1), look="")
    assert 'x="0.0"' in beyond
    assert 'width="100.0"' in beyond
