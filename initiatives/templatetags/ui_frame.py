"""What surrounds a page: which shell it wears, where one can go, language and display."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

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


def _viewer(value: Viewer | str | None) -> Viewer | None:
    return value if isinstance(value, Viewer) else None
