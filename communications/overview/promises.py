"""Promises on the overview: how they are kept, the late ones as large as the kept, and what is far too late. SPECTRUM S8, E7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from engagement.models import Engagement, FrontBanner, Obligation
from engagement.models.promises import is_late
from engagement.pages.promise_board import TILES, Tile, heading_of
from engagement.rules.promise_board import BoardLine
from initiatives import clock
from initiatives.access import Answers, Asked, Prepared

State = Obligation.State


def _counted() -> QuerySet[Any, Any]:
    """The parts of promises, counted by how they were kept: one row, and the same for everybody."""
    every = Obligation.objects.order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    return every.annotate(
        kept=Count("pk", filter=Q(state=State.KEPT)),
        kept_late=Count("pk", filter=Q(state=State.KEPT_LATE)),
        late=Count("pk", filter=is_late(at=clock.now())),
        broken=Count("pk", filter=Q(state=State.BROKEN)),
    ).values_list("kept", "kept_late", "late", "broken")


HOW_KEPT = Prepared[tuple[int, ...]](lambda _asked: _counted())
BANNERS = Prepared[FrontBanner](
    lambda _asked: (
        FrontBanner.objects.filter(lifted_at__isnull=True)
        .select_related("engagement__record__initiative")
        .order_by("raised_at")
    )
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The promise board in one line: the same numbers in the same size for everybody."""

    heading: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class FarTooLate:
    """What the community decided and is far too late: on the front page until the community's body takes it down."""

    title: dict[str, str]
    url: str
    since: datetime


def how_kept(answers: Answers) -> Kept | None:
    """Return how promises are kept; None while no part of one has come due."""
    row = answers.first(HOW_KEPT)
    counted = dict(zip(("kept", "kept_late", "late", "broken"), row, strict=True)) if row else {}
    total = BoardLine(**counted)
    if not total.settled:
        return None
    tiles = tuple(
        Tile(counted[name], glyph, str(word), f"decisions/promises/?show={name.replace('_', '-')}", False)
        for name, (glyph, word) in TILES.items()
    )
    return Kept(heading_of(total), tiles)


def far_too_late(answers: Answers, asked: Asked) -> list[FarTooLate]:
    """Return the banners that are up; what is restricted shows no title and leads to its stub."""
    found = answers.rows(BANNERS)
    if not found:
        return []
    keys = [each.engagement_id for each in found]
    seen = set(Engagement.objects.visible_to(asked.viewer).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        FarTooLate(
            each.engagement.question if each.engagement_id in seen else {},
            f"{each.engagement.record.url}promises/",
            each.raised_at,
        )
        for each in found
    ]
