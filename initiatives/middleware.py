"""What every request passes: the scope of its initiative, and the promise that a form is carried out once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access import InitiativeRequest, build_viewer, initiative_for
from initiatives.models import Initiative, Person, SentOnce
from initiatives.tenancy import inside

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_IN_INITIATIVE = re.compile(r"^/(?:(?:api/v1/)?i|start)/(?P<slug>[a-z0-9][a-z0-9-]*)/")


class PublicPages:
    """Public pages never set a cookie, so that a proxy may keep them; a signed-in reader is never served from it."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say how the answer may be kept."""
        response = self.get_response(request)
        if "Cache-Control" in response.headers:
            return response
        if request.method in ("GET", "HEAD") and not response.cookies and "sessionid" not in request.COOKIES:
            response["Cache-Control"] = "public, max-age=0, must-revalidate"
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        else:
            response["Cache-Control"] = "private, no-store" if response.cookies else "private, no-cache"
        return response


class InitiativeScope:
    """Opens the transaction and the scope of the initiative in the address, and says who is looking."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve pages of an initiative inside its scope; everything else passes through."""
        found = _IN_INITIATIVE.match(request.path_info)
        if not found:
            return self.get_response(request)
        initiative = initiative_for(found["slug"])
        if initiative is None:
            return not_there(request)
        with transaction.atomic(), inside(initiative.pk), timezone.override(initiative.zone):
            response = self._inside(cast(InitiativeRequest, request), initiative)
            if response.status_code >= 500 or getattr(request, "went_wrong", False):
                transaction.set_rollback(True)
            return response

    def _inside(self, request: InitiativeRequest, initiative: Initiative) -> HttpResponseBase:
        request.initiative = initiative
        person = request.user if isinstance(request.user, Person) else None
        as_public = request.method == "GET" and request.GET.get("as") == "public"
        request.viewer = build_viewer(person, initiative, as_public=as_public)
        request.person = cast(Person, request.user)
        if not initiative.is_published and not request.viewer.is_member:
            del request.viewer, request.initiative  # the page must not differ from that of an unknown address
            return not_there(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Nothing half-written: an error takes the whole request back. A page that is not there is no error."""
        if not isinstance(exception, Http404):
            setattr(request, "went_wrong", True)  # noqa: B010


def not_there(request: HttpRequest) -> HttpResponse:
    """Answer as for any page that does not exist: a stranger learns nothing."""
    return render(request, "404.html", status=404)


class OnceOnly:
    """Every POST inside an initiative carries a key; the same key again gets the same answer and does nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Carry a POST out once."""
        if request.method != "POST" or not hasattr(request, "initiative"):
            return self.get_response(request)
        key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", "")
        if not 8 <= len(key) <= 80:
            return _no_key(request)
        sent, is_new = SentOnce.objects.get_or_create(
            key=key, sender=_sender(request), defaults={"path": request.path[:300], "at": clock.now()}
        )
        if not is_new:
            return _again(request, sent)
        response = self.get_response(request)
        _remember(sent, response)
        return response


def _sender(request: HttpRequest) -> str:
    return (
        f"person:{request.user.pk}"
        if request.user.is_authenticated
        else f"at:{request.META.get('REMOTE_ADDR', '')}"
    )


def _remember(sent: SentOnce, response: HttpResponseBase) -> None:
    if response.status_code >= 400 or connection.needs_rollback or response.get("X-Form-Error"):
        if not connection.needs_rollback:
            sent.delete()  # nothing was carried out: the same form may be sent again
        return
    sent.status = response.status_code
    sent.location = response.get("Location", "") or response.get("HX-Redirect", "")
    content = getattr(response, "content", b"")
    is_secret = "no-store" in response.get("Cache-Control", "")  # such as a key that is shown once
    keep = len(content) < 65_536 and not sent.location and not is_secret
    sent.body = content.decode(errors="replace") if keep else ""
    sent.save(update_fields=["status", "location", "body"])


def _again(request: HttpRequest, sent: SentOnce) -> HttpResponse:
    if sent.path != request.path[:300]:
        return render(
            request,
            "refused.html",
            {"sentence": _("This form was already used for something else.")},
            status=422,
        )
    response = HttpResponse(sent.body, status=sent.status or 200)
    if sent.location:
        response["Location"] = sent.location
    response["Idempotent-Replay"] = "true"
    return response


def _no_key(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "This form has no key, so it could be carried out twice. Load the page again and send it from there."
    )
    return render(request, "refused.html", {"sentence": sentence}, status=400)
