"""How long something may be hidden by one person alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from initiatives.rules.restrictions import Span, hidden_since, needs_another

DAY = timedelta(days=1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
ALONE = 30 * DAY


def span(start: int, end: int) -> Span:
    return Span(NOW + start * DAY, NOW + end * DAY)


@pytest.mark.parametrize(("days", "asks"), [(1, False), (30, False), (31, True), (365, True)])
def test_more_than_the_days_of_the_bylaws_need_somebody_else(days: int, asks: bool) -> None:
    assert needs_another(span(0, days), [], alone=ALONE) is asks


def test_one_second_too_long_needs_somebody_else() -> None:
    assert needs_another(Span(NOW, NOW + ALONE + timedelta(seconds=1)), [], alone=ALONE)


def test_hiding_again_right_afterwards_counts_together() -> None:
    assert needs_another(span(0, 10), [span(-25, 0)], alone=ALONE)
    assert not needs_another(span(0, 5), [span(-25, 0)], alone=ALONE)


def test_a_short_pause_does_not_begin_anew() -> None:
    assert needs_another(span(0, 20), [span(-25, -10)], alone=ALONE)
    assert not needs_another(span(0, 20), [span(-70, -31)], alone=ALONE)


def test_the_chain_is_followed_to_its_beginning_in_any_order() -> None:
    earlier = [span(-60, -40), span(-20, 0), span(-40, -20)]
    assert hidden_since(span(0, 5), earlier, gap=ALONE) == NOW - 60 * DAY


def test_what_begins_later_does_not_count() -> None:
    assert hidden_since(span(0, 5), [span(2, 8)], gap=ALONE) == NOW
