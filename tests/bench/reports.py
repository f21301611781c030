"""G8: a report's job against WeasyPrint alone, its queries, and how both grow from twenty pages to two hundred."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pypdf import PdfReader

from communications.actions.reports import request_report
from communications.models import ReportSnapshot
from communications.publishing.pdf import CHILD, MEMORY, SECONDS
from communications.publishing.report import html_of
from communications.tasks import build_report
from initiatives.tenancy import inside
from tests.bench.figures import use
from tests.bench.ground import ROOT, WIDE, Ground, say
from tests.bench.measuring import Row, seconds

SHORT, LONG = 20, 200
INDICATORS = 50
BARE = (
    "import sys; from weasyprint import HTML; "
    "HTML(string=sys.stdin.read(), base_url=sys.argv[1]).write_pdf('/dev/null', pdf_variant='pdf/ua-1')"
)


@dataclass
class Measured:
    """A report of one size: seconds of the job and of WeasyPrint alone, most queries, pages, and its HTML."""

    job: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    queries: int = 0
    pages: int = 0
    html: str = ""

    @property
    def ratio(self) -> float:
        """The job against WeasyPrint."""
        return statistics.median(self.job) / statistics.median(self.bare)

    def __str__(self) -> str:
        return f"{statistics.median(self.job):.1f} / {statistics.median(self.bare):.1f} s"


def report(ground: Ground) -> list[Row]:
    """G8: 50 indicators, and as many as make about 20 and about 200 pages."""
    database = ground.copy(ground.small, "ci_report")
    usual = Measured()
    for _ in range(ground.rounds):
        _round(usual, WIDE, database)
    short, long = _grown(ground, database, usual)
    peak = _peak(long.html)
    connections.close_all()
    exponent = math.log(statistics.median(long.job) / statistics.median(short.job)) / math.log(
        long.pages / short.pages
    )
    rows = [_against(one) for one in (usual, short, long)]
    asked = [one.queries for one in (usual, short, long)]
    what = f"queries of the job at {short.pages}, {usual.pages} and {long.pages} pages, all statements"
    growing = f"growth of the job from {short.pages} to {long.pages} pages: exponent"
    memory = f"most memory of the process that sets {long.pages} pages"
    return [
        *rows,
        Row("G8", what, "≤ 40, equal", f"{asked[1]}, {asked[0]}, {asked[2]}", max(asked) <= 40),
        Row("G8", growing, "≤ 1.1", f"{exponent:.2f}", exponent <= 1.1),
        Row("G8", memory, "≤ 512 MB", f"{peak:.0f} MB", peak <= 512),
    ]


def _against(one: Measured) -> Row:
    what = f"report of {one.pages} pages: the job against WeasyPrint alone"
    return Row("G8", what, "≤ 1.25", f"{one.ratio:.2f} × ({one})", one.ratio <= 1.25)


def _grown(ground: Ground, database: str, usual: Measured) -> tuple[Measured, Measured]:
    """Measure a short and a long report in turn; each has its own initiative."""
    sizes = {"short": SHORT, "long": LONG}
    found = {name: Measured() for name in sizes}
    connections.close_all()
    for name, pages in sizes.items():
        indicators = max(1, round(pages * INDICATORS / usual.pages))
        say(f"making the {name} report's initiative of {indicators} indicators")
        wanted = ("--prefix", name, "--indicators", str(indicators))
        ground.manage("seed", "--scale", "1", *wanted, database=database)
    for _ in range(ground.rounds):
        for name, one in found.items():
            _round(one, f"{name}-0001", database)
    return found["short"], found["long"]


def _round(one: Measured, slug: str, database: str) -> None:
    """Build a report as the worker does, and set its HTML once more with WeasyPrint alone."""
    initiative, by = use(database, slug)
    with transaction.atomic(), inside(initiative.pk):
        wanted = request_report(by=by)
    with CaptureQueriesContext(connection) as asked:
        one.job.append(seconds(lambda: build_report(wanted.run_id, initiative_id=initiative.pk)))
    one.queries = max(one.queries, len(asked))
    with transaction.atomic(), inside(initiative.pk), override("en"):
        done = ReportSnapshot.objects.select_related("record__initiative", "file").get(pk=wanted.pk)
        if done.ready_at is None or done.file is None:
            raise RuntimeError("the report was not built")
        one.html = html_of(done)
        one.pages = len(PdfReader(Path(settings.MEDIA_ROOT) / done.file.path).pages)
    one.bare.append(seconds(lambda: _bare(one.html)))


def _bare(html: str) -> None:
    base = (ROOT / "static").as_uri() + "/"
    subprocess.run([sys.executable, "-c", BARE, base], input=html.encode(), check=True, capture_output=True)


def _peak(html: str) -> float:
    """Return the megabytes that the child process of the job held at most."""
    command = [sys.executable, "-m", CHILD, str(ROOT / "static"), str(MEMORY), str(SECONDS)]
    with tempfile.TemporaryFile() as page:
        page.write(html.encode())
        page.seek(0)
        child = subprocess.Popen(command, cwd=ROOT, stdin=page, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the PDF was not made: exit {child.returncode}")
    return used.ru_maxrss / 1024
