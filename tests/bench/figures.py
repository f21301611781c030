"""Figures: an import against COPY of the same rows."""

from __future__ import annotations

import io
import statistics

from django.db import connections, transaction

from ci_platform.demonstration.scale import Depth, table
from ci_platform.engine.postgres import BACKUP, OWNER
from initiatives.actions.populations import add_category
from initiatives.models import Category, Dimension, Initiative, Person, Population
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import add_indicator
from measurement.models import Indicator, Observation, Result
from measurement.rules.library import LIBRARY
from tests.bench.ground import WIDE, Ground
from tests.bench.measuring import Row, seconds

DEPTH = Depth(periods=50, groups=1999)
KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = 'measurement_observation'::regclass AND contype = 'f'
"""


def use(database: str, slug: str = WIDE) -> tuple[Initiative, Person]:
    """Let this process work in another database; return an initiative there and who made it."""
    connections.close_all()
    for alias in connections.settings:
        connections.settings[alias]["NAME"] = database
    return Initiative.objects.get(slug=slug), Person.objects.get(email="scale@people.example.org")


def imports(ground: Ground) -> list[Row]:
    """G7: 100,000 figures from file to published page, COPY of the same rows, and the same again.

    Two yardsticks. What somebody would do without the importer is COPY into the table itself, whose keys are checked
    row by row: that one counts. COPY into a bare table with the same indexes and no keys is printed beside it.
    """
    initiative, by = use(ground.copy(ground.small, "ci_import"))
    with transaction.atomic(), inside(initiative.pk):
        dimension = Dimension.objects.get()
        for number in range(Category.objects.count() + 1, DEPTH.groups + 1):
            add_category(
                dimension=dimension, name={"en": f"District {number}"}, slug=f"district-{number}", by=by
            )
    times: dict[str, list[float]] = {"import": [], "copy": [], "bare": [], "again": [], "equal": []}
    written = 0
    for number in range(ground.rounds):
        with transaction.atomic(), inside(initiative.pk):
            indicator = _fresh_indicator(number, by)
        content = table(DEPTH, 31 + number)
        times["import"].append(seconds(lambda: _bring(initiative, indicator, content, by)))  # noqa: B023
        for name, keys in (("bare", False), ("copy", True)):
            times[name].append(_copy_time(ground, indicator.pk, keys=keys))
        before = _figures(initiative)
        times["again"].append(seconds(lambda: _bring(initiative, indicator, content, by)))  # noqa: B023
        times["equal"].append(seconds(lambda: _bring(initiative, indicator, content + b"\n\n", by)))  # noqa: B023
        written += _figures(initiative) - before
    connections.close_all()
    return _import_rows({name: statistics.median(found) for name, found in times.items()}, written)


def _import_rows(median: dict[str, float], written: int) -> list[Row]:
    rows = (DEPTH.groups + 1) * DEPTH.periods
    full, again, equal = (median["copy"] / median[name] for name in ("import", "again", "equal"))
    bare = {name: f"{median['bare'] / median[name]:.2f} × bare COPY" for name in ("import", "again", "equal")}
    pace = (
        f"{rows / median['import']:,.0f} / {rows / median['copy']:,.0f} / {rows / median['bare']:,.0f} rows/s"
    )
    what = f"import of {rows:,} figures, file to page"
    return [
        Row("G7", what, "≥ 0.30 × COPY", f"{full:.2f} × COPY, {bare['import']}", full >= 0.30),
        Row("G7", "import / COPY with keys / bare COPY", "", pace),
        Row(
            "G7", "the same file again", "≥ 0.5 × COPY", f"{again:.2f} × COPY, {bare['again']}", again >= 0.5
        ),
        Row(
            "G7",
            "its figures in another file",
            "≥ 0.5 × COPY",
            f"{equal:.2f} × COPY, {bare['equal']}",
            equal >= 0.5,
        ),
        Row("G7", "rows written by the same again", "0", str(written), written == 0),
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
        if "Nothing" not in str(nothing_new):
            raise


def _figures(initiative: Initiative) -> int:
    with transaction.atomic(), inside(initiative.pk):
        return Observation.objects.count()


def _copy_time(ground: Ground, indicator: int, *, keys: bool) -> float:
    """Return the seconds of COPY for the rows of an indicator into a table with the same indexes, checks and, if so, keys."""
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
        for name, key in line.execute(KEYS).fetchall() if keys else ():
            line.execute(f'ALTER TABLE yardstick ADD CONSTRAINT "{name}" {key}')
        try:
            return seconds(lambda: _copied(line, lines.getvalue()))
        finally:
            line.execute("DROP TABLE yardstick")


def _copied(line: object, content: bytes) -> None:
    with line.cursor().copy("COPY yardstick FROM STDIN") as into:  # type: ignore[attr-defined]
        into.write(content)
