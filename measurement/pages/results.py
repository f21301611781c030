"""The page of results: each with its indicators, headline ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Initiative, Record
from initiatives.rules.viewer import Viewer
from measurement.models import Indicator, Result
from measurement.pages.cards import Card, CardKey, card_key, card_of, with_behind
from measurement.pages.held import held_marks, marked

WATCHED = frozenset({Indicator.Listing.HEADLINE, Indicator.Listing.SECONDARY})
"""Those that show whether it is getting better here: not the same elsewhere, and not what nobody measures yet."""


@dataclass(frozen=True, slots=True)
class Part:
    """Indicators of one list."""

    key: str
    heading: str
    note: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class ResultPart:
    """A result with its indicators by list."""

    number: int
    record: Record
    statement: dict[str, str]
    population: dict[str, str]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """All results."""

    heading: str
    results: list[ResultPart]
    key: CardKey
    add_url: str


def results_page(initiative: Initiative, viewer: Viewer) -> ResultsPage:
    """Return the results that this viewer sees: two queries, and for members one more, however many indicators there are."""
    seen = Result.objects.visible_to(viewer).select_related("record", "population")
    results = list(seen.order_by("position", "pk"))
    shown = (
        with_behind(Indicator.objects.visible_to(viewer).of_populations())
        .select_related("rollup")
        .defer("rollup__reading")
    )
    indicators = list(shown.order_by("position", "pk"))
    drawn = marked([card_of(one, initiative.url) for one in indicators], held_marks(initiative, viewer))
    cards: dict[int, list[Card]] = {}
    for indicator, card in zip(indicators, drawn, strict=True):
        cards.setdefault(indicator.result_id or 0, []).append(card)
    parts = [_result(one, cards.get(one.pk, [])) for one in results]
    return ResultsPage(
        _heading(len(results), sum(one.listing in WATCHED for one in indicators)),
        parts,
        card_key(),
        f"{initiative.url}results/add/",
    )


def _heading(results: int, indicators: int) -> str:
    if not results:
        return _("Results")
    return ngettext(
        "{count} indicator shows whether it is getting better",
        "{count} indicators show whether it is getting better",
        indicators,
    ).format(count=indicators)


def _result(result: Result, cards: Sequence[Card]) -> ResultPart:
    lists = (
        (Indicator.Listing.HEADLINE, _("Headline"), ""),
        (Indicator.Listing.SECONDARY, _("Also watched"), ""),
        (
            Indicator.Listing.BENCHMARK,
            _("The same elsewhere"),
            _("To compare with. We do not answer for these."),
        ),
        (Indicator.Listing.DATA_DEVELOPMENT, _("Data we want"), _("Not measured yet, or not well enough.")),
    )
    parts = [
        Part(key, heading, note, found)
        for key, heading, note in lists
        if (found := [card for card in cards if card.listing == key])
    ]
    population = result.population.name if result.population else {}
    return ResultPart(result.record.number, result.record, result.statement, population, parts)
