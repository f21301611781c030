"""Rows and lists: what needs somebody, data quality, tables that stack on a phone, pages, progress, empty, withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives.templatetags.ui_signs import glyph

register = template.Library()


class Stub(TypedDict):
    """What the public reads in the place of something withheld."""

    title: str
    reason: str
    ground: str
    until: date | datetime | None
    set_by: str
    agreed_by: str
    set_on: date | datetime | None
    url: str
    small: bool
    level: int


@register.inclusion_tag("components/withheld.html")
def withheld(
    title: str,
    *,
    reason: str = "",
    ground: str = "",
    until: date | datetime | None = None,
    set_by: str = "",
    agreed_by: str = "",
    set_on: date | datetime | None = None,
    url: str = "",
    small: bool = False,
    level: int = 3,
) -> Stub:
    """Show the hatched notice in place: what it is, until when, why, who decided, and where to ask for a review (`url`)."""
    return {
        "title": title,
        "reason": reason,
        "ground": ground,
        "until": until,
        "set_by": set_by,
        "agreed_by": agreed_by,
        "set_on": set_on,
        "url": url,
        "small": small,
        "level": level,
    }


@register.simple_tag
def not_shown(group: str, floor: int | None = None) -> SafeString:
    """Return the small notice for a group that is too few to show."""
    why = (
        _("Fewer than {floor} people. Not shown, to protect privacy.").format(floor=floor)
        if floor
        else _("Not shown, to protect privacy.")
    )
    return format_html('<div class="withheld small"><p><b>{}</b></p><p class="fine">{}</p></div>', group, why)


@register.simple_block_tag
def nothing_yet(
    content: SafeString, title: str, *, url: str = "", action: str = "", note: str = "", level: int = 2
) -> SafeString:
    """Return what stands where nothing is yet: what it will be, and the first step as a button."""
    button = format_html('<p class="mm"><a class="btn" href="{}">{}</a></p>', url, action) if url else ""
    below = format_html('<p class="fine ms">{}</p>', note) if note else ""
    return format_html(
        '<div class="card empty flow"><h{0} class="rec-t">{1}</h{0}><p>{2}</p>{3}{4}</div>',
        level,
        title,
        content,
        button,
        below,
    )


@register.simple_block_tag
def todo(content: SafeString, title: str, url: str, *, meta: str = "", hot: bool = False) -> SafeString:
    """Return one row of <ul class="todo">: its title, what is known (meta), and the buttons as content."""
    return format_html(
        '<li{}><div><p class="rec-t"><a href="{}">{}</a></p><p class="meta">{}</p></div><div class="acts">{}</div></li>',
        SafeString(' class="hot"' if hot else ""),
        url,
        title,
        meta,
        content,
    )


@register.simple_tag
def quality_list(rows: Iterable[Sequence[str]]) -> SafeString:
    """Return how good data is: rows of (glyph, claim, what was found), e.g. ("kept", "On time", "30 days after")."""
    items = format_html_join(
        "",
        "<li>{}<span><b>{}</b>{}</span></li>",
        ((glyph(kind), claim, found) for kind, claim, found in rows),
    )
    return format_html('<ul class="dq">{}</ul>', items)


@register.simple_block_tag
def table(content: SafeString, caption: str, *, kind: str = "stack", shown: bool = False) -> SafeString:
    """Return a table in its own scrolling region. Content: thead and tbody; cells carry data-l="heading" to stack."""
    return format_html(
        '<div class="scroll-x" tabindex="0" role="region" aria-label="{0}">'
        '<table class="table {1}"><caption{2}>{0}</caption>{3}</table></div>',
        caption,
        kind,
        SafeString("" if shown else ' class="vh"'),
        content,
    )


class Pages(TypedDict):
    """What the pager shows."""

    page: Page[object]
    earlier: str
    later: str


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page[object], param: str = "page") -> Pages:
    """Show the way to the next and the previous page of a list, keeping the filters of the address."""

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[param] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }


class Pulse(TypedDict):
    """How far a job is."""

    url: str
    done: int
    total: int
    words: str
    finished: bool


@register.inclusion_tag("components/progress.html")
def progress(url: str, *, done: int = 0, total: int = 0, words: str = "", finished: bool = False) -> Pulse:
    """Show how far a job is, in words and as a bar; `url` answers with this same fragment and is asked every 2 seconds.

    Without a script the page that contains it sends the header Refresh: 5.
    """
    return {"url": url, "done": done, "total": total, "words": words, "finished": finished}
