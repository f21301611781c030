"""Steps about choosing: people rate indicators, and figures that are wanted are written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from measurement.actions.choosing import Wanted, move_item, rate_power, want_data
from measurement.models import DataDevelopmentItem
from measurement.rules.choosing import Power, Question

LETTERS = {"H": Power.HIGH, "M": Power.MEDIUM, "L": Power.LOW}


def rating(days_ago: int, who: str, **said: tuple[str, str]) -> Step:
    """Somebody rates indicators: slug with underscores → ("HHM" for communication, proxy, data; and why)."""

    def act(told: Told) -> None:
        for slug, (letters, why) in said.items():
            powers = [LETTERS[letter] for letter in letters]
            rate_power(
                indicator=told.indicators[slug.replace("_", "-")],
                rating=dict(zip(Question, powers, strict=True)),
                words=why,
                by=told.people[who],
            )

    return Step(days_ago, act, hour=18)


@dataclass(frozen=True, slots=True)
class WantedPlan:
    """A wanted figure: `due` in days after it was written down, `moves` as (days later, state, why)."""

    title: str
    gap: str
    owner: str = ""
    indicator: str = ""
    due: int | None = None
    cost: int | None = None
    moves: tuple[tuple[int, str, str], ...] = field(default=())


def wanted(days_ago: int, plans: Iterable[WantedPlan]) -> list[Step]:
    """Figures are put on the data development agenda, and move on it."""
    found: list[Step] = []
    for plan in plans:
        found.append(Step(days_ago, _adding(plan), hour=14))
        found += [Step(days_ago - after, _moving(plan, state, why)) for after, state, why in plan.moves]
    return found


def _adding(plan: WantedPlan) -> Callable[[Told], None]:
    def act(told: Told) -> None:
        today = clock.today(told.initiative.zone)
        want_data(
            wanted=Wanted(
                title=en(plan.title),
                gap=en(plan.gap),
                indicator=told.indicators.get(plan.indicator),
                owner=told.partners.get(plan.owner),
                due=today + timedelta(days=plan.due) if plan.due else None,
                cost=Decimal(plan.cost) if plan.cost is not None else None,
            ),
            by=told.director,
        )

    return act


def _moving(plan: WantedPlan, state: str, why: str) -> Callable[[Told], None]:
    def act(told: Told) -> None:
        item = DataDevelopmentItem.objects.get(title__en=plan.title)
        move_item(item=item, state=state, reason=en(why) if why else {}, by=told.director)

    return act
