"""Where a round stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from initiatives.rules.rounds import Phase, phase_at

OPENS, CLOSES = datetime(2026, 3, 9, tzinfo=UTC), datetime(2026, 3, 23, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("moment", "closed_at", "phase"),
    [
        (OPENS - TICK, None, Phase.NOTICED),
        (OPENS, None, Phase.OPEN),
        (CLOSES - TICK, None, Phase.OPEN),
        (CLOSES, None, Phase.COUNTING),
        (CLOSES + TICK, CLOSES + TICK, Phase.CLOSED),
    ],
)
def test_the_clock_alone_decides_where_a_round_stands(
    moment: datetime, closed_at: datetime | None, phase: Phase
) -> None:
    assert phase_at(moment, opens_at=OPENS, closes_at=CLOSES, closed_at=closed_at) is phase
