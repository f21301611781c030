"""Several indicators of one result together: one factor alone never says whether a result is reached."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.rules.viewer import Viewer
from measurement.models import Indicator, Result
from measurement.pages.cards import Card, CardKey, card_key, card_of, with_behind
from measurement.pages.held import held_marks, marked
from measurement.rules.trend import TrendWord


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """All indicators of a result as cards on one page, and what they say together."""

    heading: str
    told: list[str]
    cards: list[Card]
    waiting: list[Card]
    key: CardKey


def together_page(result: Result, viewer: Viewer) -> TogetherPage:
    """Return the indicators of a result, headline ones first: two queries, and for members one more."""
    initiative = result.record.initiative
    seen = (
        Indicator.objects.visible_to(viewer)
        .filter(result=result)
        .exclude(listing=Indicator.Listing.BENCHMARK)
    )
    rows = with_behind(seen).select_related("rollup", "record").in_order()
    cards = marked((card_of(one, initiative.url) for one in rows), held_marks(initiative, viewer))
    told = [card for card in cards if card.spark]
    courses = Counter(card.course for card in told)
    return TogetherPage(
        _heading(courses, len(told)), _told(courses), told, [c for c in cards if not c.spark], card_key()
    )


def _heading(courses: Counter[str], total: int) -> str:
    if not total:
        return _("No indicator has figures yet")
    better = courses[TrendWord.BETTER]
    return ngettext(
        "{better} of {total} indicators is getting better",
        "{better} of {total} indicators are getting better",
        better,
    ).format(better=better, total=total)


def _told(courses: Counter[str]) -> list[str]:
    words = (
        (
            TrendWord.WORSE,
            ngettext("{count} is getting worse", "{count} are getting worse", courses[TrendWord.WORSE]),
        ),
        (
            TrendWord.UNCLEAR,
            ngettext(
                "{count} shows no clear change", "{count} show no clear change", courses[TrendWord.UNCLEAR]
            ),
        ),
        (
            TrendWord.TOO_EARLY,
            ngettext(
                "for {count} it is too early to tell",
                "for {count} it is too early to tell",
                courses[TrendWord.TOO_EARLY],
            ),
        ),
    )
    return [word.format(count=courses[key]) for key, word in words if courses[key]]
