"""The card of an indicator: name, figure, spark, direction, target, change and grade, from one stored row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts import screen
from charts.glyphs import GLYPHS
from charts.legend import Sample
from initiatives.models import local
from measurement.models import Indicator
from measurement.pictures import draw_spark, sample
from measurement.sentences import change_note
from measurement.wording import Sign, Voice, direction_sign, grade_word, target_sign, voice_of

REMEMBERED = 2048  # cards of one web worker, about 4 kB each


@dataclass(frozen=True, slots=True)
class Card:
    """A card in words; `course` and `listing` are keys to sort it by."""

    name: str
    url: str
    value: str
    unit: str
    spark: SafeString
    signs: SafeString
    change: str
    grade: str
    course: str
    glyph: str
    listing: str
    waiting: str


@dataclass(frozen=True, slots=True)
class CardKey:
    """How the small pictures are read."""

    line: SafeString
    target: SafeString


def card_key() -> CardKey:
    """Return the key of the cards."""
    return CardKey(sample(Sample.LINE), sample(Sample.TARGET))


def card_of(indicator: Indicator, base: str) -> Card:
    """Return the card of an indicator whose roll-up is loaded; `base` is the initiative's address."""
    stored: dict[str, Any] = indicator.rollup.card if hasattr(indicator, "rollup") else {}
    name, url = local(indicator.name), f"{base}results/{indicator.slug}/"
    if not stored:
        return _waiting(indicator, name, url)
    voice, language = voice_of(indicator), get_language() or ""
    return _told(json.dumps(stored), name, url, voice, indicator.listing, language)


def drawn(card: Card) -> SafeString:
    """Return a card as HTML."""
    return _drawn(card, get_language() or "")


# A card is nothing but what it is made from, so one that was made before is right for ever: it is remembered by all
# that it is made from, and never by an id.
@lru_cache(maxsize=REMEMBERED)
def _told(written: str, name: str, url: str, voice: Voice, listing: str, language: str) -> Card:
    stored: dict[str, Any] = json.loads(written)
    now, before = Decimal(stored["now"][1]), stored["before"]
    change = now - Decimal(before[1]) if before else Decimal(0)
    course = direction_sign(stored["course"], rising=change >= 0)
    return Card(
        name=name,
        url=url,
        value=voice.bare(now),
        unit=voice.sign,
        spark=_spark(name, stored, voice),
        signs=signs(course, _target(stored["promise"], voice)),
        change=change_note(now, Decimal(before[1]), before[0], voice)
        if before
        else _("First figure: {period}").format(period=stored["now"][0]),
        grade=grade_word(stored["grade"]),
        course=stored["course"],
        glyph=course.glyph,
        listing=listing,
        waiting="",
    )


@lru_cache(maxsize=REMEMBERED)
def _drawn(card: Card, language: str) -> SafeString:
    return render_to_string("measurement/_card.html", {"card": card})


def signs(*found: Sign) -> SafeString:
    """Return signs one below the other."""
    return SafeString("".join(sign_html(one) for one in found))


def sign_html(sign: Sign) -> SafeString:
    """Return a sign: shape and word."""
    tone = sign.tone or GLYPHS[sign.glyph].tone
    return format_html(
        '<span class="{}">{}{}</span>', f"st {tone}".strip(), SafeString(screen.glyph(sign.glyph)), sign.word
    )


def _waiting(indicator: Indicator, name: str, url: str) -> Card:
    wanted = indicator.listing == Indicator.Listing.DATA_DEVELOPMENT
    word = _("Data wanted") if wanted else _("No figures yet")
    note = _("Nobody measures this yet. We want to.") if wanted else _("The first figures are still to come.")
    nothing = SafeString("")
    return Card(
        name, url, "", "", nothing, signs(Sign("draft", word)), "", "", "", "draft", indicator.listing, note
    )


def _spark(name: str, stored: dict[str, Any], voice: Voice) -> SafeString:
    line = ((at, label, None if value is None else Decimal(value)) for at, label, value in stored["line"])
    target = Decimal(stored["promise"][1]) if stored["promise"] else None
    return draw_spark(name, line, voice, target=target, step=stored["step"])


def _target(promise: list[str] | None, voice: Voice) -> Sign:
    if not promise:
        return target_sign("")
    standing, value, due = promise
    return target_sign(standing, goal=voice.figure(Decimal(value)), due=due)
