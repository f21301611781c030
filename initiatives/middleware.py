"""What every request passes: the scope of its initiative, and the promise that a form is carried out once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection, transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access import (
    Entered,
    InitiativeRequest,
    build_viewer,
    early_answer,
    enter,
    speak,
    unchanged,
)
from initiatives.discretion import keeping
from initiatives.models import Pass, Person, SentOnce
from initiatives.names import names_kept
from initiatives.passes import find_pass
from initiatives.tenancy import adopted, inside, known

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_IN_INITIATIVE = re.compile(r"^/(?:(?:api/v1/)?i|start)/(?P<slug>[a-z0-9][a-z0-9-]*)/")


class HeadHasNoBody:
    """A question for the headers alone gets them, with the length that the body would have had."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave the body out."""
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        elif request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        return response


class PublicPages:
    """Public pages never set a cookie, so that a proxy may keep them: for a second without asking again.

    So what is published or withheld shows within a second. Whoever is signed in, or sends a key, is never served from it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say how the answer may be kept."""
        response = self.get_response(request)
        if "Cache-Control" in response.headers:
            return response
        is_somebody = "sessionid" in request.COOKIES or "Authorization" in request.headers
        if request.method in ("GET", "HEAD") and not response.cookies and not is_somebody:
            shared = (
                "s-maxage=1, " if response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED) else ""
            )
            response["Cache-Control"] = f"public, max-age=0, {shared}must-revalidate"
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        else:
            response["Cache-Control"] = "private, no-store" if response.cookies else "private, no-cache"
        return response


class KeptCopies:
    """Tells a reader without an account that the copy still holds, before anything is made ready for a page."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 304, or pass on."""
        found = _IN_INITIATIVE.match(request.path_info)
        return (unchanged(request, found["slug"]) if found else None) or self.get_response(request)


class InitiativeScope:
    """Opens the transaction and the scope of the initiative in the address, and says who is looking."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve pages of an initiative inside its scope; everything else passes through."""
        found = _IN_INITIATIVE.match(request.path_info)
        if not found:
            speak(request, settings.TRANSLATED)
            return self.get_response(request)
        return early_answer(request, found["slug"]) or self._within(request, found["slug"])

    def _within(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        glanced: Entered | None = getattr(request, "glanced", None)
        with transaction.atomic():
            entered = glanced or enter(slug)
            if entered is None:
                return not_there(request)
            scope = inside if glanced else adopted
            initiative = entered.initiative
            with scope(initiative.pk), known(initiative), timezone.override(initiative.zone):
                response = self._inside(cast(InitiativeRequest, request), entered)
                if response.status_code >= 500 or getattr(request, "went_wrong", False):
                    transaction.set_rollback(True)
                return response

    def _inside(self, request: InitiativeRequest, entered: Entered) -> HttpResponseBase:
        initiative = entered.initiative
        request.initiative, request.marks = initiative, entered.marks
        person = request.user if isinstance(request.user, Person) else None
        as_public = request.method == "GET" and request.GET.get("as") == "public"
        request.viewer = build_viewer(person, initiative, as_public=as_public)
        request.person = cast(Person, request.user)
        if not initiative.is_published and not request.viewer.is_member:
            del request.viewer, request.initiative  # the page must not differ from that of an unknown address
            return not_there(request)
        speak(request, initiative.languages)
        with keeping(partial(_names_kept, request)):
            response = self.get_response(request)
            is_looked_at = request.method == "GET" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
            return _sent_only(request, response) if is_looked_at and not _is_api(request) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Nothing half-written: an error takes the whole request back. A page that is not there is no error."""
        if not isinstance(exception, Http404):
            setattr(request, "went_wrong", True)  # noqa: B010


def _names_kept(request: InitiativeRequest) -> Collection[int]:
    """Return whose names are kept from the reader; nothing is asked where nothing at all is withheld."""
    return names_kept(request.viewer) if request.marks.in_force else ()


def _sent_only(request: HttpRequest, answer: HttpResponseBase) -> HttpResponse:
    """Say to whoever opens an address that only forms are sent to where to go: reloading a refused form leads there."""
    words = _(
        "Forms are sent to this address, and there is nothing to look at. Go back to the page of the form."
    )
    page = _refused(request, "sent_only", words, answer.status_code)
    page["Allow"] = answer.headers.get("Allow", "POST")
    return page


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing is at this address, to a program as data: a stranger learns nothing more."""
    if _is_api(request):
        answer = _refused(request, "not_found", _("There is nothing at this address."), 404)
        patch_vary_headers(answer, ["Cookie"])  # as where a reader was looked for: it tells nothing
        return answer
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
        sender = _sender(request)
        if not sender:
            return self.get_response(request)  # a token that opens nothing is told so, and nothing else
        key = request.headers.get("Idempotency-Key") or _typed_key(request)
        if not 8 <= len(key) <= 80:
            return _no_key(request)
        try:
            path = _what(request)
        except RequestDataTooBig:
            return _refused(request, "too_large", _("This is more than 12 MB. Send it in parts."), 413)
        sent, is_new = SentOnce.objects.get_or_create(
            key=key, sender=sender, defaults={"path": path, "at": clock.now()}
        )
        if not is_new:
            return _again(request, sent, path)
        response = self.get_response(request)
        _remember(sent, response)
        return response


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _typed_key(request: HttpRequest) -> str:
    """Return the key in a form; a program has it in the header, and what it sent is not read for it."""
    return "" if _is_api(request) else request.POST.get("idempotency_key", "")


def _what(request: HttpRequest) -> str:
    """Return what is carried out: the address, and for data its content, so that a key stands for one thing."""
    if not _is_api(request) or request.content_type != "application/json":
        return request.path[:300]
    return f"{request.path[:280]}#{sha256(request.body).hexdigest()[:16]}"


def _sender(request: HttpRequest) -> str:
    """Return who sends, so that nobody is given the answer to somebody else; nothing for an unknown token."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if _is_api(request) and scheme.lower() == "bearer":
        found = find_pass(secret.strip(), Pass.Purpose.API_TOKEN)
        return f"pass:{found.pk}" if found and found.person and found.person.is_active else ""
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
    is_data = response.get("Content-Type", "").startswith("application/json")
    keep = len(content) < 65_536 and not is_secret and (is_data or not sent.location)
    sent.body = content.decode(errors="replace") if keep else ""
    sent.save(update_fields=["status", "location", "body"])


def _again(request: HttpRequest, sent: SentOnce, path: str) -> HttpResponse:
    if sent.path != path:
        words = _("This key was already used for something else. Give each request a key of its own.")
        return _refused(request, "key_reused", words, 422)
    kind = {"content_type": "application/json"} if _is_api(request) else {}
    response = HttpResponse(sent.body, status=sent.status or 200, **kind)
    if sent.location:
        response["Location"] = sent.location
    response["Idempotent-Replay"] = "true"
    return response


def _no_key(request: HttpRequest) -> HttpResponse:
    if _is_api(request):
        words = _(
            "Send the header Idempotency-Key with 8 to 80 characters that you make up: the same again for the same request."
        )
        return _refused(request, "no_key", words, 400)
    words = _(
        "This form has no key, so it could be carried out twice. Load the page again and send it from there."
    )
    return _refused(request, "no_key", words, 400)


def _refused(request: HttpRequest, code: str, sentence: str, status: int) -> HttpResponse:
    if _is_api(request):
        return JsonResponse({"code": code, "message": sentence, "field": None}, status=status)
    return render(request, "refused.html", {"sentence": sentence}, status=status)
