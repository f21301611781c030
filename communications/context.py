"""How much waits for the reader, beside the places where it waits: on every page, not only on Today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from communications.attention import needs_of, questions_of
from communications.desk import Desk
from communications.rules.attention import Need, places_of
from initiatives import clock
from initiatives.access import InitiativeRequest, kept_under, state_mark
from initiatives.rules.permissions import Permission
from initiatives.tenancy import open_initiative
from initiatives.together import ask_together

KEPT_SECONDS = 60
SAFE = ("GET", "HEAD")


def waiting(request: HttpRequest) -> dict[str, Any]:
    """Give every template the counts; they are asked for where a template shows them, once a page at most."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or viewer.as_public or Permission.SEE_TODAY not in viewer.permissions:
        return {}
    return {"nav_counts": SimpleLazyObject(lambda: _counts(cast(InitiativeRequest, request)))}


def counts_of(needs: Iterable[Need], base: str) -> Counter[str]:
    """Return how much waits in each place of the navigation, and on Today all of it."""
    found = list(needs)
    return Counter({**places_of(found, base=base), "today": len(found)})


def _counts(request: InitiativeRequest) -> dict[str, int]:
    """Return the counts as they are now: whatever changes here moves the marks, and the day is part of them.

    They were taken when the page was asked for, so what is kept under them is never older. Where a form that was sent
    has changed something, that is looked up and not kept: it may still be taken back. One that was refused changed nothing.
    """
    if open_initiative() is None or (connection.in_atomic_block and connection.needs_rollback):
        return {}
    if request.method not in SAFE and state_mark(request.initiative) != request.marks:
        return _asked(request)
    key = _key(request)
    kept: dict[str, int] | None = cache.get(key)
    if kept is None:
        kept = _asked(request)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _key(request: InitiativeRequest) -> str:
    viewer, today = request.viewer, clock.today(request.initiative.zone)
    return kept_under("waiting", request, today, viewer.person_id, *sorted(viewer.group_ids))


def _asked(request: InitiativeRequest) -> dict[str, int]:
    desk = Desk(request.initiative, request.viewer, clock.today(request.initiative.zone))
    questions = questions_of(desk)
    ask_together(*(question.rows for question in questions))
    return dict(counts_of(needs_of(questions), request.initiative.url))
