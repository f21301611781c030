"""Signs that say the same as the word beside them: icons, status glyphs, the level's five steps, the mark."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.signs import GLYPHS, ICONS, MARK, MASTHEAD_LINES

LEVELS = (
    gettext_lazy("Informing"),
    gettext_lazy("Consulting"),
    gettext_lazy("Involving"),
    gettext_lazy("Collaborating"),
    gettext_lazy("Empowering"),
)

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a line icon. It stands beside its word and is silent."""
    return format_html('<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path d="{}"/></svg>', ICONS[name])


@register.simple_tag
def status(kind: str, word: str, tone: str = "") -> SafeString:
    """Return a status: shape and word. `tone` (good, bad, wait, flat) overrides the glyph's own."""
    return _sign(kind, format_html("{}", word), tone)


@register.simple_tag
def glyph(kind: str, word: str = "") -> SafeString:
    """Return the shape of a status without a visible word; the word, if given, is read aloud."""
    return _sign(kind, format_html('<span class="vh">{}</span>', word) if word else SafeString(""))


@register.simple_tag
def level(number: int | str) -> SafeString:
    """Return the level of engagement, 1 to 5: five rising steps and its name."""
    n = int(number)
    steps = format_html_join(
        "",
        '<rect x="{}" y="{}" width="4" height="{}" rx=".8"{}/>',
        ((1 + i * 5, 10.5 - i * 2.5, 3 + i * 2.5, mark_safe(' class="on"') if i < n else "") for i in range(5)),
    )
    spoken = _("level {number} of 5").format(number=n)
    return format_html(
        '<span class="lvl"><svg viewBox="0 0 27 15" aria-hidden="true">{}</svg>{}<span class="vh">, {}</span></span>',
        steps,
        LEVELS[n - 1],
        spoken,
    )


@register.filter
def level_name(number: int | str) -> str:
    """Return the level's name alone."""
    return str(LEVELS[int(number) - 1])


@register.simple_tag
def mark() -> SafeString:
    """Return the mark: many lines that join into one rising line."""
    return mark_safe(MARK)  # noqa: S308  (a constant)


@register.simple_tag
def masthead_lines() -> SafeString:
    """Return the same figure, large, for the masthead."""
    return mark_safe(MASTHEAD_LINES)  # noqa: S308  (a constant)


def _sign(kind: str, word: SafeString, tone: str = "") -> SafeString:
    sign = GLYPHS[kind]
    return format_html(
        '<span class="st {}"><svg viewBox="0 0 20 20" aria-hidden="true">{}</svg>{}</span>',
        tone or sign.tone,
        mark_safe(sign.shapes),  # noqa: S308  (a constant)
        word,
    )
