"""Steps about collecting and quality: duties, numbers sent, agreements, approval, a correction in a report, cycles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import IndicatorPlan, en
from ci_platform.demonstration.story import Step, Told
from communications.actions.partner_reports import build_partner_report, request_partner_report
from communications.actions.reports import build_report, request_report
from initiatives import clock
from initiatives.models import JobRun
from measurement.actions.agreements import Sharing, agree_on_sharing
from measurement.actions.approvals import approve_release, lock_release
from measurement.actions.checks import answer_check
from measurement.actions.cycles import CyclePlan, begin_cycle, move_cycle
from measurement.actions.duties import set_duty
from measurement.actions.imports import bring_figures, publish_import
from measurement.actions.problems import answer_problem, record_problem
from measurement.actions.submissions import Typed, send_numbers
from measurement.actions.validation_rules import set_rule
from measurement.duties import books_of
from measurement.models import Check, Cycle, DataProblem, Import, Indicator, Program, Release, ReportingDuty

_Act = Callable[[Told], None]


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """One partner reports one indicator, so many days after each period."""

    partner: str
    indicator: str
    days: int
    person: str = ""
    needs_agreement: bool = False


def duties(days_ago: int, plans: Iterable[DutyPlan]) -> list[Step]:
    """Duties are agreed."""

    def act(told: Told) -> None:
        for plan in plans:
            set_duty(
                indicator=_indicator(plan.indicator),
                membership=told.partners[plan.partner],
                days_after_period=plan.days,
                person=told.people.get(plan.person),
                needs_agreement=plan.needs_agreement,
                by=told.director,
            )

    return [Step(days_ago, act, hour=9)]


@dataclass(frozen=True, slots=True)
class AgreementPlan:
    """What a partner shares, until so many days from now (negative: it is over)."""

    partner: str
    scope: str
    purpose: str
    indicators: tuple[str, ...]
    days_left: int
    signed_by: str = ""


def agreements(days_ago: int, plans: Iterable[AgreementPlan]) -> list[Step]:
    """Data-sharing agreements are written down."""

    def act(told: Told) -> None:
        for plan in plans:
            agree_on_sharing(
                membership=told.partners[plan.partner],
                sharing=Sharing(
                    scope=en(plan.scope),
                    purpose=en(plan.purpose),
                    starts_on=clock.today(told.initiative.zone),
                    expires_on=told.now.date() + timedelta(days=plan.days_left),
                    indicators=[_indicator(slug) for slug in plan.indicators],
                    signed_by_name=plan.signed_by,
                ),
                by=told.director,
            )

    return [Step(days_ago, act, hour=10)]


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """One number that a partner sends: a value, or cases of so many people; `why` answers its question."""

    indicator: str
    value: int | tuple[int, int]
    why: str = ""


def numbers(days_ago: int, who: str, partner: str, plans: Sequence[NumberPlan]) -> list[Step]:
    """A partner sends the oldest numbers that are wanted; the backbone publishes them the day after."""

    def send(told: Told) -> None:
        typed = [one for plan in plans if (one := _typed(told, partner, plan)) is not None]
        if typed:
            send_numbers(membership=told.partners[partner], typed=typed, by=told.people[who])

    def publish(told: Told) -> None:
        waiting = Import.objects.filter(
            uploaded_by=told.people[who], state=Import.State.CHECKED, submitted_figure__isnull=False
        )
        for import_ in waiting.select_related("indicator__record", "record"):
            publish_import(import_=import_, note=en("Sent by the partner, looked at"), by=told.director)

    return [Step(days_ago, send, hour=13), Step(days_ago - 1, publish, hour=9)]


def approved(days_ago: int, slug: str, who: str, *, locked: bool = False) -> Step:
    """The last release of an indicator is approved, and perhaps locked, by somebody who did not publish it."""

    def act(told: Told) -> None:
        release = Release.objects.standing().filter(indicator__slug=slug).order_by("-number").first()
        assert release is not None  # noqa: S101 (its figures came before)
        approve_release(release=release, by=told.people[who])
        if locked:
            lock_release(release=release, by=told.people[who])

    return Step(days_ago, act, hour=14)


def answered(days_ago: int, slug: str, why: str) -> Step:
    """The open questions about an indicator's figures are answered: they are right, and why."""

    def act(told: Told) -> None:
        for found in (
            Check.objects.open().filter(indicator__slug=slug).select_related("indicator__record", "period")
        ):
            answer_check(found=found, why=en(why), by=told.director)

    return Step(days_ago, act, hour=17)


