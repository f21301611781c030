"""The poster: the question with its code in each language that it has, for paper and walls."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from charts import qr
from engagement.actions.input_codes import code_of, has_code, make_code
from engagement.models import Engagement
from engagement.pages.room import fetch_engagement, head_of
from engagement.views.posting import SECTION
from initiatives.access import InitiativeRequest, guard
from initiatives.passes import shown_code
from initiatives.rules.permissions import Permission


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the poster says in one language."""

    language: str
    question: str
    invitation: str
    how: str
    until: str


@require_safe
@guard(Permission.SEE_PUBLISHED)
def poster(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the poster as it is printed."""
    engagement = fetch_engagement(request.viewer, number)
    is_made = has_code(engagement)
    code = shown_code(code_of(engagement)) if is_made else ""
    address = f"{settings.BASE_URL}/q/{code}/"
    context = {
        **SECTION,
        "head": head_of(engagement, request.viewer),
        "sheets": [_sheet(engagement, language) for language in _languages(engagement)],
        "code": code,
        "host": urlsplit(settings.BASE_URL).netloc,
        "picture": SafeString(qr.draw(address, _("Code that opens the question on a phone"))) if code else "",
        "may_make": Permission.ENGAGEMENT_FACILITATE in request.viewer.permissions and engagement.level > 1,
    }
    return render(request, "engagement/inputs/poster.html", context)


@require_POST
@guard(Permission.ENGAGEMENT_FACILITATE)
def poster_code(request: InitiativeRequest, number: int) -> HttpResponse:
    """Make the code of the poster."""
    engagement = fetch_engagement(request.viewer, number)
    make_code(engagement=engagement, by=request.person)
    messages.success(request, _("The code is made. Print the poster."))
    return redirect(f"{engagement.record.url}poster/")


def _languages(engagement: Engagement) -> list[str]:
    listed = engagement.record.initiative.languages
    return [language for language in listed if engagement.question.get(language)] or listed[:1]


def _sheet(engagement: Engagement, language: str) -> Sheet:
    with override(language):
        closes = engagement.input_closes_at
        day = date_format(localtime(closes), "DATE_FORMAT") if closes else ""
        return Sheet(
            language=language,
            question=engagement.question.get(language, ""),
            invitation=_("Have your say"),
            how=_("Hold your phone’s camera to the square, or type the address. No account, no name."),
            until=_("Until {day}").format(day=day) if day else "",
        )
