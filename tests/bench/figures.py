"""Figures and reports: an import against COPY of the same rows, a report's job against WeasyPrint alone."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys

from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ci_platform.demonstration.scale import Depth, table
from ci_platform.engine.postgres import BACKUP, OWNER
from communications.actions.reports import request_report
from communications.models import ReportSnapshot
from communications.publishing.report import html_of
from communications.tasks import build_report
from initiatives.actions.populations import add_category
from initiatives.models import Category, Dimension, Initiative, Person, Population
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import add_indicator
from measurement.models import Indicator, Observation, Result
from measurement.rules.library import LIBRARY
from tests.bench.ground import ROOT, WIDE, Ground
from tests.bench.measuring import Row, seconds

DEPTH = Depth(periods=50, groups=1999)
BARE = (
    "import sys; from weasyprint import HTML; "
    "HTML(string=sys.stdin.read(), base_url=sys.argv[1]).write_pdf('/dev/null', pdf_variant='pdf/ua-1')"
)


def _use(database: str) -> tuple[Initiative, Person]:
    connections.close_all()
    for alias in connections.settings:
        connections.settings[alias]["NAME"] = database
    return Initiative.objects.get(slug=WIDE), Person.objects.get(email="scale@people.example.org")


def imports(ground: Ground) -> list[Row]:
    """G7: 100,000 figures from file to published page, COPY of the same rows, and the same file again."""
    initiative, by = _use(ground.copy(ground.small, "ci_import"))
    with transaction.atomic(), inside(initiative.pk):
        dimension = Dimension.objects.get()
        for number in range(Category.objects.count() + 1, DEPTH.groups + 1):
            add_category(
                dimension=dimension, name={"en": f"District {number}"}, slug=f"district-{number}", by=by
            )
    times: dict[str, list[float]] = {"import": [], "copy": [], "again": []}
    written = 0
    for number in range(ground.rounds):
        with transaction.atomic(), inside(initiative.pk):
            indicator = _fresh_indicator(number, by)
        content = table(DEPTH, 31 + number)
        times["import"].append(seconds(lambda: _bring(initiative, indicator, content, by)))  # noqa: B023
        times["copy"].append(_copy_time(ground, indicator.pk))
        before = _figures(initiative)
        times["again"].append(seconds(lambda: _bring(initiative, indicator, content, by)))  # noqa: B023
        written += _figures(initiative) - before
    median = {name: statistics.median(found) for name, found in times.items()}
    rows = (DEPTH.groups + 1) * DEPTH.periods
    full, again = median["copy"] / median["import"], median["copy"] / median["again"]
    words = f"{full:.2f} × COPY ({rows / median['import']:,.0f} against {rows / median['copy']:,.0f} rows/s)"
    connections.close_all()
    return [
        Row("G7", f"import of {rows:,} figures, file to page", "≥ 0.30 × COPY", words, full >= 0.30),
        Row("G7", "the same file again", "≥ 0.5 × COPY", f"{again:.2f} × COPY", again >= 0.5),
        Row("G7", "rows written by the same file again", "0", str(written), written == 0),
    ]


def _fresh_indicator(number: int, by: Person) -> Indicator:
    return add_indicator(
        result=Result.objects.all()[0],
        population=Population.objects.all()[0],
        definition=LIBRARY[1].definition,
        by=by,
        slug=f"import-{number}",
        gap_dimension=Dimension.objects.get(),
    )


def _bring(initiative: Initiative, indicator: Indicator, content: bytes, by: Person) -> None:
    try:
        with transaction.atomic(), inside(initiative.pk):
            bring_figures(indicator=indicator, content=content, note={"en": "Measured"}, by=by)
    except RuleBroken as nothing_new:
        if "Nothing would change" not in str(nothing_new):
            raise


def _figures(initiative: Initiative) -> int:
    with transaction.atomic(), inside(initiative.pk):
        return Observation.objects.count()


def _copy_time(ground: Ground, indicator: int) -> float:
    """Return the seconds of COPY for the rows of an indicator into a table with the same indexes and checks."""
    chosen = (
        "COPY (SELECT o.* FROM measurement_observation o JOIN measurement_series s ON s.id = o.series_id "
        f"WHERE s.indicator_id = {indicator}) TO STDOUT"
    )
    lines = io.BytesIO()
    with ground.connect(BACKUP, "ci_import") as reader, reader.cursor().copy(chosen) as out:
        for part in out:
            lines.write(part)
    with ground.connect(OWNER, "ci_import") as line:
        line.execute("CREATE TABLE yardstick (LIKE measurement_observation INCLUDING ALL)")
        try:
            return seconds(lambda: _copied(line, lines.getvalue()))
        finally:
            line.execute("DROP TABLE yardstick")


def _copied(line: object, content: bytes) -> None:
    with line.cursor().copy("COPY yardstick FROM STDIN") as into:  # type: ignore[attr-defined]
        into.write(content)


def report(ground: Ground) -> list[Row]:
    """G8: the whole job of a report of 50 indicators, and WeasyPrint alone on the HTML that it made."""
    initiative, by = _use(ground.copy(ground.small, "ci_report"))
    times: dict[str, list[float]] = {"job": [], "bare": []}
    asked = 0
    for _ in range(ground.rounds):
        with transaction.atomic(), inside(initiative.pk):
            wanted = request_report(by=by)
        with CaptureQueriesContext(connection) as found:
            times["job"].append(seconds(lambda: build_report(wanted.run_id, initiative_id=initiative.pk)))  # noqa: B023
        asked = max(asked, len(found))
        with transaction.atomic(), inside(initiative.pk), override("en"):
            done = ReportSnapshot.objects.select_related("record__initiative").get(pk=wanted.pk)
            if done.ready_at is None:
                raise RuntimeError("the report was not built")
            html = html_of(done)
        times["bare"].append(seconds(lambda: _bare(html)))  # noqa: B023
    ratio = statistics.median(times["job"]) / statistics.median(times["bare"])
    words = (
        f"{ratio:.2f} × ({statistics.median(times['job']):.1f} / {statistics.median(times['bare']):.1f} s)"
    )
    connections.close_all()
    return [
        Row(
            "G8", "report of 50 indicators: the job against WeasyPrint alone", "≤ 1.25", words, ratio <= 1.25
        ),
        Row("G8", "queries of the job, all statements counted", "≤ 40", str(asked), asked <= 40),
    ]


def _bare(html: str) -> None:
    base = (ROOT / "static").as_uri() + "/"
    subprocess.run([sys.executable, "-c", BARE, base], input=html.encode(), check=True, capture_output=True)
