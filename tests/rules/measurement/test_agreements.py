"""Data-sharing agreements in time: warned 30 and 8 days before, refused the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.agreements import Agreed, AgreementStanding, allows_use, may_use, standing

END = date(2026, 12, 31)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("left", "word"),
    [
        (31, AgreementStanding.IN_FORCE),
        (30, AgreementStanding.ENDS_SOON),
        (8, AgreementStanding.ENDS_VERY_SOON),
        (0, AgreementStanding.ENDS_VERY_SOON),
        (-1, AgreementStanding.EXPIRED),
    ],
)
def test_the_last_day_still_counts_and_the_next_one_does_not(left: int, word: AgreementStanding) -> None:
    agreed = Agreed(date(2024, 1, 1), END)
    assert standing(agreed, on=END - timedelta(days=left)) is word


def test_an_agreement_that_was_ended_allows_nothing_from_that_day_on() -> None:
    agreed = Agreed(date(2024, 1, 1), END, ended=date(2026, 5, 1))
    assert allows_use(agreed, on=date(2026, 4, 30))
    assert not allows_use(agreed, on=date(2026, 5, 1))


def test_the_agreement_that_renews_an_expired_one_is_enough() -> None:
    old, new = Agreed(date(2020, 1, 1), date(2024, 1, 1)), Agreed(date(2024, 1, 2), END)
    assert may_use([old, new], on=date(2026, 1, 1))
    assert not may_use([old], on=date(2026, 1, 1))
    assert not may_use([], on=date(2026, 1, 1))


@given(days, days, st.one_of(st.none(), days), days)
def test_use_is_allowed_exactly_from_start_to_expiry_unless_ended(
    starts: date, expires: date, ended: date | None, on: date
) -> None:
    allowed = starts <= on <= expires and (ended is None or on < ended)
    assert allows_use(Agreed(starts, expires, ended), on=on) == allowed
