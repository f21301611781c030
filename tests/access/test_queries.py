"""Every list and dashboard asks the database as often for many rows as for few, and at most twelve times. BARS G6.

All pages inside an initiative are visited by whoever sees the most of them. What is counted are journeys (ADR 9).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, Person
from initiatives.tenancy import inside
from measurement.actions.imports import bring_figures
from measurement.models import Indicator
from tests import databases
from tests.access.crowded import ALONE, Crowd
from tests.access.ground import INSIDE, Ground, address
from tests.access.parts import part_of
from tests.access.rows import Row
from tests.access.scene_decisions import decisions_of
from tests.access.table import TABLE
from tests.factories.figures import NOTE, long_table
from tests.factories.records import make_principle
from tests.personas import EMAILS, OWN

MOST = 12
MANY = int(os.environ.get("CI_CROWD", "8"))  # copies of every row; 1,000 rows of most kinds with 100
SEES_MOST = ("backbone", "partner", "resident")
MOST_READINGS = 4
NO_JOURNEY = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "BEGIN", "COMMIT")
NOT_LISTS = {
    "agenda-pdf": "paper",
    "overview-pdf": "paper",
    "indicator-pdf": "paper",
    "handover-pdf": "paper",
    "minutes-pdf": "paper",
    "indicator-trend-png": "a picture",
    "indicator-gap-png": "a picture",
    "my-numbers-worker": "a script",
    "quick-log-worker": "a script",
    "file": "a file as it was brought",
}
FORMS = {"engagement-framing": 13}
"""Forms that offer many lists to choose from (groups, clauses, decisions, populations): how often each may ask at most."""
MORE = {
    "decision: a question": ("decision", Row(args={"number": "asked"}), ""),
    "decision: a joint question": ("decision", Row(args={"number": "engagement"}), ""),
    "decision: a promise": ("decision", Row(args={"number": "promise"}), ""),
    "decision: an open vote": ("decision", Row(args={"number": "vote"}), ""),
    "decision: a counted vote": ("decision", Row(args={"number": "vote_counted"}), ""),
    "search: a word": ("search", Row(), "?q=canary"),
    "overview: for the public": ("overview", Row(), "?as=public"),
    "indicator: for the public": ("indicator", Row(args={"sign": "indicator"}), "?as=public"),
}
Ids = dict[str, object]
Page = tuple[str, Row, str]


@dataclass(frozen=True)
class Visit:
    """What came back from a page, and what it asked."""

    status: int
    asked: tuple[str, ...]


def pages() -> dict[str, Page]:
    """Return what is visited, by name: a route, its row and what follows the address."""
    read = {route: (route, TABLE[route], "") for route in INSIDE if TABLE[route].get is not None}
    return {name: page for name, page in read.items() if _is_list(name)} | MORE


def _is_list(route: str) -> bool:
    return route not in NOT_LISTS and (not route.startswith("api-") or route.endswith("-list"))


def visit(ground: Ground, page: Page, ids: Ids, *, expected: int = -1) -> Visit:
    """Read a page until it asks as often as expected or as before: what is found out once in a while is not counted.

    Counts beside the places of the rail are kept for a minute, which may end between two readings.
    """
    answers = [read(ground, page, ids)]
    while len(answers) < MOST_READINGS and len(answers[-1].asked) not in (
        expected,
        *(len(one.asked) for one in answers[:-1]),
    ):
        answers.append(read(ground, page, ids))
    return answers[-1]


def read(ground: Ground, page: Page, ids: Ids) -> Visit:
    """Read a page as whoever sees the most of it."""
    route, row, query = page
    walker = next(one for one in SEES_MOST if row.may(part_of(one, OWN), "GET"))
    where = address(route, OWN, row, ids) + query
    connection.queries_log.clear()  # it holds no more than 9,000, and the last of them would stand for none
    with CaptureQueriesContext(connection) as captured:
        answer = ground.browser_of(walker).get(where)
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    asked = (one["sql"] for one in captured)
    return Visit(answer.status_code, tuple(sql for sql in asked if not sql.startswith(NO_JOURNEY)))


def bring(years: int) -> None:
    """Publish figures of groups for so many years."""
    groups = ("All students", "Asian", "Black", "Hispanic", "White")
    lines = (f"{2019 - n}-{20 - n:02d},{group},{60 + n % 3}" for n in range(years) for group in groups)
    bring_figures(
        indicator=Indicator.objects.select_related("record").get(slug=f"sign-of-{OWN}"),
        content=long_table(*lines, header="period,category,value"),
        note=NOTE,
        by=director(),
    )


def director() -> Person:
    """Return who runs the initiative."""
    return Person.objects.get(email=EMAILS["backbone"])


@contextmanager
def writing() -> Iterator[None]:
    """Write inside the initiative."""
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        yield


def crowd_in(ids: Ids) -> tuple[Crowd, Ids]:
    """Copy everything, publish more figures and put more voters to the votes; return the new ids."""
    bring(MANY)  # before groups have copies of the same name
    crowd = Crowd(MANY)
    crowd.fill()
    member = Person.objects.get(email=EMAILS["partner"])
    more = decisions_of(f"{OWN}-crowd", f"CANARY-{OWN}", director(), member, seats=MANY)
    make_principle("What happened last has somebody’s name in it, as what happened first", by=director())
    return crowd, ids | more


def plan_anew() -> None:
    """Let the database know how many rows there are now, as it finds out by itself in a few minutes."""
    name = connection.settings_dict["NAME"]
    owner = databases.at_database(databases.addresses()[1], name)
    with psycopg.connect(owner, autocommit=True) as connected:
        connected.execute("ANALYZE")


def wrong(few: dict[str, Visit], many: dict[str, Visit]) -> list[str]:
    """Return the pages that ask too often, or not as often as before, with what they ask more and less of."""
    found = []
    for name, before in few.items():
        after = many[name]
        was, now = len(before.asked), len(after.asked)
        if before.status != after.status:
            found.append(f"{name} answers {before.status}, then {after.status}")
        if was != now or now > FORMS.get(name, MOST):
            one, other = tables(before), tables(after)
            found.append(
                f"{name}: {was} journeys, then {now}; more {dict(other - one)}, less {dict(one - other)}"
            )
    return found


def tables(visit: Visit) -> Counter[str]:
    """Return how often each table was asked first."""
    return Counter(sql.partition(" FROM ")[2].split(" ", 1)[0] for sql in visit.asked)


@pytest.mark.slow
def test_every_list_asks_as_often_for_many_rows_as_for_few(ground: Ground) -> None:
    ids = ground.scenes[OWN].ids
    with writing():
        bring(2)
    few = {name: visit(ground, page, ids) for name, page in pages().items()}
    with writing():
        crowd, more = crowd_in(ids)
    plan_anew()
    assert set(crowd.alone) == set(ALONE), crowd.alone
    many = {name: visit(ground, page, more, expected=len(few[name].asked)) for name, page in pages().items()}
    found = wrong(few, many)
    assert not found, "\n".join(found)


def test_what_is_no_list_is_a_route() -> None:
    assert set(NOT_LISTS) <= set(INSIDE)


def test_a_question_for_each_row_and_one_too_many_are_found() -> None:
    def told(was: int, now: int, status: int = 200) -> list[str]:
        return wrong(
            {"page": Visit(200, ("x FROM a ",) * was)}, {"page": Visit(status, ("x FROM a ",) * now)}
        )

    assert told(3, 3) == told(MOST, MOST) == []
    assert told(3, 4) == ["page: 3 journeys, then 4; more {'a': 1}, less {}"]
    assert len(told(MOST + 1, MOST + 1)) == len(told(4, 3)) == 1
    assert told(3, 3, 500) == ["page answers 200, then 500"]
