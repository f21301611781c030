"""What mail services tell of letters that came back: a webhook with a key of the operator's, and nothing else opens it."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from communications.delivery.handing_over import letter_named, note_bounce
from communications.models import Letter
from initiatives.access import open_door
from initiatives.tenancy import inside

FOR_GOOD = ("permanent", "complaint")


@open_door
@never_cache
@csrf_exempt  # a mail service posts here by itself, with the key in the header
@require_POST
def bounces(request: HttpRequest) -> HttpResponse:
    """Take {"message_id", "kind": permanent | temporary | complaint, "reason"}: what came back for good stops the letters."""
    if not _has_key(request):
        raise Http404
    try:
        told = json.loads(request.body)
        named = letter_named(str(told["message_id"]))
        kind, why = str(told["kind"]), str(told.get("reason", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"code": "unreadable", "message": "Send message_id and kind."}, status=400)
    if named is not None and kind in FOR_GOOD:
        initiative, name = named
        with transaction.atomic(), inside(initiative):
            letter = Letter.objects.select_for_update().filter(name=name).first()
            if letter is not None:
                note_bounce(letter, why=why or kind)
    return JsonResponse({"code": "noted"})  # the same for a letter of somebody else: it tells nothing


def _has_key(request: HttpRequest) -> bool:
    scheme, _space, said = request.headers.get("Authorization", "").partition(" ")
    return (
        bool(settings.BOUNCE_KEY) and scheme == "Bearer" and constant_time_compare(said, settings.BOUNCE_KEY)
    )
