"""Pages: how long they take against a hello, how they grow, how many queries they ask and what they weigh."""

from __future__ import annotations

import math
import re
from urllib.parse import urljoin

from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, Person
from initiatives.tenancy import inside
from tests.bench.ground import WIDE, Ground
from tests.bench.measuring import Row, Side
from tests.bench.measuring import interleaved as timed
from tests.factories.partners import make_membership
from tests.factories.records import make_principle

PAGE = f"/i/{WIDE}/"
FEW, MANY = 10, 1000
LISTED = ("", "results/", "people/", "agenda/principles/", "history/", "ledger/", "search/?q=everybody")
PARTS = re.compile(r'<link[^>]+href="([^"]+)"|<script[^>]+src="([^"]+)"|<img[^>]+src="([^"]+)"')


def overview(ground: Ground) -> list[Row]:
    """G1: the overview with 50 indicators for a reader without an account, plain and compressed."""
    browser = ground.on_small.browser
    sides = {
        "hello": browser.side("/hello/"),
        "page": browser.side(PAGE),
        "gzip": browser.side(PAGE, Accept_Encoding="gzip"),
    }
    warm(sides)
    found = timed(sides, rounds=max(ground.rounds, 9), each=15)
    rows = []
    for name, what in (("page", "as it is"), ("gzip", "compressed")):
        ratio = found[name] / found["hello"]
        words = f"{ratio:.1f} × ({found[name] * 1000:.1f} / {found['hello'] * 1000:.1f} ms)"
        rows.append(
            Row("G1", f"overview, 50 indicators, p50 against hello, {what}", "≤ 8", words, ratio <= 8)
        )
    return rows


def growth(ground: Ground) -> list[Row]:
    """G2: the same page in a large database and in a small one."""
    sides = {"small": ground.on_small.browser.side(PAGE), "large": ground.on_large.browser.side(PAGE)}
    warm(sides)
    found = timed(sides, rounds=max(ground.rounds, 9), each=15)
    ratio = found["large"] / found["small"]
    with ground.connect(database=ground.large) as line:
        count = line.execute("SELECT count(*) FROM measurement_observation").fetchone()
        many = line.execute("SELECT count(*) FROM initiatives_initiative").fetchone()
    assert count is not None
    assert many is not None
    exponent = math.log(ratio) / math.log(int(str(many[0])))
    what = f"overview, {int(str(count[0])):,} figures against 3,000"
    return [
        Row("G2", what, "≤ 1.25", f"{ratio:.2f}", ratio <= 1.25),
        Row(
            "G2", f"growth exponent, 1 → {many[0]} initiatives", "≤ 0.03", f"{exponent:.3f}", exponent <= 0.03
        ),
    ]


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
