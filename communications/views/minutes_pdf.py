"""Minutes as a file: for everybody from the day on which everybody reads them."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.defaultfilters import date as in_words
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communications.models import Meeting
from communications.publishing.kept import pdf_response
from communications.publishing.minutes_paper import minutes_html
from communications.rules.meetings import are_public
from communications.views.meetings import fetch_meeting
from initiatives.access import InitiativeRequest, guard, withheld_parts
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor


@require_safe
@guard(Permission.SEE_PUBLISHED)
def minutes_pdf(request: InitiativeRequest, number: int) -> HttpResponse:
    """Send public minutes as a tagged PDF: the same for every reader. RuleBroken says why there is none yet."""
    found = fetch_meeting(request, number)
    _refuse_unpublished(request, found)
    return pdf_response(minutes_html(found), name=f"{request.initiative.slug}-minutes-{number}")


def _refuse_unpublished(request: InitiativeRequest, found: Meeting) -> None:
    minutes = getattr(found, "minutes", None)
    if minutes is None:
        raise RuleBroken(_("There are no minutes of this meeting yet. They are drafted when it ends."))
    if not are_public(minutes.stage):
        day = in_words(request.initiative.local_time(minutes.publish_at), _("j F Y"))
        raise RuleBroken(
            _("These minutes are a draft until {day}. From then on everybody can take them along.").format(
                day=day
            )
        )
    everybody = visitor(request.initiative.pk)
    kept = withheld_parts(everybody, "meeting").get(found.record_id, {})
    if "minutes" in kept or not Meeting.objects.visible_to(everybody).filter(pk=found.pk).exists():
        raise RuleBroken(
            _("These minutes are withheld for now. The page of the meeting says why and until when.")
        )
