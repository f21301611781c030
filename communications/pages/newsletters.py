"""The blocks of a newsletter, read from live records as the public sees them, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from communications.models import Meeting, Newsletter, Update
from communications.overview import latest_decisions
from initiatives.models import Initiative, Person, local
from initiatives.rules.language import has_words
from initiatives.rules.viewer import Viewer, visitor
from measurement.models import Indicator
from measurement.pages.cards import Card, CardRow, card_from, card_rows
from measurement.wording import day_words

MOST = 6
Json = dict[str, object]
Line = dict[str, str]
Block = Newsletter.Block


@dataclass(frozen=True, slots=True)
class Missing:
    """A language in which something is not written, what that is, and how many readers get the first language instead."""

    language: str
    texts: list[str]
    readers: int


def blocks_in(newsletter: Newsletter, initiative: Initiative, language: str) -> list[Json]:
    """Return the chosen blocks in one language: each with its title and its lines (text, note, address)."""
    with override(language):
        viewer = visitor(initiative.pk)
        read = [(Block(kind), READ[Block(kind)](initiative, viewer)) for kind in newsletter.blocks]
        return [{"title": _title(kind), "lines": lines} for kind, lines in read if lines]


def missing_in(newsletter: Newsletter, initiative: Initiative, readers: Counter[str]) -> list[Missing]:
    """Return what is not there in each other language of the initiative."""
    texts = {_("Title"): newsletter.record.title, _("Words"): newsletter.words}
    found = []
    for language in initiative.languages[1:]:
        lacking = [
            str(name) for name, text in texts.items() if not has_words({language: text.get(language, "")})
        ]
        if lacking:
            found.append(Missing(language, lacking, readers[language]))
    return found


def languages_of(people: list[Person], initiative: Initiative) -> Counter[str]:
    """Return how many people read which language of the initiative."""
    return Counter(
        one.language if one.language in initiative.languages else initiative.language for one in people
    )


def _title(kind: Newsletter.Block) -> str:
    return {
        Block.FIGURES: _("Where we stand"),
        Block.DECISIONS: _("What was decided"),
        Block.MEETINGS: _("What comes next"),
        Block.UPDATES: _("What is new"),
    }[kind]


def _figures(initiative: Initiative, viewer: Viewer) -> list[Line]:
    rows = card_rows(Indicator.objects.visible_to(viewer).on_overview().order_by("position", "pk"))
    cards = [card_from(CardRow._make(row), initiative.url) for row in rows[:MOST]]
    return [
        {
            "text": card.name,
            "note": _note(card),
            "url": card.url,
        }
        for card in cards
        if card.value
    ]


def _note(card: Card) -> str:
    """Say the figure, its course, its target and its gap: as the card on the overview does, in words alone."""
    signs = strip_tags(card.signs.replace("</span>", ". "))
    return f"{card.value}\u00a0{card.unit}. {signs}{card.change}"


def _decisions(_initiative: Initiative, viewer: Viewer) -> list[Line]:
    rows = latest_decisions(viewer)
    return [{"text": local(one.question), "note": f"{one.told} {one.when}", "url": one.url} for one in rows]


def _meetings(initiative: Initiative, viewer: Viewer) -> list[Line]:
    rows = Meeting.objects.visible_to(viewer).coming().select_related("record__initiative", "body")[:MOST]
    return [
        {"text": local(one.title), "note": f"{day_words(one.local_start)}, {one.body}", "url": one.record.url}
        for one in rows
    ]


def _updates(initiative: Initiative, viewer: Viewer) -> list[Line]:
    rows = Update.objects.visible_to(viewer).select_related("record__initiative")[:MOST]
    return [
        {
            "text": one.record.shown_title,
            "note": day_words(initiative.local_time(one.record.published_at))
            if one.record.published_at
            else "",
            "url": one.record.url,
        }
        for one in rows
    ]


READ: dict[Newsletter.Block, Callable[[Initiative, Viewer], list[Line]]] = {
    Block.FIGURES: _figures,
    Block.DECISIONS: _decisions,
    Block.MEETINGS: _meetings,
    Block.UPDATES: _updates,
}
