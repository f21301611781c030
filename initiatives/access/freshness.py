"""Conditional answers: one stamp that moves with every change of the initiative, with openness, and with the reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from initiatives import clock
from initiatives.access.guard import InitiativeRequest
from initiatives.models import Event, Restriction

P = ParamSpec("P")
View = Callable[Concatenate[InitiativeRequest, P], HttpResponse]


def stamp(request: InitiativeRequest) -> str:
    """Return the ETag of what this reader gets at this address now.

    Every write records an event, so the last event's id moves with every change. Restrictions end by the clock and
    without an event, so those in force are part of the stamp; so is the day, because pages speak of days.
    """
    last, active = _last_and_active()
    parts = (
        settings.RELEASE,
        last,
        active,
        clock.today(request.initiative.zone).isoformat(),
        request.get_full_path(),
        get_language(),
        request.COOKIES.get(settings.THEME_COOKIE_NAME, ""),
        request.COOKIES.get("text", ""),
        request.viewer.person_id,
        sorted(request.viewer.group_ids),
    )
    return quote_etag(sha256(repr(parts).encode()).hexdigest()[:32])


def _last_and_active() -> tuple[int | None, list[int]]:
    """Return the last event's id and the ids of the restrictions in force: one query."""
    active = Restriction.objects.active(at=clock.now()).order_by("pk").values("pk")
    found = Event.objects.order_by("-pk").values_list("pk", ArraySubquery(active)).first()
    return found or (None, [row["pk"] for row in active])


def conditional(view: View[P]) -> View[P]:
    """Answer 304 when the reader's copy still holds, before anything is read. Goes below `@guard`."""

    @wraps(view)
    def answered(request: InitiativeRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        etag = stamp(request)
        early = get_conditional_response(request, etag=etag)
        if early is not None and early.status_code == 304:
            return early
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response["ETag"] = etag
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return cast("View[P]", answered)
