"""How an obligation stands: pending, late, kept, kept late, broken for ever, waived by those it was promised to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.facts import EngagementFacts
from engagement.rules.framing_facts import LevelChange
from engagement.rules.hearing_facts import AskedQuestion
from engagement.rules.machine import missing_for
from engagement.rules.missing import Lack
from engagement.rules.obligation import Obligation, ObligationState
from engagement.rules.obligations import codes_of, holding, obligation, obligations
from engagement.rules.promise_facts import Claim, Code, PromiseesVote, Purpose, RecordedBreak, Remedy
from engagement.rules.settling import Part, promised_at
from engagement.rules.spectrum import Level
from engagement.rules.stages import Stage, Transition
from tests.rules.engagement.kept import RULES, day, kept, without

SECOND = timedelta(seconds=1)
S = ObligationState
WAIVED = PromiseesVote(Purpose.WAIVE, day(50), 40, 5, 0, Code.C4)


def unanswered(stage: Stage = Stage.OPTIONS_FROZEN, **changes: object) -> EngagementFacts:
    """Return an engagement at CONSULTING in which "what we heard" (C3, planned for day 40) was not published."""
    return without(kept(Level.CONSULTING, stage), hearing__heard=None, **changes)


def heard(at: datetime, published: datetime | None = None, **changes: object) -> Obligation:
    """Read C3 at a time; published for correction when said."""
    facts = without(unanswered(**changes), hearing__heard=published)  # type: ignore[arg-type]
    return obligation(Code.C3, facts, now=at, rules=RULES)


@pytest.mark.parametrize(
    ("at", "state", "late"),
    [
        (day(1), S.PENDING, 0),
        (day(40), S.PENDING, 0),
        (day(40) + SECOND, S.LATE, 1),
        (day(41), S.LATE, 1),
        (day(41) + SECOND, S.LATE, 2),
        (day(49), S.LATE, 9),
        (day(70), S.LATE, 30),
        (day(70) + SECOND, S.BROKEN, 31),
    ],
)
def test_what_is_not_done_is_pending_then_late_then_broken(at: datetime, state: S, late: int) -> None:
    found = heard(at)
    assert (found.state, found.days_late) == (state, late)
    assert found.broken_at == (day(70) if state is S.BROKEN else None)
    assert not found.is_met


@pytest.mark.parametrize(
    ("published", "state", "late"),
    [
        (day(35), S.KEPT, 0),
        (day(35) + SECOND, S.KEPT_LATE, 1),
        (day(65), S.KEPT_LATE, 30),
        (day(65) + SECOND, S.BROKEN, 31),
    ],
)
def test_what_is_done_late_is_kept_late_and_far_too_late_stays_broken(
    published: datetime, state: S, late: int
) -> None:
    found = heard(day(200), published)
    assert (found.state, found.days_late, found.is_met) == (state, late, True)
    assert found.met_at == published + timedelta(days=5)


def test_nothing_is_due_before_its_clock_begins() -> None:
    found = obligation(
        Code.C5,
        without(kept(Level.CONSULTING, Stage.OPEN), answering__published=None),
        now=day(9),
        rules=RULES,
    )
    assert (found.state, found.due) == (S.NOT_YET_DUE, None)


def test_a_duty_without_an_occasion_is_not_yet_due_and_holds_nothing() -> None:
    facts = without(kept(Level.CONSULTING, Stage.IMPLEMENTING), hearing__questions=())
    found = obligation(Code.I4, facts, now=day(90), rules=RULES)
    assert (found.state, found.is_met, found.is_holding, found.met_at) == (S.NOT_YET_DUE, True, False, None)


def test_one_late_part_makes_the_whole_late_and_the_earliest_open_one_is_due() -> None:
    asked = (AskedQuestion(day(9)), AskedQuestion(day(3)), AskedQuestion(day(1), day(2)))
    facts = without(kept(Level.CONSULTING, Stage.OPEN), hearing__questions=asked)
    found = obligation(Code.I4, facts, now=day(18), rules=RULES)
    assert found.state is S.LATE
    assert found.due == facts.calendar.after(day(3), RULES.question_working_days)
    assert found.days_late == 1


def test_broken_is_for_ever_even_when_it_is_done_afterwards() -> None:
    recorded = (RecordedBreak(Code.C3, day(20)),)
    found = heard(day(45), day(30), promisees__broken=recorded)
    assert (found.state, found.broken_at) == (S.BROKEN, day(20))
    assert found.is_met
    assert not found.is_holding


def test_the_break_of_another_promise_is_another_thing() -> None:
    assert heard(day(45), day(30), promisees__broken=(RecordedBreak(Code.C4, day(20)),)).state is S.KEPT


def test_what_was_broken_at_an_earlier_level_stays_on_the_page_and_holds_nothing() -> None:
    facts = without(
        kept(Level.CONSULTING, Stage.OPEN),
        levels=(
            LevelChange(Level.CONSULTING, day(-1)),
            LevelChange(Level.INFORMING, day(20), by_promisees=True),
        ),
        hearing__heard=None,
        promisees__broken=(RecordedBreak(Code.C3, day(15)),),
    )
    assert Code.C3 in codes_of(facts)
    assert Code.C4 not in codes_of(facts)
    assert Code.C3 not in {each.code for each in holding(Transition.DECIDE, facts, now=day(45), rules=RULES)}


def test_leaving_by_the_exit_breaks_what_people_were_promised() -> None:
    gone = unanswered(Stage.OPEN).timeline
    withdrawn = replace(gone, stage=Stage.WITHDRAWN, withdrawn=day(35))
    found = heard(day(36), timeline=withdrawn)
    assert (found.state, found.broken_at) == (S.BROKEN, day(35))
    assert heard(day(35), timeline=withdrawn).state is S.BROKEN


def test_leaving_before_anybody_was_asked_lets_it_lapse() -> None:
    announced = kept(Level.CONSULTING, Stage.ANNOUNCED).timeline
    found = heard(day(90), timeline=replace(announced, stage=Stage.WITHDRAWN, withdrawn=day(5)))
    assert (found.state, found.broken_at, found.is_holding, found.days_late) == (S.LAPSED, None, False, 0)


def test_leaving_does_not_undo_what_was_broken_before() -> None:
    announced = kept(Level.CONSULTING, Stage.ANNOUNCED).timeline
    found = heard(day(90), timeline=replace(announced, stage=Stage.WITHDRAWN, withdrawn=day(71)))
    assert (found.state, found.broken_at) == (S.BROKEN, day(70))


def test_what_had_not_begun_when_it_was_left_is_not_broken() -> None:
    withdrawn = replace(kept(Level.CONSULTING, Stage.OPEN).timeline, stage=Stage.WITHDRAWN, withdrawn=day(20))
    facts = without(kept(Level.CONSULTING), timeline=withdrawn, answering__published=None)
    found = obligation(Code.C5, facts, now=day(99), rules=RULES)
    assert (found.state, found.is_holding) == (S.LAPSED, False)


def test_what_was_kept_before_leaving_stays_kept() -> None:
    withdrawn = replace(kept(Level.CONSULTING, Stage.OPEN).timeline, stage=Stage.WITHDRAWN, withdrawn=day(39))
    facts = without(kept(Level.CONSULTING), timeline=withdrawn)
    assert obligation(Code.C3, facts, now=day(99), rules=RULES).state is S.KEPT


def test_a_gate_that_was_passed_with_something_open_breaks_it_at_that_moment() -> None:
    found = heard(day(41), stage=Stage.DECIDED)
    assert (found.state, found.broken_at) == (S.BROKEN, day(40))


def test_a_vote_of_the_people_we_promised_waives_it() -> None:
    facts = without(
        kept(Level.CONSULTING, Stage.OPTIONS_FROZEN), themes__unthemed=3, promisees__votes=(WAIVED,)
    )
    before = obligation(Code.C4, facts, now=day(57) - SECOND, rules=RULES)
    after = obligation(Code.C4, facts, now=day(57), rules=RULES)
    assert (before.state, before.is_holding, before.waived_at) == (S.LATE, True, None)
    assert (after.state, after.is_holding, after.waived_at) == (S.WAIVED_BY_PROMISEES, False, day(57))


def test_a_waiver_of_what_was_broken_opens_the_gate_and_leaves_it_broken() -> None:
    facts = without(
        kept(Level.CONSULTING, Stage.OPTIONS_FROZEN),
        themes__unthemed=3,
        promisees__votes=(replace(WAIVED, opened=day(80)),),
    )
    found = obligation(Code.C4, facts, now=day(90), rules=RULES)
    assert (found.state, found.is_holding) == (S.BROKEN, False)


def test_what_was_waived_does_not_break_later() -> None:
    facts = without(
        kept(Level.CONSULTING, Stage.OPTIONS_FROZEN), themes__unthemed=3, promisees__votes=(WAIVED,)
    )
    assert obligation(Code.C4, facts, now=day(300), rules=RULES).state is S.WAIVED_BY_PROMISEES


def test_waiting_until_it_is_broken_opens_no_gate() -> None:
    found = missing_for(Transition.DECIDE, unanswered(), now=day(300), rules=RULES)
    assert [(each.kind, each.code) for each in found] == [(Lack.OBLIGATION, Code.C3)]


def test_completing_wants_a_remedy_for_what_is_broken() -> None:
    late = without(kept(Level.CONSULTING, Stage.IMPLEMENTING), ratings__asked=None)
    assert Code.C6 in {
        each.code for each in missing_for(Transition.COMPLETE, late, now=day(130), rules=RULES)
    }
    empty = without(
        late, promisees__remedies=(Remedy(Code.C6, day(120), " "), Remedy(Code.C5, day(120), "Sorry."))
    )
    assert missing_for(Transition.COMPLETE, empty, now=day(130), rules=RULES)
    remedied = without(late, promisees__remedies=(Remedy(Code.C6, day(120), "We called everybody."),))
    assert not missing_for(Transition.COMPLETE, remedied, now=day(130), rules=RULES)
    assert obligation(Code.C6, remedied, now=day(130), rules=RULES).state is S.BROKEN


def test_a_remedy_does_not_stand_in_for_what_is_only_late() -> None:
    late = without(
        kept(Level.CONSULTING, Stage.IMPLEMENTING),
        ratings__asked=None,
        promisees__remedies=(Remedy(Code.C6, day(80), "Later."),),
    )
    assert missing_for(Transition.COMPLETE, late, now=day(80), rules=RULES)


def test_a_remedy_opens_no_gate_before_the_decision() -> None:
    facts = without(unanswered(), promisees__remedies=(Remedy(Code.C3, day(100), "Sorry."),))
    assert missing_for(Transition.DECIDE, facts, now=day(300), rules=RULES)


@pytest.mark.parametrize(
    ("answered", "at", "state"),
    [
        (None, day(60), S.KEPT),
        (None, day(60) + SECOND, S.BROKEN),
        (day(60), day(99), S.KEPT),
        (day(60) + SECOND, day(99), S.BROKEN),
    ],
)
def test_a_claim_that_nobody_answers_breaks_the_promise(
    answered: datetime | None, at: datetime, state: S
) -> None:
    facts = without(kept(Level.CONSULTING), promisees__claims=(Claim(Code.C5, day(50), answered),))
    assert obligation(Code.C5, facts, now=at, rules=RULES).state is state
    assert obligation(Code.C4, facts, now=at, rules=RULES).state is S.KEPT


def test_a_raised_level_gives_time_for_what_it_adds() -> None:
    raised = (LevelChange(Level.CONSULTING, day(-1)), LevelChange(Level.INVOLVING, day(20)))
    facts = without(kept(Level.INVOLVING, Stage.OPEN), levels=raised, panel__named=None)
    found = obligation(Code.V1, facts, now=day(21), rules=RULES)
    assert (found.state, found.due, found.broken_at) == (S.PENDING, day(27), None)
    assert Code.V1 in {
        each.code for each in holding(Transition.FREEZE_OPTIONS, facts, now=day(21), rules=RULES)
    }
    assert obligation(Code.C1, facts, now=day(21), rules=RULES).due == day(8)


def test_what_a_raised_level_adds_breaks_at_the_next_gate() -> None:
    raised = (LevelChange(Level.CONSULTING, day(-1)), LevelChange(Level.INVOLVING, day(20)))
    facts = without(kept(Level.INVOLVING, Stage.CLOSED_TO_INPUT), levels=raised, panel__named=None)
    assert obligation(Code.V1, facts, now=day(31), rules=RULES).broken_at == day(30)


def test_a_promise_counts_from_when_it_was_made_last() -> None:
    changes = (
        LevelChange(Level.INVOLVING, day(-1)),
        LevelChange(Level.CONSULTING, day(10)),
        LevelChange(Level.COLLABORATING, day(15)),
        LevelChange(Level.INVOLVING, day(20)),
    )
    facts = without(kept(Level.INVOLVING), levels=changes)
    assert promised_at(facts, Code.V1) == day(15)
    assert promised_at(facts, Code.C1) == day(-1)


def test_the_same_facts_have_the_same_hash_and_others_another() -> None:
    facts = kept(Level.EMPOWERING)
    first = {each.code: each.inputs_hash for each in obligations(facts, now=day(121), rules=RULES)}
    again = {each.code: each.inputs_hash for each in obligations(facts, now=day(300), rules=RULES)}
    changed = without(facts, hearing__heard=day(30))
    other = {each.code: each.inputs_hash for each in obligations(changed, now=day(121), rules=RULES)}
    assert first == again
    assert {code for code in first if first[code] != other[code]} == {Code.C3}
    assert all(len(each) == 64 for each in first.values())


def test_other_rules_give_another_hash() -> None:
    facts = kept(Level.CONSULTING)
    other = replace(RULES, banner_days=31)
    assert (
        obligation(Code.C3, facts, now=day(121), rules=RULES).inputs_hash
        != obligation(Code.C3, facts, now=day(121), rules=other).inputs_hash
    )


def test_a_part_that_will_be_done_is_open_until_then() -> None:
    part = Part(day(3), day(5))
    assert part.is_open(day(5) - SECOND)
    assert not part.is_open(day(5))
    assert part.overdue(day(4)) == timedelta(days=1)
    assert part.overdue(day(9)) == timedelta(days=2)
    assert not part.is_late(day(5))
    assert part.is_late(day(4))


@given(
    level=st.sampled_from(Level),
    stage=st.sampled_from(
        [Stage.OPEN, Stage.DECIDED, Stage.REPORTED_BACK, Stage.IMPLEMENTING, Stage.COMPLETED]
    ),
    at=st.integers(0, 400),
    later=st.integers(0, 400),
    published=st.none() | st.integers(0, 400),
    told=st.none() | st.integers(0, 400),
)
def test_nothing_that_was_broken_is_ever_anything_else(
    level: Level, stage: Stage, at: int, later: int, published: int | None, told: int | None
) -> None:
    facts = without(
        kept(level, stage),
        hearing__heard=None if published is None else day(published),
        telling__published=None if told is None else day(told),
    )
    then = {each.code for each in obligations(facts, now=day(at), rules=RULES) if each.state is S.BROKEN}
    now = {
        each.code for each in obligations(facts, now=day(at + later), rules=RULES) if each.state is S.BROKEN
    }
    assert then <= now
