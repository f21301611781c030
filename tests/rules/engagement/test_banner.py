"""The banner of E7: up when a commitment is far too late, down when the community's group takes it down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engagement.rules.facts import EngagementFacts
from engagement.rules.outcome_facts import Commitment
from engagement.rules.progress import banner
from engagement.rules.spectrum import Level
from engagement.rules.stages import Stage
from tests.rules.engagement.kept import RULES, day, kept, without

SECOND = timedelta(seconds=1)
FROM = datetime(2026, 6, 1, tzinfo=UTC)  # its day, the first of May, was over 30 days before
LATE = Commitment("c1", day(40), date(2026, 5, 1))


def made(commitment: Commitment) -> EngagementFacts:
    """Return an engagement with one commitment."""
    return without(kept(Level.EMPOWERING, Stage.IMPLEMENTING), outcome__commitments=(commitment,))


def is_up(commitment: Commitment, at: datetime) -> bool:
    """Whether the front page says it."""
    return banner(made(commitment), now=at, rules=RULES) == (commitment,)


def test_it_is_up_from_the_day_on() -> None:
    assert not is_up(LATE, FROM)
    assert is_up(LATE, FROM + SECOND)


@pytest.mark.parametrize(
    ("done", "by_body", "up"), [(FROM, True, False), (FROM + SECOND, True, True), (FROM, False, True)]
)
def test_only_what_the_group_marked_done_in_time_keeps_it_down(
    done: datetime, by_body: bool, up: bool
) -> None:
    assert is_up(replace(LATE, done=done, done_by_body=by_body), FROM + timedelta(days=9)) is up


def test_the_group_takes_it_down() -> None:
    lifted = replace(LATE, lifted=FROM + timedelta(days=5))
    assert is_up(lifted, FROM + timedelta(days=5) - SECOND)
    assert not is_up(lifted, FROM + timedelta(days=5))
