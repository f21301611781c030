"""Baselines: freezing what is expected if nothing changes, and judging later whether the curve was turned."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.identity import give_record
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from measurement.figures import unit_of
from measurement.models import CurveJudgement, ForecastPoint, Indicator, Release
from measurement.models import Forecast as FrozenForecast
from measurement.rollup import Course, course_of, goal_of
from measurement.rules.curve import CurveReading, CurveVerdict, judge_curve
from measurement.rules.forecast import (
    FEWEST,
    Expectation,
    Forecast,
    Method,
    NoForecast,
    judged,
    read_forecast,
)
from measurement.rules.intervals import Interval
from measurement.rules.periods import Period, PeriodKind

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people expect at the end of a forecast, in the unit of the indicator, and between which figures."""

    mid: Decimal
    low: Decimal
    high: Decimal


@transaction.atomic
def freeze_forecast(
    *,
    indicator: Indicator,
    method: str,
    ahead: int,
    assumptions: Words,
    by: Person,
    judgement: Judgement | None = None,
) -> FrozenForecast:
    """Freeze what is expected of the next periods if nothing changes, from the figures that are public now.

    It is never changed afterwards; a better one is a new one. Raises RuleBroken without assumptions, with too few
    comparable figures (so also right after an incomparable break), and for a judgement without its three figures.
    """
    if not has_words(assumptions):
        raise RuleBroken(_("Say what it rests on: what is taken to go on as it is."), field="assumptions")
    release = _last_release(indicator)
    line = course_of(indicator)
    expected = _expected(line, indicator, Method(method), ahead, judgement)
    title = {code: _title(code, text) for code, text in indicator.name.items()}
    frozen = FrozenForecast.objects.create(
        record=give_record(
            "forecast",
            title=title,
            path=f"results/{indicator.slug}/#baseline",
            by=by,
            published=True,
            part_of=indicator.record,
        ),
        indicator=indicator,
        release=release,
        method=method,
        assumptions=assumptions,
        frozen_by=by,
    )
    ForecastPoint.objects.bulk_create(_point(frozen, one) for one in expected.expected)
    facts: dict[str, Json] = {"method": method, "until": expected.expected[-1].period.label}
    record("forecast.frozen", by=by, about=frozen, facts=facts)
    return frozen


@transaction.atomic
def judge(*, forecast: FrozenForecast, words: Words, by: Person) -> CurveJudgement:
    """Judge by the published rule whether the curve was turned, and keep what the table makes of it.

    The answer is the rule's, not the judge's; the words are theirs. Raises RuleBroken when the same figures were judged.
    """
    indicator = forecast.indicator
    release = _last_release(indicator)
    if CurveJudgement.objects.filter(forecast=forecast, release=release).exists():
        raise RuleBroken(_("These figures are judged already. Judge again when new ones are published."))
    found = read_curve(forecast)
    judgement = CurveJudgement.objects.create(
        forecast=forecast,
        release=release,
        verdict=found.verdict.value,
        is_within_noise=found.is_within_noise,
        reading=_as_json(found),
        words=words,
        judged_by=by,
    )
    facts: dict[str, Json] = {"verdict": found.verdict.value, "release": release.number}
    record("curve.judged", by=by, about=forecast, facts=facts)
    return judgement


def read_curve(forecast: FrozenForecast) -> CurveReading:
    """Return what the figures of today say against a frozen forecast."""
    indicator, line = forecast.indicator, course_of(forecast.indicator)
    known = known_period(forecast, line)
    expected = [_expectation(point, known) for point in forecast.points.all()] if known else []
    if known is None or not expected:
        return CurveReading(CurveVerdict.TOO_EARLY)
    return judge_curve(
        expected,
        line.points,
        known=known,
        breaks=line.breaks,
        unit=unit_of(indicator),
        goal=goal_of(indicator),
    )


def known_period(forecast: FrozenForecast, line: Course) -> Period | None:
    """Return the period of the last figure that a frozen forecast was made from: the last one before its first."""
    first = forecast.points.order_by("starts_on").first()
    before = [point.period for point in line.points if first and point.period.end < first.ends_on]
    return max(before, default=None)


def _title(language: str, name: str) -> str:
    with override(language):
        return _("{name}: what is expected if nothing changes").format(name=name)


def _expected(
    line: Course, indicator: Indicator, method: Method, ahead: int, judgement: Judgement | None
) -> Forecast:
    unit = unit_of(indicator)
    if method is Method.JUDGEMENT:
        return _judged(line, indicator, ahead, judgement)
    found = read_forecast(line.stretch, unit, method, ahead)
    if found.reason is NoForecast.FEW_POINTS_SINCE_BREAK:
        raise RuleBroken(
            _(
                "Figures before the break cannot be compared, and after it there are fewer than {count}. Use a judgement."
            ).format(count=FEWEST),
            field="method",
        )
    if found.reason is not None:
        raise RuleBroken(
            _("It takes {count} comparable figures to draw a line. Use a judgement.").format(count=FEWEST),
            field="method",
        )
    return found


def _judged(line: Course, indicator: Indicator, ahead: int, judgement: Judgement | None) -> Forecast:
    if judgement is None:
        raise RuleBroken(_("Give the figure that you expect, and the range around it."), field="mid")
    if not judgement.low <= judgement.mid <= judgement.high:
        raise RuleBroken(_("The figure must lie between the lower and the upper one."), field="mid")
    if not line.stretch.points:
        raise RuleBroken(_("Publish a first figure to start from."), field="method")
    band = Interval(float(judgement.low), float(judgement.high))
    return judged(line.stretch, unit_of(indicator), band, float(judgement.mid), ahead)


def _last_release(indicator: Indicator) -> Release:
    release = Release.objects.standing().filter(indicator=indicator).order_by("-number").first()
    if release is None:
        raise RuleBroken(_("No figures are public yet. Publish some first."))
    return release


def _point(forecast: FrozenForecast, one: Expectation) -> ForecastPoint:
    low, mid, high = (Decimal(f"{number:.4f}") for number in (one.low, one.mid, one.high))
    return ForecastPoint(
        forecast=forecast,
        starts_on=one.period.start,
        ends_on=one.period.end,
        label=one.period.label,
        low=low,
        mid=mid,
        high=high,
    )


def _expectation(point: ForecastPoint, known: Period) -> Expectation:
    period = Period(PeriodKind(known.kind), point.starts_on, point.ends_on, point.label)
    return Expectation(period, float(point.mid), float(point.low), float(point.high))


def _as_json(found: CurveReading) -> dict[str, object]:
    return {
        "compared": [
            {
                "period": one.expected.period.label,
                "value": f"{one.value.normalize():f}",
                "expected": f"{one.expected.mid:.4f}",
                "low": f"{one.expected.low:.4f}",
                "high": f"{one.expected.high:.4f}",
                "place": one.place.value,
                "overlaps": one.overlaps,
            }
            for one in found.compared
        ],
        "cautions": [str(one.starts_on.year) for one in found.cautions],
    }
