"""What surrounds a page: which shell it wears, where one can go, language and display."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.urls import reverse
from django.utils.safestring import SafeString

from initiatives.access.remembered import Kept, remembered
from initiatives.navigation import Link, links, tabs_of, works_here
from initiatives.rules.viewer import Viewer

register = template.Library()


@register.filter
def shell(viewer: Viewer | str | None) -> str:
    """Return the template that a page extends: {% extends viewer|shell %}. Without a viewer, the platform's own."""
    who = _viewer(viewer)
    if who is None:
        return "base_plain.html"
    return "base_staff.html" if works_here(who) else "base_public.html"


@register.simple_tag(takes_context=True)
def navigation(context: Context, menu: str) -> list[Link]:
    """Return the links of a menu: public, rail, beyond, partner, resident, add."""
    return links(
        menu,
        base=context["initiative"].url,
        viewer=_viewer(context.get("viewer")),
        section=context.get("nav_section") or "",
        counts=context.get("nav_counts") or {},
    )


@register.simple_tag(takes_context=True)
def phone_tabs(context: Context) -> list[Link]:
    """Return the tabs at the bottom of a phone for partners and residents; nobody else has them."""
    menu = tabs_of(_viewer(context.get("viewer")))
    return navigation(context, menu) if menu else []


@register.simple_tag(takes_context=True)
def display_url(context: Context, **choice: str) -> str:
    """Return the address that sets theme, text size or language and comes back: theme='dark', text='large', language='es'."""
    request = context.get("request")
    back = request.get_full_path() if request else "/"
    return f"{reverse('display')}?{urlencode({**choice, 'next': back})}"


class KeptNode(template.Node):
    """A part of the frame, remembered for readers without an account by all that it is made from."""

    def __init__(self, name: str, inner: template.NodeList) -> None:
        """Keep what to draw."""
        self.name, self.nodelist = name, inner

    def render(self, context: Context) -> SafeString:
        """Return the part as it was drawn before, or draw it."""
        key = _part_key(self.name, context)
        kept = remembered.find(key) if key else None
        if kept is not None:
            return SafeString(kept.body.decode())
        html = self.nodelist.render(context)
        if key and "CSRF_COOKIE_NEEDS_UPDATE" not in context["request"].META:
            remembered.keep(key, Kept("", "", html.encode()))
        return html


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Remember what stands in between: {% kept "header" %} … {% endkept %}. For the frame only: see `access.frame_key`."""
    _tag, name = token.split_contents()
    inner = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, inner)


def _part_key(name: str, context: Context) -> tuple[str, ...]:
    """Return the key of a part; blocks of the page's own template may stand in it, so that belongs to it."""
    around = context.get("frame_key")
    if not around or context.template is None:
        return ()
    section, counts = context.get("nav_section"), context.get("nav_counts")
    return (name, around, str(context.template.name), str(section), repr(counts))


def _viewer(value: Viewer | str | None) -> Viewer | None:
    return value if isinstance(value, Viewer) else None
