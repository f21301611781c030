"""An initiative on one card, as anybody reads it: its headline finding, who takes part, and when it last changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import get_language

from communications.overview import overview_page
from initiatives import clock
from initiatives.access import state_mark
from initiatives.models import Event, Initiative
from initiatives.rules.viewer import visitor
from initiatives.tenancy import inside

KEPT_SECONDS = 60 * 60 * 24
MOVES = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What the public page of an initiative says, in short."""

    promise: str
    finding: str
    moves: list[tuple[str, str, str]]
    partners: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Front:
    """An initiative and what it tells."""

    initiative: Initiative
    told: Told


def front_of(initiative: Initiative) -> Front:
    """Return the card of an initiative; made anew when something changed, opened or closed there."""
    with transaction.atomic(), inside(initiative.pk):
        day = clock.today(initiative.zone)
        key = ("front", settings.RELEASE, initiative.pk, *state_mark(initiative), day, get_language())
        name = ":".join(str(part).replace(" ", "") for part in key)
        told: Told | None = cache.get(name)
        if told is None:
            told = _tell(initiative)
            cache.set(name, told, KEPT_SECONDS)
    return Front(initiative, told)


def _tell(initiative: Initiative) -> Told:
    reader = visitor(initiative.pk)
    page = overview_page(initiative, reader)
    last = Event.objects.readable_by(reader).order_by("-pk").values_list("at", flat=True).first()
    return Told(
        promise=page.masthead.title,
        finding=page.headline.say if page.headline else "",
        moves=[(move.glyph, move.word, move.names) for move in page.moves[:MOVES]],
        partners=page.partners.heading if page.partners else "",
        changed_at=last,
    )
