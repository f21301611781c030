"""A dry run: which rows of a file are fine, which need somebody, and the figures that would be published."""

from __future__ import annotations

from dataclasses import dataclass, replace

from initiatives.models import Category, Dimension
from initiatives.together import ask_together
from measurement.figures import unit_of
from measurement.imports.decisions import Corrections, Decisions
from measurement.imports.grid import MAX_ROWS, Grid, read_grid
from measurement.models import Import, Indicator
from measurement.rules.changes import Table, table_of
from measurement.rules.columns import ColumnPlan, fold
from measurement.rules.imports import read_rows
from measurement.rules.periods import LoneYear, PeriodKind
from measurement.rules.rows import (
    Context,
    ErrorGroup,
    KnownCategory,
    KnownDimension,
    RowError,
    RowReading,
    RowStatus,
    group_errors,
)
from measurement.rules.values import NumberStyle


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file says, and what stands in the way. `superseded` rows are history by the file's own word."""

    grid: Grid
    plan: ColumnPlan
    table: Table
    fine: int
    superseded: int
    errors: list[ErrorGroup]
    context: Context

    @property
    def blocking(self) -> list[ErrorGroup]:
        """Errors that forbid publishing."""
        return [error for error in self.errors if error.blocking]

    @property
    def cautions(self) -> list[ErrorGroup]:
        """What somebody should look at before publishing."""
        return [error for error in self.errors if not error.blocking]

    @property
    def may_be_published(self) -> bool:
        """Nothing stands in the way, and there is something to publish."""
        return not self.blocking and self.fine > 0

    def counts(self) -> dict[str, int]:
        """Return what an Import's report keeps."""
        return {
            "fine": self.fine,
            "blocking": sum(len(error.rows) for error in self.blocking),
            "cautions": sum(len(error.rows) for error in self.cautions),
            "superseded": self.superseded,
            "rows": len(self.grid.rows),
        }


def check(import_: Import) -> Checked:
    """Read an Import again from its bytes, with what was decided and put right since."""
    decisions, corrections = Decisions.of(import_.plan), Corrections.of(import_.corrections)
    grid = read_grid(bytes(import_.content), decisions.sheet)
    return check_grid(grid, indicator=import_.indicator, decisions=decisions, corrections=corrections)


def check_grid(
    grid: Grid,
    *,
    indicator: Indicator,
    decisions: Decisions | None = None,
    corrections: Corrections | None = None,
) -> Checked:
    """Read a table against an indicator and the groups that the initiative knows."""
    decisions, corrections = decisions or Decisions(), corrections or Corrections()
    context = corrections.known(known_context(indicator, style=NumberStyle(decisions.style)))
    if decisions.lone_year in set(LoneYear):
        context = replace(context, lone_year=LoneYear(decisions.lone_year))
    plan = decisions.plan(grid, context)
    readings: list[RowReading] = []
    errors: list[RowError] = []
    for found in read_rows(plan, corrections.applied(grid.rows), context):
        if isinstance(found, RowError):
            errors.append(found)
        else:
            readings.append(found)
    superseded = sum(row.status is RowStatus.SUPERSEDED for row in readings)
    return Checked(grid, plan, table_of(readings), len(readings), superseded, group_errors(errors), context)


def known_context(indicator: Indicator, *, style: NumberStyle = NumberStyle.POINT) -> Context:
    """Return what a file of an indicator is read against: one journey."""
    categories, listed = Category.objects.all(), Dimension.objects.all()
    ask_together(categories, listed)
    groups: dict[int, list[KnownCategory]] = {}
    for category in categories:
        names = _names(category.name, category.slug)
        known = KnownCategory(category.pk, names[0], (*names[1:], *map(str, category.aliases)))
        groups.setdefault(category.dimension_id, []).append(known)
    first = {one.kind: one.pk for one in sorted(listed, key=lambda one: one.pk, reverse=True)}
    dimensions = tuple(
        KnownDimension(one.pk, names[0], tuple(groups.get(one.pk, ())), (*names[1:], *kind))
        for one in listed
        for names in [_names(one.name, one.slug)]
        for kind in [[one.kind] if first[one.kind] == one.pk else []]  # "race_ethnicity" keeps its meaning
    )
    is_regular = indicator.frequency in set(PeriodKind)
    kind = PeriodKind(indicator.frequency) if is_regular else None
    return Context(unit_of(indicator), kind, dimensions, style=style, max_rows=MAX_ROWS)


def _names(texts: dict[str, str], slug: str) -> tuple[str, ...]:
    """Return all names of a thing, each once: files may come in any language of the initiative."""
    named = {fold(text): text for text in (*texts.values(), slug) if text.strip()}
    return tuple(named.values())
