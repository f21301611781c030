"""Steps about programs: what a partner runs, its measures with invented figures, and how it is thought to move the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from measurement.actions.imports import bring_figures
from measurement.actions.programs import Said, add_measure, add_program, say_contribution
from measurement.models import PerformanceMeasure, Program
from measurement.rules.definitions import Definition

_Act = Callable[[Told], None]
ILLUSTRATIVE = en("Invented for this demonstration, kept by the program")


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """One measure. `figures` are numerators, or (numerator, denominator), the newest last: one a period of its rhythm."""

    slug: str
    kind: str
    name: str
    plain: str
    people: str
    unit: str
    frequency: str
    figures: tuple[int | tuple[int, int], ...]
    good: str = "up"
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class ThoughtPlan:
    """One contribution: a measure of the program, an indicator of the whole, why, and on what it rests."""

    measure: str
    indicator: str
    logic: str
    strength: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProgramPlan:
    """One invented program."""

    slug: str
    partner: str
    name: str
    purpose: str
    customers: str
    measures: tuple[MeasurePlan, ...] = ()
    thoughts: tuple[ThoughtPlan, ...] = ()
    by: str = "director"


def programs(days_ago: int, plans: Iterable[ProgramPlan]) -> list[Step]:
    """Programs are added one a day, then measured, then connected with the whole."""
    found: list[Step] = []
    for n, plan in enumerate(plans):
        found += [
            Step(days_ago - 2 * n, _adding(plan), hour=9),
            Step(days_ago - 2 * n, _measuring(plan), hour=10),
            Step(days_ago - 2 * n - 1, _connecting(plan), hour=11),
        ]
    return found


def _adding(plan: ProgramPlan) -> _Act:
    def act(told: Told) -> None:
        add_program(
            membership=told.partners[plan.partner],
            said=Said(en(plan.name), en(plan.purpose), en(plan.customers)),
            by=told.people[plan.by],
            slug=plan.slug,
        )

    return act


def _measuring(plan: ProgramPlan) -> _Act:
    def act(told: Told) -> None:
        program = Program.objects.get(slug=plan.slug)
        for one in plan.measures:
            made = add_measure(
                program=program,
                kind=one.kind,
                definition=_definition(one),
                by=told.people[plan.by],
                is_headline=one.is_headline,
                slug=one.slug,
            )
            bring_figures(
                indicator=made.measure,
                content=table_of(one, clock.today(told.initiative.zone)),
                note=en("From the program’s own records"),
                by=told.director,
                file_name=f"{one.slug}.csv",
            )

    return act


def _connecting(plan: ProgramPlan) -> _Act:
    def act(told: Told) -> None:
        for one in plan.thoughts:
            say_contribution(
                measure=PerformanceMeasure.objects.get(measure__slug=one.measure),
                indicator=told.indicators[one.indicator],
                logic=en(one.logic),
                strength=one.strength,
                source=one.source,
                by=told.people[plan.by],
            )

    return act


def table_of(plan: MeasurePlan, today: date) -> bytes:
    """Return the figures of a measure as the file that its program would send; the last period is over by `today`."""
    labels = _labels(plan.frequency, len(plan.figures), today)
    shares = plan.unit == "percent"
    rows = [
        f"{label},{value[0]},{value[1]},{100 * value[0] / value[1]:.6f}"
        if isinstance(value, tuple)
        else f"{label},{value}"
        for label, value in zip(labels, plan.figures, strict=True)
    ]
    header = "period,numerator,denominator,percent" if shares else "period,value"
    return "\n".join([header, *rows]).encode()


def _labels(frequency: str, count: int, today: date) -> list[str]:
    this_month = today.year * 12 + today.month - 1
    if frequency == "month":
        return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(this_month - count, this_month)]
    if frequency == "quarter":
        return [f"{at // 4}-Q{at % 4 + 1}" for at in range(this_month // 3 - count, this_month // 3)]
    year = today.year - (1 if today.month < 8 else 0)  # the school year that ended last
    return [f"{end - 1}-{end % 100:02d}" for end in range(year - count + 1, year + 1)]


def _definition(plan: MeasurePlan) -> Definition:
    return Definition(
        name=en(plan.name),
        plain_definition=en(plan.plain),
        unit=plan.unit,
        unit_label=en(plan.people),
        direction=plan.good,
        frequency=plan.frequency,
        source=ILLUSTRATIVE,
        source_is_public=False,
    )
