"""Parts of a page that need wiring: cards with headings, facts, tabs, downloads, dates, terms."""

from __future__ import annotations

from datetime import date
from typing import cast

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.templatetags.ui_signs import icon

register = template.Library()


def fresh_id(context: Context, stem: str) -> str:
    """Return an id that is used once on this page, the same at every rendering of it."""
    page = cast(
        "dict[str, dict[str, int]]", context.render_context.dicts[0]
    )  # one for a page and all it includes
    used = page.setdefault("ui_ids", {})
    used[stem] = used.get(stem, 0) + 1
    return stem if used[stem] == 1 else f"{stem}-{used[stem]}"


@register.simple_block_tag(takes_context=True)
def card(
    context: Context,
    content: SafeString,
    heading: str = "",
    *,
    id: str = "",  # noqa: A002  (the HTML attribute's name)
    level: int = 2,
    aside: str = "",
    tone: str = "",
    kind: str = "card",
) -> SafeString:
    """Return a card, or kind="panel", named by its heading. `tone`: due, outcome, focus, flush; `aside`: fine print."""
    if not heading:
        return format_html('<div class="{} {}">{}</div>', kind, tone, content)
    key = id or fresh_id(context, f"h-{slugify(heading)[:40] or 'card'}")
    small = ' class="h-s"' if level == 2 and tone != "large" else ""
    head = format_html(f"<h{level} id={{}}{small}>{{}}</h{level}>", key, heading)
    if aside:
        head = format_html(
            '<div class="section-head tight">{}<span class="fine">{}</span></div>', head, aside
        )
    return format_html(
        '<section class="{} {}" aria-labelledby="{}">{}<div class="flow ms">{}</div></section>',
        kind,
        tone,
        key,
        head,
        content,
    )


@register.simple_block_tag
def facts(content: SafeString) -> SafeString:
    """Return the strip of facts under a page's title; fill it with fact."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: SafeString, label: str, *, big: bool = False, note: str = "") -> SafeString:
    """Return one fact: its label, the content large or not, and a note below."""
    small = format_html("<small>{}</small>", note) if note else SafeString("")
    if big:
        below = format_html("<dd>{}</dd>", small) if small else SafeString("")
        return format_html('<div><dt>{}</dt><dd class="big">{}</dd>{}</div>', label, content, below)
    return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", label, content, small)


@register.simple_tag
def tag(word: str, tone: str = "", sign: str = "") -> SafeString:
    """Return a small label: tone good, bad, wait, brand or none; `sign` is the name of an icon."""
    return format_html('<span class="tag {}">{}{}</span>', tone, icon(sign) if sign else "", word)


@register.simple_block_tag
def tabs(content: SafeString, label: str) -> SafeString:
    """Return a row of links to views of the same thing; fill it with tab."""
    return format_html('<div class="tabs" role="group" aria-label="{}">{}</div>', label, content)


@register.simple_tag
def tab(label: str, url: str, current: object = False) -> SafeString:
    """Return one of the views; `current` marks the one that is shown."""
    here = SafeString(' aria-current="true"' if current else "")
    return format_html('<a href="{}"{}>{}</a>', url, here, label)


@register.simple_tag
def crumbs(*pairs: str) -> SafeString:
    """Return the way here: label, url, label, url … and last the label of this page."""
    steps = list(zip(pairs[0::2], pairs[1::2], strict=False))
    links = format_html_join("", '<li><a href="{1}">{0}</a></li>', steps)
    last = format_html('<li aria-current="page">{}</li>', pairs[-1]) if len(pairs) % 2 else ""
    return format_html(
        '<nav aria-label="{}"><ol class="crumb">{}{}</ol></nav>', _("You are here"), links, last
    )


@register.simple_tag
def download(url: str, label: str) -> SafeString:
    """Return a small button that fetches a file."""
    return format_html('<a class="btn ghost small" href="{}">{} {}</a>', url, icon("down"), label)


@register.simple_tag
def day_block(value: date) -> SafeString:
    """Return a date as a leaf of a calendar: month, day, weekday."""
    return format_html(
        '<time class="date" datetime="{}"><span>{}</span><b>{}</b><i>{}</i></time>',
        value.isoformat(),
        date_format(value, "M"),
        value.day,
        date_format(value, "D"),
    )


@register.simple_tag(takes_context=True)
def term(context: Context, word: str, meaning: str, url: str = "") -> SafeString:
    """Return a shared word; a press shows what we agreed it means. Works by keyboard and without a script."""
    key = fresh_id(context, f"term-{slugify(word) or 'word'}")
    more = format_html(' <a href="{}">{}</a>', url, _("All shared words")) if url else ""
    return format_html(
        '<button type="button" class="term" popovertarget="{0}">{1}</button>'
        '<span class="term-box" id="{0}" popover role="note"><b>{1}:</b> {2}{3}</span>',
        key,
        word,
        meaning,
        more,
    )
