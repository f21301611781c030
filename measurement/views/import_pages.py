"""What the pages of an import show, as ready values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import rule_in_force
from initiatives.models import Category
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.actions.policy import current_policy
from measurement.actions.releases import undo_until
from measurement.disclosure import reasons_of
from measurement.figures import cell_titles, figure_text, read_shelf, unit_of
from measurement.forms.imports import ColumnsForm
from measurement.imports import Checked, check
from measurement.imports.sentences import REASONS
from measurement.models import DisclosurePolicy, Import, Release
from measurement.preparation import Prepared, prepare
from measurement.rollup import reading_of
from measurement.rules.suppression import HIDDEN
from measurement.sentences import short_sign_of_target, sign_of_course

MOST_CHANGES, MOST_HIDDEN = 100, 60


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the file as the page shows it."""

    header: str
    samples: list[str]
    role: BoundField
    keep: BoundField | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One figure that would change."""

    period: str
    cell: str
    old: str
    new: str


def group_names() -> dict[str, int]:
    """Return the known groups by all their names, for guessing which one a file means."""
    rows = Category.objects.values_list("pk", "name", "aliases")
    return {said.casefold(): pk for pk, name, aliases in rows for said in (*name.values(), *aliases)}


def columns_of(checked: Checked, form: ColumnsForm) -> list[ColumnRow]:
    """Return the columns with three sample cells and their controls."""
    fields = form.fields
    return [
        ColumnRow(
            column.header,
            [row[column.index] for row in checked.grid.rows[:3] if column.index < len(row)],
            form[f"role_{column.index}"],
            form[f"keep_{column.index}"] if f"keep_{column.index}" in fields else None,
        )
        for column in checked.plan.columns
    ]


def undo_of(release: Release) -> dict[str, Any]:
    """Say until when a release can be undone, and whether it still can and was not yet."""
    until = undo_until(release)
    withdrawn = Release.objects.filter(withdraws=release).first()
    return {
        "release": release,
        "undo_until": until,
        "undo_rule": rule_in_force("undo_hours"),
        "withdrawn_in": withdrawn,
        "may_undo": withdrawn is None and clock.now() <= until,
    }


def compared(import_: Import, viewer: Viewer) -> dict[str, Any]:
    """Say what publishing a file would change."""
    checked, policy = check(import_), current_policy()
    last = Release.objects.filter(indicator=import_.indicator).order_by("-number").first()
    is_same_policy = last is not None and last.policy_id == policy.pk
    prepared = prepare(checked.table, indicator=import_.indicator, policy=policy, same_policy=is_same_policy)
    hidden = _hidden(import_, prepared, policy)
    return {
        "checked": checked,
        "counts": checked.counts(),
        "prepared": prepared,
        "policy": policy,
        "next_number": last.number + 1 if last else 1,
        "changes": _changes(import_, prepared, sees_all=Permission.DATA_SEE_WITHHELD in viewer.permissions),
        "added": len(prepared.comparison.added),
        "changed": len(prepared.comparison.changed),
        "left_out": len(prepared.comparison.left_out),
        "hidden": hidden[:MOST_HIDDEN],
        "hidden_total": len(hidden),
        "words": [] if prepared.is_empty else _words(import_, prepared),
        "makes_public": not import_.indicator.record.published_at,
    }


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word on the indicator's page that would become another one."""

    about: str
    before: str
    after: str


def _words(import_: Import, prepared: Prepared) -> list[WordRow]:
    """Return the words of direction and target that would change."""
    indicator = import_.indicator
    now = read_shelf(indicator, overview=True)
    before, after = reading_of(indicator, now), reading_of(indicator, prepared.after(now))
    rows = [
        WordRow(_("Direction"), sign_of_course(before).word, sign_of_course(after).word),
        WordRow(
            _("Target"), short_sign_of_target(before.promise).word, short_sign_of_target(after.promise).word
        ),
    ]
    return [row for row in rows if row.before != row.after] if now.live else []


def _changes(import_: Import, prepared: Prepared, *, sees_all: bool) -> list[ChangeRow]:
    unit = unit_of(import_.indicator)
    changed = prepared.comparison.changed[:MOST_CHANGES]
    titles = cell_titles({change.categories for change in changed})
    rows = []
    for change in changed:
        live = prepared.shelf.live[change.period][change.categories]
        may_see = sees_all or not live.publication.startswith("suppressed")
        old = figure_text(live.figure, unit) if may_see else "…"
        rows.append(
            ChangeRow(change.period.label, titles[change.categories], old, figure_text(change.new, unit))
        )
    return rows


def _hidden(import_: Import, prepared: Prepared, policy: DisclosurePolicy) -> list[ChangeRow]:
    """Return what readers will not see, with the reason; the figure itself stays out."""
    found = [cell for cell, state in prepared.states.items() if state in HIDDEN]
    titles = cell_titles({categories for _period, categories in found})
    why = reasons_of(
        prepared.table, prepared.shelf, prepared.states, indicator=import_.indicator, policy=policy
    )
    return [
        ChangeRow(period.label, titles[categories], "", str(REASONS[why[period, categories]]))
        for period, categories in sorted(found, key=lambda cell: (cell[0].start, cell[1]))
        if (period, categories) in why
    ]
