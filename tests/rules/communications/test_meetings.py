"""The clock of minutes, the quorum, the door: pure functions. DOMAIN section 8."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communications.rules.meetings import (
    MinutesStage,
    Reading,
    SeatThere,
    Stage,
    is_carried,
    may_check_in,
    may_read_minutes,
    minutes_dates,
    minutes_stage_at,
    notice_until,
    quorum_of,
    stage_at,
)

NOW = datetime(2026, 5, 12, 18, tzinfo=UTC)
A_DAY = timedelta(days=1)
NOBODY = Reading(keeps_minutes=False, was_there=False, sits_in_the_group=False)


def test_minutes_take_amendments_for_seven_days_and_are_public_on_the_tenth() -> None:
    dates = minutes_dates(NOW, amend_days=7, publish_days=10)
    assert dates.amend_until == NOW + 7 * A_DAY
    assert dates.publish_at == NOW + 10 * A_DAY


@given(amend=st.integers(3, 21), publish=st.integers(3, 30))
def test_minutes_are_never_public_while_they_take_amendments(amend: int, publish: int) -> None:
    dates = minutes_dates(NOW, amend_days=amend, publish_days=publish)
    assert dates.publish_at >= dates.amend_until


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (0, MinutesStage.AMENDING),
        (6.9, MinutesStage.AMENDING),
        (7, MinutesStage.SETTLING),
        (9.9, MinutesStage.SETTLING),
        (10, MinutesStage.PUBLISHED),
        (400, MinutesStage.PUBLISHED),
    ],
)
def test_the_day_alone_makes_minutes_public(days: float, stage: MinutesStage) -> None:
    dates = minutes_dates(NOW, amend_days=7, publish_days=10)
    at = NOW + timedelta(days=days)
    found = minutes_stage_at(at, amend_until=dates.amend_until, publish_at=dates.publish_at, approved_at=None)
    assert found is stage


@pytest.mark.parametrize("stage", [MinutesStage.AMENDING, MinutesStage.SETTLING])
def test_a_draft_is_for_staff_seats_and_those_who_were_there(stage: MinutesStage) -> None:
    assert not may_read_minutes(stage, NOBODY)
    for reading in (Reading(True, False, False), Reading(False, True, False), Reading(False, False, True)):
        assert may_read_minutes(stage, reading)


@pytest.mark.parametrize("stage", [MinutesStage.PUBLISHED, MinutesStage.APPROVED])
def test_published_minutes_are_for_everybody(stage: MinutesStage) -> None:
    assert may_read_minutes(stage, NOBODY)


def seats(**there: tuple[int, int]) -> list[SeatThere]:
    return [SeatThere(name, at < here) for name, (here, of) in there.items() for at in range(of)]


def test_the_quorum_counts_all_seats_and_tells_each_class() -> None:
    found = quorum_of(seats(community=(3, 5), partner=(1, 4)), share=Fraction(1, 2))
    assert (found.there, found.seats, found.needed, found.is_met) == (4, 9, 5, False)
    assert [(one.seat_class, one.there, one.seats) for one in found.by_class] == [
        ("community", 3, 5),
        ("partner", 1, 4),
    ]
    assert quorum_of(seats(community=(4, 5), partner=(1, 4)), share=Fraction(1, 2)).is_met


def test_nobody_decides_for_a_group_without_seats() -> None:
    assert not quorum_of([], share=Fraction(1, 2)).is_met


@given(there=st.integers(0, 40), of=st.integers(0, 40), share=st.fractions(Fraction(1, 4), 1))
def test_one_more_seat_never_loses_the_quorum(there: int, of: int, share: Fraction) -> None:
    here = min(there, of)
    before = quorum_of(seats(community=(here, of)), share=share)
    after = quorum_of(seats(community=(min(here + 1, of), of)), share=share)
    assert after.is_met or not before.is_met
    assert before.is_met == (of > 0 and here >= max(share * of, 1))


def test_an_even_vote_carries_nothing() -> None:
    assert is_carried(yes=2, no=1)
    assert not is_carried(yes=2, no=2)
    assert not is_carried(yes=0, no=0)


def test_the_door_opens_an_hour_before_and_shuts_at_the_end() -> None:
    ends, hour = NOW + timedelta(hours=2), timedelta(hours=1)

    def open_at(at: datetime, ended: datetime | None = None) -> bool:
        return may_check_in(at, starts_at=NOW, ends_at=ends, ended_at=ended, early=hour)

    assert not open_at(NOW - timedelta(minutes=61))
    assert open_at(NOW - hour)
    assert open_at(ends + timedelta(hours=3)), "it may last longer"
    assert not open_at(ends + A_DAY)
    assert not open_at(NOW + hour, ended=NOW + hour)


def test_a_meeting_stands_where_somebody_brought_it() -> None:
    def at(**moments: datetime) -> Stage:
        names = ("noticed_at", "begun_at", "ended_at", "cancelled_at")
        return stage_at(**{name: moments.get(name) for name in names})

    assert at() is Stage.PLANNED
    assert at(noticed_at=NOW) is Stage.NOTICED
    assert at(noticed_at=NOW, begun_at=NOW) is Stage.RUNNING
    assert at(noticed_at=NOW, begun_at=NOW, ended_at=NOW) is Stage.HELD
    assert at(noticed_at=NOW, cancelled_at=NOW) is Stage.CANCELLED


def test_notice_is_given_so_many_days_before() -> None:
    assert notice_until(NOW, notice_days=7) == NOW - 7 * A_DAY
