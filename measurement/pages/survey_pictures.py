"""The picture of who works with whom: parts of society, never two single partners."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from charts.network import Edge, Node, network
from initiatives.models import Organization
from measurement.rules.collaboration import Intensity, Mean
from measurement.rules.collaboration_results import Results

CLOSE, LOOSE = 2.5, 1.5


def sectors_picture(results: Results) -> SafeString:
    """Draw how closely the parts of society work together; nothing where there is no tie that may be shown."""
    parts = sorted({part for pair in results.between for part in pair})
    keys = {part: key for key, part in enumerate(parts)}
    names = dict(Organization.Sector.choices)
    nodes = [
        Node(keys[part], str(names[part]), "community" if part == Organization.Sector.COMMUNITY else "")
        for part in parts
    ]
    edges = [
        Edge(keys[one], keys[other], look)
        for (one, other), mean in results.between.items()
        if one != other and (look := _look(mean))
    ]
    if not edges:
        return SafeString("")
    alt = ngettext(
        "One tie between {parts} parts of society. The table below says the same.",
        "{count} ties between {parts} parts of society. The table below says the same.",
        len(edges),
    ).format(count=len(edges), parts=len(parts))
    return SafeString(network(nodes, edges, alt=alt))  # every name in it is escaped where it is drawn


def _look(mean: Mean) -> str:
    if mean.value is None or mean.value < Intensity.AWARENESS:
        return ""
    if mean.value >= CLOSE:
        return "s"
    return "r" if mean.value >= LOOSE else "d"
