"""Whether something happened in each part of the whole: told from events, each of which counts once."""

from __future__ import annotations

from datetime import UTC, datetime

from communications.rules import event_kinds as _communications  # noqa: F401 (declares what can happen here)
from communications.rules.pulse import KINDS, SIGNS, Function, Lately, Seen, lately

EARLY, LATE = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)


def test_each_function_counts_its_own_events_and_says_when_the_last_one_was() -> None:
    found = lately(
        [Seen("meeting.ended", 2, LATE), Seen("round.closed", 3, EARLY), Seen("other.thing", 9, LATE)]
    )
    assert found[Function.BACKBONE] == Lately(5, LATE)
    assert found[Function.AGENDA] == Lately(0, None)


def test_a_kind_counts_for_one_function_only() -> None:
    assert sum(len(kinds) for kinds in SIGNS.values()) == len(KINDS)
