"""The card of an indicator: name, figure, spark, direction, target, change and grade, from one stored row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts import screen
from charts.glyphs import GLYPHS
from charts.legend import Sample
from initiatives.models import Category, local
from measurement.models import Indicator
from measurement.models.indicators import IndicatorQuerySet
from measurement.pictures import draw_spark, points_of_line, sample
from measurement.rules.disaggregation import GapVerdict, NoGap
from measurement.rules.reading import READING_VERSION
from measurement.scoring import card_anew
from measurement.sentences import change_note, no_gap_short
from measurement.wording import Sign, Voice, direction_sign, gap_sign, grade_word, month_words, target_sign

REMEMBERED = 2048 if settings.REMEMBERED_BYTES else 0  # cards of one web worker, about 5 kB each
A_MONTH = 0.1  # of a year, with room for what is lost in counting
_TEXTS = {"said": "name", "whom": "unit_label", "card": "rollup__card"}
_COLUMNS = ("pk", "slug", "listing", "unit", "multiplier", "decimals", "said", "whom", "card")


class CardRow(NamedTuple):
    """All that a card is made from, as the database gives it: texts and figures stay JSON until a card is made."""

    pk: int
    slug: str
    listing: str
    unit: str
    multiplier: int
    decimals: int
    name: str
    of_whom: str
    stored: str | None
    behind: str | None
    version: int | None

    @property
    def has_figures(self) -> bool:
        """Whether anything is published yet."""
        return self.stored not in (None, "{}")


@dataclass(frozen=True, slots=True)
class Card:
    """A card, finished, and what it is made of; `course` and `listing` are keys to sort it by."""

    name: str
    url: str
    value: str
    unit: str
    spark: SafeString
    signs: SafeString
    change: str
    course: str
    glyph: str
    listing: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class CardKey:
    """How the small pictures are read."""

    line: SafeString
    target: SafeString


def card_key() -> CardKey:
    """Return the key of the cards."""
    return CardKey(sample(Sample.LINE), sample(Sample.TARGET))


def card_rows(indicators: IndicatorQuerySet) -> QuerySet[Any, Any]:
    """Let a question read of each indicator no more than its card says; `CardRow._make` takes its rows."""
    texts = {name: Cast(column, TextField()) for name, column in _TEXTS.items()}
    rows = with_behind(indicators).annotate(**texts)
    return rows.values_list(*_COLUMNS, "behind_name", "rollup__card__version")


def with_behind(indicators: IndicatorQuerySet) -> IndicatorQuerySet:
    """Let a question also read what the group is called today that is furthest behind: no card is without it."""
    key = Cast(KeyTextTransform("behind", "rollup__card"), BigIntegerField())
    name = Category.objects.filter(pk=OuterRef("behind_key")).annotate(text=Cast("name", TextField()))
    return indicators.annotate(behind_key=key).annotate(behind_name=Subquery(name.values("text")[:1]))


def card_of(indicator: Indicator, base: str) -> Card:
    """Return the card of an indicator whose roll-up is loaded; `base` is the initiative's address.

    It was asked for by `with_behind`, or has no groups.
    """
    stored: dict[str, Any] = indicator.rollup.card if hasattr(indicator, "rollup") else {}
    of_it = [getattr(indicator, name) for name in _COLUMNS[: -len(_TEXTS)]]
    written = [json.dumps(one) for one in (indicator.name, indicator.unit_label, stored)]
    behind = getattr(indicator, "behind_name", None)
    return card_from(CardRow._make([*of_it, *written, behind, stored.get("version")]), base)


def card_from(row: CardRow, base: str) -> Card:
    """Return a card from its row; made from the figures themselves where other rules stored the row."""
    if row.has_figures and row.version != READING_VERSION:
        anew = card_anew(row.pk)
        row = row._replace(stored=json.dumps(anew), behind=_name_of(anew["behind"]))
    return _card(row, base, get_language() or "")


# A card is nothing but what it is made from, so one that was made before is right for ever: it is remembered by all
# that it is made from, and never by an id alone.
@lru_cache(maxsize=REMEMBERED)
def _card(row: CardRow, base: str, language: str) -> Card:
    name, url = local(json.loads(row.name)), f"{base}results/{row.slug}/"
    if not row.has_figures:
        return _waiting(row, name, url)
    stored = _in_words(json.loads(row.stored or ""))
    voice = Voice(row.unit, row.multiplier, row.decimals, local(json.loads(row.of_whom)))
    now, before = Decimal(stored["now"][1]), stored["before"]
    course = direction_sign(stored["course"], rising=stored["rising"] is not False)
    said = change_note(now, Decimal(before[1]), before[0], voice) if before else _alone(stored)
    value, unit, spark = stored["now"][2] + voice.bare(now), voice.sign, _spark(name, stored, voice)
    gap, behind = _gap(stored, row.listing), _behind(stored, row.behind, voice)
    is_ours = row.listing != Indicator.Listing.BENCHMARK or stored["promise"]
    target = [_target(stored["promise"], voice)] if is_ours else []  # elsewhere nobody waits for our target
    sign = signs(course, *target, *gap) + behind
    html = _article(name, url, _shown(stored, value, unit, spark), sign, said, grade_word(stored["grade"]))
    return Card(name, url, value, unit, spark, sign, said, stored["course"], course.glyph, row.listing, html)


def _in_words(stored: dict[str, Any]) -> dict[str, Any]:
    """Name months as one says them, where figures come every month."""
    if stored["step"] > A_MONTH:
        return stored
    line = [[at, month_words(label), *rest] for at, label, *rest in stored["line"]]
    now, before, promise = stored["now"], stored["before"], stored["promise"]
    return {
        **stored,
        "line": line,
        "now": [month_words(now[0]), *now[1:]],
        "before": before and [month_words(before[0]), *before[1:]],
        "promise": promise and [*promise[:2], month_words(promise[2])],
    }


def _alone(stored: dict[str, Any]) -> str:
    """Say of a figure that nothing is compared with why: it is the first, or only a bound is known."""
    period, _value, sign = stored["now"]
    form = _("Only a bound is known for {period}") if sign else _("First figure: {period}")
    return form.format(period=period)


def _name_of(category: int | None) -> str | None:
    """Return what a group is called, as it is stored."""
    if category is None:
        return None
    return json.dumps(Category.objects.values_list("name", flat=True).get(pk=category))


def _waiting(row: CardRow, name: str, url: str) -> Card:
    wanted = row.listing == Indicator.Listing.DATA_DEVELOPMENT
    word = _("Data wanted") if wanted else _("No figures yet")
    note = _("Nobody measures this yet. We want to.") if wanted else _("The first figures are still to come.")
    shown, sign, nothing = f'<p class="quiet">{escape(note)}</p>', signs(Sign("draft", word)), SafeString("")
    html = _article(name, url, shown, sign, "", "")
    return Card(name, url, "", "", nothing, sign, "", "", "draft", row.listing, html)


def _article(name: str, url: str, shown: str, sign: str, said: str, grade: str) -> SafeString:
    """Put a card together: name, what is shown, signs, and the small line. `shown` and `sign` are HTML."""
    small = f'<p class="fine"><span>{escape(said)}</span><span>{escape(grade)}</span></p>' if said else ""
    return SafeString(
        f'<article class="card measure"><h3><a href="{escape(url)}">{escape(name)}</a></h3>{shown}'
        f'<div class="sts">{sign}</div>{small}</article>'
    )


def _gap(stored: dict[str, Any], listing: str) -> list[Sign]:
    """Return what became of the gap: none of our own indicators stands without it, or the reason why there is none."""
    verdict = stored["gap_verdict"]
    if not verdict:
        is_watched = listing in (Indicator.Listing.HEADLINE, Indicator.Listing.SECONDARY)
        return [Sign("notarget", no_gap_short(NoGap(stored["no_gap"])))] if is_watched else []
    return [Sign("caution", _("Gap: mixed")) if verdict == GapVerdict.MIXED else gap_sign(verdict)]


def _behind(stored: dict[str, Any], name: str | None, voice: Voice) -> SafeString:
    """Say which group is furthest behind, and how far: no figure stands without it."""
    if not name or stored["gap"] is None:
        return SafeString("")
    said = _("Furthest behind: {group}, by {far}").format(
        group=local(json.loads(name)), far=voice.difference(Decimal(stored["gap"]))
    )
    return SafeString(f'<span class="who">{escape(said)}</span>')


def _shown(stored: dict[str, Any], value: str, unit: str, spark: str) -> str:
    """Return the figure and its small picture, with the first and the last period below it: its time axis."""
    first, last = stored["line"][0][1], stored["line"][-1][1]
    small = f"<small>{escape(unit)}</small>" if unit else ""
    return (
        f'<div class="now"><span class="big">{escape(value)}{small}</span><div>{spark}'
        f'<span class="axis-of"><span>{escape(first) if first != last else ""}</span>'
        f"<span>{escape(last)}</span></span></div></div>"
    )


def signs(*found: Sign) -> SafeString:
    """Return signs one below the other."""
    return SafeString("".join(sign_html(one) for one in found))


def sign_html(sign: Sign) -> SafeString:
    """Return a sign: shape and word."""
    tone = f"st {sign.tone or GLYPHS[sign.glyph].tone}".strip()
    return SafeString(f'<span class="{tone}">{screen.glyph(sign.glyph)}{escape(sign.word)}</span>')


def _spark(name: str, stored: dict[str, Any], voice: Voice) -> SafeString:
    line = points_of_line(stored["line"])
    target = Decimal(stored["promise"][1]) if stored["promise"] else None
    return draw_spark(name, line, voice, target=target, step=stored["step"], breaks=stored["walls"])


def _target(promise: list[str] | None, voice: Voice) -> Sign:
    if not promise:
        return target_sign("")
    standing, value, due = promise
    return target_sign(standing, goal=voice.figure(Decimal(value)), due=due)
