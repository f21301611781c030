"""The hand-offs as a page shows them: the picture of few partners, the list, what to mend, what if somebody left."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from charts.network import MOST_NODES, Edge, Node, network
from initiatives.models import Link, Membership
from initiatives.plan_words import (
    Finding,
    Sign,
    leaving_found,
    lone_found,
    look_of,
    network_words,
    overlaps_found,
    quality_sign,
)
from initiatives.plans import PlanRead
from initiatives.rules.plan import leaving


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One hand-off of the list."""

    link: Link
    source_lead: Membership | None
    target_lead: Membership | None
    sign: Sign


@dataclass(frozen=True, slots=True)
class HandoffsPage:
    """All that the page of the hand-offs shows."""

    picture: SafeString
    too_many: bool
    rows: list[LinkRow]
    to_mend: list[LinkRow]
    total: int
    kind: str
    quality: str
    overlaps: list[Finding]
    lone: list[Finding]
    partners: list[Membership]
    leaver: Membership | None
    hit: list[Finding]

    @property
    def missing(self) -> int:
        """How many hand-offs are missing."""
        return sum(row.link.quality == Link.Quality.MISSING for row in self.to_mend)


def handoffs_page(read: PlanRead, *, kind: str, quality: str, leaves: str) -> HandoffsPage:
    """Read the page from the plan; unknown filters choose everything."""
    kind = kind if kind in Link.Kind.values else ""
    quality = quality if quality in Link.Quality.values else ""
    chosen = [one for one in read.links if kind in ("", one.kind) and quality in ("", one.quality)]
    busy = [one for key, one in read.partners.items() if read.matrix.get(key) or _carries(read, key)]
    leaver = next((one for one in busy if one.slug == leaves), None)
    hit = leaving(read.joint, leaver.pk) if leaver else None
    return HandoffsPage(
        picture=picture_of(read, chosen),
        too_many=len(_named(read, chosen)) > MOST_NODES,
        rows=[_row(read, one) for one in chosen],
        to_mend=[_row(read, one) for one in read.to_mend()],
        total=len(read.links),
        kind=kind,
        quality=quality,
        overlaps=overlaps_found(read),
        lone=lone_found(read),
        partners=busy,
        leaver=leaver,
        hit=leaving_found(read, hit, leaver.organization.name) if hit and leaver else [],
    )


def picture_of(read: PlanRead, links: list[Link]) -> SafeString:
    """Draw how partners hand on to each other; nothing where they are too many or too few for a drawing."""
    named = _named(read, links)
    if len(named) > MOST_NODES:
        return SafeString("")
    community = Membership.Kind.COMMUNITY_BODY
    nodes = [
        Node(key, _plain_name(one), "community" if one.kind == community else "")
        for key, one in sorted(named.items())
    ]
    ends = [(_lead(read, one.source_id), _lead(read, one.target_id), one) for one in links]
    drawn = [(one, other, link) for one, other, link in ends if one and other and one.pk != other.pk]
    edges = [Edge(one.pk, other.pk, look_of(link)) for one, other, link in drawn]
    missing = sum(link.quality == Link.Quality.MISSING for _one, _other, link in drawn)
    # Every name in it is escaped where it is drawn.
    return SafeString(network(nodes, edges, alt=network_words(len(edges), missing, len(nodes))))


def _named(read: PlanRead, links: list[Link]) -> dict[int, Membership]:
    """Return the partners between whom something is handed on."""
    found: dict[int, Membership] = {}
    for link in links:
        one, other = _lead(read, link.source_id), _lead(read, link.target_id)
        if one and other and one.pk != other.pk:
            found |= {one.pk: one, other.pk: other}
    return found


def _row(read: PlanRead, link: Link) -> LinkRow:
    return LinkRow(link, _lead(read, link.source_id), _lead(read, link.target_id), quality_sign(link))


def _lead(read: PlanRead, activity: int) -> Membership | None:
    row = read.activities.get(activity)
    return read.partners.get(row.lead_id) if row and row.lead_id else None


def _carries(read: PlanRead, partner: int) -> bool:
    acts = read.joint.acts.values()
    return any(act.is_open and (act.lead == partner or partner in act.supports) for act in acts)


def _plain_name(partner: Membership) -> str:
    """Return a name without what stands in brackets behind it: there is little room in a picture."""
    return partner.organization.name.partition(" (")[0]
