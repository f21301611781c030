"""Looking at a brought file once and keeping what was found, so that its pages show it without reading it again."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects

from initiatives.rules.ledger import Json
from measurement.disclosure import current_policy
from measurement.figures import read_shelf
from measurement.imports.checking import Checked, check
from measurement.imports.faults import faults_of
from measurement.imports.outlook import outlook_of
from measurement.models import Import, Release
from measurement.preparation import prepare

MOST_CHOICES, SAMPLES = 200, 3


def look(import_: Import, checked: Checked | None = None, *, outlook: bool = True) -> dict[str, Json]:
    """Return the report of a file: its columns, its faults, and what publishing would do. Nothing is written.

    `seal` stands for everything that the report was made from beside the file; another seal calls for another look.
    """
    checked = checked or check(import_)
    report: dict[str, Any] = {
        **checked.counts(),
        "seal": Import.objects.sealed().only("pk").get(pk=import_.pk).seal,
        "columns": _columns(checked),
        "guessed": checked.grid.guessed_encoding,
        "notes": list(checked.grid.notes),
        "sheet": checked.grid.sheet,
        "sheets": list(checked.grid.sheets),
        "faults": [fault.as_json() for fault in faults_of(checked.errors, checked.grid, checked.context)],
        "kinds": len(checked.errors),
        "outlook": _outlook(import_, checked) if outlook and checked.may_be_published else None,
    }
    return report


def _columns(checked: Checked) -> list[Json]:
    rows = checked.grid.rows[:SAMPLES]
    return [
        {
            "index": column.index,
            "header": column.header,
            "role": column.role.value,
            "choices": list(column.choices[:MOST_CHOICES]),
            "samples": [row[column.index] for row in rows if column.index < len(row)],
        }
        for column in checked.plan.columns
    ]


def _outlook(import_: Import, checked: Checked) -> Json:
    indicator = import_.indicator
    prefetch_related_objects([indicator], "targets", "breaks")
    policy = current_policy()
    last = Release.objects.filter(indicator=indicator).order_by("-number").first()
    same_policy = last is not None and last.policy_id == policy.pk
    prepared = prepare(checked.table, indicator=indicator, policy=policy, same_policy=same_policy)
    everything = read_shelf(indicator, overview=True)
    number = last.number + 1 if last else 1
    return outlook_of(prepared, everything, indicator=indicator, policy=policy, number=number).as_json()
