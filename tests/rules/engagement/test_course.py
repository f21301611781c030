"""The course of an engagement: what is missing before each step; walked at random, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engagement.rules.facts import EngagementFacts
from engagement.rules.framing_facts import LevelChange, MeetingNotice
from engagement.rules.machine import called_back, missing_for
from engagement.rules.missing import Lack, refuse
from engagement.rules.obligation import Obligation, ObligationState, PagePart
from engagement.rules.obligations import obligation, obligations
from engagement.rules.outcome_facts import Certification, Commitment, Impossibility
from engagement.rules.promise_facts import Code, PromiseesVote, Purpose
from engagement.rules.spectrum import Level
from engagement.rules.stages import (
    BEFORE_DECIDED,
    FROM_DECIDED_ON,
    Passage,
    Stage,
    Timeline,
    Transition,
    course,
    leaves_from,
    possible,
    steps,
    timeline,
)
from initiatives.rules.refusals import RuleBroken
from tests.rules.engagement.kept import DAYS, RULES, SEEN, day, kept, until, without

SECOND = timedelta(seconds=1)
T = Transition


def kinds(transition: Transition, facts: EngagementFacts, at: int | float, reason: str = "") -> list[Lack]:
    """Return the kinds of what is missing on a day."""
    return [
        each.kind
        for each in missing_for(
            transition, facts, now=day(0) + timedelta(days=at), rules=RULES, reason=reason
        )
    ]


@pytest.mark.parametrize("level", Level)
def test_who_did_everything_in_time_is_let_through_to_the_end(level: Level) -> None:
    for stage, step in zip(course(level), steps(level), strict=False):
        facts = kept(level, stage)
        if step is T.ANNOUNCE:
            facts = without(facts, alternatives=())
        at = 40 if (level, step) == (Level.EMPOWERING, T.IMPLEMENT) else DAYS[step]
        assert kinds(step, facts, at) == [], (stage, step)


def test_informing_collects_nothing_and_leaves_two_stages_out() -> None:
    assert set(course(Level.CONSULTING)) - set(course(Level.INFORMING)) == {
        Stage.CLOSED_TO_INPUT,
        Stage.OPTIONS_FROZEN,
    }
    assert (
        leaves_from(T.CLOSE_INPUT, Level.INFORMING)
        == leaves_from(T.FREEZE_OPTIONS, Level.INFORMING)
        == frozenset()
    )


def test_who_was_lowered_to_informing_goes_on_from_where_it_was() -> None:
    assert leaves_from(T.DECIDE, Level.INFORMING) == {Stage.OPEN, Stage.CLOSED_TO_INPUT, Stage.OPTIONS_FROZEN}
    assert leaves_from(T.DECIDE, Level.CONSULTING) == {Stage.OPTIONS_FROZEN}
    assert leaves_from(T.OPEN, Level.INFORMING) == {Stage.ANNOUNCED, Stage.REOPENED}


def test_implementing_starts_by_itself_where_people_decide() -> None:
    assert leaves_from(T.IMPLEMENT, Level.EMPOWERING) == {Stage.DECIDED}
    assert leaves_from(T.REPORT_BACK, Level.EMPOWERING) == {Stage.IMPLEMENTING}
    facts = without(kept(Level.EMPOWERING, Stage.DECIDED), telling__published=None, answering__published=None)
    assert kinds(T.IMPLEMENT, facts, 40) == []
    assert set(kinds(T.REPORT_BACK, kept_implementing(facts), 40)) == {Lack.OBLIGATION}


def kept_implementing(facts: EngagementFacts) -> EngagementFacts:
    """Return the same facts one step further."""
    return without(facts, timeline=until(Stage.IMPLEMENTING, Level.EMPOWERING))


@pytest.mark.parametrize("level", Level)
def test_steps_are_taken_in_their_order_and_from_nowhere_else(level: Level) -> None:
    for stage in Stage:
        facts = without(kept(level), timeline=Timeline(stage=stage))
        for step in T:
            if step in possible(stage, level):
                assert Lack.NOT_ON_THE_WAY not in kinds(step, facts, 400)
            else:
                assert kinds(step, facts, 400) == [Lack.NOT_ON_THE_WAY]


def test_withdrawing_ends_before_the_decision_and_reopening_begins_there() -> None:
    assert {stage for stage in Stage if T.WITHDRAW in possible(stage, Level.CONSULTING)} == BEFORE_DECIDED
    assert {stage for stage in Stage if T.REOPEN in possible(stage, Level.CONSULTING)} == FROM_DECIDED_ON
    assert set(BEFORE_DECIDED) | set(FROM_DECIDED_ON) | {Stage.WITHDRAWN} == set(Stage)
    assert not possible(Stage.WITHDRAWN, Level.CONSULTING)


def test_withdrawing_wants_a_reason_and_nothing_else() -> None:
    facts = without(kept(Level.CONSULTING, Stage.OPEN), themes__unthemed=9)
    assert kinds(T.WITHDRAW, facts, 20, " ") == [Lack.REASON]
    assert kinds(T.WITHDRAW, facts, 20, "The law was changed.") == []


@pytest.mark.parametrize(
    ("field", "lack"),
    [
        ("question", Lack.QUESTION),
        ("fixed", Lack.FIXED),
        ("still_open", Lack.STILL_OPEN),
        ("who_decides", Lack.WHO_DECIDES),
        ("authority", Lack.AUTHORITY),
        ("affected", Lack.AFFECTED),
        ("participation_budget", Lack.PARTICIPATION_BUDGET),
    ],
)
def test_announcing_wants_each_part_of_the_framing(field: str, lack: Lack) -> None:
    facts = without(kept(Level.CONSULTING, Stage.DRAFT), alternatives=(), **{f"framing__{field}": " "})
    assert kinds(T.ANNOUNCE, facts, 0) == [lack]


def test_announcing_wants_figures_or_the_word_that_there_are_none() -> None:
    bare = without(kept(Level.CONSULTING, Stage.DRAFT), alternatives=(), framing__data_snapshot=0)
    assert kinds(T.ANNOUNCE, bare, 0) == [Lack.REFERENCE_DATA]
    assert kinds(T.ANNOUNCE, without(bare, framing__no_data_reason="Nobody counts riders."), 0) == []


def test_an_option_before_the_announcement_is_refused() -> None:
    assert kinds(T.ANNOUNCE, kept(Level.CONSULTING, Stage.DRAFT), 0) == [Lack.LEVEL_FIRST]


def test_everything_that_is_missing_is_told_at_once() -> None:
    empty = EngagementFacts(kept(Level.EMPOWERING).calendar, (LevelChange(Level.EMPOWERING, day(0)),))
    found = missing_for(T.ANNOUNCE, empty, now=day(0), rules=RULES)
    assert len(found) == 11
    assert {each.code for each in found if each.code} == {Code.I2, Code.E1}
    assert all(str(each.sentence).endswith(".") for each in found)


def test_a_refusal_carries_each_sentence_with_its_address() -> None:
    found = missing_for(T.WITHDRAW, kept(Level.CONSULTING, Stage.OPEN), now=day(9), rules=RULES)
    with pytest.raises(RuleBroken) as refused:
        refuse(found, address=lambda part: f"/decisions/1/{part.value}/", words="It can’t be withdrawn yet.")
    assert refused.value.missing == ((str(found[0].sentence), "/decisions/1/outcome/"),)
    refuse((), address=lambda part: part.value, words="Never said.")


def test_deciding_wants_its_day_its_room_and_its_evidence() -> None:
    facts = without(
        kept(Level.INFORMING, Stage.OPEN),
        room=MeetingNotice(),
        outcome__evidence__rule="",
        outcome__evidence__review_on=None,
    )
    assert kinds(T.DECIDE, facts, 39) == [Lack.TOO_EARLY, Lack.ROUND, Lack.RULE, Lack.REVIEW_DATE]


def test_completing_waits_for_what_was_committed() -> None:
    left = replace(kept(Level.CONSULTING).outcome.commitments[0], done=None)
    facts = without(kept(Level.CONSULTING, Stage.IMPLEMENTING), outcome__commitments=(left,))
    assert kinds(T.COMPLETE, facts, 120) == [Lack.COMMITMENTS]
    community = without(kept(Level.EMPOWERING, Stage.REPORTED_BACK), outcome__commitments=(left,))
    assert kinds(T.COMPLETE, community, 120) == [Lack.OBLIGATION]


@pytest.mark.parametrize("level", [Level.CONSULTING, Level.EMPOWERING])
def test_completing_does_not_wait_for_what_was_let_go(level: Level) -> None:
    stage = Stage.REPORTED_BACK if level is Level.EMPOWERING else Stage.IMPLEMENTING
    gone = replace(kept(level).outcome.commitments[0], done=None, released=day(100))
    assert kinds(T.COMPLETE, without(kept(level, stage), outcome__commitments=(gone,)), 120) == []


REOPENING = PromiseesVote(Purpose.REOPEN, day(60), 40, 4, 1)


def test_reopening_wants_a_call_newer_than_the_decision() -> None:
    facts = kept(Level.CONSULTING, Stage.IMPLEMENTING)
    assert kinds(T.REOPEN, facts, 90) == [Lack.REOPENING]
    voted = without(facts, promisees__votes=(REOPENING,))
    assert kinds(T.REOPEN, voted, 66) == [Lack.REOPENING]
    assert kinds(T.REOPEN, voted, 67) == []
    assert kinds(T.REOPEN, without(facts, promisees__votes=(replace(REOPENING, opened=day(33)),)), 90) == [
        Lack.REOPENING
    ]
    assert kinds(T.REOPEN, without(facts, outcome__electorate_reopened=day(41)), 90) == []


def test_the_joint_body_may_call_it_back_only_where_it_shares_the_decision() -> None:
    for level in (Level.INVOLVING, Level.COLLABORATING):
        facts = without(kept(level, Stage.IMPLEMENTING), outcome__monitoring__recalled=day(80))
        assert (called_back(facts, now=day(90), rules=RULES) == day(80)) is (level is Level.COLLABORATING)
        assert called_back(facts, now=day(79), rules=RULES) is None


def test_the_joint_body_calls_it_back_once() -> None:
    facts = without(
        kept(Level.COLLABORATING, Stage.IMPLEMENTING),
        outcome__monitoring__recalled=day(80),
        outcome__monitoring__recalls=1,
    )
    assert called_back(facts, now=day(90), rules=RULES) == day(80)
    again = without(
        facts, outcome__monitoring__recalls=2, outcome__electorate_reopened=day(89), timeline__decided=day(85)
    )
    assert called_back(again, now=day(90), rules=RULES) is None


def test_only_a_named_authority_with_a_document_brings_it_back_to_the_community() -> None:
    facts = kept(Level.EMPOWERING, Stage.IMPLEMENTING)
    assert called_back(facts, now=day(90), rules=RULES) == day(45)
    for filed in (
        Impossibility(day(45), "", "a.pdf", day(45), SEEN),
        Impossibility(day(45), "State", "", day(45), SEEN),
        Impossibility(day(45), "State", "a.pdf", None, SEEN[:2]),
        Impossibility(day(46), "State", "a.pdf", day(46), SEEN),
    ):
        again = without(facts, outcome__impossibilities=(filed,))
        assert called_back(again, now=day(90), rules=RULES) is None


def test_reopening_begins_again_at_opening_and_keeps_the_announcement() -> None:
    found = timeline(
        [
            Passage(T.ANNOUNCE, day(0)),
            Passage(T.OPEN, day(8)),
            Passage(T.DECIDE, day(40)),
            Passage(T.REOPEN, day(60)),
        ]
    )
    assert found == Timeline(announced=day(0), reopened=day(60), stage=Stage.REOPENED)
    assert found.of(T.REOPEN) == day(60)
    assert all(until(Stage.COMPLETED, Level.CONSULTING).of(step) == day(DAYS[step]) for step in DAYS)


def again(level: Level, stage: Stage) -> EngagementFacts:
    """Return an engagement that was decided on day 40, reopened on day 60 and came to a stage again, 60 days later."""
    reached = course(level)[1 : course(level).index(stage) + 1]
    first = [Passage(T.ANNOUNCE, day(0)), Passage(T.DECIDE, day(40)), Passage(T.REOPEN, day(60))]
    made = steps(level)[1 : len(reached)]
    second = [Passage(each, day(100 if each is T.DECIDE else 60 + DAYS[each])) for each in made]
    return without(kept(level), timeline=timeline([*first, *second]))


@pytest.mark.parametrize(
    ("level", "stage", "step", "codes"),
    [
        (Level.CONSULTING, Stage.OPTIONS_FROZEN, T.DECIDE, {Code.C3}),
        (Level.CONSULTING, Stage.DECIDED, T.REPORT_BACK, {Code.I3, Code.C3, Code.C5}),
        (Level.COLLABORATING, Stage.OPTIONS_FROZEN, T.DECIDE, {Code.C3, Code.L3}),
        (Level.EMPOWERING, Stage.OPTIONS_FROZEN, T.DECIDE, {Code.C3, Code.E4}),
    ],
)
def test_what_was_done_for_the_first_decision_does_not_count_for_the_second(
    level: Level, stage: Stage, step: Transition, codes: set[Code]
) -> None:
    found = missing_for(step, again(level, stage), now=day(101), rules=RULES)
    assert {each.code for each in found if each.code} == codes
    assert (Lack.ROUND in {each.kind for each in found}) is (step is T.DECIDE)


def test_commitments_of_the_first_decision_are_not_what_follows_from_the_second() -> None:
    signed = (Certification("t1", True, day(100)), Certification("t2", True, day(100)))
    first = Commitment("first", day(40), date(2026, 12, 1))
    second = Commitment("second", day(102), date(2026, 12, 1))
    decided = without(again(Level.EMPOWERING, Stage.DECIDED), outcome__certifications=signed)

    def owed(*commitments: Commitment) -> Obligation:
        facts = without(decided, outcome__commitments=commitments)
        return obligation(Code.E4, facts, now=day(103), rules=RULES)

    assert not owed(first).is_met
    assert "0 commitments created" in str(owed(first).done)
    assert owed(first, second).met_at == day(102)


def test_tellers_of_the_first_decision_are_not_named_for_the_second() -> None:
    facts = again(Level.EMPOWERING, Stage.OPTIONS_FROZEN)
    found = obligation(Code.E4, facts, now=day(95), rules=RULES)
    assert "Certified by 0 of 2 tellers" in str(found.done)


def test_ratings_and_adoption_follow_what_they_answer() -> None:
    rated = without(kept(Level.CONSULTING), ratings__asked=day(50) - SECOND)
    adopted = without(kept(Level.COLLABORATING), outcome__owner__adopted=day(36) - SECOND)
    for code, facts in ((Code.C6, rated), (Code.L4, adopted)):
        owed = {each.code: each for each in obligations(facts, now=day(121), rules=RULES)}
        assert not owed[code].is_met


HOLES = ("heard", "themes", "telling", "analysis")


class Course(RuleBasedStateMachine):
    """An owner who tries anything, in any order and at any time, with some things undone or done late."""

    @initialize(level=st.sampled_from(Level), holes=st.sets(st.sampled_from(HOLES)))
    def begin(self, level: Level, holes: set[str]) -> None:
        """Frame an engagement, with some things undone."""
        self.level = level
        self.mended: dict[str, datetime | None] = dict.fromkeys(sorted(holes))
        self.at = day(0)
        self.passages: list[Passage] = []
        self.broken: set[Code] = set()
        self.try_a_step(T.ANNOUNCE, "")

    def facts(self) -> EngagementFacts:
        """Return the engagement as it is: what was mended, was done when it was mended."""
        whole = kept(self.level)
        changes: dict[str, object] = {"timeline": timeline(self.passages)}
        for hole, at in self.mended.items():
            late = replace(whole.themes.themes[0], disposed=at)
            changes |= {
                "heard": {"hearing__heard": at},
                "themes": {"themes__themes": (late, *whole.themes.themes[1:])},
                "telling": {"telling__staff": at},
                "analysis": {"hearing__draft_analysis": at},
            }[hole]
        if not self.passages:
            changes["alternatives"] = ()
        return without(whole, **changes)

    @rule(hole=st.sampled_from(HOLES))
    def mend(self, hole: str) -> None:
        """Do what was undone."""
        if hole in self.mended and self.mended[hole] is None:
            self.mended[hole] = self.at

    @rule(days=st.integers(0, 40))
    def go_on(self, days: int) -> None:
        """Let days go by and try the next step of the course."""
        self.at += timedelta(days=days)
        ahead = [
            each for each in possible(timeline(self.passages).stage, self.level) if each in steps(self.level)
        ]
        for step in ahead:
            self.try_a_step(step, "")

    @rule(step=st.sampled_from(Transition), reason=st.sampled_from(["", "The law was changed."]))
    def try_a_step(self, step: Transition, reason: str) -> None:
        """Do it if nothing is missing."""
        facts = self.facts()
        if missing_for(step, facts, now=self.at, rules=RULES, reason=reason):
            return
        held = {each.gate for each in obligations(facts, now=self.at, rules=RULES) if each.is_holding}
        path = steps(self.level)
        assert step not in path or not held & set(path[: path.index(step) + 1])
        self.passages.append(Passage(step, self.at))

    @invariant()
    def the_clocks_were_kept(self) -> None:
        """No step came before its time."""
        times = timeline(getattr(self, "passages", []))
        told = times.reopened or times.announced
        assert not (times.opened and told) or times.opened >= told + timedelta(days=7)
        assert not (
            times.closed_to_input and times.opened
        ) or times.closed_to_input >= times.opened + timedelta(days=14)
        assert not times.decided or times.decided >= day(40)

    @invariant()
    def broken_stays_broken(self) -> None:
        """What was broken once is broken now; a reopening clears the occasion, and the ledger holds it from then on."""
        passages = getattr(self, "passages", [])
        if not passages or any(each.transition is T.REOPEN for each in passages):
            return
        found = obligations(self.facts(), now=self.at, rules=RULES)
        now = {each.code for each in found if each.state is ObligationState.BROKEN}
        assert self.broken <= now
        self.broken = now

    @invariant()
    def what_was_decided_had_been_heard_and_answered(self) -> None:
        """No decision stands from CONSULTING up while a theme or "what we heard" is open."""
        if timeline(getattr(self, "passages", [])).decided is None or self.level < Level.CONSULTING:
            return
        owed = {each.code: each for each in obligations(self.facts(), now=self.at, rules=RULES)}
        assert not any(owed[code].is_holding for code in (Code.C3, Code.C4, Code.C7))


TestCourse = Course.TestCase
TestCourse.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


def test_a_page_part_is_named_once() -> None:
    assert len({part.value for part in PagePart}) == len(PagePart)
