"""What every page template may count on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from initiatives.access import frame_key
from initiatives.rules.permissions import Permission

THEMES = ("light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the initiative, the viewer, the theme and the address for every template."""
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    values: dict[str, Any] = {
        "theme": theme if theme in THEMES else "",
        "is_demo": settings.DEMO,
        "languages": getattr(request, "languages", []),
        "is_large_text": request.COOKIES.get("text") == "large",
    }
    if hasattr(request, "viewer"):
        values |= {"initiative": request.initiative, "viewer": request.viewer}  # type: ignore[attr-defined]
        values["public_preview"] = request.viewer.as_public
        values["public_address"] = _public_address(request)
        values["frame_key"] = frame_key(request)  # type: ignore[arg-type]
        values["open_restrictions"] = request.marks.in_force  # type: ignore[attr-defined]
    return values


def _public_address(request: HttpRequest) -> str:
    """Return where the public sees this page; the overview stands for pages that only members have."""
    match = request.resolver_match
    is_public = match is not None and getattr(match.func, "permission", None) == Permission.SEE_PUBLISHED
    return request.path if is_public else request.initiative.url  # type: ignore[attr-defined]
