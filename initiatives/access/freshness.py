"""Conditional answers: one stamp that moves with every change of the initiative, with openness, and with the reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language, get_language_from_request

from initiatives import clock
from initiatives.access.entrance import Entered, Marks, enter, glance
from initiatives.access.guard import InitiativeRequest
from initiatives.access.remembered import Kept, remembered
from initiatives.access.speaking import speak
from initiatives.models import Initiative
from initiatives.rules.viewer import Viewer, visitor

P = ParamSpec("P")
View = Callable[Concatenate[InitiativeRequest, P], HttpResponse]

LOOKS = frozenset({settings.THEME_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "text"})
"""The cookies that only say how a page looks; with any other one the reader is somebody."""


def stamp(request: InitiativeRequest) -> str:
    """Return the ETag of what this reader gets at this address now."""
    return _stamp(request, Entered(request.initiative, request.marks), request.viewer)


def _stamp(request: HttpRequest, entered: Entered, viewer: Viewer) -> str:
    """Every write records an event, and what begins or ends by the clock is counted: both are in the marks.

    The day is part of it, because pages speak of days; so is the release, because pages are made by code.
    """
    parts = (
        settings.RELEASE,
        sorted((name, value) for name, value in vars(entered.initiative).items() if name != "_state"),
        entered.marks,
        clock.today(entered.initiative.zone).isoformat(),
        *looks_of(request),
        request.COOKIES.get("messages"),
        settings.SESSION_COOKIE_NAME in request.COOKIES,
        viewer.person_id,
        viewer.as_public,
        sorted(viewer.group_ids),
    )
    return quote_etag(sha256(repr(parts).encode()).hexdigest()[:32])


def kept_under(name: str, request: InitiativeRequest, *about: object) -> str:
    """Return the key of what is kept of an initiative while nothing in it changes: of what, and for whom or about what."""
    parts = (settings.RELEASE, *request.marks, *about)
    return f"{name}:{request.initiative.pk}:" + "/".join(str(one).replace(" ", "T") for one in parts)


def state_mark(initiative: Initiative) -> Marks:
    """Return what moves when anything in an open initiative changes, opens or closes: one query."""
    return cast(Entered, enter(initiative.slug)).marks


def looks_of(request: HttpRequest) -> tuple[str, ...]:
    """Return what a reader without an account can be told apart by."""
    theme, text = request.COOKIES.get(settings.THEME_COOKIE_NAME, ""), request.COOKIES.get("text", "")
    asked = getattr(request, "asked_language", None) or get_language() or ""
    return request.get_host(), request.get_full_path(), asked, theme, text


def is_nobody(request: HttpRequest) -> bool:
    """Whether the reader shows no sign of an account, of a form or of a message that waits."""
    return LOOKS.issuperset(request.COOKIES) and "Authorization" not in request.headers


def frame_key(request: InitiativeRequest) -> str:
    """Return everything that the frame around a page is made from; nothing where the reader could be somebody."""
    if not is_nobody(request):
        return ""
    about = sorted(one for one in vars(request.initiative).items() if one[0] not in ("_state", "next_number"))
    return repr(
        (settings.RELEASE, looks_of(request), about, request.marks.in_force, request.viewer.as_public)
    )


def unchanged(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Answer 304 when the copy of a reader without an account still holds: one round trip, and nothing else is asked.

    The language is found here as it is found for the page, so that the stamp is the one which the page was given.
    """
    if "If-None-Match" not in request.headers or not _is_for_everybody(request):
        return None
    setattr(request, "asked_language", get_language_from_request(request))  # noqa: B010
    etag = _stamp_of_visitor(request, slug)
    return _unchanged(request, etag) if etag else None


def early_answer(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Answer before any scope is opened with the page that was made before, where nothing has moved since.

    Only for readers without an account, and only after one round trip that says so.
    """
    kept = remembered.find(looks_of(request)) if _is_for_everybody(request) else None
    etag = _stamp_of_visitor(request, slug) if kept else None
    return _again(kept) if kept and kept.etag == etag else None


def _is_for_everybody(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and is_nobody(request)


def _stamp_of_visitor(request: HttpRequest, slug: str) -> str | None:
    """Return the ETag of what a reader without an account gets; None where there is nothing for such a reader."""
    entered: Entered | None = getattr(request, "glanced", None) or glance(slug)
    if entered is None or not entered.initiative.is_published:
        return None
    setattr(request, "glanced", entered)  # noqa: B010 (the page, if it must be made, need not ask again)
    as_public = request.method == "GET" and request.GET.get("as") == "public"
    speak(request, entered.initiative.languages)
    return _stamp(request, entered, visitor(entered.initiative.pk, as_public=as_public))


def conditional(view: View[P]) -> View[P]:
    """Answer 304 when the reader's copy still holds, before anything is read. Goes below `@guard`.

    What a reader without an account gets is remembered with the stamp that was taken before the page was made: a page
    may be newer than its stamp, never older, and no stamp comes back.
    """

    @wraps(view)
    def answered(request: InitiativeRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        etag = stamp(request)
        early = _unchanged(request, etag)
        if early is not None:
            return early
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            _remember(request, response, etag)
            _with_etag(response, etag)
        return response

    return cast("View[P]", answered)


def _unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    early = get_conditional_response(request, etag=etag)
    return _with_etag(early, etag) if early is not None and early.status_code == 304 else None


def _again(kept: Kept) -> HttpResponse:
    return _with_etag(HttpResponse(kept.body, content_type=kept.content_type), kept.etag)


def _with_etag(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    patch_vary_headers(response, ["Cookie", "Accept-Language", "Accept-Encoding"])
    return response


def _remember(request: InitiativeRequest, response: HttpResponse, etag: str) -> None:
    """Keep what is the same for everybody: no cookie goes with it, and no form's token stands in it."""
    is_same = not response.cookies and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    if request.method == "GET" and is_same and is_nobody(request):
        kept = Kept(etag, response["Content-Type"], response.content)
        remembered.keep(looks_of(request), kept)
