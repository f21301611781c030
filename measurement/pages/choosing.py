"""The pages of choosing: all indicators with what raters think of them, and the data development agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.rules.viewer import Viewer
from measurement.models import DataDevelopmentItem, Indicator, PowerRating
from measurement.rules.choosing import Headlines, Place, Power, Question, Tally, headlines, together


@dataclass(frozen=True, slots=True)
class Said:
    """How one question was answered: the middle answer, all answers as words, and whether raters are far apart."""

    question: str
    middle: str
    counts: str
    is_split: bool


@dataclass(frozen=True, slots=True)
class Dissent:
    """Somebody who sees it otherwise."""

    name: str
    answers: str
    words: str


@dataclass(frozen=True, slots=True)
class ChoosingRow:
    """One indicator with its ratings."""

    indicator: Indicator
    raters: str
    said: list[Said]
    place: str
    differs: bool
    dissents: list[Dissent]
    words: list[Dissent]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """All indicators with their ratings, and whether there are three to five headline ones."""

    heading: str
    advice: str
    is_well: bool
    rows: list[ChoosingRow]


def choosing_page(viewer: Viewer) -> ChoosingPage:
    """Return all indicators that this viewer sees, with every rating: two queries."""
    seen = Indicator.objects.visible_to(viewer).of_populations().exclude(listing=Indicator.Listing.BENCHMARK)
    indicators = seen.select_related("record__initiative").in_order()
    rows: dict[int, list[PowerRating]] = {}
    found = PowerRating.objects.filter(indicator__in=[one.pk for one in indicators])
    for rating in found.select_related("rater").order_by("rated_at", "pk"):
        rows.setdefault(rating.indicator_id, []).append(rating)
    count = sum(one.listing == Indicator.Listing.HEADLINE for one in indicators)
    return ChoosingPage(
        heading=ngettext("{count} headline indicator", "{count} headline indicators", count).format(
            count=count
        ),
        advice=_advice(headlines(count)),
        is_well=headlines(count) is Headlines.RIGHT,
        rows=[_row(one, rows.get(one.pk, []), viewer) for one in indicators],
    )


class WantedRow(NamedTuple):
    """A wanted figure, and how late it is in words; nothing where it is in time or ended."""

    item: DataDevelopmentItem
    late: str


@dataclass(frozen=True, slots=True)
class WantedPage:
    """The data development agenda: what is open, what has come, what was given up."""

    open: list[WantedRow]
    ended: list[WantedRow]


def wanted_page(viewer: Viewer, today: date) -> WantedPage:
    """Return the data development agenda, what is due first; one query."""
    seen = DataDevelopmentItem.objects.visible_to(viewer).select_related(
        "record__initiative",
        "indicator__record__initiative",
        "owner__organization",
        "owner__record__initiative",
    )
    items = sorted(seen, key=lambda one: (one.due is None, one.due or date.max, one.pk))
    ended = [WantedRow(one, "") for one in items if one.state in DataDevelopmentItem.ENDED]
    open_ = [
        WantedRow(one, _days_late(one.due, today))
        for one in items
        if one.state not in DataDevelopmentItem.ENDED
    ]
    return WantedPage(open_, ended)


def _days_late(due: date | None, today: date) -> str:
    days = (today - due).days if due else 0
    return ngettext("{days} day late", "{days} days late", days).format(days=days) if days > 0 else ""


def _raters(count: int) -> str:
    if not count:
        return _("Nobody has rated it yet")
    return ngettext("{count} person rated it", "{count} people rated it", count).format(count=count)


def _row(indicator: Indicator, ratings: Sequence[PowerRating], viewer: Viewer) -> ChoosingRow:
    found = together([one.rating for one in ratings])
    dissents = [_dissent(ratings[at]) for at in found.dissents]
    return ChoosingRow(
        indicator=indicator,
        raters=_raters(found.raters),
        said=[_said(tally) for tally in found.tallies],
        place=_place(found.place),
        differs=found.place is not Place.NOT_RATED and found.place.value != indicator.listing,
        dissents=dissents,
        words=[_dissent(one) for at, one in enumerate(ratings) if one.words and at not in found.dissents],
        is_mine=any(one.rater_id == viewer.person_id for one in ratings),
    )


def _said(tally: Tally) -> Said:
    names = {Power.HIGH: _("high"), Power.MEDIUM: _("medium"), Power.LOW: _("low")}
    asked = {
        Question.COMMUNICATION: _("Speaks to people"),
        Question.PROXY: _("Stands for the result"),
        Question.DATA: _("Good data"),
    }
    counts = ", ".join(f"{count} {names[power]}" for power, count in tally.counts.items() if count)
    return Said(asked[tally.question], names[tally.middle].capitalize(), counts, tally.is_split)


def _dissent(rating: PowerRating) -> Dissent:
    answers = " · ".join(
        str(PowerRating.Power(getattr(rating, question.value)).label) for question in Question
    )
    return Dissent(rating.rater.shown_name, answers, rating.words)


def _place(place: Place) -> str:
    return {
        Place.HEADLINE: _("Headline"),
        Place.SECONDARY: _("Secondary"),
        Place.DATA_DEVELOPMENT: _("Data development agenda"),
        Place.NOT_RATED: _("Not rated yet"),
    }[place]


def _advice(word: Headlines) -> str:
    return {
        Headlines.FEW: _("Three to five are right: fewer do not show the result from enough sides."),
        Headlines.RIGHT: _("Three to five are right: people can keep them in mind."),
        Headlines.MANY: _("Three to five are right: more than five and nobody remembers any."),
    }[word]
