"""Files on their way to figures: bringing one, deciding about it, publishing it, or putting it aside."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.actions.populations import add_alias
from initiatives.identity import give_record
from initiatives.models import Category, Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from measurement.actions.releases import Words, publish_table, wait_for_turn
from measurement.imports import Checked, Corrections, Decisions, Grid, check, check_grid, read_grid
from measurement.models import Import, Indicator, Release
from measurement.preparation import collecting_later


@transaction.atomic
def bring_import(*, indicator: Indicator, file_name: str, content: bytes, by: Person) -> Import:
    """Keep a brought file with nothing published yet. Raises RuleBroken when it cannot be read at all."""
    return _keep(read_grid(content), indicator=indicator, file_name=file_name, content=content, by=by)


@transaction.atomic
def decide(*, import_: Import, decisions: Decisions, corrections: Corrections) -> Checked:
    """Keep what somebody decided about an import, and check it again."""
    _need_open(import_)
    import_.plan, import_.corrections = decisions.as_json(), corrections.as_json()
    checked = check(import_)
    note_check(import_, checked)
    return checked


@collecting_later()
@transaction.atomic
def publish_import(*, import_: Import, note: Words, by: Person, checked: Checked | None = None) -> Release:
    """Publish a checked import as the next release of its indicator. Publishing it again gives the same release.

    `checked` saves reading the file a second time where it was checked in this very transaction. Raises RuleBroken
    while rows need somebody, when nothing would change, and for an import that was put aside.
    """
    wait_for_turn(import_.indicator)
    import_.refresh_from_db(fields=["state", "release", "plan", "corrections"])
    if import_.release is not None:
        return import_.release
    _need_open(import_)
    checked = checked or check(import_)
    _need_fine(checked)
    release = publish_table(table=checked.table, indicator=import_.indicator, note=note, by=by)
    import_.state, import_.release, import_.ended_at = Import.State.PUBLISHED, release, clock.now()
    import_.report = checked.counts()
    import_.save(update_fields=["state", "release", "ended_at", "report"])
    _remember_names(Corrections.of(import_.corrections), by=by)
    return release


@transaction.atomic
def discard_import(*, import_: Import, by: Person) -> None:
    """Put an import aside; nothing of it was public. Once is enough."""
    if import_.state == Import.State.DISCARDED:
        return
    _need_open(import_)
    import_.state, import_.ended_at = Import.State.DISCARDED, clock.now()
    import_.save(update_fields=["state", "ended_at"])
    record("import.discarded", by=by, about=import_.indicator, facts={"import": import_.record.number})


@collecting_later()
@transaction.atomic
def bring_figures(
    *,
    indicator: Indicator,
    content: bytes,
    note: Words,
    by: Person,
    file_name: str = "figures.csv",
    decisions: Decisions | None = None,
    corrections: Corrections | None = None,
) -> Release:
    """Bring a file and publish it at once: the same steps as the pages take. RuleBroken when a row needs somebody."""
    grid = read_grid(content)
    import_ = _keep(grid, indicator=indicator, file_name=file_name, content=content, by=by)
    decisions, corrections = decisions or Decisions(), corrections or Corrections()
    import_.plan, import_.corrections = decisions.as_json(), corrections.as_json()
    import_.save(update_fields=["plan", "corrections"])
    checked = check_grid(grid, indicator=indicator, decisions=decisions, corrections=corrections)
    return publish_import(import_=import_, note=note, by=by, checked=checked)


def _keep(grid: Grid, *, indicator: Indicator, file_name: str, content: bytes, by: Person) -> Import:
    name = " ".join(file_name.split())[-200:] or _("Pasted figures")
    import_ = Import.objects.create(
        record=give_record(
            "import", title={"en": name}, path="results/import/{number}/", by=by, part_of=indicator.record
        ),
        indicator=indicator,
        file_name=name,
        sha256=sha256(content).hexdigest(),
        content=content,
        uploaded_by=by,
        report={"rows": len(grid.rows)},
    )
    record(
        "import.brought",
        by=by,
        about=indicator,
        facts={"import": import_.record.number, "rows": len(grid.rows)},
    )
    return import_


def note_check(import_: Import, checked: Checked, **more: Json) -> None:
    """Keep what a check found, and whether the file could be published."""
    import_.report = {**checked.counts(), **more}
    import_.state = Import.State.CHECKED if checked.may_be_published else Import.State.UPLOADED
    import_.save(update_fields=["plan", "corrections", "report", "state"])


def _need_open(import_: Import) -> None:
    if import_.state in (Import.State.PUBLISHED, Import.State.DISCARDED):
        raise RuleBroken(
            _("This file was published or put aside already. Bring it again to change something.")
        )


def _need_fine(checked: Checked) -> None:
    if checked.blocking:
        rows = sum(len(error.rows) for error in checked.blocking)
        first = checked.blocking[0]
        raise RuleBroken(
            _("{rows} rows need you first, beginning with row {row}: “{found}” in {column}.").format(
                rows=rows, row=first.rows[0], found=first.found, column=first.column or _("the table")
            )
        )
    if not checked.table:
        raise RuleBroken(
            _("No row of this file has a figure for this indicator. Check how its columns are read.")
        )


def _remember_names(corrections: Corrections, *, by: Person) -> None:
    groups = Category.objects.in_bulk(list(corrections.groups.values()))
    for name, key in corrections.groups.items():
        add_alias(category=groups[key], alias=name, by=by)
