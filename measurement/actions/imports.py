"""Files on their way to figures: bringing one, deciding about it, publishing it, or putting it aside."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import clock
from initiatives.actions.populations import add_alias
from initiatives.identity import give_record
from initiatives.models import Category, Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from measurement.actions.agreements import need_agreement
from measurement.actions.checks import count_open, keep_together, need_answers, note_open
from measurement.actions.import_looks import (
    ask_for_look,
    end_as_equal,
    is_large,
    look_again,
    need_open,
    note_look,
    published_before,
    put_aside,
)
from measurement.actions.releases import (
    Words,
    prepare_release,
    publish_prepared,
    refuse_calculated,
    wait_for_turn,
)
from measurement.imports import (
    Checked,
    Corrections,
    Decisions,
    Grid,
    check,
    check_grid,
    is_large_workbook,
    is_workbook,
    look,
    read_grid,
    read_named,
)
from measurement.models import Import, Indicator, Release
from measurement.preparation import collecting_later
from measurement.questions import kept_findings


@transaction.atomic
def bring_import(*, indicator: Indicator, file_name: str, content: bytes, by: Person) -> Import:
    """Keep a brought file, look at it, and publish nothing. Raises RuleBroken when it cannot be read at all.

    One in which nothing is new ends at once, with the import that it equals; a large one is looked at by a job.
    """
    is_heavy = is_workbook(content) and is_large_workbook(content)
    grid = None if is_heavy else read_named(file_name, content)
    import_ = _keep(grid, indicator=indicator, file_name=file_name, content=content, by=by)
    if same := published_before(import_):
        end_as_equal(import_, same, by=by)
    elif grid is None or is_large(import_):
        ask_for_look(import_, by=by)
    else:
        note_look(import_, look(import_, check_grid(grid, indicator=indicator)), by=by)
    return import_


@transaction.atomic
def decide(*, import_: Import, decisions: Decisions, corrections: Corrections, by: Person) -> None:
    """Keep what somebody decided about an import, and look at it again."""
    need_open(import_)
    import_.plan, import_.corrections = decisions.as_json(), corrections.as_json()
    import_.save(update_fields=["plan", "corrections"])
    look_again(import_=import_, by=by)


@collecting_later()
@transaction.atomic
def publish_import(
    *,
    import_: Import,
    note: Words,
    by: Person,
    checked: Checked | None = None,
    reason: Words | None = None,
    asks: bool = True,
    kept: Words | None = None,
) -> Release:
    """Publish a checked import as the next release of its indicator. Publishing it again gives the same release.

    `checked` saves reading the file a second time where it was checked in this very transaction. Raises RuleBroken
    while rows need somebody or figures ask a question, when nothing would change, for an import that was put aside, and
    for data whose sharing agreement is over. Without `asks` (a machine publishes) open questions are kept for later.
    `kept` says of a large file why all figures that asked a question when it was looked at are right.
    """
    wait_for_turn(import_.indicator)
    import_.refresh_from_db(fields=["state", "release", "plan", "corrections"])
    if import_.release is not None:
        return import_.release
    need_open(import_)
    checked = checked or check(import_)
    _need_fine(checked)
    need_agreement(import_.indicator, by=import_.uploaded_by)
    refuse_calculated(import_.indicator)
    coming = prepare_release(table=checked.table, indicator=import_.indicator, by=by)
    if kept is not None:
        keep_together(import_=import_, asked=kept_findings(import_), why=kept, by=by)
    elif asks:
        need_answers(import_=import_, table=checked.table)
    else:
        note_open(import_=import_, table=checked.table, by=by)
    release = publish_prepared(coming=coming, note=note, by=by, reason=reason)
    _end_as_published(import_, release, checked)
    _remember_names(Corrections.of(import_.corrections), by=by)
    return release


def _end_as_published(import_: Import, release: Release, checked: Checked) -> None:
    import_.state, import_.release, import_.ended_at = Import.State.PUBLISHED, release, clock.now()
    import_.report = {**import_.report, **checked.counts(), "outlook": None, "faults": []}
    import_.save(update_fields=["state", "release", "ended_at", "report"])
    count_open(import_)


@transaction.atomic
def discard_import(*, import_: Import, by: Person) -> None:
    """Put an import aside; nothing of it was public. Once is enough."""
    if import_.state == Import.State.DISCARDED:
        return
    need_open(import_)
    put_aside(import_, by=by)


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
    reason: Words | None = None,
) -> Release:
    """Bring a file and publish it at once: the same steps as the pages take. RuleBroken when a row needs somebody."""
    grid = read_grid(content)
    import_ = _keep(grid, indicator=indicator, file_name=file_name, content=content, by=by)
    if same := published_before(import_):
        raise RuleBroken(
            _("Nothing in this file is new: “{name}” brought the same figures.").format(name=same.file_name)
        )
    decisions, corrections = decisions or Decisions(), corrections or Corrections()
    import_.plan, import_.corrections = decisions.as_json(), corrections.as_json()
    import_.save(update_fields=["plan", "corrections"])
    checked = check_grid(grid, indicator=indicator, decisions=decisions, corrections=corrections)
    return publish_import(import_=import_, note=note, by=by, checked=checked, reason=reason, asks=False)


def _keep(grid: Grid | None, *, indicator: Indicator, file_name: str, content: bytes, by: Person) -> Import:
    need_agreement(indicator, by=by)
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
        report={"rows": len(grid.rows)} if grid else {"rows": 0, "heavy": True},
    )
    record(
        "import.brought",
        by=by,
        about=indicator,
        facts={"import": import_.record.number, "rows": len(grid.rows) if grid else 0},
    )
    return import_


def _need_fine(checked: Checked) -> None:
    if checked.blocking:
        rows = sum(len(error.rows) for error in checked.blocking)
        first = checked.blocking[0]
        raise RuleBroken(
            ngettext(
                "{rows} row needs you first, row {row}: “{found}” in {column}.",
                "{rows} rows need you first, beginning with row {row}: “{found}” in {column}.",
                rows,
            ).format(rows=rows, row=first.rows[0], found=first.found, column=first.column or _("the table"))
        )
    if not checked.table:
        raise RuleBroken(
            _("No row of this file has a figure for this indicator. Check how its columns are read.")
        )


def _remember_names(corrections: Corrections, *, by: Person) -> None:
    groups = Category.objects.in_bulk(list(corrections.groups.values()))
    for name, key in corrections.groups.items():
        add_alias(category=groups[key], alias=name, by=by)
