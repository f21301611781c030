"""What all agreed, on the page: shared words that explain themselves, marked changes, and panels of upper floors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives.agreed import as_list, principles_told
from initiatives.models import CommonAgenda, Record
from initiatives.panel_registry import Filling, fillings
from initiatives.rules.diff import Change, Run, after_side, before_side
from initiatives.rules.prose import blocks
from initiatives.rules.viewer import Viewer
from initiatives.rules.vocabulary import Piece
from initiatives.templatetags.ui_parts import term
from initiatives.templatetags.ui_text import Texts, older_note
from initiatives.templatetags.ui_text import text as plain
from initiatives.vocabulary import Vocabulary, vocabulary_of

SIDES = {"before": before_side, "after": after_side}
_DASH = re.compile(r"^[-–*] ", re.MULTILINE)

register = template.Library()


@register.simple_tag(takes_context=True)
def with_terms(context: Context, texts: Texts, *, inline: bool = False) -> SafeString:
    """Return a public text as paragraphs and lists, each shared word explaining itself where it first stands.

    inline=True: for a text inside a sentence or a heading's neighbour, without paragraphs.
    """
    known = _known(context)
    if inline:
        return _cut(context, known, plain(texts))
    parts = [
        _list(context, known, block.lines)
        if block.is_list
        else format_html("<p>{}</p>", _cut(context, known, block.lines[0]))
        for block in blocks(plain(texts))
    ]
    return format_html_join("", "{}", ((part,) for part in [*parts, older_note(texts)]))


@register.simple_tag(takes_context=True)
def principles_of(context: Context, agenda: CommonAgenda) -> dict[str, str]:
    """Return the principles of one version of the agenda as a public text, those that the reader may see."""
    return as_list(principles_told(agenda, context["viewer"]))


@register.simple_tag(takes_context=True)
def explained(context: Context, sentence: str) -> SafeString:
    """Return a sentence of the page in which each shared word explains itself where it first stands."""
    return _cut(context, _known(context), sentence)


@register.filter
def paragraphs(texts: Texts) -> SafeString:
    """Return a text as paragraphs and lists, without explaining words."""
    parts = [_block(block.is_list, block.lines) for block in blocks(plain(texts))]
    return format_html_join("", "{}", ((part,) for part in [*parts, older_note(texts)]))


@register.simple_tag
def marked(runs: Iterable[Run], side: str = "") -> SafeString:
    """Return a text with what was removed struck out and what was added underlined; both are also said aloud.

    side="before" or "after" shows one of the two texts alone, with its own marks.
    """
    shown = SIDES[side](tuple(runs)) if side else runs
    return format_html_join("", "{}", ((_run(run),) for run in shown))


@register.simple_tag(takes_context=True)
def panels(
    context: Context, record: Record | None, *, place: str = "", part: str | None = None
) -> SafeString:
    """Return what the upper floors have to say on the page of a record; nothing for a record that is not there.

    `place` names another page that speaks of it, such as the one on which it is restricted. With a `part` only those of
    that part of the page: all are asked for once.
    """
    viewer = context.get("viewer")
    if record is None or not isinstance(viewer, Viewer) or context.template is None:
        return SafeString("")
    shown = []
    for filling in _fillings(context, viewer, record, place):
        if part is not None and filling.part != part:
            continue
        inner = context.new({"viewer": viewer, "initiative": context.get("initiative"), **filling.values})
        shown.append((context.template.engine.get_template(filling.template).render(inner),))
    return format_html_join("", "{}", shown)


def _fillings(context: Context, viewer: Viewer, record: Record, place: str) -> list[Filling]:
    rendered: Any = context.render_context
    told: dict[tuple[int, str], list[Filling]] = rendered.setdefault("panels", {})
    if (record.pk, place) not in told:
        told[record.pk, place] = fillings(viewer, record, place=place)
    return told[record.pk, place]


def _known(context: Context) -> Vocabulary:
    viewer = context.get("viewer")
    return vocabulary_of(context.get("request"), viewer if isinstance(viewer, Viewer) else None)


def _cut(context: Context, known: Vocabulary, text: str) -> SafeString:
    return format_html_join("", "{}", ((_piece(context, known, piece),) for piece in known.cut(text)))


def _piece(context: Context, known: Vocabulary, piece: Piece) -> SafeString:
    if piece.key is None:
        return format_html("{}", piece.text)
    meaning = known.meanings[piece.key]
    return term(context, piece.text, meaning.definition, f"{context['initiative'].url}{meaning.path}")


def _list(context: Context, known: Vocabulary, lines: Iterable[str]) -> SafeString:
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_cut(context, known, line),) for line in lines))
    )


def _block(is_list: bool, lines: tuple[str, ...]) -> SafeString:
    if is_list:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
    return format_html("<p>{}</p>", lines[0])


def _run(run: Run) -> SafeString:
    text = _DASH.sub("• ", run.text)
    if run.change is Change.SAME or not text.strip():
        return format_html("{}", text)
    said = text.rstrip()
    if run.change is Change.REMOVED:
        return format_html(
            '<del><span class="vh">{} </span>{}</del>{}', _("removed:"), said, text[len(said) :]
        )
    return format_html('<ins><span class="vh">{} </span>{}</ins>{}', _("added:"), said, text[len(said) :])
