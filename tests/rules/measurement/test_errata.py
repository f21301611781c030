"""Which reports a revision touches: those that say the old figure, and no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.errata import Held, Revised, touches

START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 1000).map(lambda hours: START + timedelta(hours=hours))
HELD = {("graduation", 0): ["2018-19", "2019-20"], ("graduation", 7): ["2019-20"]}


def test_only_the_figures_that_a_report_holds_are_touched() -> None:
    held = Held(START + timedelta(days=5), HELD)
    first, changed = START, START + timedelta(days=9)
    assert touches(Revised("graduation", "2018-19", 0, first, changed), held)
    assert not touches(Revised("graduation", "2018-19", 7, first, changed), held)
    assert not touches(Revised("graduation", "2010-11", 0, first, changed), held)
    assert not touches(Revised("absence", "2018-19", 0, first, changed), held)


@given(moments, moments, moments)
def test_a_report_is_touched_only_between_the_old_figure_and_the_new_one(
    first: datetime, as_of: datetime, changed: datetime
) -> None:
    one = Revised("graduation", "2018-19", 0, first, changed)
    assert touches(one, Held(as_of, HELD)) == (first <= as_of < changed)
