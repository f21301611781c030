"""What the pages of an import show, as ready values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Dimension, local
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.actions.import_looks import is_large
from measurement.actions.releases import undo_rule_of, undo_until
from measurement.figures import figure_text, unit_of
from measurement.forms.imports import ColumnsForm
from measurement.imports import Fault, Line, Outlook, look
from measurement.imports.outlook import LISTS
from measurement.imports.sentences import REASONS, Trouble
from measurement.models import Import, Indicator, Release
from measurement.pages.cautions import cautions_of
from measurement.pages.questions import asked_of, locked_lines, questions_in
from measurement.rules.changes import Figure
from measurement.rules.reading import IndicatorReading
from measurement.rules.units import Unit
from measurement.sentences import short_sign_of_target, sign_of_course
from measurement.wording import Sign, gap_sign

ONE_HOUR = 3600
_NOTHING: dict[str, Any] = {
    "columns": [],
    "faults": [],
    "kinds": 0,
    "outlook": None,
    "fine": 0,
    "blocking": 0,
    "sheets": [],
    "sheet": "",
    "notes": [],
}


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the file as the page shows it."""

    header: str
    samples: list[str]
    role: BoundField
    keep: BoundField | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One figure before and after."""

    period: str
    cell: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Figures that share a fate: how many, and the first of them. `is_open` lists are what somebody came to see."""

    key: str
    heading: str
    total: int
    rows: list[ChangeRow]
    is_open: bool

    @property
    def further(self) -> int:
        """How many more there are than rows."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word on the indicator's page, as it is and as it would be."""

    about: str
    before: Sign
    after: Sign

    @property
    def changes(self) -> bool:
        """Would it become another word?"""
        return self.before != self.after


def report_of(import_: Import) -> dict[str, Any]:
    """Return what is known of a file, looking at it again when groups, targets or live figures are other ones by now.

    A large file is not read for a page: `stale` then says that somebody should have it looked at again.
    """
    stored = {**_NOTHING, **import_.report}
    if import_.ended_at or stored.get("seal") == import_.seal:
        return stored
    return {**stored, "stale": True} if is_large(import_) else _seen_anew(import_)


def _seen_anew(import_: Import) -> dict[str, Any]:
    """Look at a file again, once for each state of all that the report is made from."""
    made_from = repr((import_.pk, import_.seal, import_.plan, import_.corrections))
    key = f"look:{sha256(made_from.encode()).hexdigest()}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = dict(look(import_))
        cache.set(key, found, ONE_HOUR)
    return found


def equal_of(report: dict[str, Any]) -> dict[str, Any] | None:
    """Return which release has the figures of a file in which nothing is new, and since when."""
    equals: dict[str, Any] | None = report.get("equals")
    return {**equals, "at": datetime.fromisoformat(equals["at"])} if equals else None


def faults_in(report: dict[str, Any]) -> list[Fault]:
    """Return the faults of a report."""
    return [Fault.of(stored) for stored in report["faults"]]


def columns_in(report: dict[str, Any]) -> dict[str, Any]:
    """Return what the form of the columns is made from."""
    return {"columns": report["columns"], "sheets": report["sheets"], "sheet": report["sheet"]}


def dimensions_for(troubles: Iterable[Trouble]) -> Sequence[Dimension]:
    """Return the groupings with their groups, if some trouble asks for one."""
    if not any(trouble.remedy in ("group", "dimension") for trouble in troubles):
        return ()
    return list(Dimension.objects.prefetch_related("categories"))


def columns_of(columns: Iterable[dict[str, Any]], form: ColumnsForm) -> list[ColumnRow]:
    """Return the columns with three sample cells and their controls."""
    return [
        ColumnRow(
            column["header"],
            column["samples"],
            form[f"role_{column['index']}"],
            form[f"keep_{column['index']}"] if f"keep_{column['index']}" in form.fields else None,
        )
        for column in columns
    ]


