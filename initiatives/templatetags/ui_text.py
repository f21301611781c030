"""Words, numbers and dates as people read them: public texts by language, 1,840, 14 October 2026."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts.numbers import rounded
from initiatives.kinds import KIND_NAMES
from initiatives.models.localized import own_name
from initiatives.rules.language import Said, out_of_date, say

Texts = Mapping[str, str] | str | None

SIGNS = {"USD": "$", "CAD": "CA$", "MXN": "MX$", "EUR": "€", "GBP": "£"}
"""How each currency is written before a sum."""

register = template.Library()
register.filter(own_name)


def _said(texts: Texts) -> Said:
    reader = get_language() or "en"
    return say(texts, reader) if isinstance(texts, Mapping) else Said(str(texts or ""), reader)


def _is_foreign(language: str) -> bool:
    return language[:2] != (get_language() or "en")[:2]


@register.filter
def text(texts: Texts) -> str:
    """Return a {language: text} in the reader's language, else in the first it has. Plain, for titles and attributes."""
    return _said(texts).text


@register.filter
def words(texts: Texts) -> SafeString:
    """Return the same as `text`, marked with its language where that is not the page's."""
    said = _said(texts)
    if not _is_foreign(said.language):
        return format_html("{}", said.text)
    return format_html('<span lang="{}">{}</span>', said.language, said.text)


def older_note(texts: Texts) -> SafeString:
    """Return a line that says that what the reader gets is a translation older than its original; nothing else."""
    if not isinstance(texts, Mapping) or _said(texts).language not in out_of_date(texts):
        return SafeString("")
    return format_html('<p class="fine older">{}</p>', _("This translation is older than the original."))


@register.simple_tag
def localized(texts: Texts) -> Said:
    """Return text and language, for elements that carry the lang attribute themselves."""
    return _said(texts)


@register.filter
def number(value: Decimal | float | int | str | None, decimals: int | None = None) -> str:
    """Return a number with thousands separators; Decimals keep no needless zeros. Nothing for None."""
    if value is None or value == "":
        return ""
    amount = Decimal(str(value))
    if decimals is None:
        amount = amount.normalize() if amount != amount.to_integral() else amount.to_integral()
    else:
        amount = rounded(amount, decimals)
    shown = formats.number_format(f"{amount:f}", decimals, use_l10n=True, force_grouping=True)
    return shown.replace("-", "−", 1)


@register.filter
def money(value: Decimal | float | int | str | None, currency: str = "") -> str:
    """Return a sum as $4,800 or €12.50, in the currency of the initiative. Nothing for None."""
    if value is None or value == "":
        return ""
    amount = Decimal(str(value))
    shown = number(amount, 0 if amount == amount.to_integral() else 2)
    return _("{sign}{amount}").format(sign=SIGNS.get(currency, currency), amount=shown)


@register.filter(expects_localtime=True)
def day(value: date | datetime | str | None) -> str:
    """Return a date as 14 October 2026, in the reader's language; what was frozen as data keeps its day as ISO text."""
    value = date.fromisoformat(value) if value and isinstance(value, str) else value
    return formats.date_format(_local(value), _("j F Y")) if value else ""


@register.filter(expects_localtime=True)
def short_day(value: date | datetime | None) -> str:
    """Return a date as 14 Oct, where the year is plain from the page."""
    return formats.date_format(_local(value), _("j M")) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Return an instant as 14 October 2026, 5:30 pm, with the zone of the page."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return _("{day}, {time} {zone}").format(day=day(local), time=clock_time(local), zone=local.tzname())


@register.filter
def clock_time(value: datetime | None) -> str:
    """Return the time of day, 5:30 pm or 17:30."""
    if not value:
        return ""
    return (
        formats.date_format(timezone.localtime(value), _("g:i a")).replace("a.m.", "am").replace("p.m.", "pm")
    )


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def kind_name(kind: str) -> str:
    """Return the word for a kind of record: membership → Partner."""
    return str(KIND_NAMES.get(kind, kind))
