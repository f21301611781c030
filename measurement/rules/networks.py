"""The shape of a network of partners: how dense, how mutual, how much it hangs on one, who stands alone.

Pure functions over who works with whom; the graph theory is networkx's. Freeman (1978) for centralisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

Arrow = tuple[int, int]
"""Who says that it works with whom."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a network is like. None where it can't be said: of fewer than two partners, or without a single tie.

    `density` is the share of all possible arrows between those who answered, `reciprocity` the share of their arrows that
    are answered by one back, `centralisation` 0 where all have as many ties and 1 where all hang on one.
    """

    density: float | None
    reciprocity: float | None
    centralisation: float | None
    isolated: tuple[int, ...]


def shape(asked: Iterable[int], answered: Iterable[int], arrows: Sequence[Arrow]) -> Shape:
    """Read the shape of a network.

    Arrows are known from those who answered only, so density and reciprocity are read among them. Who is isolated and on
    whom it hangs is read among all who were asked: a partner that did not answer is known by what the others say.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(set(asked)))
    graph.add_edges_from((one, other) for one, other in arrows if one != other and {one, other} <= set(graph))
    among = graph.subgraph(set(answered) & set(graph))
    mutual = graph.to_undirected()
    return Shape(
        density=float(nx.density(among)) if among.number_of_nodes() > 1 else None,
        reciprocity=float(nx.overall_reciprocity(among)) if among.number_of_edges() else None,
        centralisation=_centralisation(mutual),
        isolated=tuple(nx.isolates(mutual)),
    )


def _centralisation(graph: nx.Graph) -> float | None:
    """Freeman's degree centralisation: how far the best connected stands above all others, of how far it could."""
    count = graph.number_of_nodes()
    if count < 3:
        return None
    degrees = [degree for _node, degree in graph.degree()]
    most = max(degrees)
    return float(sum(most - degree for degree in degrees) / ((count - 1) * (count - 2)))
