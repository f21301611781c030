"""Steps about what partners promise each other: proposed, accepted, told of, and judged by whoever it was promised to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives.actions.commitments import (
    Promise,
    accept_commitment,
    confirm_met,
    note_missed,
    propose_commitment,
    release,
    renegotiate,
    tell_progress,
)
from initiatives.models import Commitment


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a promise so many days ago: told, met, missed, moved (`later`: to so many days from now on) or released."""

    days_ago: int
    deed: str
    words: str
    who: str
    later: int = 0


@dataclass(frozen=True, slots=True)
class PromisePlan:
    """One promise of one partner to another: by whom proposed and accepted, due so many days ago (or in so many: below 0)."""

    giver: str
    receiver: str
    words: str
    begun: int
    due: int
    proposes: str
    accepts: str
    said: tuple[Word, ...] = ()
    money: str = ""


def promises(*plans: PromisePlan) -> list[Step]:
    """Partners promise each other something, and some of it comes otherwise."""
    return [step for plan in plans for step in _steps(plan)]


def _steps(plan: PromisePlan) -> list[Step]:
    def propose(told: Told) -> None:
        promise = Promise(
            en(plan.words),
            told.partners[plan.giver],
            told.partners[plan.receiver],
            _day(told, -plan.due),
            money=Decimal(plan.money) if plan.money else None,
        )
        propose_commitment(promise=promise, by=told.people[plan.proposes])

    def accept(told: Told) -> None:
        accept_commitment(commitment=_newest(plan), by=told.people[plan.accepts])

    return [
        Step(plan.begun, propose, hour=10),
        Step(plan.begun - 4, accept, hour=10),
        *(Step(word.days_ago, _saying(plan, word), hour=14) for word in plan.said),
    ]


def _saying(plan: PromisePlan, word: Word) -> Callable[[Told], None]:
    def act(told: Told) -> None:
        found, by, words = _newest(plan), told.people[word.who], en(word.words)
        match word.deed:
            case "told":
                tell_progress(commitment=found, words=words, by=by)
            case "met":
                confirm_met(commitment=found, evidence=words, by=by)
            case "missed":
                note_missed(commitment=found, reason=words, by=by)
            case "moved":
                renegotiate(commitment=found, due=_day(told, word.later), reason=words, by=by)
            case _:
                release(commitment=found, reason=words, by=by)

    return act


def _newest(plan: PromisePlan) -> Commitment:
    return Commitment.objects.filter(words__en=plan.words).latest("pk")


def _day(told: Told, days: int) -> date:
    """Return the day that lies so many days after the one on which the story is told."""
    return told.initiative.local_time(told.now).date() + timedelta(days=days)