def rule(
    days_ago: int, slug: str, kind: str, why: str, *, low: str = "", high: str = "", tolerance: str = ""
) -> Step:
    """A rule is set that new figures must pass."""

    def act(told: Told) -> None:
        set_rule(
            indicator=_indicator(slug),
            kind=kind,
            reason=en(why),
            by=told.director,
            low=Decimal(low) if low else None,
            high=Decimal(high) if high else None,
            tolerance=Decimal(tolerance) if tolerance else None,
        )

    return Step(days_ago, act, hour=12)


def report(days_ago: int) -> Step:
    """An issue of the report is made."""

    def act(told: Told) -> None:
        made = request_report(by=told.director)
        assert made.run is not None  # noqa: S101 (it was just asked for)
        build_report(run=made.run, progress=lambda _words, _percent: None)
        JobRun.objects.filter(pk=made.run.pk).update(state=JobRun.State.READY, ended_at=clock.now())

    return Step(days_ago, act, hour=16)


def partner_paper(days_ago: int, partner: str, who: str) -> Step:
    """The report of a partner is set on paper."""

    def act(told: Told) -> None:
        run = request_partner_report(partner=told.partners[partner], by=told.people[who], language="en")
        build_partner_report(run=run, progress=lambda _words, _percent: None)
        JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.READY, ended_at=clock.now())

    return Step(days_ago, act, hour=23)


def mistyped(days_ago: int, plan: IndicatorPlan, content: bytes, note: str) -> Step:
    """A figure is published with a slip of the pen."""

    def act(told: Told) -> None:
        bring_figures(indicator=told.indicators[plan.key], content=content, note=en(note), by=told.director)

    return Step(days_ago, act, hour=12)


def corrected(days_ago: int, plan: IndicatorPlan, reason: str, *, until: str = "9999") -> Step:
    """Published figures are corrected, with a reason that everybody reads."""

    def act(told: Told) -> None:
        assert plan.extract is not None  # noqa: S101 (a plan without a table brings no figures)
        bring_figures(
            indicator=told.indicators[plan.key],
            content=plan.extract.content(until),
            note=en("A correction"),
            reason=en(reason),
            by=told.director,
        )

    return Step(days_ago, act, hour=11)


def problem(
    days_ago: int, who: str, slug: str, words: str, *, answer: str = "", outcome: str = "explained"
) -> list[Step]:
    """Somebody records a data problem; perhaps it is answered five days later."""

    def ask(told: Told) -> None:
        record_problem(words=words, indicator=_indicator(slug), by=told.people[who])

    def reply(told: Told) -> None:
        found = DataProblem.objects.get(words=words)
        answer_problem(problem=found, outcome=outcome, answer=answer, by=told.director)

    return [Step(days_ago, ask, hour=18), *([Step(days_ago - 5, reply, hour=10)] if answer else [])]


@dataclass(frozen=True, slots=True)
class CycleStory:
    """One improvement cycle: what was tried, and what was said at each step so far."""

    program: str
    measure: str
    title: str
    plan: str
    expected: str
    said: tuple[str, ...] = ()
    by: str = "director"
    review_in: int = 42


def cycle(days_ago: int, story: CycleStory) -> list[Step]:
    """A cycle begins, and goes on every two weeks."""

    def begin(told: Told) -> None:
        today = clock.today(told.initiative.zone)
        plan = CyclePlan(
            title=en(story.title),
            plan=en(story.plan),
            expected=en(story.expected),
            starts_on=today,
            review_on=today + timedelta(days=story.review_in),
            measure=_indicator(story.measure),
        )
        begin_cycle(program=Program.objects.get(slug=story.program), plan=plan, by=told.people[story.by])

    def going_on(words: str) -> _Act:
        def act(told: Told) -> None:
            found = Cycle.objects.get(title__en=story.title)
            move_cycle(cycle=found, words=en(words), by=told.people[story.by])

        return act

    later = [Step(days_ago - 14 * n, going_on(words)) for n, words in enumerate(story.said, 1)]
    return [Step(days_ago, begin, hour=10), *later]


def _typed(told: Told, partner: str, plan: NumberPlan) -> Typed | None:
    """Return a number for the oldest period that is wanted; None when none is."""
    duty = ReportingDuty.objects.select_related(
        "indicator__record__initiative", "membership__organization"
    ).get(indicator__slug=plan.indicator, membership=told.partners[partner])
    (book,) = books_of([duty], today=clock.today(told.initiative.zone))
    if not book.wanted:
        return None
    why = en(plan.why) if plan.why else {}
    period = book.wanted[0].period
    if isinstance(plan.value, tuple):
        part, whole = map(Decimal, plan.value)
        return Typed(duty, period, numerator=part, denominator=whole, kept_because=why)
    return Typed(duty, period, value=Decimal(plan.value), kept_because=why)


def _indicator(slug: str) -> Indicator:
    return Indicator.objects.select_related("record__initiative").get(slug=slug)