def undo_of(release: Release) -> dict[str, Any]:
    """Say until when a release can be undone, and whether it still can and was not yet."""
    until = undo_until(release)
    withdrawn = Release.objects.filter(withdraws=release).first()
    return {
        "release": release,
        "undo_until": until,
        "undo_rule": undo_rule_of(release),
        "withdrawn_in": withdrawn,
        "may_undo": withdrawn is None and clock.now() <= until,
    }


def compared(import_: Import, viewer: Viewer) -> dict[str, Any]:
    """Say what publishing a file would change."""
    report = report_of(import_)
    page = {
        "report": report,
        "is_draft": not import_.indicator.record.published_at,
        "is_ready": bool(report["outlook"]) and not report.get("stale"),
    }
    if not report["outlook"]:
        return {**page, "outlook": None, "lists": [], "words": []}
    outlook = Outlook.of(report["outlook"])
    sees_all = Permission.DATA_SEE_WITHHELD in viewer.permissions
    lists = _lists(outlook, import_.indicator, sees_all=sees_all)
    return {
        **page,
        "outlook": outlook,
        "counts": outlook.counts,
        "lists": [one for one in lists if one.total and one.key != "hidden"],
        "hidden": next(one for one in lists if one.key == "hidden"),
        "words": _words(outlook, import_.indicator),
        "cautions": cautions_of(outlook, import_.indicator, _titles(outlook)),
        "questions": [one for one in questions_in(import_) if one.is_open],
        "locked": locked_lines(outlook, import_.indicator),
        "asked": asked_of(import_),
        "asked_in_all": len(import_.report.get("asked", [])),
        "is_forbidden": any(one["blocks"] for one in import_.report.get("asked", [])),
    }


def _lists(outlook: Outlook, indicator: Indicator, *, sees_all: bool) -> list[ChangeList]:
    unit, titles = unit_of(indicator), _titles(outlook)
    headings = {
        "added": _("New figures"),
        "changed": _("Figures that would change"),
        "removed": _("Figures that would be taken away"),
        "same": _("Figures that stay the same"),
        "left_out": _("Figures that this file does not have: they stay"),
        "hidden": "",
    }
    return [
        ChangeList(
            key,
            headings[key],
            outlook.counts[key],
            [_row(line, unit, titles, sees_all=sees_all) for line in outlook.lines[key]],
            key in ("changed", "removed"),
        )
        for key in LISTS
    ]


def _row(line: Line, unit: Unit, titles: dict[int, str], *, sees_all: bool) -> ChangeRow:
    cell = ", ".join(titles.get(key, "?") for key in line.cell) or _("Everybody")
    if line.reason:
        return ChangeRow(line.period, cell, "", str(REASONS[line.reason]))
    old = "…" if line.was_hidden and not sees_all else _said(line.old, unit)
    new = old if line.old == line.new else _said(line.new, unit)
    return ChangeRow(line.period, cell, old, new)


def _said(figure: Figure | None, unit: Unit) -> str:
    return "" if figure is None else figure_text(figure, unit)


def _titles(outlook: Outlook) -> dict[int, str]:
    return {int(pk): local(name) for pk, name in outlook.names.items()}


def _words(outlook: Outlook, indicator: Indicator) -> list[WordRow]:
    """Return the words for direction, target and gap, before and after; none when there are no figures yet."""
    before, after = outlook.before, outlook.after
    if before is None or after is None:
        return []
    return [
        WordRow(_("Direction"), sign_of_course(before), sign_of_course(after)),
        WordRow(_("Target"), short_sign_of_target(before.promise), short_sign_of_target(after.promise)),
        WordRow(_("Gap between groups"), _gap(before, indicator), _gap(after, indicator)),
    ]


def _gap(reading: IndicatorReading, indicator: Indicator) -> Sign:
    split = reading.headline_split(indicator.gap_dimension_id)
    return gap_sign(split.gap.verdict) if split and split.gap else Sign("early", _("No gap to read"))
