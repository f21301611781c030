"""The quality register: how good each indicator's figures are, by which rule, what is open, wanted and agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models import Category, local
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.figures import period_of
from measurement.models import Check, DataDevelopmentItem, DataProblem, DataSharingAgreement, Indicator
from measurement.pages.published_rules import RuleBook, rule_books
from measurement.question_words import said
from measurement.rules.agreements import Agreed, AgreementStanding, standing
from measurement.rules.quality import QualityState, QualityWord
from measurement.rules.reading import Finding
from measurement.rules.series_quality import grade_of_series
from measurement.scoring import reading_for
from measurement.sentences import quality_line
from measurement.wording import period_words

ANSWERED_SHOWN, CHECKS_SHOWN = 12, 40
WORDS: dict[QualityWord, str | Promise] = {
    QualityWord.CORRECTNESS: gettext_lazy("Correctness"),
    QualityWord.COMPLETENESS: gettext_lazy("Completeness"),
    QualityWord.CONSISTENCY: gettext_lazy("Consistency"),
    QualityWord.TIMELINESS: gettext_lazy("Timeliness"),
}
SIGNS: dict[QualityState, tuple[str, str | Promise]] = {
    QualityState.GOOD: ("kept", gettext_lazy("Good")),
    QualityState.CAUTION: ("caution", gettext_lazy("Caution")),
    QualityState.POOR: ("late", gettext_lazy("Poor")),
}
AGREEMENT_SIGNS: dict[AgreementStanding, tuple[str, str | Promise]] = {
    AgreementStanding.IN_FORCE: ("kept", gettext_lazy("In force")),
    AgreementStanding.ENDS_SOON: ("due", gettext_lazy("Ends soon")),
    AgreementStanding.ENDS_VERY_SOON: ("late", gettext_lazy("Ends within days")),
    AgreementStanding.NOT_BEGUN: ("early", gettext_lazy("Not begun")),
    AgreementStanding.EXPIRED: ("broken", gettext_lazy("Expired: its data is not used")),
    AgreementStanding.ENDED: ("closed", gettext_lazy("Ended: its data is not used")),
}


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One series: its grade and how it stands with each of the four words."""

    name: str
    url: str
    grade: str
    words: list[tuple[str, str, str]]
    lines: list[tuple[str, str, str]]
    groups: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement and how it stands today."""

    agreement: DataSharingAgreement
    glyph: str
    word: str
    indicators: list[tuple[str, str]]
    is_open: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One public figure that asks a question."""

    check: Check
    name: str
    url: str
    period: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class QualityPage:
    """Everything on the register."""

    heading: str
    rows: list[GradeRow]
    ungraded: list[tuple[str, str]]
    books: list[RuleBook]
    checks: list[CheckRow]
    problems: list[DataProblem]
    answered: list[DataProblem]
    wanted: list[DataDevelopmentItem]
    agreements: list[AgreementRow]


def quality_page(viewer: Viewer, base: str, *, today: date, sees_open: bool) -> QualityPage:
    """Return the register as this reader sees it."""
    indicators = Indicator.objects.visible_to(viewer).of_populations().select_related("rollup")
    categories, checks = Category.objects.all(), _checks_asked(viewer)
    problems = DataProblem.objects.visible_to(viewer).select_related(
        "record", "indicator__record__initiative", "reported_by", "answered_by"
    )
    items = DataDevelopmentItem.objects.visible_to(viewer).exclude(state__in=DataDevelopmentItem.ENDED)
    wanted = items.select_related("record", "indicator__record__initiative", "owner__organization")
    ask_together(indicators, categories, problems, wanted, *([checks] if sees_open else []))
    groups = {one.pk: local(one.name) for one in categories}
    rows = [_grade_row(one, groups, base) for one in indicators]
    graded = [row for row in rows if row.grade]
    return QualityPage(
        heading=_heading(graded),
        rows=sorted(graded, key=lambda row: (row.grade, row.name)),
        ungraded=[(row.name, row.url) for row in rows if not row.grade],
        books=rule_books(),
        checks=[_check_row(one, base) for one in checks] if sees_open else [],
        problems=[one for one in problems if not one.outcome],
        answered=[one for one in problems if one.outcome][:ANSWERED_SHOWN],
        wanted=list(wanted),
        agreements=agreement_rows(viewer, today=today),
    )


def agreement_rows(viewer: Viewer, *, today: date, membership: int | None = None) -> list[AgreementRow]:
    """Return the data-sharing agreements, those that end first first: two queries."""
    rows = DataSharingAgreement.objects.visible_to(viewer)
    rows = rows if membership is None else rows.filter(membership=membership)
    found = rows.select_related(
        "record__initiative", "membership__organization", "membership__record__initiative"
    )
    return [_agreement_row(one, today) for one in found.prefetch_related("uses__indicator")]


def _grade_row(indicator: Indicator, groups: dict[int, str], base: str) -> GradeRow:
    reading = reading_for(indicator)
    counts = {found.finding: found.count for found in reading.quality}
    overdue, changes = counts.get(Finding.LATE, 0), counts.get(Finding.METHOD_CHANGED, 0)
    doubtful = counts.get(Finding.QUESTIONS_OPEN, 0)
    whole = grade_of_series(reading.whole, overdue=overdue, changes=changes, doubtful=doubtful)
    words = [
        (str(WORDS[word]), SIGNS[whole.state_of(word)][0], str(SIGNS[whole.state_of(word)][1]))
        for word in WORDS
    ]
    lines = [quality_line(found) for found in reading.quality]
    by_group = [
        (groups.get(group.key, ""), grade_of_series(group.figures, overdue=overdue, changes=changes).grade)
        for split in reading.splits
        for group in split.groups
    ]
    return GradeRow(
        local(indicator.name), f"{base}results/{indicator.slug}/", reading.grade, words, lines, by_group
    )


def _heading(rows: list[GradeRow]) -> str:
    good = sum(row.grade in ("A", "B") for row in rows)
    if not rows:
        return _("How good the figures are")
    words = ngettext(
        "{good} of one indicator has figures good enough to act on",
        "{good} of {count} indicators have figures good enough to act on",
        len(rows),
    )
    return words.format(good=good, count=len(rows))


def _checks_asked(viewer: Viewer) -> QuerySet[Check]:
    """Questions about public figures. Only those who work on figures read the numbers."""
    rows = Check.objects.open().filter(
        indicator__in=Indicator.objects.visible_to(viewer),
        in_import__release__isnull=False,
        in_import__release__withdrawn_in__isnull=True,
    )
    return rows.select_related("indicator", "period")[:CHECKS_SHOWN]


def _check_row(one: Check, base: str) -> CheckRow:
    return CheckRow(
        one,
        local(one.indicator.name),
        f"{base}results/{one.indicator.slug}/",
        period_words(period_of(one.period)) if one.period else "",
        said(one.found),
        _("{low} to {high}").format(low=said(one.expected_low) or "…", high=said(one.expected_high) or "…"),
    )


def _agreement_row(agreement: DataSharingAgreement, today: date) -> AgreementRow:
    found = standing(Agreed(agreement.starts_on, agreement.expires_on, agreement.ended_on), on=today)
    glyph, word = AGREEMENT_SIGNS[found]
    covered = [(local(use.indicator.name), use.indicator.slug) for use in agreement.uses.all()]
    is_open = found not in (AgreementStanding.ENDED, AgreementStanding.EXPIRED)
    return AgreementRow(agreement, glyph, str(word), covered, is_open)
