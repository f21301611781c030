"""A network of partners on an oval: who hands what to whom, drawn once and told as a list beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

WIDTH, HEIGHT = 930, 560
CENTER = (465.0, 280.0)
RADII = (215.0, 222.0)
MOST_NODES = 15
"""Beyond that many a drawing tells less than its list."""
_LETTERS = 28


@dataclass(frozen=True, slots=True)
class Node:
    """One partner. `role` becomes a class: community ones are golden."""

    key: int
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One hand-off. `look` is r (a line), d (dashed), s (thick) or x (dotted: it is missing)."""

    source: int
    target: int
    look: str = "r"


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    angle: float


def network(nodes: Sequence[Node], edges: Sequence[Edge], *, alt: str) -> str:
    """Return the picture as SVG for a page; nothing for fewer than two or more than MOST_NODES partners."""
    if not 2 <= len(nodes) <= MOST_NODES:
        return ""
    places = _places(nodes)
    drawn = [edge for edge in edges if edge.source in places and edge.target in places]
    drawn = [edge for edge in drawn if edge.source != edge.target]
    weight = {node.key: sum(node.key in (edge.source, edge.target) for edge in drawn) for node in nodes}
    lines = "".join(
        _line(places[edge.source], places[edge.target], edge.look, nth)
        for edge, nth in zip(drawn, _nth(drawn), strict=True)
    )
    dots = "".join(_dot(node, places[node.key], weight[node.key]) for node in nodes)
    return (
        f'<svg class="net" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(alt)}">'
        f"{lines}{dots}</svg>"
    )


def _places(nodes: Sequence[Node]) -> Mapping[int, _Place]:
    found = {}
    for at, node in enumerate(nodes):
        angle = 2 * pi * at / len(nodes) - pi / 2
        x, y = CENTER[0] + RADII[0] * cos(angle), CENTER[1] + RADII[1] * sin(angle)
        found[node.key] = _Place(x, y, angle)
    return found


def _nth(edges: Sequence[Edge]) -> list[int]:
    """Return for each hand-off how many there were before it between the same two."""
    seen: dict[frozenset[int], int] = {}
    found = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        found.append(seen.get(pair, 0))
        seen[pair] = found[-1] + 1
    return found


def _line(one: _Place, other: _Place, look: str, nth: int) -> str:
    """A curve that bends towards the middle, away from the oval; a second one between the same two bends less."""
    towards = 0.5 / (1 + nth)
    bend_x = (one.x + other.x) / 2 * (1 - towards) + CENTER[0] * towards + 26 * nth
    bend_y = (one.y + other.y) / 2 * (1 - towards) + CENTER[1] * towards - 26 * nth
    path = f'<path class="lk {look}" d="M{one.x:.0f} {one.y:.0f} Q{bend_x:.0f} {bend_y:.0f} {other.x:.0f} {other.y:.0f}"/>'
    if look != "x":
        return path
    x, y = (one.x + 2 * bend_x + other.x) / 4, (one.y + 2 * bend_y + other.y) / 4
    return (
        f'{path}<g class="miss"><circle cx="{x:.0f}" cy="{y:.0f}" r="11"/>'
        f'<path d="M{x - 5:.0f} {y:.0f}h10M{x:.0f} {y - 5:.0f}v10"/></g>'
    )


def _dot(node: Node, place: _Place, weight: int) -> str:
    radius = 8 + 2 * min(weight, 6)
    across, anchor = cos(place.angle), "middle"
    x, y = place.x, place.y + 6
    if abs(across) < 0.2:
        y = place.y + (radius + 20 if place.y > CENTER[1] else -radius - 9)
    else:
        anchor = "start" if across > 0 else "end"
        x = place.x + (radius + 9 if across > 0 else -radius - 9)
    role = f" {node.role}" if node.role else ""
    return (
        f'<circle class="nd{role}" cx="{place.x:.0f}" cy="{place.y:.0f}" r="{radius}"/>'
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(_short(node.name))}</text>'
    )


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
