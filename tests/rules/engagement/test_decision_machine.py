"""The course of a decision: every state with every event is either in the table or refused with what is possible."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from engagement.rules.decision_machine import (
    EVENT_WORDS,
    FINAL,
    FOUND,
    START,
    TABLE,
    Event,
    State,
    after,
    allowed,
    event_of,
    possible,
)
from engagement.rules.impossible import Impossible
from engagement.rules.results import Status

COURSES = [
    "draft noticed deliberating open closed tallied adopted in_force review_due reaffirmed review_due revised",
    "draft noticed deliberating noticed deliberating open closed tallied not_adopted",
    "draft noticed deliberating open closed tallied blocked mediation noticed",
    "draft noticed deliberating open closed tallied blocked mediation escalated open",
    "draft noticed deliberating open closed tallied blocked mediation withdrawn",
    "draft noticed deliberating open closed tallied no_quorum open",
    "draft noticed deliberating open closed tallied no_quorum lapsed",
    "draft noticed noticed withdrawn",
    "draft withdrawn",
    "deliberating withdrawn",
    "in_force review_due ended",
    "in_force revised",
    "reaffirmed revised",
]


@pytest.mark.parametrize("course", COURSES)
def test_every_course_of_the_specification_can_be_walked(course: str) -> None:
    states = [State(word) for word in course.split()]
    for before, then in pairwise(states):
        assert then in {after(before, event) for event in possible(before)}, (before, then)


def test_the_courses_use_every_line_of_the_table() -> None:
    walked = set()
    for course in COURSES:
        states = [State(word) for word in course.split()]
        walked |= set(pairwise(states))
    assert walked == {(before, then) for (before, _), then in TABLE.items()}


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_what_is_not_in_the_table_is_refused_with_what_is_possible(state: State, event: Event) -> None:
    if (state, event) in TABLE:
        assert allowed(state, event)
        assert after(state, event) is TABLE[state, event]
        return
    assert not allowed(state, event)
    with pytest.raises(Impossible) as refused:
        after(state, event)
    assert refused.value.code == "not_from_here"
    for one in possible(state):
        assert EVENT_WORDS[one] in refused.value.sentence
    if not possible(state):
        assert "Possible now: nothing." in refused.value.sentence


def test_a_vote_without_a_quorum_is_reopened_once() -> None:
    assert after(State.NO_QUORUM, Event.REOPEN) is State.OPEN
    assert not allowed(State.NO_QUORUM, Event.REOPEN, was_reopened=True)
    assert possible(State.NO_QUORUM, was_reopened=True) == (Event.LAPSE,)
    with pytest.raises(Impossible, match="once only"):
        after(State.NO_QUORUM, Event.REOPEN, was_reopened=True)
    with pytest.raises(Impossible, match="stands at “Open for votes”"):
        after(State.OPEN, Event.REOPEN, was_reopened=True)


def test_a_running_vote_can_only_be_closed() -> None:
    assert possible(State.OPEN) == (Event.CLOSE,)
    assert possible(State.CLOSED) == (Event.TALLY,)


def test_ends_are_ends() -> None:
    assert {State.NOT_ADOPTED, State.WITHDRAWN, State.LAPSED, State.REVISED, State.ENDED} == FINAL


def test_a_tally_says_what_follows_and_an_open_tie_waits() -> None:
    assert {status: event_of(status) for status in Status} == {**FOUND, Status.TIED: None}
    assert {after(State.TALLIED, event).value for event in FOUND.values()} == {
        status.value for status in FOUND
    }


class Decision(RuleBasedStateMachine):
    """Walks at random; the state is always one of the table, and reopening happens at most once."""

    def __init__(self) -> None:
        """Start with a draft."""
        super().__init__()
        self.state, self.reopened, self.opened_without_notice = START, 0, False

    @rule(event=st.sampled_from(Event))
    def try_event(self, event: Event) -> None:
        """Try something."""
        before = self.state
        try:
            self.state = after(self.state, event, was_reopened=self.reopened > 0)
        except Impossible:
            return
        self.reopened += event is Event.REOPEN
        if self.state is State.OPEN:
            self.opened_without_notice |= before not in {State.DELIBERATING, State.ESCALATED, State.NO_QUORUM}

    @invariant()
    def opens_only_after_deliberation(self) -> None:
        """No vote without notice; a reopened vote is reopened once."""
        assert not self.opened_without_notice
        assert self.reopened <= 1


TestDecision = Decision.TestCase
TestDecision.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
