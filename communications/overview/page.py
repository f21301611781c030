"""Puts the overview together: few queries, however many indicators there are."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.overview.around import (
    Coming,
    Decision,
    Masthead,
    Partners,
    decisions_of,
    latest_rounds,
    masthead_of,
    next_round,
    partners_of,
)
from communications.overview.story import GapPanel, Headline, Move, gap_panel, headline_of, moves_of
from initiatives.models import CommonAgenda, Initiative
from initiatives.rules.viewer import Viewer
from measurement.models import Indicator
from measurement.pages.cards import CardKey, card_key, card_of, drawn
from measurement.rules.reading import IndicatorReading

OF_A_CARD = (
    "slug",
    "name",
    "listing",
    "position",
    "unit",
    "multiplier",
    "decimals",
    "unit_label",
    "rollup__card",
)


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything on the overview."""

    title: str
    masthead: Masthead
    headline: Headline | None
    moves: list[Move]
    cards_heading: str
    cards: list[SafeString]
    key: CardKey
    gap: GapPanel | None
    decisions: list[Decision]
    coming: Coming | None
    partners: Partners | None
    has_indicators: bool
    add_url: str


def overview_page(initiative: Initiative, viewer: Viewer) -> OverviewPage:
    """Return the overview as this viewer sees it."""
    indicators = _indicators(viewer)
    lead = _leading(indicators)
    cards = [card_of(one, initiative.url) for one in indicators]
    reading = _reading(lead)
    rounds = latest_rounds(viewer)
    agenda = CommonAgenda.objects.visible_to(viewer).ratified().first()
    count, partners = partners_of(initiative, viewer)
    population = lead.population if lead else None
    return OverviewPage(
        title=_("How it is going"),
        masthead=masthead_of(initiative, agenda, count, population),
        headline=headline_of(lead, reading, initiative.url) if lead else None,
        moves=moves_of(cards),
        cards_heading=_heading(len(cards)),
        cards=[drawn(card) for card in cards],
        key=card_key(),
        gap=gap_panel(lead, reading, initiative.url) if lead else None,
        decisions=decisions_of(rounds),
        coming=next_round(initiative, rounds),
        partners=partners,
        has_indicators=bool(indicators),
        add_url=f"{initiative.url}results/add/",
    )


def _indicators(viewer: Viewer) -> list[Indicator]:
    """Headline ones first: one query that reads of each no more than its card says."""
    seen = Indicator.objects.visible_to(viewer).on_overview()
    rows = seen.select_related("rollup").only(*OF_A_CARD)
    return sorted(rows, key=lambda one: one.listing != Indicator.Listing.HEADLINE)


def _leading(indicators: list[Indicator]) -> Indicator | None:
    """Return the first that has figures, with its whole reading and all that is said of it."""
    first = next((one for one in indicators if _has_figures(one)), None)
    whole = Indicator.objects.select_related("rollup__release__policy", "population")
    return whole.get(pk=first.pk) if first else None


def _has_figures(indicator: Indicator) -> bool:
    return hasattr(indicator, "rollup") and bool(indicator.rollup.card)


def _reading(indicator: Indicator | None) -> IndicatorReading:
    return IndicatorReading.from_json(indicator.rollup.reading) if indicator else IndicatorReading()


def _heading(count: int) -> str:
    return ngettext("One sign that we watch together", "{count} signs that we watch together", count).format(
        count=count
    )
