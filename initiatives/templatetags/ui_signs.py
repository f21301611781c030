"""Signs that say the same as the word beside them: icons, status glyphs, the level's five steps, the mark."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts import screen
from charts.glyphs import GLYPHS

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
    return SafeString(screen.icon(name))


@register.simple_tag
def status(kind: str, word: str, tone: str = "") -> SafeString:
    """Return a status: shape and word. `tone` (good, bad, wait) overrides the glyph's own."""
    return _sign(kind, format_html("{}", word), tone)


@register.simple_tag
def glyph(kind: str, word: str = "") -> SafeString:
    """Return the shape of a status without a visible word; the word, if given, is read aloud."""
    return _sign(kind, format_html('<span class="vh">{}</span>', word) if word else SafeString(""))


@register.simple_tag
def level(number: int | str) -> SafeString:
    """Return the level of engagement, 1 to 5: five rising steps and its name."""
    spoken = _("level {number} of 5").format(number=number)
    steps = SafeString(screen.level(int(number)))
    return format_html(
        '<span class="lvl">{}{}<span class="vh">, {}</span></span>', steps, level_name(number), spoken
    )


@register.filter
def level_name(number: int | str) -> str:
    """Return the level's name alone."""
    return str(LEVELS[int(number) - 1])


@register.simple_tag
def mark() -> SafeString:
    """Return the mark: many lines that join into one rising line."""
    return SafeString(screen.mark())


@register.simple_tag
def masthead_lines() -> SafeString:
    """Return the same figure, large, for the masthead."""
    return SafeString(screen.masthead_lines())


def _sign(kind: str, word: SafeString, tone: str = "") -> SafeString:
    shape = SafeString(screen.glyph(kind))
    return format_html('<span class="{}">{}{}</span>', f"st {tone or GLYPHS[kind].tone}".strip(), shape, word)
