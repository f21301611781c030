"""Steps about how partners work together: a wave is planned, each answers in its way, it closes after its last day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from measurement.actions.collaboration import WavePlan, keep_wave, plan_wave
from measurement.actions.survey_answers import save_closer, save_marks, save_rungs, send_sheet
from measurement.models import SurveySheet, SurveyWave
from measurement.rules.collaboration import ABOUT_ALL, HIGHEST, LOWEST, Item, spoken_of

Ties = Mapping[frozenset[str], int]
Shades = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """How one partner answers: who, the five benefits, the five costs, what it is able to do and the own questions as digits; perhaps a draft."""

    who: str
    gains: str = "33333"
    costs: str = "22122"
    own: str = ""
    able: str = "23222"
    is_sent: bool = True


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """One wave: when, how closely each two work together, who sees it otherwise or warmer, what partners are known for."""

    opens: int
    days: int
    purpose: str
    ties: Ties
    answers: Mapping[str, AnswerPlan]
    questions: Sequence[str] = ()
    otherwise: Shades = field(default_factory=dict)
    known_for: Mapping[str, Mapping[Item, int]] = field(default_factory=dict)
    warmth: int = 2
    warmer: frozenset[str] = frozenset()


def pairs(**close: str) -> Ties:
    """Return ties from lines such as backbone="council:3 riverside:3"."""
    found: dict[frozenset[str], int] = {}
    for one, others in close.items():
        for entry in others.split():
            other, _, rung = entry.partition(":")
            found[frozenset((one, other))] = int(rung)
    return found


def survey(plan: SurveyPlan) -> list[Step]:
    """A wave is planned or opened, answered over its days, and closed if its last day is over."""

    def begin(told: Told) -> None:
        today = clock.today(told.initiative.zone)
        opens = today + timedelta(days=max(-plan.opens, 0))
        wave = WavePlan(
            title=en(f"{opens:%B %Y}"),
            purpose=en(plan.purpose),
            opens_on=opens,
            closes_on=opens + timedelta(days=plan.days),
            partners=list(told.partners.values()),
            questions=[en(one) for one in plan.questions],
        )
        plan_wave(plan=wave, by=told.director)

    def over(_told: Told) -> None:
        keep_wave(wave_id=SurveyWave.objects.open().get().pk)

    replies = [
        Step(max(plan.opens - 1 - nth, 0), _answering(plan, key), hour=9 + nth % 8)
        for nth, key in enumerate(plan.answers)
    ]
    closes = plan.opens - plan.days - 1
    return [
        Step(max(plan.opens, 0), begin, hour=8),
        *replies,
        *([Step(closes, over, hour=12)] if closes >= 0 else []),
    ]


def _answering(plan: SurveyPlan, key: str) -> Callable[[Told], None]:
    def act(told: Told) -> None:
        said, by = plan.answers[key], told.people[plan.answers[key].who]
        sheet = SurveySheet.objects.get(wave=SurveyWave.objects.open().get(), membership=told.partners[key])
        rungs = {
            one.pk: max(plan.ties.get(frozenset((key, other)), 0) + plan.otherwise.get((key, other), 0), 0)
            for other, one in told.partners.items()
            if other != key
        }
        save_rungs(sheet=sheet, rungs=rungs, by=by)
        if not said.is_sent:
            return
        closer = {about: _said(plan, rungs[about], key, _key(told, about)) for about in spoken_of(rungs)}
        save_closer(sheet=sheet, said=closer, by=by)
        digits = zip(ABOUT_ALL, said.gains + said.costs + said.able, strict=True)
        own = dict(zip(sheet.wave.questions.values_list("pk", flat=True), map(int, said.own), strict=True))
        save_marks(sheet=sheet, marks={key: int(digit) for key, digit in digits}, own=own, by=by)
        send_sheet(sheet=sheet, by=by)

    return act


def _said(plan: SurveyPlan, rung: int, rater: str, about: str) -> dict[Item, int | None]:
    shades = plan.known_for.get(about, {})
    return {
        item: min(
            max(plan.warmth + (rung >= 3) + (rater in plan.warmer) + shades.get(item, 0), LOWEST), HIGHEST
        )
        for item in Item
    }


def _key(told: Told, partner: int) -> str:
    return next(key for key, one in told.partners.items() if one.pk == partner)
