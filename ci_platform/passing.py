"""Addresses that a code opens without an account: each is handed to the floor that made the code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engagement.actions.electorate import SCOPE as VOTE
from engagement.actions.input_codes import SCOPE as ENGAGEMENT
from engagement.views.input_doors import questions_behind, receipt_of_input
from engagement.views.slips import ballot_by_slip
from initiatives.access import open_door
from initiatives.limits import may_try_from
from initiatives.models import Pass
from initiatives.passes import hashed, typed_code
from initiatives.tenancy import inside
from measurement.actions.turn_lines import SCOPE as TURN
from measurement.views.turn_rooms import question_in_room, receipt_of_line

Door: TypeAlias = Callable[[HttpRequest, Pass, str], HttpResponse]
ROOMS: dict[str, Door] = {TURN: question_in_room, VOTE: ballot_by_slip, ENGAGEMENT: questions_behind}
RECEIPTS: dict[str, Door] = {TURN: receipt_of_line, ENGAGEMENT: receipt_of_input}


@open_door
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room_question(request: HttpRequest, code: str) -> HttpResponse:
    """Show one question in the room, or a ballot, to whoever has the code on the wall or on a slip; looking changes nothing."""
    return _through(request, code, (Pass.Purpose.ROOM, Pass.Purpose.SLIP), ROOMS)


@open_door
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of somebody's words to whoever has their receipt."""
    return _through(request, code, (Pass.Purpose.RECEIPT,), RECEIPTS)


def _through(
    request: HttpRequest, code: str, purposes: tuple[Pass.Purpose, ...], doors: dict[str, Door]
) -> HttpResponse:
    """Open the scope of a code's initiative and hand over; only misses are counted, so no room is locked out."""
    rows = Pass.objects.filter(hash=hashed(typed_code(code)), purpose__in=purposes)
    found = rows.select_related("initiative").first()
    scope = found.scope.partition(":")[0] if found else ""  # what stands after the colon is the floor's own
    if found is None or scope not in doors:
        return _unknown(request)
    with (
        transaction.atomic(),
        inside(found.initiative_id),
        timezone.override(found.initiative.zone),
    ):
        return doors[scope](request, found, code)


def _unknown(request: HttpRequest) -> HttpResponse:
    if not may_try_from(request, "code"):
        sentence = _("This was tried very often just now. Wait ten minutes, then try again.")
        return render(request, "refused.html", {"sentence": sentence}, status=429)
    return render(request, "measurement/turn/phone_unknown.html", status=404)
