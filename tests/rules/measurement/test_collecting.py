"""Duties in time: which periods are asked for, how each stands, and when somebody is reminded."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.collecting import REMINDERS, Duty, Standing, expected, period_holding, step_of
from measurement.rules.periods import PeriodKind, follows, month, rolling, school_year

REGULAR = [kind for kind in PeriodKind if kind is not PeriodKind.ROLLING]
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_a_monthly_duty_knows_what_came_what_is_late_what_is_due_and_what_is_not_yet() -> None:
    duty = Duty(PeriodKind.MONTH, date(2026, 7, 10), 20)
    today = date(2026, 11, 10)
    got = expected(duty, today=today, received=[month(2026, 7)], sent=[month(2026, 8)])
    assert [(one.period.label, one.standing) for one in got] == [
        ("2026-07", Standing.RECEIVED),
        ("2026-08", Standing.SENT),
        ("2026-09", Standing.LATE),
        ("2026-10", Standing.DUE),
        ("2026-11", Standing.NOT_YET),
    ]
    assert got[2].days_late(today) == (today - date(2026, 10, 20)).days


def test_the_day_itself_is_not_late() -> None:
    duty = Duty(PeriodKind.MONTH, date(2026, 10, 1), 10)
    (october, _november) = expected(duty, today=date(2026, 11, 10), received=[])
    assert (october.due, october.standing) == (date(2026, 11, 10), Standing.DUE)


@pytest.mark.parametrize(
    ("kind", "day", "label"),
    [
        (PeriodKind.SCHOOL_YEAR, date(2026, 7, 31), "2025-26"),
        (PeriodKind.SCHOOL_YEAR, date(2026, 8, 1), "2026-27"),
        (PeriodKind.FISCAL_YEAR, date(2026, 7, 1), "FY2027"),
        (PeriodKind.QUARTER, date(2026, 12, 31), "2026 Q4"),
    ],
)
def test_a_day_lies_in_its_period(kind: PeriodKind, day: date, label: str) -> None:
    found = period_holding(kind, day)
    assert found is not None
    assert found.label == label


def test_windows_of_several_years_go_on_from_the_last_one() -> None:
    duty = Duty(PeriodKind.ROLLING, date(2025, 1, 1), 90, like=rolling(2017, 2023))
    assert [one.period.label for one in expected(duty, today=date(2026, 6, 1), received=[])] == [
        "2019-2025",
        "2020-2026",
    ]
    assert expected(Duty(None, date(2020, 1, 1), 0), today=date(2026, 1, 1), received=[]) == []


@pytest.mark.parametrize(("after", "steps"), [(-8, 0), (-7, 1), (-1, 1), (0, 2), (13, 2), (14, 3), (400, 3)])
def test_three_reminders_and_no_fourth(after: int, steps: int) -> None:
    due = date(2026, 11, 30)
    assert step_of(due, today=due + timedelta(days=after)) == steps
    assert steps <= len(REMINDERS)


@given(st.sampled_from(REGULAR), days)
def test_every_day_lies_in_the_period_that_holds_it(kind: PeriodKind, day: date) -> None:
    found = period_holding(kind, day)
    assert found is not None
    assert found.start <= day <= found.end


@given(st.sampled_from(REGULAR), days, st.integers(0, 2000), st.integers(0, 400))
def test_periods_follow_one_another_and_late_ones_are_past_their_day(
    kind: PeriodKind, since: date, ahead: int, after: int
) -> None:
    today = since + timedelta(days=ahead)
    got = expected(Duty(kind, since, after), today=today, received=[school_year(2010)])
    assert all(follows(one.period, other.period) for one, other in pairwise(got))
    for one in got:
        assert (one.standing is Standing.LATE) <= (one.due < today)
        assert one.is_wanted <= (one.period.end < today)
