"""Walks every route × method × person × initiative with every id crossed, and compares with the table. BARS R1, R2."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.access.ground import FOREIGN, INSIDE, ROUTES, Answer, Ground, address, leaks
from tests.access.parts import ALL, STRANGERS, WALKERS, part_of
from tests.access.routes import Route
from tests.access.rows import ASKED_IN, Door, Row
from tests.access.table import DOORS, TABLE
from tests.personas import OTHER, OWN

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
# Every day: HEAD is GET without a body and left out, two walkers try one method that no page offers, in the other
# initiative a director of this one and its own partner walk, and an id of the other is tried here by those who may open
# one of this. CI_WALK=full walks everything.
ALWAYS, NOT_OFFERED, THE_TWO = ("GET", "POST"), ("PUT", "PATCH", "DELETE"), ("visitor", "backbone")
IS_WHOLE = os.environ.get("CI_WALK") == "full"
IN_THE_OTHER = (
    tuple(WALKERS) if IS_WHOLE else tuple(one for one in WALKERS if one in ("backbone", "outsider"))
)
_CHANGING = re.compile(rb"csrfmiddlewaretoken\"? value=\"[^\"]*\"|idempotency_key\" value=\"[^\"]*\"")


def crossing(row: Row, method: str, slug: str) -> list[str]:
    """Return who tries an id of the other initiative on a route."""
    if IS_WHOLE:
        return list(WALKERS)
    return [walker for walker in WALKERS if slug == OWN and row.may(part_of(walker, slug), method)]


def methods_of(walker: str, route: str) -> tuple[str, ...]:
    """Return the methods that somebody tries on a route."""
    if IS_WHOLE:
        return METHODS
    rare = NOT_OFFERED[len(route) % len(NOT_OFFERED)]
    return (*ALWAYS, rare) if walker in THE_TWO else ALWAYS


# --- The table is whole ------------------------------------------------------------------------------------------------
def test_every_route_has_a_row() -> None:
    missing = {name: route.path for name, route in ROUTES.items() if name not in TABLE and name not in DOORS}
    assert missing == {}, "Give each a row in tests/access/table.py"


def test_every_row_has_a_route() -> None:
    assert (set(TABLE) | set(DOORS)) - set(ROUTES) == set()


def test_routes_inside_an_initiative_are_never_doors() -> None:
    assert {name for name, route in ROUTES.items() if route.is_inside} & set(DOORS) == set()


# --- The walk ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("route", INSIDE)
def test_each_is_answered_as_the_table_says(
    route: str, ground: Ground, visit: Callable[[str, str, str], Answer]
) -> None:
    row, wrong = TABLE[route], []
    for slug in (OWN, OTHER):
        where = address(route, slug, row, ground.scenes[slug].ids)
        for walker in WALKERS if slug == OWN else IN_THE_OTHER:
            part = part_of(walker, slug)
            for method in methods_of(walker, route):
                answer = visit(walker, method, where)
                if answer.status not in row.expected(part, method):
                    wrong.append(
                        f"{method} {where} as {walker}: {answer.status}, not {sorted(row.expected(part, method))}"
                    )
                wrong += [
                    f"{method} {where} as {walker} shows {canary}" for canary in leaks(answer, slug, part)
                ]
    assert not wrong, "\n".join(wrong)


CROSSED = [(route, argument) for route in INSIDE for argument in TABLE[route].args]


@pytest.mark.parametrize(("route", "argument"), CROSSED)
def test_an_id_of_the_other_initiative_opens_nothing(
    route: str, argument: str, ground: Ground, visit: Callable[[str, str, str], Answer]
) -> None:
    row, wrong = TABLE[route], []
    offered = [method for method, who in (("GET", row.get), ("POST", row.post)) if who is not None]
    for slug in (OWN, OTHER):
        name = row.args[argument]
        foreign = ground.scenes[FOREIGN[slug]].ids[name]
        if foreign == ground.scenes[slug].ids[name]:
            continue
        where = address(route, slug, row, ground.scenes[slug].ids | {name: foreign})
        for method, walker in [(how, one) for how in offered for one in crossing(row, how, slug)]:
            answer = visit(walker, method, where)
            right = row.refused(part_of(walker, slug), method)
            if answer.status not in right:
                wrong.append(f"{method} {where} as {walker}: {answer.status}, not {sorted(right)}")
            wrong += [f"{where} as {walker} shows {c}" for c in leaks(answer, slug, part_of(walker, slug))]
    assert not wrong, "\n".join(wrong)


PAGES = [
    route
    for route in INSIDE
    if not (TABLE[route].get or ALL) & STRANGERS and not ROUTES[route].path.startswith("api/")
]


def test_a_stranger_reads_the_same_as_on_a_page_that_does_not_exist(
    ground: Ground, visit: Callable[[str, str, str], Answer]
) -> None:
    unlike = []
    for route in PAGES:
        there = visit("outsider", "GET", address(route, OWN, TABLE[route], ground.scenes[OWN].ids))
        absent = visit("outsider", "GET", f"{there.address}nothing-is-here/")
        if _plain(there) != _plain(absent):
            unlike.append(f"{there.address}: {there.status} and {absent.status}")
    assert not unlike, "\n".join(unlike)


def test_a_visitor_is_asked_to_sign_in_whether_or_not_what_the_address_names_is_there(
    ground: Ground, visit: Callable[[str, str, str], Answer]
) -> None:
    """Else the question itself would tell that something hidden exists."""
    unlike = []
    for route in PAGES:
        row, ids = TABLE[route], ground.scenes[OWN].ids
        there = visit("visitor", "GET", address(route, OWN, row, ids))
        nobodys = {name: 987_654 if isinstance(ids[name], int) else "987654" for name in row.args.values()}
        absent = visit("visitor", "GET", address(route, OWN, row, ids | nobodys))
        if there.status not in ASKED_IN or _led(there) != _led(absent):
            unlike.append(f"{there.address}: {there.status} and {absent.status}")
    assert not unlike, "\n".join(unlike)


def _led(answer: Answer) -> tuple[int, bytes, str]:
    """Return what came back and where it leads, without the address that was asked for."""
    return answer.status, answer.body, dict(answer.headers).get("Location", "").replace(answer.address, "?")


def _plain(answer: Answer) -> tuple[int, bytes]:
    body = (
        _CHANGING.sub(b"", answer.body).replace(b"nothing-is-here/", b"").replace(b"nothing-is-here%2F", b"")
    )
    return answer.status, body


@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_door_outside_shows_nothing_of_any_initiative(
    door: str, ground: Ground, visit: Callable[[str, str, str], Answer]
) -> None:
    wrong = []
    where = reverse(door, kwargs=dict(DOORS[door].plain))
    for walker in WALKERS:
        for method in methods_of(walker, door):
            answer = visit(walker, method, where)
            if answer.status >= 500:
                wrong.append(f"{method} {where} as {walker}: {answer.status}")
            wrong += [
                f"{method} {where} as {walker} shows {canary}"
                for slug in (OWN, OTHER)
                for canary in leaks(answer, slug, "stranger")
                if part_of(walker, slug) == "stranger" or not canary.startswith("CANARY")
            ]
    assert not wrong, "\n".join(wrong)


def test_the_walker_finds_a_planted_hole() -> None:
    row = Row(get=frozenset({"backbone"}))
    assert 200 not in row.expected("visitor", "GET")
    assert 200 not in row.expected("partner", "GET")
    assert row.expected("backbone", "GET") == {200}
    assert 302 not in row.expected("backbone", "POST")
    assert leaks(Answer(200, b"<p>canary-MEADOW x</p>", ""), OWN, "backbone") == ["CANARY-meadow"]
    assert leaks(Answer(200, b"HIDDEN-harbor", ""), OWN, "partner") == ["HIDDEN-harbor"]
    assert ALL >= STRANGERS
    assert Route("x", "i/<slug:slug>/x/", "m").is_inside
    assert Door().plain == {}
