"""Figures as files: the published ones of an indicator, and an empty template for the next ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import connection
from django.utils.translation import gettext as _

from initiatives.models import Category, local
from initiatives.tenancy import current_initiative
from measurement.figures import period_of, told_rules, unit_of
from measurement.models import Indicator
from measurement.models import Period as PeriodRow
from measurement.rules.changes import Figure, plain
from measurement.rules.periods import next_period
from measurement.rules.reading import Figure as FigureRead
from measurement.rules.rounding import as_told
from measurement.rules.suppression import HIDDEN, DisclosurePolicy
from measurement.rules.units import Unit

IN_MEMORY = 2 * 1024 * 1024
COLUMNS = (
    *("indicator", "period", "period_start", "period_end", "cell", "value", "low", "high", "numerator"),
    *("denominator", "value_type", "status", "shown", "reason", "note", "source", "release"),
)
_FIGURES = """
SELECT i.slug, p.label, p.starts_on, p.ends_on, o.series_id, trim_scale(o.value), trim_scale(o.low), trim_scale(o.high),
       trim_scale(o.numerator), trim_scale(o.denominator), o.value_type, o.status, o.publication, o.note, o.source, o.number,
       o.policy_id
FROM (
  SELECT DISTINCT ON (o.series_id, o.period_id) o.*, r.number, r.policy_id
  FROM measurement_observation o
  JOIN measurement_release r ON r.initiative_id = o.initiative_id AND r.id = o.release_id
  LEFT JOIN measurement_release w ON w.initiative_id = r.initiative_id AND w.withdraws_id = r.id
  WHERE o.initiative_id = %(initiative)s AND r.indicator_id = %(indicator)s AND r.withdraws_id IS NULL AND w.id IS NULL
  ORDER BY o.series_id, o.period_id, o.release_id DESC
) o
JOIN measurement_period p ON p.initiative_id = o.initiative_id AND p.id = o.period_id
JOIN measurement_series s ON s.initiative_id = o.initiative_id AND s.id = o.series_id
JOIN measurement_indicator i ON i.initiative_id = s.initiative_id AND i.id = s.indicator_id
ORDER BY p.starts_on, p.ends_on, s.key
"""
_NOT_SHOWN = frozenset(state.value for state in HIDDEN)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures_csv(indicator: Indicator) -> IO[bytes]:
    """Return the figures that count now as CSV; what is not shown has no number in it, only the reason.

    The file is complete before it is sent: it is read inside the transaction of the request.
    """
    names, rules, unit = _cells(indicator), told_rules(), unit_of(indicator)
    out: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the response closes it)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"initiative": current_initiative(), "indicator": indicator.pk})
        while rows := cursor.fetchmany(5_000):
            writer.writerows(_row(row, names, rules, unit) for row in rows)
    text.detach()
    out.seek(0)
    return out


def lines_csv(lines: Sequence[tuple[str, Sequence[FigureRead]]]) -> str:
    """Return lines that are drawn beside each other as CSV: each figure with its line, a row without one where it is missing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("line", "period", "value", "low", "high", "about"))
    for name, figures in lines:
        for one in figures:
            about = "" if one.value is None or one.mark == "plain" else one.sign or one.mark
            writer.writerow([safe(name), one.label, plain(one.value), plain(one.low), plain(one.high), about])
    return out.getvalue()


def template_of(indicator: Indicator) -> str:
    """Return an empty table for the next period: one row for everybody and one for each group."""
    rows = [["period", "dimension", "category", "value", "numerator", "denominator"]]
    period = next_label(indicator)
    rows.append([period, "", "all", "", "", ""])
    for category in Category.objects.select_related("dimension").order_by("dimension__position", "position"):
        rows.append([period, local(category.dimension.name), str(category), "", "", ""])
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def next_label(indicator: Indicator) -> str:
    """Return the label of the period that comes after the last published one; empty before the first."""
    last = (
        PeriodRow.objects.filter(observations__series__indicator=indicator, kind=indicator.frequency)
        .order_by("-ends_on")
        .first()
    )
    return next_period(period_of(last)).label if last else ""


def safe(text: str) -> str:
    """Return a text that a spreadsheet takes for a text: one that begins like a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(indicator: Indicator) -> dict[int, str]:
    """Name every cell: "Race and ethnicity: Black; Sex: Female", "All" for the whole. Two queries."""
    rows = Category.objects.select_related("dimension")
    titles = {one.pk: f"{local(one.dimension.name)}: {one}" for one in rows}
    return {
        series.pk: safe("; ".join(titles[pk] for pk in series.category_ids)) or _("All")
        for series in indicator.series.all()
    }


def _row(
    row: tuple[Any, ...], names: dict[int, str], rules: dict[int, DisclosurePolicy], unit: Unit
) -> list[object]:
    slug, label, start, end, series, *numbers = row
    figures, (kind, status, publication, note, source, release, policy) = numbers[:5], numbers[5:]
    named = [slug, label, start, end, names[int(str(series))]]
    if publication in _NOT_SHOWN:
        return [*named, *[""] * 5, "", "", "not shown", "protects privacy", "", "", release]
    figure = as_told(Figure._make([*figures, kind, status, note, source]), publication, rules[policy], unit)
    return [*named, *map(plain, figure[:5]), *figure[5:7], "shown", "", safe(note), safe(source), release]
