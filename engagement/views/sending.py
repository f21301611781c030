"""What comes from the public: counted strictly for one phone and widely for a room behind one address, and sent once."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from initiatives.limits import may_try, may_try_from

TEN_MINUTES = 600
ONE_PHONE, ONE_PLACE, ONE_ADDRESS = 20, 1500, 1000
KEY_LENGTHS = (8, 80)


def may_send(request: HttpRequest, what: str, where: int | str) -> bool:
    """Count one sending: for one phone (known by its cookie), for what it is sent to, and for the address of a room."""
    device = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return (
        may_try(f"{what}-phone", f"{where}:{device}", at_most=ONE_PHONE, seconds=TEN_MINUTES)
        and may_try(f"{what}-place", str(where), at_most=ONE_PLACE, seconds=TEN_MINUTES)
        and may_try_from(request, what, at_most=ONE_ADDRESS, seconds=TEN_MINUTES)
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that much came from here just now."""
    sentence = _("Much was sent from here just now. Wait some minutes, then send yours again.")
    return render(request, "refused.html", {"sentence": sentence}, status=429)


def sent_as(request: HttpRequest) -> str:
    """Return the key under which a form is sent: the same form sent twice has the same."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", "")
    least, most = KEY_LENGTHS
    return key if least <= len(key) <= most else uuid4().hex
