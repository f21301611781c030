"""An unpublished initiative looks exactly like an unknown one to strangers: every route, every method, every header."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from initiatives.models import Initiative
from tests.access.ground import INSIDE, Answer, Ground, address
from tests.access.table import TABLE
from tests.personas import OWN

NOWHERE = "nowhere"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# HEAD is GET without a body, and no page offers the rest: one of those a route, by the visitor. CI_WALK=full tries all.
IS_WHOLE = os.environ.get("CI_WALK") == "full"
_CHANGING = re.compile(rb"(csrfmiddlewaretoken\"? value|idempotency_key\" value)=\"[^\"]*\"")
Visit = Callable[..., Answer]


def tried(route: str) -> dict[str, tuple[str, ...]]:
    """Return the methods that strangers of both kinds try on a route."""
    if IS_WHOLE:
        return {"visitor": METHODS, "outsider": METHODS}
    rare = METHODS[3:]
    return {"visitor": ("GET", "POST", rare[len(route) % len(rare)]), "outsider": ("GET", "POST")}


def unpublish() -> None:
    """Take the initiative back from the public, for one request."""
    assert Initiative.objects.filter(slug=OWN).update(published_at=None, published_by=None) == 1


def seen(answer: Answer, slug: str) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    """Return what a reader can compare: status, body and headers, with the asked-for initiative taken out."""
    asked = re.compile(rf"(i|start)(/|%2F){slug}\b")
    body = asked.sub("?", _CHANGING.sub(b"", answer.body).decode())
    kept = tuple((name, asked.sub("?", value)) for name, value in answer.headers if name != "Content-Length")
    return answer.status, body, kept


def unlike(visit: Visit, ground: Ground, route: str) -> list[str]:
    """Return where the unpublished initiative differs from one that nobody has founded."""
    found = []
    there = address(route, OWN, TABLE[route], ground.scenes[OWN].ids)
    unknown = address(route, NOWHERE, TABLE[route], ground.scenes[OWN].ids)
    for walker, methods in tried(route).items():
        for method in methods:
            one = visit(walker, method, there, before=unpublish)
            other = visit(walker, method, unknown)
            if seen(one, OWN) != seen(other, NOWHERE):
                found.append(f"{method} {there} as {walker}: {one.status} and {other.status}")
            assert other.status in (403, 404, 405), other
    return found


@pytest.mark.parametrize("route", INSIDE)
def test_an_unpublished_initiative_looks_exactly_like_an_unknown_one_to_strangers(
    route: str, ground: Ground, visit: Visit
) -> None:
    assert unlike(visit, ground, route) == []


@pytest.mark.parametrize("address", ["/", "/help/", "/api/v1/schema/"])
def test_no_list_outside_names_an_unpublished_initiative(address: str, visit: Visit) -> None:
    for walker in ("visitor", "outsider"):
        before, after = visit(walker, "GET", address), visit(walker, "GET", address, before=unpublish)
        assert b"Harbor Learns" not in after.body
        assert f"/i/{OWN}/".encode() not in after.body
        assert before.status == after.status == 200


def test_the_comparison_sees_a_published_initiative(ground: Ground, visit: Visit) -> None:
    there = visit("visitor", "GET", f"/i/{OWN}/")
    assert seen(there, OWN) != seen(visit("visitor", "GET", f"/i/{NOWHERE}/"), NOWHERE)
    assert visit("backbone", "GET", f"/i/{OWN}/", before=unpublish).status == 200
