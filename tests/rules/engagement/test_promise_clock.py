"""When something has to be computed anew: at the nearest end of a clock, at the latest a day from now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from engagement.rules.facts import EngagementFacts
from engagement.rules.framing_facts import LevelChange
from engagement.rules.obligation import Obligation, ObligationState, PagePart
from engagement.rules.outcome_facts import Commitment, Outcome
from engagement.rules.parameters import rules_of
from engagement.rules.progress import banner, taken_down
from engagement.rules.promise_clock import next_change
from engagement.rules.promise_facts import Claim, Code, Promisees, PromiseesVote, Purpose
from engagement.rules.sentences import say
from engagement.rules.spectrum import Level
from engagement.rules.stages import Transition
from engagement.rules.working_days import OfficeCalendar

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
RULES = rules_of()
SECOND = timedelta(seconds=1)
FACTS = EngagementFacts(
    calendar=OfficeCalendar(ZoneInfo("UTC")),
    levels=(LevelChange(Level.EMPOWERING, NOW - timedelta(days=90)),),
)


def owed(state: ObligationState, due: datetime | None = None) -> Obligation:
    return Obligation(
        Code.C2, Level.CONSULTING, Transition.COMPLETE, state, due, 0, False, None, None, None, say(""), say(""), PagePart.INPUTS, ""
    )  # fmt: skip


def test_nothing_runs_any_more() -> None:
    assert next_change([owed(ObligationState.KEPT)], FACTS, now=NOW, rules=RULES) is None


def test_a_running_obligation_is_looked_at_within_a_day() -> None:
    later = owed(ObligationState.PENDING, NOW + timedelta(days=5))
    assert next_change([later], FACTS, now=NOW, rules=RULES) == NOW + timedelta(days=1)


def test_the_nearest_end_comes_first_and_just_after_it_is_over() -> None:
    soon = owed(ObligationState.PENDING, NOW + timedelta(hours=2))
    assert next_change([soon], FACTS, now=NOW, rules=RULES) == NOW + timedelta(hours=2) + SECOND


def test_a_late_one_is_looked_at_when_it_breaks() -> None:
    late = owed(ObligationState.LATE, NOW - timedelta(days=30) + timedelta(hours=3))
    assert next_change([late], FACTS, now=NOW, rules=RULES) == NOW + timedelta(hours=3) + SECOND


def test_an_unanswered_claim_and_an_open_vote_end_too() -> None:
    claim = Claim(Code.C2, NOW - timedelta(days=10) + timedelta(hours=1))
    vote = PromiseesVote(Purpose.WAIVE, NOW - timedelta(days=7) + timedelta(hours=2), 10)
    facts = replace(FACTS, promisees=Promisees(votes=(vote,), claims=(claim,)))
    kept = [owed(ObligationState.KEPT)]
    assert next_change(kept, facts, now=NOW, rules=RULES) == NOW + timedelta(hours=1) + SECOND
    answered = replace(facts, promisees=Promisees(votes=(vote,), claims=(replace(claim, answered=NOW),)))
    assert next_change(kept, answered, now=NOW, rules=RULES) == NOW + timedelta(hours=2) + SECOND


def test_a_banner_is_raised_on_its_day() -> None:
    promised = Commitment("1", NOW - timedelta(days=60), date(2026, 9, 1))
    facts = replace(FACTS, outcome=Outcome(commitments=(promised,)))
    due = datetime(2026, 9, 2, tzinfo=UTC) + timedelta(days=30)
    assert next_change([owed(ObligationState.KEPT)], facts, now=NOW, rules=RULES) == due + SECOND
    done = replace(FACTS, outcome=Outcome(commitments=(replace(promised, done=NOW),)))
    assert next_change([owed(ObligationState.KEPT)], done, now=NOW, rules=RULES) is None


def test_a_banner_that_was_taken_down_before_does_not_cover_what_is_late_now() -> None:
    earlier = Commitment("1", NOW, date(2026, 8, 1), lifted=NOW - timedelta(days=20))
    facts = replace(FACTS, outcome=Outcome(commitments=(earlier,)))
    assert banner(facts, now=NOW, rules=RULES) == ()
    newer = replace(earlier, due=date(2026, 8, 25), lifted=datetime(2026, 9, 20, tzinfo=UTC))
    facts = replace(FACTS, outcome=Outcome(commitments=(newer,)))
    assert banner(facts, now=NOW, rules=RULES) == (newer,)
    assert taken_down(newer, facts, RULES) is None
