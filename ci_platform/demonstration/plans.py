"""Steps about the joint plan: strategies, activities with who leads and who helps, and what partners log, week by week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from initiatives.actions.activities import Undertaking, add_activity, add_strategy, change_state
from initiatives.actions.activity_logs import Happening, correct_log, log_activity
from initiatives.actions.activity_parts import help_with
from initiatives.models import Activity, ActivityLog, Population, Strategy

_Act = Callable[[Told], None]


@dataclass(frozen=True, slots=True)
class StrategyPlan:
    """One line of common work."""

    title: str
    expected: str


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """One activity: from so many days ago until so many days from now. Without a lead, somebody is still looked for."""

    strategy: str
    title: str
    lead: str
    since: int
    until: int
    state: str = "under_way"
    helped_by: tuple[tuple[str, str], ...] = ()
    counts: str = ""
    place: str = ""
    population: str = ""
    success: str = ""
    what: str = ""
    budget: int = 0


@dataclass(frozen=True, slots=True)
class LogPlan:
    """A partner logs an activity every so many days, with these numbers of people, the newest last."""

    activity: str
    who: str
    every: int
    people: tuple[int, ...]
    hours: str = ""
    notes: tuple[str, ...] = ()
    until: int = 3


def strategies(days_ago: int, plans: Iterable[StrategyPlan]) -> Step:
    """The strategies of the plan are written down."""

    def act(told: Told) -> None:
        for plan in plans:
            add_strategy(title=en(plan.title), expected_contribution=en(plan.expected), by=told.director)

    return Step(days_ago, act, hour=9)


def activities(days_ago: int, plans: Iterable[ActivityPlan]) -> Step:
    """The activities are written down, with who helps and how far each is."""

    def act(told: Told) -> None:
        for plan in plans:
            _add(told, plan)

    return Step(days_ago, act, hour=10)


def logs(plans: Iterable[LogPlan]) -> list[Step]:
    """What partners logged, each on its own day."""
    found: list[Step] = []
    for plan in plans:
        for nth, people in enumerate(reversed(plan.people)):
            note = plan.notes[nth] if nth < len(plan.notes) else ""
            found.append(Step(plan.until + nth * plan.every, _logging(plan, people, note), hour=18))
    return found


def corrected(days_ago: int, activity: str, people: int, why: str, who: str) -> Step:
    """The oldest log of an activity is corrected, and it is said why."""

    def act(told: Told) -> None:
        oldest = ActivityLog.objects.with_names().filter(activity=activity_named(activity)).last()
        assert oldest is not None  # noqa: S101 (it was logged before)
        happening = Happening(
            oldest.activity, oldest.happened_on, people=people, hours=oldest.hours, note=oldest.note
        )
        correct_log(log=oldest, happening=happening, because=en(why), by=told.people[who])

    return Step(days_ago, act, hour=12)


def activity_named(title: str) -> Activity:
    """Return the activity with this title."""
    return Activity.objects.select_related("record__initiative", "lead__organization").get(title__en=title)


def _add(told: Told, plan: ActivityPlan) -> None:
    made = add_activity(
        undertaking=Undertaking(
            title=en(plan.title),
            lead=told.partners[plan.lead] if plan.lead else None,
            starts_on=_day(told, -plan.since),
            ends_on=_day(told, plan.until),
            success_seen_by=en(plan.success) if plan.success else {},
            what=en(plan.what) if plan.what else {},
            counts_whom=en(plan.counts) if plan.counts else {},
            population=Population.objects.get(name__en=plan.population) if plan.population else None,
            place=plan.place,
            budget=Decimal(plan.budget) if plan.budget else None,
        ),
        strategy=Strategy.objects.get(title__en=plan.strategy),
        by=told.director,
    )
    for partner, brings in plan.helped_by:
        help_with(activity=made, membership=told.partners[partner], brings=en(brings), by=told.director)
    if plan.state != Activity.State.PLANNED:
        change_state(activity=made, state=plan.state, by=told.director)


def _logging(plan: LogPlan, people: int, note: str) -> _Act:
    def act(told: Told) -> None:
        activity = activity_named(plan.activity)
        assert activity.lead is not None  # noqa: S101 (only what is led is logged here)
        happening = Happening(
            activity=activity,
            happened_on=clock.today(told.initiative.zone),
            people=people,
            hours=Decimal(plan.hours) if plan.hours else None,
            note=en(note) if note else {},
        )
        log_activity(happening=happening, membership=activity.lead, by=told.people[plan.who])

    return act


def _day(told: Told, days: int) -> date:
    return told.now.date() + timedelta(days=days)
