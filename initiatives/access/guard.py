"""The guard: every view states who may come in; without that the build fails. Public is a stated permission."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from initiatives.access.entrance import Marks
from initiatives.models import Initiative, Person, Restriction
from initiatives.rules.permissions import Permission
from initiatives.rules.policy import can
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import Viewer

P = ParamSpec("P")


class InitiativeRequest(HttpRequest):
    """A request inside one initiative: the middleware has opened the scope and built the viewer."""

    initiative: Initiative
    marks: Marks
    viewer: Viewer
    htmx: HtmxDetails
    person: Person  # who is signed in; nobody where the guard asked for no more than seeing


class Withheld(Exception):
    """The record is there and restricted: the reader gets its stub."""

    def __init__(self, restriction: Restriction) -> None:
        """Keep what the stub tells."""
        super().__init__(restriction.ground)
        self.restriction = restriction


View = Callable[Concatenate[InitiativeRequest, P], HttpResponse]


def guard(permission: Permission) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Let in who holds the permission; strangers get the 404 of a page that is not there, members the reason.

    Who is signed out is asked to sign in. That is asked before anything is fetched, so it is the same whether or not
    what the address names exists.

    RuleBroken that a view lets through becomes a page that says what is missing; an attempt that must be recorded is.
    """

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            inside = cast(InitiativeRequest, request)
            kwargs.pop("slug", None)
            refused = _refusal(inside, permission)
            if refused is not None:
                return refused
            try:
                with _step(inside):
                    return view(inside, *args, **kwargs)
            except Withheld as stub:
                return render(
                    request, "components/withheld_page.html", {"restriction": stub.restriction}, status=403
                )
            except RuleBroken as refusal:
                return _say_no(inside, refusal)

        setattr(guarded, "permission", permission)  # noqa: B010 (the access walker reads it)
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)

    return decorate


def open_door(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """State that a view outside any initiative checks by itself whom it serves (sign-in, start, passes, health)."""
    setattr(view, "permission", None)  # noqa: B010
    setattr(view, "is_open_door", True)  # noqa: B010
    return view


def _step(request: InitiativeRequest) -> AbstractContextManager[object]:
    """Return what takes back a refused write alone; reading has nothing to take back and needs no savepoint."""
    return nullcontext() if request.method in ("GET", "HEAD") else transaction.atomic()


def _refusal(request: InitiativeRequest, permission: Permission) -> HttpResponse | None:
    if not hasattr(request, "viewer"):
        raise Http404
    verdict = can(request.viewer, permission)
    if verdict.allowed:
        return None
    if _can_sign_in(request):
        return redirect_to_login(request.get_full_path())
    if not request.viewer.is_member:
        raise Http404
    return render(request, "403.html", {"permission": permission, "reason": verdict.reason}, status=403)


def _can_sign_in(request: InitiativeRequest) -> bool:
    """Whether somebody who is signed out is about to read a page; a script or a part of a page gets the 404."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate" and not request.htmx
    return is_page and request.method in ("GET", "HEAD") and not request.user.is_authenticated


def _say_no(request: InitiativeRequest, refusal: RuleBroken) -> HttpResponse:
    if refusal.keep is not None:
        refusal.keep()
    if request.method == "POST" and not request.htmx:
        messages.error(request, refusal.sentence)
        back: Any = request.headers.get("Referer", "")
        origin = f"{request.scheme}://{request.get_host()}"
        if back.startswith(origin + "/") and not refusal.missing:
            return redirect(back)
    return render(request, "refused.html", {"refusal": refusal}, status=409)
