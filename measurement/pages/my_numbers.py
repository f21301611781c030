"""What a partner has to report now: every duty on one page, the last figure beside each field, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import local
from initiatives.rules.viewer import Viewer
from measurement.duties import WAITING, DutyBook, books_of
from measurement.figures import figure_text, period_of, rule_of, unit_of
from measurement.models import Import, Indicator, Observation, ReportingDuty, Submission, SubmittedFigure
from measurement.rules.changes import Figure, plain
from measurement.rules.collecting import CHANGE_WITHIN, Expected, Standing
from measurement.rules.periods import Period
from measurement.rules.rounding import as_told
from measurement.rules.units import Unit, UnitKind
from measurement.wording import period_words

MOST_PERIODS = 3
"""So many periods of one indicator are asked for at once, the latest ones; older ones come in as a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number that is asked for: the duty, the period, what was public last, and what was typed before."""

    key: str
    duty: ReportingDuty
    period: Period
    due: date
    days_late: int
    unit: Unit
    needs_counts: bool
    last: str
    typed: SubmittedFigure | None

    @property
    def name(self) -> str:
        """The indicator, as its page calls it."""
        return local(self.duty.indicator.name)

    @property
    def wanted(self) -> str:
        """The period that is asked for, in words."""
        return period_words(self.period)

    @property
    def was_sent(self) -> bool:
        """It was sent and can still be changed here."""
        return self.typed is not None and self.typed.brought_id is not None

    def before(self, name: str) -> str:
        """Return what was typed before in one of its fields."""
        return plain(getattr(self.typed, name)) if self.typed else ""


@dataclass(frozen=True, slots=True)
class Part:
    """The numbers of one period."""

    heading: str
    due: date
    days_late: int
    days_left: int
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class SentRow:
    """One number of a receipt: what it says and where it stands."""

    name: str
    period: str
    said: str
    glyph: str
    word: str
    url: str
    kept_because: dict[str, str]


def entries_of(viewer: Viewer, *, today: date) -> list[Entry]:
    """Return every number that this person has to bring now, or sent within a week: three journeys."""
    return entries_for(list(duties_of(viewer, today=today)), viewer, today=today)


def entries_for(duties: list[ReportingDuty], viewer: Viewer, *, today: date) -> list[Entry]:
    """Return the same for duties that were read already."""
    if not duties:
        return []
    books = books_of(duties, today=today)
    typed = _typed(duties, viewer)
    return [entry for book in books for entry in _entries(book, typed, today)]


def parts_of(entries: list[Entry], *, today: date) -> list[Part]:
    """Return the entries by period, what is due first first."""
    found: dict[tuple[date, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.due, period_words(entry.period)), []).append(entry)
    return [
        Part(words, due, rows[0].days_late, max((due - today).days, 0), rows)
        for (due, words), rows in sorted(found.items(), key=lambda one: one[0])
    ]


def rows_of(submission: Submission) -> list[SentRow]:
    """Return what a receipt says: one query."""
    rows = submission.figures.select_related(
        "duty__indicator__record__initiative", "period", "brought__release__record__initiative"
    )
    return [_sent_row(one) for one in rows]


def change_until(submission: Submission) -> datetime | None:
    """Return until when what was sent can be changed here."""
    return submission.sent_at + CHANGE_WITHIN if submission.sent_at else None


def duties_of(viewer: Viewer, *, today: date) -> QuerySet[ReportingDuty]:
    """Return the question for what somebody reports, for their organisation or by name."""
    mine = Q(membership__in=viewer.membership_ids) | Q(person=viewer.person_id)
    seen = Indicator.objects.visible_to(viewer)
    rows = ReportingDuty.objects.current(on=today).filter(mine, indicator__in=seen)
    return rows.select_related(
        "indicator__record__initiative", "membership__organization", "membership__record"
    )


def _typed(duties: list[ReportingDuty], viewer: Viewer) -> dict[tuple[int, Period], SubmittedFigure]:
    """Return what was typed last for each duty and period: own drafts, else what was sent within a week."""
    recent = Q(submission__sent_at__gte=clock.now() - CHANGE_WITHIN)
    drafts = Q(submission__sent_at__isnull=True, submission__saved_by=viewer.person_id)
    rows = SubmittedFigure.objects.filter(recent | drafts, duty__in=duties)
    ordered = rows.select_related("period", "brought", "submission").order_by("submission__saved_at")
    return {(one.duty_id, period_of(one.period)): one for one in ordered}


def _entries(book: DutyBook, typed: dict[tuple[int, Period], SubmittedFigure], today: date) -> list[Entry]:
    open_ones = book.wanted[-MOST_PERIODS:]
    sent = [
        one
        for one in book.periods
        if one.standing in (Standing.SENT, Standing.RECEIVED) and (book.duty.pk, one.period) in typed
    ]
    chosen = sorted([*open_ones, *sent], key=lambda one: one.period)
    return [_entry(book, one, typed.get((book.duty.pk, one.period)), today) for one in chosen]


def _entry(book: DutyBook, one: Expected, typed: SubmittedFigure | None, today: date) -> Entry:
    unit = unit_of(book.duty.indicator)
    made_of_counts = unit.kind in (UnitKind.PERCENT, UnitKind.RATE)
    return Entry(
        key=f"{book.duty.pk}-{one.period.end:%Y%m}",
        duty=book.duty,
        period=one.period,
        due=one.due,
        days_late=one.days_late(today),
        unit=unit,
        needs_counts=made_of_counts and (book.last is None or book.last.denominator is not None),
        last=_last(book.last, unit),
        typed=typed,
    )


def _last(found: Observation | None, unit: Unit) -> str:
    if found is None:
        return _("No figure yet")
    when = period_words(period_of(found.period))
    if found.publication.startswith("suppressed"):
        return _("{period}: not shown").format(period=when)
    exact = Figure(*(getattr(found, name) for name in Figure._fields))
    figure = as_told(exact, found.publication, rule_of(found.release.policy), unit)
    said = figure_text(figure, unit)
    if figure.numerator is not None and figure.denominator is not None:
        words = _("{period}: {part} of {whole}, {figure}")
        return words.format(
            period=when, part=plain(figure.numerator), whole=plain(figure.denominator), figure=said
        )
    return _("{period}: {figure}").format(period=when, figure=said)


def _sent_row(one: SubmittedFigure) -> SentRow:
    indicator = one.duty.indicator
    glyph, word, url = _state(one.brought)
    return SentRow(
        name=local(indicator.name),
        period=period_words(period_of(one.period)),
        said=_said(one, unit_of(indicator)),
        glyph=glyph,
        word=word,
        url=url or indicator.record.url,
        kept_because=one.kept_because,
    )


def _said(one: SubmittedFigure, unit: Unit) -> str:
    if one.numerator is not None and one.denominator is not None:
        value = unit.value_of(one.numerator, one.denominator) or Decimal(0)
        whole = Figure(round(value, unit.decimals), None, None, None, None, "exact", "", "", "")
        return _("{part} of {whole}, {figure}").format(
            part=plain(one.numerator), whole=plain(one.denominator), figure=figure_text(whole, unit)
        )
    return figure_text(Figure(one.value, None, None, None, None, "exact", "", "", ""), unit)


def _state(import_: Import | None) -> tuple[str, str, str]:
    if import_ is None:
        return "early", _("Saved, not sent"), ""
    if import_.release is not None:
        words = _("Public, version {number}").format(number=import_.release.number)
        return "kept", words, import_.release.record.url
    if import_.state in WAITING:
        return "due", _("Waits for the backbone"), ""
    if "equals" in import_.report:
        return "kept", _("Public already"), ""
    return "waived", _("Replaced or put aside"), ""
