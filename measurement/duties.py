"""How the figures stand that partners report: duties × periods, read from what is public and what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from initiatives.together import ask_together
from measurement.figures import period_of
from measurement.models import Import, Indicator, Observation, Release, ReportingDuty, SubmittedFigure
from measurement.rules.collecting import Duty, Expected, expected
from measurement.rules.periods import Period, PeriodKind

WAITING = (Import.State.UPLOADED, Import.State.CHECKED)


@dataclass(frozen=True, slots=True)
class DutyBook:
    """One duty with every period that it asks for, and the last public figure of the whole."""

    duty: ReportingDuty
    periods: list[Expected]
    last: Observation | None = None

    @property
    def wanted(self) -> list[Expected]:
        """What has to be brought now, the earliest first."""
        return [one for one in self.periods if one.is_wanted]


@dataclass(slots=True)
class _Known:
    received: dict[int, set[Period]] = field(default_factory=dict)
    sent: dict[int, set[Period]] = field(default_factory=dict)
    last: dict[int, Observation] = field(default_factory=dict)


def books_of(duties: Sequence[ReportingDuty], *, today: date) -> list[DutyBook]:
    """Return how each duty stands: one journey, however many there are."""
    if not duties:
        return []
    known = _known([duty.indicator_id for duty in duties], [duty.pk for duty in duties])
    return [_book(duty, known, today) for duty in duties]


def _book(duty: ReportingDuty, known: _Known, today: date) -> DutyBook:
    received = known.received.get(duty.indicator_id, set())
    sent = known.sent.get(duty.pk, set())
    latest = max(received, default=None)
    asked = Duty(_rhythm(duty.indicator), duty.starts_on, duty.days_after_period, like=latest)
    periods = expected(asked, today=today, received=received, sent=sent)
    return DutyBook(duty, periods, known.last.get(duty.indicator_id))


def _rhythm(indicator: Indicator) -> PeriodKind | None:
    return None if indicator.frequency == Indicator.Frequency.IRREGULAR else PeriodKind(indicator.frequency)


def _known(indicators: list[int], duties: list[int]) -> _Known:
    found = _Known()
    standing = Release.objects.standing().filter(indicator__in=indicators)
    live = (
        Observation.objects.filter(release__in=standing, series__key="", series__indicator__in=indicators)
        .order_by("series_id", "period_id", "-release_id")
        .distinct("series_id", "period_id")
        .select_related("series__indicator", "period", "release__policy")
    )
    waiting = SubmittedFigure.objects.filter(duty__in=duties, brought__state__in=WAITING)
    waiting = waiting.select_related("period")
    ask_together(live, waiting)
    for one in live:
        indicator = one.series.indicator
        if one.period.kind != indicator.frequency or one.value_type == Observation.ValueType.NOT_AVAILABLE:
            continue
        period = period_of(one.period)
        before = found.last.get(indicator.pk)
        if before is None or period_of(before.period) < period:
            found.last[indicator.pk] = one
        found.received.setdefault(indicator.pk, set()).add(period)
    for figure in waiting:
        found.sent.setdefault(figure.duty_id, set()).add(period_of(figure.period))
    return found
