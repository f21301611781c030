"""What was met when its gate was passed stays so; a waiver counts for the course and the level in which it was given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.rules.framing_facts import LevelChange
from engagement.rules.hearing_facts import AskedQuestion
from engagement.rules.obligation import ObligationState
from engagement.rules.obligations import met_before, obligation
from engagement.rules.people_facts import BodySeat, PanelAnswer, ParityGroup
from engagement.rules.promise_facts import Code, PromiseesVote, Purpose
from engagement.rules.spectrum import Level
from engagement.rules.stages import Met, Passage, Stage, Transition, timeline
from tests.rules.engagement.kept import RULES, day, kept, without

SECOND = timedelta(seconds=1)
S = ObligationState
WAIVED = PromiseesVote(Purpose.WAIVE, day(50), 40, 5, 0, Code.C4)
PASSED = {"V1": Transition.ANNOUNCE, "L1": Transition.ANNOUNCE, "E2": Transition.OPEN, "V4": Transition.FREEZE_OPTIONS,
          "C7": Transition.DECIDE, "E4": Transition.DECIDE}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "level", "changes"),
    [
        ("V1", Level.INVOLVING, {"panel__members": 8, "panel__from_group_behind": 2}),
        ("L1", Level.COLLABORATING, {"body__seats": (BodySeat("community"), BodySeat("partner"))}),
        (
            "C7",
            Level.CONSULTING,
            {"parity__groups": (ParityGroup("age", "young", 1, 50), ParityGroup("age", "old", 99, 50))},
        ),
        ("E2", Level.EMPOWERING, {"body__seats": (BodySeat("partner"),)}),
        ("V4", Level.INVOLVING, {"panel__answer": PanelAnswer(1, 8, day(60))}),
        ("E4", Level.EMPOWERING, {"outcome__certifications": ()}),
    ],
)
def test_what_was_met_at_its_gate_is_not_unmade_by_what_changes_later(
    code: str, level: Level, changes: dict[str, object]
) -> None:
    at = kept(level).timeline.of(PASSED[code])
    assert at is not None
    facts = without(kept(level), **changes)
    assert obligation(Code(code), facts, now=day(121), rules=RULES).state is not S.KEPT
    passed = without(facts, timeline__met=(Met(Code(code), at, at - SECOND),))
    found = obligation(Code(code), passed, now=day(121), rules=RULES)
    assert (found.state, found.is_met, found.broken_at) == (S.KEPT, True, None)
    earlier = without(facts, timeline__met=(Met(Code(code), at - SECOND, at - SECOND),))
    assert obligation(Code(code), earlier, now=day(121), rules=RULES).state is not S.KEPT


def test_a_form_that_appears_after_the_gate_still_breaks_what_runs_all_the_time() -> None:
    facts = kept(Level.INFORMING)
    met = met_before(Transition.OPEN, facts, now=day(8), rules=RULES)
    assert Code.I5 in dict(met)
    later = without(
        facts, hearing__input_forms=1, timeline__met=tuple(Met(code, day(8), at) for code, at in met)
    )
    assert obligation(Code.I5, later, now=day(121), rules=RULES).state is S.BROKEN


def test_a_gate_writes_down_what_is_met_of_it_and_of_the_gates_before() -> None:
    facts = without(kept(Level.CONSULTING, Stage.OPTIONS_FROZEN), hearing__heard=None)
    met = dict(met_before(Transition.DECIDE, facts, now=day(40), rules=RULES))
    assert set(met) == {Code.I1, Code.I2, Code.C1, Code.C4, Code.C7}
    assert met_before(Transition.WITHDRAW, facts, now=day(40), rules=RULES) == ()
    passages = [Passage(Transition.ANNOUNCE, day(0), ((Code.I2, day(-1)),)), Passage(Transition.OPEN, day(8), tuple(met.items()))]  # fmt: skip
    assert timeline(passages).met_at(Code.C1, day(8)) == Met(Code.C1, day(8), met[Code.C1])
    again = timeline([*passages, Passage(Transition.REOPEN, day(50))])
    assert again.met == (Met(Code.I2, day(0), day(-1)),)


def test_a_waiver_counts_for_the_course_and_the_level_in_which_it_was_given() -> None:
    facts = without(
        kept(Level.CONSULTING, Stage.OPTIONS_FROZEN), themes__unthemed=3, promisees__votes=(WAIVED,)
    )
    again = without(facts, timeline__reopened=day(80))
    found = obligation(Code.C4, again, now=day(90), rules=RULES)
    assert (found.state, found.is_holding, found.due) == (S.LATE, True, day(87))
    lower = LevelChange(Level.INFORMING, day(60), by_promisees=True)
    raised = without(facts, levels=(*facts.levels, lower, LevelChange(Level.CONSULTING, day(80))))
    assert obligation(Code.C4, raised, now=day(86), rules=RULES).state is S.PENDING
    more = without(facts, levels=(*facts.levels, LevelChange(Level.INVOLVING, day(80))))
    assert obligation(Code.C4, more, now=day(90), rules=RULES).state is S.WAIVED_BY_PROMISEES


def test_taking_it_up_again_gives_time_for_what_was_let_go_and_breaks_nothing_at_once() -> None:
    asked = (AskedQuestion(day(9)),)
    waived = PromiseesVote(Purpose.WAIVE, day(25), 40, 5, 0, Code.I4)
    facts = without(kept(Level.CONSULTING, Stage.OPEN), hearing__questions=asked, promisees__votes=(waived,))
    assert obligation(Code.I4, facts, now=day(90), rules=RULES).state is S.WAIVED_BY_PROMISEES
    again = without(facts, timeline__reopened=day(90))
    assert obligation(Code.I4, again, now=day(90), rules=RULES).state is S.PENDING
    announced = PromiseesVote(Purpose.WAIVE, day(-10), 40, 5, 0, Code.V1)
    standing = without(
        kept(Level.INVOLVING, Stage.OPEN), panel__named=None, promisees__votes=(announced,), timeline__reopened=day(90)
    )  # fmt: skip
    standing = without(standing, levels=(LevelChange(Level.INVOLVING, day(-20)),), timeline__opened=None)
    assert obligation(Code.V1, standing, now=day(91), rules=RULES).state is S.WAIVED_BY_PROMISEES
