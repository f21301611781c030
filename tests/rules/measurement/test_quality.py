"""The grade follows its published rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from measurement.rules.periods import calendar_year, month, rolling, school_year
from measurement.rules.quality import (
    QualityFacts,
    QualityReading,
    QualityState,
    QualityWord,
    grade,
    periods_overdue,
)

GOOD = QualityFacts(expected=20, present=20, sized=20)
CAUTION, POOR = QualityState.CAUTION, QualityState.POOR

STATES = [
    (GOOD, {}, "A"),
    (replace(GOOD, expected=21), {}, "A"),
    (replace(GOOD, expected=22), {QualityWord.COMPLETENESS: CAUTION}, "B"),
    (replace(GOOD, expected=26), {QualityWord.COMPLETENESS: POOR}, "C"),
    (replace(GOOD, overdue=1), {QualityWord.TIMELINESS: CAUTION}, "B"),
    (replace(GOOD, overdue=2), {QualityWord.TIMELINESS: POOR}, "C"),
    (replace(GOOD, changes=1), {QualityWord.CONSISTENCY: CAUTION}, "B"),
    (replace(GOOD, sized=19), {QualityWord.CORRECTNESS: CAUTION}, "B"),
    (replace(GOOD, latest_is_provisional=True), {QualityWord.CORRECTNESS: CAUTION}, "B"),
    (replace(GOOD, doubtful=1), {QualityWord.CORRECTNESS: POOR}, "C"),
    (
        replace(GOOD, overdue=1, changes=1, sized=0),
        {
            QualityWord.TIMELINESS: CAUTION,
            QualityWord.CONSISTENCY: CAUTION,
            QualityWord.CORRECTNESS: CAUTION,
        },
        "C",
    ),
    (
        replace(GOOD, expected=40, overdue=9, doubtful=1),
        {QualityWord.COMPLETENESS: POOR, QualityWord.TIMELINESS: POOR, QualityWord.CORRECTNESS: POOR},
        "D",
    ),
]


@pytest.mark.parametrize(("facts", "weak", "letter"), STATES)
def test_each_word_and_the_grade_follow_the_rule(
    facts: QualityFacts, weak: dict[QualityWord, QualityState], letter: str
) -> None:
    read = grade(facts)
    assert {word: state for word, state in read.states if state is not QualityState.GOOD} == weak
    assert read.grade == letter
    assert [word for word, _ in read.states] == list(QualityWord)


def test_no_figures_have_no_grade() -> None:
    read = grade(QualityFacts(expected=5, present=0))
    assert read == QualityReading()
    assert read.state_of(QualityWord.TIMELINESS) is QualityState.GOOD


def test_a_period_is_overdue_a_year_after_its_end() -> None:
    assert periods_overdue(school_year(2023), date(2026, 6, 30)) == 0
    assert periods_overdue(school_year(2023), date(2026, 7, 31)) == 1
    assert periods_overdue(month(2025, 10), date(2026, 11, 1)) == 1
    assert periods_overdue(rolling(2017, 2023), date(2025, 11, 22)) == 0
    assert periods_overdue(school_year(2019), date(2026, 11, 22)) == 5
    assert periods_overdue(calendar_year(2030), date(2026, 11, 22)) == 0
