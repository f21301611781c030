"""G9: what a reader sees of a long list against the same list of the whole tenant, with few records and with many."""

from __future__ import annotations

from django.db import connections, transaction
from django.db.models import QuerySet
from psycopg import sql

from initiatives.access import build_viewer
from initiatives.models import Initiative, Person, Principle, Record
from initiatives.rules.viewer import Viewer, visitor
from initiatives.tenancy import inside
from tests.bench.crowd import APART, COLUMNS, Line
from tests.bench.figures import use
from tests.bench.ground import WIDE, Ground, say
from tests.bench.measuring import Row, interleaved
from tests.factories.records import make_principle
from tests.factories.restrictions import make_restriction

SIZES = (1_000, 100_000)
WITHHELD_ONE_IN = 50
ON_A_PAGE, MOST = 25, 2.0


def lists(ground: Ground) -> list[Row]:
    """Read a page of a list as a visitor and as a director; one record in fifty is withheld."""
    rows = []
    for size in SIZES:
        name = ground.copy(ground.small, f"ci_seen_{size}")
        initiative, by = use(name)
        withheld = _fill(ground, name, initiative, by, size)
        with transaction.atomic(), inside(initiative.pk):
            readers = {"a visitor": visitor(initiative.pk), "a director": build_viewer(by, initiative)}
            for who, viewer in readers.items():
                rows.append(_read(who, viewer, size, withheld, ground.rounds))
        connections.close_all()
    return rows


def _read(who: str, viewer: Viewer, size: int, withheld: int, rounds: int) -> Row:
    pages = {
        "seen": lambda: list(_page(viewer)),
        "tenant": lambda: list(_page(None)),
    }
    seen = Principle.objects.visible_to(viewer).count()
    if seen != size - withheld + (viewer.person_id is not None):  # the director may read the first of them
        raise ValueError(f"{who} sees {seen} of {size}, {withheld} of them withheld")
    found = interleaved(pages, rounds=max(rounds, 9), each=15)
    ratio = found["seen"] / found["tenant"]
    words = f"{ratio:.2f} × ({found['seen'] * 1000:.1f} / {found['tenant'] * 1000:.1f} ms)"
    what = f"{ON_A_PAGE} of {size:,} records that {who} sees, against any {ON_A_PAGE} of the tenant"
    return Row("G9", what, f"≤ {MOST:g} × the tenant filter alone", words, ratio <= MOST)


def _page(viewer: Viewer | None) -> QuerySet[Principle]:
    rows = Principle.objects.all() if viewer is None else Principle.objects.visible_to(viewer)
    return rows.select_related("record__initiative").order_by("-pk")[:ON_A_PAGE]


def _fill(ground: Ground, name: str, initiative: Initiative, by: Person, size: int) -> int:
    """Write so many principles, each a copy of one that was made by its action; return how many are withheld."""
    with transaction.atomic(), inside(initiative.pk):
        there = Principle.objects.count()
        first = make_principle("Everybody decides", by=by)
        kept = make_restriction(first.record, by=by)
        last = Record.objects.order_by("-number").values_list("number", flat=True)[0]
    copies = size - there - 1
    with ground.connect(database=name) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("SET synchronous_commit = off")
        numbered = sql.SQL("{} + k").format(sql.Literal(last))
        _multiply(
            line, "initiatives_record", first.record_id, copies, {"id": _apart("id"), "number": numbered}
        )
        _multiply(
            line,
            "initiatives_principle",
            first.pk,
            copies,
            {"id": _apart("id"), "record_id": _apart("record_id")},
        )
        withheld = copies // WITHHELD_ONE_IN
        every = sql.SQL("t.record_id + k::bigint * {}").format(sql.Literal(APART * WITHHELD_ONE_IN))
        _multiply(
            line, "initiatives_restriction", kept.pk, withheld, {"id": _apart("id"), "record_id": every}
        )
        line.execute("ANALYZE")
    say(f"{name}: {size:,} principles in {WIDE}, {withheld + 1:,} of them withheld")
    return withheld + 1


def _apart(column: str) -> sql.Composable:
    return sql.SQL("t.{} + k::bigint * {}").format(sql.Identifier(column), sql.Literal(APART))


def _multiply(line: Line, table: str, pk: int, times: int, changed: dict[str, sql.Composable]) -> None:
    """Write one row again so many times, with some of its columns changed."""
    names = [str(name) for name, *_ in line.execute(COLUMNS, [table]).fetchall()]
    values = [changed.get(name) or sql.SQL("t.{}").format(sql.Identifier(name)) for name in names]
    question = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} t, generate_series(1, %s) k WHERE t.id = %s")
    place, into = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    line.execute(question.format(place, into, sql.SQL(", ").join(values), place), [times, pk])
