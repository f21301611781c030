"""Reads who decided: those on the list of voters by group, and those of them who voted, against those whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from engagement.gathering.parity import names_of, standing_shares
from engagement.gathering.rows import ADOPTED
from engagement.models import Decision, ElectorGroup, Engagement
from engagement.rules.deciders import DecidingGroup
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, counted, first_in, number_of

OVER = (Decision.State.REVISED, Decision.State.ENDED)
THERE = Q(is_vacant=False) & (Q(slip_number__isnull=True) | Q(present_at__isnull=False))


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decided: in which vote, how many were on its list, how many of them said to which group they belong."""

    decision: Decision
    listed: int
    said: int
    groups: tuple[DecidingGroup, ...]


def deciders_asked(engagement: Engagement, viewer: Viewer) -> Asking[Deciders | None]:
    """Ask who decided, once the vote on the matter is closed and adopted: while it is open nobody learns who has voted."""
    decision = yield from first_in(_on_the_matter(engagement, viewer))
    if decision is None:
        return None
    shares, by_group = standing_shares(engagement), _by_group(decision)
    on_list, own = decision.electorate.filter(THERE), ElectorGroup.objects.filter(elector=OuterRef("pk"))
    listed, speaking = counted(on_list), counted(on_list.filter(Exists(own)))
    yield shares, by_group, listed, speaking
    numbers = {category: (on_the_list, voted) for category, on_the_list, voted in by_group}
    return Deciders(
        decision=decision,
        listed=number_of(listed),
        said=number_of(speaking),
        groups=tuple(
            DecidingGroup(*names_of(share.category), *numbers.get(share.category_id, (0, 0)), share.percent)
            for share in shares
        ),
    )


def _on_the_matter(engagement: Engagement, viewer: Viewer) -> QuerySet[Decision]:
    adopted = Q(state__in=ADOPTED) | Q(state__in=OVER, in_force_at__isnull=False)
    seen = Decision.objects.visible_to(viewer).filter(adopted, engagement=engagement)
    rows = seen.filter(purpose=Decision.Purpose.SUBSTANCE, closed_at__isnull=False)
    return rows.select_related("record__initiative").order_by("-closed_at")


def _by_group(decision: Decision) -> QuerySet[ElectorGroup, tuple[int, int, int]]:
    said = ElectorGroup.objects.filter(elector__decision=decision).order_by().values_list("category")
    return said.annotate(listed=Count("elector"), voted=Count("elector", filter=Q(elector__has_voted=True)))
