"""Events in words: the sentence of the catalogue with the names, the record and the facts filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Event
from initiatives.models.people import ROLE_NAMES
from initiatives.rules.events import EventKind, catalogue
from initiatives.rules.ledger import Json
from initiatives.rules.roles import Role


class _Words(dict[str, str]):
    """What fills a sentence; a fact that an old event lacks becomes a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def tell(event: Event) -> SafeString:
    """Return what happened as one sentence of HTML. The event's record must be one that the reader sees.

    An event of a kind that nobody declares any more is told by its key.
    """
    declared = catalogue.kinds.get(event.kind)
    if declared is None:
        return escape(event.kind)
    words = _Words({name: escape(_plain(name, value)) for name, value in event.facts.items()})
    words["who"] = escape(event.actor.shown_name if event.actor else _("Somebody"))
    words["what"] = _linked(event)
    # The sentence is ours, and everything that goes into it is escaped.
    return mark_safe(escape(_sentence(declared, event)).format_map(words))  # noqa: S308


def _sentence(declared: EventKind, event: Event) -> str:
    number = event.facts.get(declared.number)
    many = len(number) if isinstance(number, list) else number
    if declared.for_none and many == 0:
        return _(declared.for_none)
    if not declared.for_one:
        return _(declared.sentence)
    return ngettext(declared.for_one, declared.sentence, many if isinstance(many, int) else 2)


def _linked(event: Event) -> SafeString:
    if event.record is None:
        return escape(event.initiative.name)
    return format_html('<a href="{}">{}</a>', event.record.url, event.record.shown_title)


def _plain(name: str, value: Json) -> str:
    if name == "role" and value in set(Role):
        return str(ROLE_NAMES[Role(str(value))])
    if isinstance(value, str):
        return _day(value) or value
    if isinstance(value, Mapping | list):
        return str(len(value))
    return str(value)


def _day(value: str) -> str:
    """Return an ISO day or instant as a day in words; nothing if it is neither."""
    if len(value) < len("2026-01-01") or value[4:5] != "-":
        return ""
    try:
        moment: date = datetime.fromisoformat(value)
    except ValueError:
        return ""
    return date_format(moment, "DATE_FORMAT")
