"""What was corrected after a report was frozen: its page says so, later reports repeat it, the figure names the reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from communications.models import ReportSnapshot
from initiatives.models import Category, Record, local
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, all_of
from measurement.figures import figure_text, rule_of, unit_of
from measurement.models import Indicator, Observation, Release, Revision
from measurement.rules.changes import Figure
from measurement.rules.errata import Held, Revised, touches
from measurement.rules.rounding import as_told
from measurement.wording import not_shown

MOST = 60
Reports = list[ReportSnapshot] | QuerySet[ReportSnapshot]


@dataclass(frozen=True, slots=True)
class Erratum:
    """One figure that was corrected: what it said, what it says, why, and which issues say the old one."""

    indicator: str
    url: str
    cell: str
    period: str
    before: str
    after: str
    reason: dict[str, str]
    changed: datetime
    reports: tuple[ReportSnapshot, ...]


def errata_of(report: ReportSnapshot, viewer: Viewer) -> list[Erratum]:
    """Return what an issue says that was corrected since: a handful of queries."""
    slugs = [one["slug"] for one in report.contents.get("indicators", [])]
    seen = Indicator.objects.visible_to(viewer).filter(slug__in=slugs)
    found = _revisions(seen).filter(release__published_at__gt=report.as_of)
    return all_of([_errata(found, [report])])[0]


def corrections_of(indicator: Record, viewer: Viewer) -> Asking[list[Erratum]]:
    """Ask for every correction of an indicator's figures with the reports that hold the old ones, the last first."""
    seen = Indicator.objects.visible_to(viewer).filter(record=indicator)
    return _errata(_revisions(seen), published_reports(viewer), keeps_all=True)


def errata_since(reports: Iterable[ReportSnapshot], viewer: Viewer, *, since: datetime) -> list[Erratum]:
    """Return the corrections since a moment that touch earlier issues; the next issue repeats them."""
    found = _revisions(Indicator.objects.visible_to(viewer)).filter(release__published_at__gt=since)
    return all_of([_errata(found, list(reports))])[0]


def published_reports(viewer: Viewer) -> QuerySet[ReportSnapshot]:
    """Return the question for the issues that are public."""
    seen = ReportSnapshot.objects.visible_to(viewer).filter(ready_at__isnull=False)
    return seen.select_related("record__initiative")


def _revisions(indicators: QuerySet[Indicator]) -> QuerySet[Revision]:
    standing = Release.objects.standing().filter(indicator__in=indicators)
    return Revision.objects.filter(release__in=standing).select_related(
        "release__indicator__record__initiative",
        "before__release__policy",
        "before__period",
        "before__series",
        "after__release__policy",
    )


def _errata(
    revisions: QuerySet[Revision], reports: Reports, *, keeps_all: bool = False
) -> Asking[list[Erratum]]:
    categories = Category.objects.all()
    last = revisions.order_by("-release__published_at", "pk")[: MOST * 4]
    yield (categories, last) if isinstance(reports, list) else (categories, last, reports)
    names = {one.pk: local(one.name) for one in categories}
    held = [(report, _held(report, names)) for report in reports]
    found: list[Erratum] = []
    for revision in last:
        one = _revised(revision)
        touched = tuple(report for report, what in held if one is not None and touches(one, what))
        if touched or keeps_all:
            found.append(_erratum(revision, names, touched))
    return found[:MOST]


def _revised(revision: Revision) -> Revised | None:
    """Return where a revision stands; None for a crossed cell, which no report holds."""
    cell = revision.before.series.category_ids
    if len(cell) > 1:
        return None
    return Revised(
        revision.release.indicator.slug,
        revision.before.period.label,
        cell[0] if cell else 0,
        revision.before.release.published_at,
        revision.release.published_at,
    )


def _held(report: ReportSnapshot, names: dict[int, str]) -> Held:
    keys = {name: pk for pk, name in names.items()}
    figures: dict[tuple[str, int], list[str]] = {}
    for one in report.contents.get("indicators", []):
        figures[one["slug"], 0] = [label for _at, label, value, *_sign in one["line"] if value is not None]
        for row in one["gap"]["rows"] if one["gap"] else ():
            key = row.get("key", keys.get(row["name"], -1))
            figures[one["slug"], key] = [row["was_label"], row["now_label"]]
    return Held(report.as_of, figures)


def _erratum(revision: Revision, names: dict[int, str], reports: tuple[ReportSnapshot, ...]) -> Erratum:
    indicator, before, after = revision.release.indicator, revision.before, revision.after
    hidden = after.publication.startswith("suppressed") or before.publication.startswith("suppressed")
    return Erratum(
        indicator=local(indicator.name),
        url=indicator.record.url,
        cell=", ".join(names.get(pk, "") for pk in before.series.category_ids),
        period=before.period.label,
        before=not_shown() if hidden else _said(before, indicator),
        after=not_shown() if hidden else _said(after, indicator),
        reason=revision.reason,
        changed=revision.release.published_at,
        reports=reports,
    )


def _said(one: Observation, indicator: Indicator) -> str:
    unit, figure = unit_of(indicator), Figure(*(getattr(one, name) for name in Figure._fields))
    return figure_text(as_told(figure, one.publication, rule_of(one.release.policy), unit), unit)
