"""Walks every route × method × person × initiative with every id crossed, and compares with the table. BARS R1, R2."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction
from django.urls import reverse

from tests import databases
from tests.access.parts import ALL, STRANGERS, WALKERS, part_of
from tests.access.routes import Route, all_routes
from tests.access.rows import REFUSED, Door, Row
from tests.access.scene import Scene, build_scenes
from tests.access.table import DOORS, TABLE
from tests.conftest import Browser, use_database
from tests.personas import OTHER, OWN, the_people

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
# HEAD is GET without a body, and no page offers the last three: two walkers try these unless CI_WALK=full.
ALWAYS, THE_TWO = ("GET", "POST"), ("visitor", "backbone")
ROUTES = {route.name: route for route in all_routes()}
INSIDE = sorted(name for name, route in ROUTES.items() if route.is_inside and name in TABLE)
FOREIGN = {OWN: OTHER, OTHER: OWN}
_CHANGING = re.compile(rb"csrfmiddlewaretoken\"? value=\"[^\"]*\"|idempotency_key\" value=\"[^\"]*\"")


@dataclass(frozen=True)
class Ground:
    """Both scenes and a browser of everybody."""

    scenes: dict[str, Scene]
    browsers: dict[str, Browser]
    sessions: dict[str, str]

    def browser_of(self, walker: str) -> Browser:
        """Return somebody's browser as it was when they had signed in: no message waits, nobody has signed out."""
        browser = self.browsers[walker]
        browser.cookies.clear()
        if walker in self.sessions:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[walker]
        return browser


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    address: str


@pytest.fixture(scope="module")
def ground(cast_database: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Ground]:
    """Commit both scenes to a database of this walk."""
    name = f"{cast_database}_walk"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connections.close_all()
        with databases.fresh(cast_database, name):
            use_database(name)
            with transaction.atomic():
                people = the_people()
                scenes = build_scenes(people)
                browsers = {walker: Browser(raise_request_exception=False) for walker in WALKERS}
                sessions = {}
                for walker, browser in browsers.items():
                    if person := people.named(walker):
                        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
                        sessions[walker] = browser.cookies[settings.SESSION_COOKIE_NAME].value
            try:
                yield Ground(scenes, browsers, sessions)
            finally:
                use_database(cast_database)


@pytest.fixture
def visit(
    ground: Ground, record_property: Callable[[str, object], None]
) -> Iterator[Callable[[str, str, str], Answer]]:
    """Give a function that sends one request whose effects are taken back; requests are counted."""
    sent = 0

    def send(walker: str, method: str, address: str) -> Answer:
        nonlocal sent
        sent += 1
        cache.clear()  # no limit of a rate stands in the way
        with transaction.atomic():
            response = ground.browser_of(walker).generic(method, address)
            parts = response.streaming_content if response.streaming else [response.content]
            answer = Answer(response.status_code, b"".join(parts), address)
            transaction.set_rollback(True)
        return answer

    yield send
    record_property("requests", sent)


def address(route: str, slug: str, row: Row, ids: dict[str, object]) -> str:
    """Return the address of a route with the ids of a scene in it."""
    chosen = {argument: ids[name] for argument, name in row.args.items()}
    return reverse(route, kwargs={"slug": slug, **row.plain, **chosen})


def methods_of(walker: str) -> tuple[str, ...]:
    """Return the methods that somebody tries on each route."""
    is_whole = os.environ.get("CI_WALK") == "full" or walker in THE_TWO
    return METHODS if is_whole else ALWAYS


def leaks(answer: Answer, slug: str, part: str) -> list[str]:
    """Return the canaries in an answer that this reader may not see there."""
    forbidden = [f"{kind}-{FOREIGN[slug]}" for kind in ("CANARY", "DRAFT", "HIDDEN")]
    forbidden += [f"{kind}-{slug}" for kind in ("DRAFT", "HIDDEN") if part != "backbone"]
    body = answer.body
    for own in (answer.address, quote(answer.address), quote(answer.address, safe="")):
        body = body.replace(own.encode(), b"")
    body = body.lower()
    return [canary for canary in forbidden if canary.lower().encode() in body]


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
        for walker in WALKERS:
            part = part_of(walker, slug)
            for method in methods_of(walker):
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
        for walker in WALKERS:
            for method in offered:
                answer = visit(walker, method, where)
                right = {404} if row.may(part_of(walker, slug), method) else REFUSED
                if answer.status not in right:
                    wrong.append(f"{method} {where} as {walker}: {answer.status}, not {sorted(right)}")
                wrong += [
                    f"{where} as {walker} shows {c}" for c in leaks(answer, slug, part_of(walker, slug))
                ]
    assert not wrong, "\n".join(wrong)


def test_a_stranger_reads_the_same_as_on_a_page_that_does_not_exist(
    ground: Ground, visit: Callable[[str, str, str], Answer]
) -> None:
    unlike = []
    for route in INSIDE:
        row = TABLE[route]
        if (
            row.get is None
            or row.get & STRANGERS
            or "/api/" in address(route, OWN, row, ground.scenes[OWN].ids)
        ):
            continue
        for walker in ("visitor", "outsider"):
            there = visit(walker, "GET", address(route, OWN, row, ground.scenes[OWN].ids))
            absent = visit(walker, "GET", f"{there.address}nothing-is-here/")
            if _plain(there) != _plain(absent):
                unlike.append(f"{there.address} as {walker}: {there.status} and {absent.status}")
    assert not unlike, "\n".join(unlike)


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
        for method in methods_of(walker):
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
