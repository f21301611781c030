"""One pooled connection for two initiatives, with errors among the requests: never a wrong row. BARS R3."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, connections, transaction

from initiatives.models import Initiative, Record
from initiatives.tenancy import OutsideInitiative, inside
from tests.conftest import Browser, FreshDatabase
from tests.factories.records import make_principle
from tests.personas import OTHER, OWN, the_people

REQUESTS = int(os.environ.get("CI_INTERLEAVED", "800"))
MARKS = {OWN: "CANARY-harbor", OTHER: "CANARY-meadow"}


@pytest.fixture
def one_connection(fresh_database: FreshDatabase) -> Iterator[dict[str, Browser]]:
    """Let the whole process share a pool of exactly one connection, as a web worker's threads share theirs."""
    options = connections.settings["default"]["OPTIONS"]
    before = dict(options)
    people = the_people()
    for slug, person in ((OWN, people.backbone), (OTHER, people.other_backbone)):
        with transaction.atomic(), inside(Initiative.objects.get(slug=slug).pk):
            make_principle(MARKS[slug], by=person)
    browsers = {name: Browser(raise_request_exception=False) for name in ("visitor", "backbone", "outsider")}
    for name in ("backbone", "outsider"):
        browsers[name].force_login(people.named(name), backend="django.contrib.auth.backends.ModelBackend")
    connections.close_all()
    options["pool"] = {"min_size": 1, "max_size": 1, "timeout": 20}
    try:
        yield browsers
    finally:
        connections.close_all()
        connection.close_pool()
        options.clear()
        options.update(before)


def page_of(slug: str, browser: Browser) -> bytes:
    return bytes(browser.get(f"/i/{slug}/agenda/principles/").content)


def broken_sql() -> None:
    """A statement that fails inside a scope: the connection goes back to the pool after an error."""
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        connection.cursor().execute("SELECT 1 / 0")


def broken_code() -> None:
    """An exception that is nobody's fault inside a scope."""
    with transaction.atomic(), inside(Initiative.objects.get(slug=OTHER).pk):
        Record.objects.count()
        raise ZeroDivisionError


def test_interleaved_requests_of_two_initiatives_never_show_a_wrong_row(
    one_connection: dict[str, Browser], record_property: Callable[[str, object], None]
) -> None:
    dice, seen, wrong = random.Random(7), Counter[str](), []
    for number in range(REQUESTS):
        slug, other = dice.choice([(OWN, OTHER), (OTHER, OWN)])
        kind = dice.choices(["page", "error", "outside", "missing"], [80, 10, 5, 5])[0]
        seen[kind] += 1
        if number % 50 == 0:
            cache.clear()
        if kind == "page":
            body = page_of(slug, one_connection[dice.choice(["visitor", "backbone", "outsider"])])
            if MARKS[slug].encode() not in body or MARKS[other].encode() in body:
                wrong.append(f"{number}: {slug}")
        elif kind == "error":
            with pytest.raises((DatabaseError, ZeroDivisionError)):
                dice.choice([broken_sql, broken_code])()
        elif kind == "missing":
            assert one_connection["visitor"].get(f"/i/{slug}/people/rules/none/9.9/").status_code == 404
        else:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM initiatives_record")
                if cursor.fetchone() != (0,):
                    wrong.append(f"{number}: rows without a scope")
            with pytest.raises(OutsideInitiative):
                Record.objects.count()
        connections.close_all()  # what the end of a request does: the connection goes back to the pool
    record_property("requests", REQUESTS)
    assert wrong == []
    assert min(seen.values()) > REQUESTS / 50


def test_the_pool_has_one_connection_and_it_is_used_again(one_connection: dict[str, Browser]) -> None:
    pids = set()
    for _ in range(5):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pids.add(cursor.fetchone())
        connections.close_all()
    assert len(pids) == 1
