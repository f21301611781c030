"""Which language a page speaks: the reader's own where the page is written in it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from initiatives.rules.language import offered, read_in


def speak(request: HttpRequest, listed: list[str]) -> None:
    """Show the page in a language that it is written in: the reader's own if it is one of them."""
    languages = offered(listed, known=[code for code, _name in settings.LANGUAGES])
    asked = getattr(request, "asked_language", None) or translation.get_language()
    setattr(request, "asked_language", asked)  # noqa: B010
    setattr(request, "languages", languages)  # noqa: B010
    translation.activate(read_in(asked, languages))
