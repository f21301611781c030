"""When a letter goes out: mornings by the reader's clocks, out of their quiet hours, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communications.rules.cadence import MORNING, Frequency, Quiet, next_letter

CHICAGO = ZoneInfo("America/Chicago")
NIGHT = Quiet(time(21), time(8), CHICAGO)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        (Frequency.DAILY, datetime(2026, 3, 6, 7, tzinfo=CHICAGO)),
        (Frequency.WEEKLY, datetime(2026, 3, 9, 7, tzinfo=CHICAGO)),  # the clocks went on in between
        (Frequency.MONTHLY, datetime(2026, 4, 1, 7, tzinfo=CHICAGO)),
    ],
)
def test_letters_come_on_a_morning_at_seven(frequency: Frequency, expected: datetime) -> None:
    thursday = datetime(2026, 3, 5, 12, tzinfo=CHICAGO)
    assert next_letter(frequency, now=thursday, zone=CHICAGO, quiet=None) == expected


def test_at_once_is_at_once_and_out_of_quiet_hours_only() -> None:
    noon, late = datetime(2026, 3, 5, 12, tzinfo=CHICAGO), datetime(2026, 3, 5, 23, tzinfo=CHICAGO)
    at_once = Frequency.IMMEDIATELY
    assert next_letter(at_once, now=noon, zone=CHICAGO, quiet=NIGHT) == noon
    assert next_letter(at_once, now=late, zone=CHICAGO, quiet=NIGHT) == datetime(
        2026, 3, 6, 8, tzinfo=CHICAGO
    )


def test_a_morning_in_quiet_hours_waits_until_they_are_over() -> None:
    thursday = datetime(2026, 3, 5, 12, tzinfo=CHICAGO)
    found = next_letter(Frequency.DAILY, now=thursday, zone=CHICAGO, quiet=NIGHT)
    assert found == datetime(2026, 3, 6, 8, tzinfo=CHICAGO)


def test_never_has_no_letter() -> None:
    with pytest.raises(ValueError, match="never"):
        next_letter(Frequency.NEVER, now=datetime(2026, 3, 5, tzinfo=UTC), zone=CHICAGO, quiet=None)


@given(
    MOMENTS, st.sampled_from([one for one in Frequency if one is not Frequency.NEVER]), st.times(), st.times()
)
def test_a_letter_is_never_in_quiet_hours_and_never_before_now(
    now: datetime, frequency: Frequency, begins: time, ends: time
) -> None:
    quiet = Quiet(begins.replace(fold=0, second=0, microsecond=0), ends.replace(second=0, microsecond=0), UTC)
    found = next_letter(frequency, now=now, zone=UTC, quiet=quiet)
    assert found >= now
    assert not quiet.holds(found)
    assert found - now <= timedelta(days=33)
    if frequency is not Frequency.IMMEDIATELY and not quiet.holds(
        datetime.combine(found, MORNING, tzinfo=UTC)
    ):
        assert found.time() == MORNING
