"""Which indicators on a page only members see for now: a card says so, as the page of the indicator itself does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts import screen
from initiatives import clock
from initiatives.models import Initiative, Restriction
from initiatives.rules.viewer import Viewer
from measurement.pages.cards import Card
from measurement.wording import day_words

Held = dict[str, SafeString]
_SIGNS = '<div class="sts">'


def held_marks(initiative: Initiative, viewer: Viewer) -> Held:
    """Return the mark of each restricted indicator by its address, for somebody who sees it all the same: one query.

    Nothing is asked for readers from whom it is withheld: in its place they find the notice.
    """
    if viewer.as_public or not viewer.group_ids:
        return {}
    active = Restriction.objects.active(at=clock.now()).filter(record__indicator__isnull=False)
    rows = active.order_by("scope", "expires_at").values_list(
        "record__indicator__slug", "pk", "scope", "expires_at"
    )
    base = initiative.url
    return {
        f"{base}results/{slug}/": _mark(f"{base}open/{pk}/", scope, ends) for slug, pk, scope, ends in rows
    }


def _mark(url: str, scope: str, ends: datetime) -> SafeString:
    whole = scope == Restriction.Scope.WHOLE
    words = (_("Not public until {day}") if whole else _("In part until {day}")).format(day=day_words(ends))
    return format_html('<a class="vis" href="{}">{} {}</a>', url, SafeString(screen.icon("lock")), words)


def marked(cards: Iterable[Card], held: Held) -> list[Card]:
    """Return the cards, each restricted one with its mark before its other signs."""
    return [_marked(card, held[card.url]) if card.url in held else card for card in cards]


def _marked(card: Card, mark: SafeString) -> Card:
    return replace(card, html=SafeString(card.html.replace(_SIGNS, f"{_SIGNS}{mark}", 1)))
