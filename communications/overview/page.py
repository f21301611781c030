"""Puts the overview together: four journeys to the database, however many indicators there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.focus import Focus, focus_in, focus_rows
from communications.models import Meeting
from communications.overview.around import (
    MEMBERS,
    NEXT_MEETING,
    VOTES,
    Coming,
    Masthead,
    Partners,
    masthead_of,
    next_round,
    partners_told,
)
from communications.overview.decided import QUESTIONS, ROUNDS, SETTLED, Decision, decisions_of
from communications.overview.outputs import CHANGED, LOGGED, MONEY, Outputs, outputs_of
from communications.overview.promises import BANNERS, HOW_KEPT, FarTooLate, Kept, far_too_late, how_kept
from communications.overview.story import Headline, Move, moves_of, story_of
from initiatives import clock
from initiatives.access import Answers, Asked, Prepared, at_once
from initiatives.models import Campaign, CommonAgenda, Initiative
from initiatives.rules.viewer import Viewer
from measurement.models import Indicator
from measurement.pages.cards import CardKey, CardRow, card_from, card_key, card_rows
from measurement.pages.held import held_marks, marked

SIGNS = Prepared[tuple[Any, ...]](
    lambda asked: card_rows(
        Indicator.objects.visible_to(asked.viewer).on_overview().order_by("position", "pk")
    )
)
FOCUS = Prepared[Campaign](lambda asked: focus_rows(asked.viewer, asked.day))
AGREED = Prepared[CommonAgenda](
    lambda asked: CommonAgenda.objects.visible_to(asked.viewer).ratified().only("vision")[:1]
)


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything on the overview."""

    title: str
    masthead: Masthead
    headline: Headline | None
    moves: list[Move]
    cards_heading: str
    cards: SafeString
    key: CardKey
    gap: SafeString | str
    decisions: list[Decision]
    coming: Coming | None
    meeting: Meeting | None
    partners: Partners | None
    kept: Kept | None
    outputs: Outputs | None
    too_late: list[FarTooLate]
    focus: Focus | None
    has_indicators: bool
    add_url: str


def overview_page(initiative: Initiative, viewer: Viewer) -> OverviewPage:
    """Return the overview as this viewer sees it."""
    asked = Asked(viewer, clock.today(initiative.zone))
    answers = at_once(
        asked,
        SIGNS,
        AGREED,
        QUESTIONS,
        SETTLED,
        ROUNDS,
        NEXT_MEETING,
        MEMBERS,
        VOTES,
        HOW_KEPT,
        BANNERS,
        FOCUS,
        LOGGED,
        MONEY,
        CHANGED,
    )
    rows = _rows(answers)
    first = next((row for row in rows if row.has_figures), None)
    story = story_of(first.pk, asked, initiative.url) if first else None
    cards = marked((card_from(row, initiative.url) for row in rows), held_marks(initiative, viewer))
    rounds = answers.rows(ROUNDS)
    agenda = answers.first(AGREED)
    count, partners = partners_told(initiative, answers)
    return OverviewPage(
        title=_("How it is going"),
        masthead=masthead_of(initiative, agenda, count, story.population if story else None),
        headline=story.headline if story else None,
        moves=moves_of(cards),
        cards_heading=_heading(len(cards)),
        cards=SafeString("\n".join(card.html for card in cards)),
        key=card_key(),
        gap=story.gap if story else "",
        decisions=decisions_of(answers),
        coming=next_round(initiative, rounds),
        meeting=answers.first(NEXT_MEETING),
        partners=partners,
        kept=how_kept(answers),
        outputs=outputs_of(answers),
        too_late=far_too_late(answers, asked),
        focus=focus_in(answers.rows(FOCUS), asked.day),
        has_indicators=bool(rows),
        add_url=f"{initiative.url}results/add/",
    )


def _rows(answers: Answers) -> list[CardRow]:
    """Headline ones first, and of each no more than its card says."""
    rows = [CardRow._make(row) for row in answers.rows(SIGNS)]
    return sorted(rows, key=lambda row: row.listing != Indicator.Listing.HEADLINE)


def _heading(count: int) -> str:
    return ngettext(
        "One indicator that we watch together", "{count} indicators that we watch together", count
    ).format(count=count)
