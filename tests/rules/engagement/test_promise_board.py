"""The promise board and the level meter: sums that add up, for everybody the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.obligation import ObligationState
from engagement.rules.obligations import obligation
from engagement.rules.promise_board import (
    BoardLine,
    Matter,
    Promised,
    Quarter,
    board_line,
    by_body,
    by_level,
    by_quarter,
    level_meter,
    quarter_of,
)
from engagement.rules.promise_facts import Code
from engagement.rules.spectrum import Level
from tests.rules.engagement.kept import RULES, day, kept

S = ObligationState
ONE = obligation(Code.C3, kept(Level.CONSULTING), now=day(121), rules=RULES)


def promised(
    state: S, *, body: str = "council", level: Level = Level.CONSULTING, due: datetime | None = None
) -> Promised:
    """Return a promise on the board."""
    return Promised(body, replace(ONE, state=state, level=level, due=due))


def test_a_line_counts_each_promise_once_and_forgets_only_what_lapsed() -> None:
    found = board_line([promised(state) for state in S])
    assert found == BoardLine(kept=1, kept_late=1, late=1, broken=1, open=2, waived=1)
    assert found.settled == 4


@given(st.lists(st.sampled_from(S), max_size=30))
def test_nothing_is_lost_between_the_lines(states: list[S]) -> None:
    line = board_line([promised(state) for state in states])
    assert line.settled + line.open + line.waived == sum(state is not S.LAPSED for state in states)


def test_every_level_has_its_line() -> None:
    found = by_level([promised(S.LATE, level=Level.EMPOWERING)])
    assert list(found) == list(Level)
    assert found[Level.EMPOWERING] == BoardLine(late=1)
    assert found[Level.INFORMING] == BoardLine()


def test_bodies_stand_in_the_order_of_their_names() -> None:
    found = by_body([promised(S.KEPT, body="school"), promised(S.BROKEN), promised(S.KEPT, body="school")])
    assert found == {"council": BoardLine(broken=1), "school": BoardLine(kept=2)}
    assert list(found) == ["council", "school"]


@pytest.mark.parametrize(
    ("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)]
)
def test_a_month_lies_in_its_quarter(month: int, quarter: int) -> None:
    assert quarter_of(datetime(2026, month, 15, tzinfo=UTC), UTC) == Quarter(2026, quarter)


def test_a_quarter_is_that_of_the_wall_of_the_initiative() -> None:
    new_year = datetime(2026, 1, 1, 3, tzinfo=UTC)
    assert str(quarter_of(new_year, ZoneInfo("America/New_York"))) == "2025 Q4"
    assert str(quarter_of(new_year, UTC)) == "2026 Q1"
    with pytest.raises(ValueError, match="no date"):
        quarter_of(None, UTC)


def test_quarters_follow_each_other_and_what_has_no_date_is_in_none() -> None:
    found = by_quarter(
        [promised(S.LATE, due=day(120)), promised(S.KEPT, due=day(1)), promised(S.NOT_YET_DUE)], zone=UTC
    )
    assert list(found) == [Quarter(2026, 1), Quarter(2026, 2)]
    assert found[Quarter(2026, 2)] == BoardLine(late=1)


def test_the_meter_shares_out_matters_and_money_of_each_year() -> None:
    found = level_meter(
        [
            Matter(2025, Level.INFORMING, Decimal(300)),
            Matter(2026, Level.INFORMING, Decimal(100)),
            Matter(2026, Level.EMPOWERING, Decimal(300)),
            Matter(2026, Level.EMPOWERING),
        ]
    )
    assert [(line.year, line.level) for line in found] == [
        (year, level) for year in (2026, 2025) for level in Level
    ]
    top = found[4]
    assert (top.matters, top.money, top.share_of_matters, top.share_of_money) == (
        2, Decimal(300), Fraction(2, 3), Fraction(3, 4))  # fmt: skip
    assert found[1].share_of_matters == 0
    assert level_meter([]) == ()


def test_a_year_without_money_has_no_share_of_money() -> None:
    found = level_meter([Matter(2026, Level.INFORMING)])
    assert found[0].share_of_money is None
    assert found[0].share_of_matters == 1


@given(
    st.lists(
        st.builds(Matter, st.integers(2024, 2026), st.sampled_from(Level), st.decimals(0, 10**6, places=2)),
        max_size=20,
    )
)
def test_shares_of_a_year_make_one(matters: list[Matter]) -> None:
    found = level_meter(matters)
    for year in {matter.year for matter in matters}:
        lines = [line for line in found if line.year == year]
        assert sum(line.share_of_matters or 0 for line in lines) == 1
        if lines[0].share_of_money is not None:
            assert sum(line.share_of_money or 0 for line in lines) == 1


def test_a_late_promise_is_no_kept_one() -> None:
    late = board_line([promised(S.KEPT_LATE, due=day(1) + timedelta(1))])
    assert (late.kept, late.kept_late) == (0, 1)
