"""The baseline on the page of an indicator: what was expected, what came, and whether the curve was turned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.models import Person
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.models import CurveJudgement, Forecast, ForecastPoint, Indicator, Release
from measurement.rules.curve import CurveVerdict
from measurement.rules.periods import Period, PeriodKind
from measurement.rules.reading import IndicatorReading, Step
from measurement.scoring import reading_for
from measurement.wording import Sign, Voice, curve_sign, day_words


@dataclass(frozen=True, slots=True)
class Since:
    """One period of the frozen forecast: what was expected of it, and what came."""

    period: str
    expected: str
    came: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer by the rule, and what the table makes of it."""

    sign: Sign
    note: str
    words: dict[str, str]
    signed: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """A frozen forecast with its author and day, and how it was judged; `can_judge` where new figures wait for it."""

    pk: int
    method: str
    assumptions: dict[str, str]
    signed: str
    steps: list[Step]
    rows: list[Since]
    judged: Judged | None
    can_judge: bool
    caution: str
    earlier: list[str]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen forecast with its steps, and how the curve was judged against it, the last judgement last."""

    forecast: Forecast
    steps: list[Step]
    judgements: list[CurveJudgement]

    @property
    def last(self) -> CurveJudgement | None:
        """How the curve was judged last."""
        return self.judgements[-1] if self.judgements else None


class FrozenAsked(NamedTuple):
    """The questions for the frozen forecasts of an indicator, so that they go out with others; then they are `read`."""

    forecasts: QuerySet[Forecast]
    points: QuerySet[ForecastPoint]
    judgements: QuerySet[CurveJudgement]

    def read(self) -> list[Frozen]:
        """Return the forecasts, the newest first."""
        steps, judgements = defaultdict(list), defaultdict(list)
        for point in self.points:
            steps[point.forecast_id].append(_step(point))
        for judgement in self.judgements:
            judgements[judgement.forecast_id].append(judgement)
        return [Frozen(one, steps[one.pk], judgements[one.pk]) for one in self.forecasts]


def frozen_asked(indicator: Indicator, viewer: Viewer) -> FrozenAsked:
    """Return the questions for what was frozen of an indicator, as far as the viewer sees it."""
    seen = Forecast.objects.visible_to(viewer).filter(indicator=indicator)
    return FrozenAsked(
        seen.select_related("frozen_by"),
        ForecastPoint.objects.filter(forecast__in=seen.order_by()),
        CurveJudgement.objects.filter(forecast__in=seen.order_by())
        .select_related("judged_by")
        .order_by("judged_at", "pk"),
    )


def baseline_of(
    frozen: Sequence[Frozen], reading: IndicatorReading, voice: Voice, releases: Sequence[Release]
) -> Baseline | None:
    """Return the newest frozen forecast for which figures have come, with these; nothing while none is frozen.

    Before any figure came it is the newest one.
    """
    newest = _to_judge(frozen, reading)
    if newest is None:
        return None
    forecast, steps, judged = newest.forecast, newest.steps, newest.last
    last = next((one.pk for one in releases if one.withdraws_id is None), None)
    return Baseline(
        pk=forecast.pk,
        method=str(forecast.get_method_display()),
        assumptions=forecast.assumptions,
        signed=_signed(forecast.frozen_by, day_words(forecast.frozen_at)),
        steps=steps,
        rows=_since(steps, reading, voice),
        judged=_judged(judged) if judged else None,
        can_judge=last is not None and last not in {one.release_id for one in newest.judgements},
        caution=_caution(judged, reading, steps),
        earlier=[_earlier(one) for one in frozen if one is not newest],
    )


def forecast_to_judge(indicator: Indicator, viewer: Viewer) -> Forecast | None:
    """Return the frozen forecast against which the curve is judged now: the one that the page shows."""
    asked = frozen_asked(indicator, viewer)
    ask_together(*asked)
    found = _to_judge(asked.read(), reading_for(indicator))
    return found.forecast if found else None


def _to_judge(frozen: Sequence[Frozen], reading: IndicatorReading) -> Frozen | None:
    """The newest with a figure in one of its periods; a conversation of last week is no answer to a forecast of last year."""
    came = {round(figure.at, 3) for figure in reading.shown}
    for one in frozen:
        if any(round(step.at, 3) in came for step in one.steps):
            return one
    return frozen[0] if frozen else None


def steps_of(points: Iterable[ForecastPoint]) -> list[Step]:
    """Return the points of a frozen forecast as the steps of a picture."""
    return [_step(point) for point in points]


def _step(point: ForecastPoint) -> Step:
    kind = PeriodKind.CALENDAR_YEAR
    place = Period(kind, point.starts_on, point.ends_on, point.label).position
    return Step(place, point.label, point.mid, point.low, point.high)


def _since(steps: Sequence[Step], reading: IndicatorReading, voice: Voice) -> list[Since]:
    """Return each period of the forecast for which a figure has come."""
    fine = voice.finer
    came = {round(figure.at, 3): figure.value for figure in reading.shown}
    rows = []
    for step in steps:
        value: Decimal | None = came.get(round(step.at, 3))
        if value is not None:
            expected = _("{mid}, likely {low} to {high}").format(
                mid=fine.in_column(step.mid), low=fine.in_column(step.low), high=fine.in_column(step.high)
            )
            rows.append(Since(step.label, expected, fine.in_column(value)))
    return rows


def _judged(judgement: CurveJudgement) -> Judged:
    note = ""
    if judgement.is_within_noise:
        note = _("Within noise: better than expected, but not beyond what chance alone may do.")
    elif judgement.verdict == CurveVerdict.TOO_EARLY:
        note = _("Two new figures are needed.")
    signed = _signed(judgement.judged_by, day_words(judgement.judged_at))
    return Judged(curve_sign(judgement.verdict), note, judgement.words, signed)


def _caution(judged: CurveJudgement | None, reading: IndicatorReading, steps: Sequence[Step]) -> str:
    """Name the breaks of effect caution between the forecast and what came."""
    first = steps[0].at - reading.step if steps else 0.0
    crossed = [one.label for one in reading.cautions_since(first)]
    years = [str(year) for year in judged.reading.get("cautions", [])] if judged else crossed
    if not years:
        return ""
    return _("From {years} on it is counted in another way: compare with caution.").format(
        years=", ".join(years)
    )


def _earlier(one: Frozen) -> str:
    """Say who froze an earlier one, and how the curve was judged against it."""
    signed = _signed(one.forecast.frozen_by, day_words(one.forecast.frozen_at))
    if one.last is None:
        return signed
    return _("{signed} ({answer})").format(signed=signed, answer=one.last.get_verdict_display())


def _signed(person: Person | None, day: str) -> str:
    return _("{who}, {day}").format(who=person.shown_name if person else _("Somebody"), day=day)
