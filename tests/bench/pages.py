"""Pages: how long they take against a hello, how they grow, how many queries they ask and what they weigh."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Iterable
from urllib.parse import urljoin

from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, Person
from initiatives.tenancy import inside
from tests.bench.crowd import count, crowd, deepen
from tests.bench.ground import WIDE, Ground, Server
from tests.bench.measuring import Row, Side, seconds
from tests.bench.measuring import interleaved as timed
from tests.factories.partners import make_membership
from tests.factories.records import make_principle

PAGE = f"/i/{WIDE}/"
FEW, MANY = 10, 1000
LISTED = ("", "results/", "people/", "agenda/principles/", "history/", "ledger/", "search/?q=everybody")
PARTS = re.compile(r'<link[^>]+href="([^"]+)"|<script[^>]+src="([^"]+)"|<img[^>]+src="([^"]+)"')


CHANGE = """
INSERT INTO initiatives_event (initiative_id, kind, at, actor_id, record_id, facts, reader)
SELECT e.initiative_id, kind, now(), actor_id, record_id, facts, reader
FROM initiatives_event e JOIN initiatives_initiative i ON i.id = e.initiative_id WHERE i.slug = %s LIMIT 1
"""


def overview(ground: Ground) -> list[Row]:
    """G1: the overview with 50 indicators, made anew each time; then as it is remembered, plain and compressed.

    Anew in two ways: after a change, as it comes in the life of an initiative, and by a server that remembers nothing.
    """
    small = ground.on_small
    bare = ground.serve(ground.small, CI_REMEMBERED_BYTES="0")
    with ground.connect(database=ground.small) as line:
        changed = _anew(small, lambda: line.execute(CHANGE, [WIDE]), rounds=ground.rounds)
    forgotten = _anew(bare, lambda: None, rounds=ground.rounds)
    bare.stop()
    ground.servers.remove(bare)
    return [
        _against_hello("made anew after a change", changed, "page", goal=8),
        _against_hello("made by a server that remembers nothing", forgotten, "page", goal=8),
        *_remembered(small, ground.rounds),
    ]


def _anew(server: Server, change: Callable[[], object], *, rounds: int) -> dict[str, float]:
    """Return the median seconds of hello and of the page, in turn; `change` comes before each page and is not timed."""
    sides = {"hello": server.browser.side("/hello/"), "page": server.browser.side(PAGE)}
    warm(sides)
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(max(rounds, 9) * 15):
        times["hello"].append(seconds(sides["hello"]))
        change()
        times["page"].append(seconds(sides["page"]))
    return {name: statistics.median(found) for name, found in times.items()}


def _remembered(server: Server, rounds: int) -> list[Row]:
    sides = {
        "hello": server.browser.side("/hello/"),
        "page": server.browser.side(PAGE),
        "gzip": server.browser.side(PAGE, Accept_Encoding="gzip"),
    }
    warm(sides)
    found = timed(sides, rounds=max(rounds, 9), each=15)
    return [
        _against_hello("remembered", found, "page"),
        _against_hello("remembered, compressed", found, "gzip"),
    ]


def _against_hello(what: str, found: dict[str, float], side: str, goal: float | None = None) -> Row:
    ratio = found[side] / found["hello"]
    words = f"{ratio:.1f} × ({found[side] * 1000:.1f} / {found['hello'] * 1000:.1f} ms)"
    wanted = f"≤ {goal:g} × hello" if goal else "shown"
    return Row("G1", f"overview, 50 indicators, {what}", wanted, words, ratio <= goal if goal else None)


SIZES = (10, 100, 1000)
MANY_FIGURES = 10_000_000


def growth(ground: Ground) -> list[Row]:
    """G2: the same page, made anew, beside 1 to 1,000 initiatives, and beside ten million figures of others."""
    named = {1: ground.small} | {size: crowd(ground, f"ci_crowd_{size}", initiatives=size) for size in SIZES}
    named[0] = ground.copy(named[SIZES[-1]], "ci_figures")
    deepen(ground, named[0], figures=MANY_FIGURES)
    servers = {size: ground.serve(database, CI_REMEMBERED_BYTES="0") for size, database in named.items()}
    sides = {str(size): server.browser.side(PAGE) for size, server in servers.items()}
    warm(sides)
    found = timed(sides, rounds=max(ground.rounds, 11), each=15)
    rows = [_exponent({size: found[str(size)] for size in (1, *SIZES)})]
    for size, of in ((SIZES[-1], named[SIZES[-1]]), (0, named[0])):
        ratio = found[str(size)] / found["1"]
        what = f"overview beside {count(ground, of):,} figures, against {count(ground, named[1]):,}"
        words = f"{ratio:.2f} ({found[str(size)] * 1000:.1f} / {found['1'] * 1000:.1f} ms)"
        rows.append(Row("G2", what, "≤ 1.25", words, ratio <= 1.25))
    _end(ground, servers.values())
    return rows


DEPTHS = (10_000, 1_000_000)


def depth(ground: Ground) -> list[Row]:
    """G3: pages of one initiative, made anew, with few and with many figures; most of them were replaced since."""
    servers = {}
    for figures in DEPTHS:
        name = ground.copy(ground.small, f"ci_depth_{figures}")
        deepen(ground, name, figures=figures, slug=WIDE)
        servers[figures] = ground.serve(name, CI_REMEMBERED_BYTES="0")
    body = servers[DEPTHS[0]].browser.get(PAGE)[1].decode()
    indicator = re.findall(rf'href="({PAGE}results/[a-z0-9-]+/)"', body)[0]
    rows = []
    for what, page in (("overview", PAGE), ("page of an indicator", indicator)):
        sides = {str(figures): server.browser.side(page) for figures, server in servers.items()}
        warm(sides)
        few, many = timed(sides, rounds=max(ground.rounds, 11), each=15).values()
        words = f"{many / few:.2f} ({many * 1000:.1f} / {few * 1000:.1f} ms)"
        told = f"{what}, {DEPTHS[1]:,} figures of the initiative, against {DEPTHS[0]:,}"
        rows.append(Row("G3", told, "≤ 1.25", words, many / few <= 1.25))
    _end(ground, servers.values())
    return rows


def _end(ground: Ground, servers: Iterable[Server]) -> None:
    for server in servers:
        server.stop()
        ground.servers.remove(server)


def _exponent(times: dict[int, float]) -> Row:
    """Fit time = c × initiatives^e through all sizes."""
    points = [(math.log(size), math.log(time)) for size, time in times.items()]
    exponent = statistics.linear_regression(*zip(*points, strict=True)).slope
    words = f"{exponent:+.3f} (" + ", ".join(f"{time * 1000:.1f}" for time in times.values()) + " ms)"
    what = "growth exponent over " + ", ".join(f"{size:,}" for size in times) + " initiatives"
    return Row("G2", what, "≤ 0.03", words, exponent <= 0.03)


def conditional(ground: Ground) -> list[Row]:
    """G4: a reader whose copy still holds."""
    browser = ground.on_small.browser
    tag = browser.get(PAGE)[0].headers["ETag"]
    packed = browser.get(PAGE, Accept_Encoding="gzip")[0].headers["ETag"]
    sides = {
        "hello": browser.side("/hello/"),
        "strong": browser.side(PAGE, 304, If_None_Match=tag),
        "weak": browser.side(PAGE, 304, If_None_Match=packed, Accept_Encoding="gzip"),
    }
    warm(sides)
    found = timed(sides, rounds=max(ground.rounds, 9), each=40)
    return [
        Row(
            "G4",
            f"304 against hello, {name} ETag",
            "≤ 2",
            f"{found[name] / found['hello']:.2f} ×",
            found[name] / found["hello"] <= 2,
        )
        for name in ("strong", "weak")
    ]


def queries(ground: Ground) -> list[Row]:
    """G6: how many queries each list asks at few rows and at many."""
    database = ground.copy(ground.small, "ci_queries")
    connections.close_all()
    for alias in connections.settings:
        connections.settings[alias]["NAME"] = database
    few = _counts(FEW)
    many = _counts(MANY)
    connections.close_all()
    worst = max(many.values())
    same = few == many
    rows = [
        Row(
            "G6",
            f"{PAGE}{page}: queries at {FEW} and {MANY} rows",
            "≤ 12, equal",
            f"{few[page]} and {many[page]}",
            few[page] == many[page] <= 12,
        )
        for page in LISTED
    ]
    return [
        *rows,
        Row(
            "G6",
            "most queries on a page; equal at both sizes",
            "≤ 12",
            f"{worst}; {'equal' if same else 'not equal'}",
            worst <= 12 and same,
        ),
    ]


def _counts(wanted: int) -> dict[str, int]:
    """Fill the lists up to so many rows, and count what each page asks."""
    initiative = Initiative.objects.get(slug=WIDE)
    by = Person.objects.get(email="scale@people.example.org")
    with transaction.atomic(), inside(initiative.pk):
        there = type(make_principle("First", by=by)).objects.count()
        for number in range(there, wanted):
            make_principle(f"Principle {number}", by=by)
            make_membership(f"Partner {wanted}-{number}", by=by)
    client = Client(headers={"host": "localhost"})
    found = {}
    for page in LISTED:
        client.get(PAGE + page)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(PAGE + page)
        if answer.status_code != 200:
            raise ValueError(f"{page} answered {answer.status_code}")
        found[page] = sum(
            query["sql"].lstrip("( ").upper().startswith("SELECT") and "set_config" not in query["sql"]
            for query in asked
        )
    return found


def weight(ground: Ground) -> list[Row]:
    """G14: all bytes that a first visit fetches, each body as gzip."""
    browser = ground.on_small.browser
    answer, body = browser.get(PAGE, Accept_Encoding="gzip")
    plain = browser.get(PAGE)[1].decode()
    addresses = {urljoin(PAGE, next(filter(None, found))) for found in PARTS.findall(plain)}
    sizes = {
        address: len(browser.get(address, Accept_Encoding="gzip")[1])
        for address in addresses
        if address.startswith("/static/")
    }
    total = len(body) + sum(sizes.values())
    without_scripts = [address for address in sizes if address.endswith(".js")]
    what = f"overview with {len(sizes)} files of styles, fonts and pictures, gzip"
    words = f"{total / 1024:.1f} KB (page {len(body) / 1024:.1f}, {answer.headers.get('Content-Encoding')})"
    return [Row("G14", what, "≤ 100 KB", f"{words}, {len(without_scripts)} scripts", total <= 100 * 1024)]


def warm(sides: dict[str, Side]) -> None:
    """Let every worker have read its templates."""
    for _ in range(12):
        for side in sides.values():
            side()
