"""How good the figures of an indicator are, in four words, with a grade whose rule is published.

`GRADE_RULE` is the rule as the page prints it. Each word is good (0 points), calls for caution (1) or is poor
(2); the points are added up: none is an A, up to `b` without a poor word a B, up to `c` a C, more a D. No
figures have no grade.

* Completeness: the part of the expected periods that have a figure, good from `good_part`, poor under
  `poor_part`.
* Timeliness: a figure is due `due_months` after its period ends; good while no later period is overdue, poor
  when `poor_periods` of them are.
* Consistency: a change of method calls for caution.
* Correctness: figures without their number of people cannot be worked out again, and a provisional latest
  figure may change: each calls for caution; figures that their own source doubts are poor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from measurement.rules.periods import Period, next_period


class QualityWord(StrEnum):
    """The four words of quality."""

    COMPLETENESS = "completeness"
    TIMELINESS = "timeliness"
    CONSISTENCY = "consistency"
    CORRECTNESS = "correctness"


class QualityState(StrEnum):
    """How it stands with one of them."""

    GOOD = "good"
    CAUTION = "caution"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class GradeRule:
    """The numbers of the rule."""

    good_part: float = 0.95
    poor_part: float = 0.8
    due_months: int = 12
    poor_periods: int = 2
    b: int = 2
    c: int = 5


GRADE_RULE = GradeRule()
_POINTS = {QualityState.GOOD: 0, QualityState.CAUTION: 1, QualityState.POOR: 2}


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """What the grade is made from: periods expected, present and overdue, changes, figures of known size."""

    expected: int
    present: int
    overdue: int = 0
    changes: int = 0
    sized: int = 0
    latest_is_provisional: bool = False
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class QualityReading:
    """The grade, and how it stands with each word; both empty without figures."""

    grade: str = ""
    states: tuple[tuple[QualityWord, QualityState], ...] = ()

    def state_of(self, word: QualityWord) -> QualityState:
        """How it stands with one word; good without figures."""
        return dict(self.states).get(word, QualityState.GOOD)


def grade(facts: QualityFacts, rule: GradeRule = GRADE_RULE) -> QualityReading:
    """Grade figures by the published rule."""
    if not facts.present:
        return QualityReading()
    states = {
        QualityWord.COMPLETENESS: _completeness(facts, rule),
        QualityWord.TIMELINESS: _timeliness(facts, rule),
        QualityWord.CONSISTENCY: QualityState.CAUTION if facts.changes else QualityState.GOOD,
        QualityWord.CORRECTNESS: _correctness(facts),
    }
    return QualityReading(_letter(tuple(states.values()), rule), tuple(states.items()))


def periods_overdue(latest: Period, as_of: date, rule: GradeRule = GRADE_RULE) -> int:
    """How many periods after the latest figure should have had theirs by this day."""
    overdue, period = 0, next_period(latest)
    while _months(period.end, as_of) >= rule.due_months:
        overdue, period = overdue + 1, next_period(period)
    return overdue


def next_overdue_on(latest: Period, as_of: date, rule: GradeRule = GRADE_RULE) -> date:
    """The day on which one more period than today should have had its figure."""
    period = next_period(latest)
    while _months(period.end, as_of) >= rule.due_months:
        period = next_period(period)
    months = period.end.year * 12 + period.end.month - 1 + rule.due_months
    return date(months // 12, months % 12 + 1, 1)


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def _completeness(facts: QualityFacts, rule: GradeRule) -> QualityState:
    part = facts.present / max(facts.expected, facts.present)
    if part < rule.poor_part:
        return QualityState.POOR
    return QualityState.GOOD if part >= rule.good_part else QualityState.CAUTION


def _timeliness(facts: QualityFacts, rule: GradeRule) -> QualityState:
    if facts.overdue >= rule.poor_periods:
        return QualityState.POOR
    return QualityState.CAUTION if facts.overdue else QualityState.GOOD


def _correctness(facts: QualityFacts) -> QualityState:
    if facts.doubtful:
        return QualityState.POOR
    is_sure = facts.sized >= facts.present and not facts.latest_is_provisional
    return QualityState.GOOD if is_sure else QualityState.CAUTION


def _letter(states: tuple[QualityState, ...], rule: GradeRule) -> str:
    points = sum(_POINTS[state] for state in states)
    if not points:
        return "A"
    if points <= rule.b and QualityState.POOR not in states:
        return "B"
    return "C" if points <= rule.c else "D"
