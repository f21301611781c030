"""The laws S1 and S2: the level comes first, and clocks only lengthen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.clock_law import (
    EmergencyState,
    closing_missing,
    days_until,
    deciding_missing,
    emergency_lapses,
    emergency_missing,
    emergency_state,
    move_missing,
    opening_missing,
    timetable_missing,
)
from engagement.rules.framing_facts import Emergency, LevelChange, Timetable
from engagement.rules.level_law import alternative_missing, is_to_be_handed_over, level_change_missing
from engagement.rules.missing import Lack, Missing
from engagement.rules.promise_facts import PromiseesVote, Purpose
from engagement.rules.spectrum import Level
from engagement.rules.stages import COURSE, Stage, Timeline
from tests.rules.engagement.kept import PLAN, RULES, day, kept, without

SECOND = timedelta(seconds=1)


def kinds(missing: tuple[Missing, ...]) -> list[Lack]:
    """Return the kinds of what is missing."""
    return [each.kind for each in missing]


# S1


@pytest.mark.parametrize("stage", Stage)
def test_options_are_written_after_the_level_is_declared_and_before_they_are_final(stage: Stage) -> None:
    facts = without(kept(Level.CONSULTING), timeline=Timeline(stage=stage))
    expected = {
        Stage.DRAFT: [Lack.LEVEL_FIRST],
        Stage.ANNOUNCED: [],
        Stage.OPEN: [],
        Stage.CLOSED_TO_INPUT: [],
        Stage.REOPENED: [],
    }.get(stage, [Lack.NOT_ON_THE_WAY])
    assert kinds(alternative_missing(facts)) == expected


def change(
    facts_stage: Stage, level: Level, to: Level, *, reason: str = "", at: int = 60, **changes: object
) -> list[Lack]:
    """Return what a change of level lacks."""
    facts = without(kept(level, facts_stage), **changes)
    return kinds(level_change_missing(facts, to, reason=reason, now=day(at), rules=RULES))


@given(
    level=st.sampled_from(Level),
    to=st.sampled_from(Level),
    stage=st.sampled_from([Stage.DRAFT, Stage.ANNOUNCED, Stage.OPEN]),
)
def test_raising_is_always_allowed_before_the_decision(level: Level, to: Level, stage: Stage) -> None:
    if to > level:
        assert change(stage, level, to) == []


def test_after_the_decision_a_level_is_changed_by_reopening_only() -> None:
    assert change(Stage.DECIDED, Level.CONSULTING, Level.INVOLVING) == [Lack.LEVEL_AFTER_DECISION]
    assert change(Stage.OPEN, Level.CONSULTING, Level.CONSULTING) == [Lack.ALREADY]


LOWERING = PromiseesVote(Purpose.LOWER_LEVEL, day(20), 40, 5, 2, to_level=Level.INFORMING)


def test_lowering_after_opening_wants_a_reason_and_the_vote_of_those_it_was_promised_to() -> None:
    low = Level.INFORMING
    assert change(Stage.DRAFT, Level.CONSULTING, low) == []
    assert change(Stage.ANNOUNCED, Level.CONSULTING, low) == [Lack.REASON]
    assert change(Stage.ANNOUNCED, Level.CONSULTING, low, reason="No money.") == []
    assert change(Stage.OPEN, Level.CONSULTING, low, reason=" ") == [Lack.REASON, Lack.PROMISEES_VOTE]
    voted = {"promisees__votes": (LOWERING,)}
    assert change(Stage.OPEN, Level.CONSULTING, low, reason="No money.", at=27, **voted) == []
    assert change(Stage.OPEN, Level.CONSULTING, low, reason="No money.", at=26, **voted) == [
        Lack.PROMISEES_VOTE
    ]
    again = (LevelChange(Level.INVOLVING, day(-1)), LevelChange(Level.CONSULTING, day(27), by_promisees=True))
    assert change(Stage.OPEN, Level.CONSULTING, low, reason="x", **voted, levels=again) == [
        Lack.PROMISEES_VOTE
    ]


def test_a_vote_lowers_to_the_level_that_was_asked_and_to_no_other() -> None:
    voted = {"promisees__votes": (replace(LOWERING, to_level=Level.CONSULTING),)}
    asked, reason = (Stage.OPEN, Level.INVOLVING), "No money."
    assert change(*asked, Level.CONSULTING, reason=reason, at=27, **voted) == []
    assert change(*asked, Level.INFORMING, reason=reason, at=27, **voted) == [Lack.PROMISEES_VOTE]


def test_reopening_does_not_make_lowering_easier() -> None:
    reopened = Timeline(announced=day(0), reopened=day(50), stage=Stage.REOPENED)
    assert change(Stage.OPEN, Level.CONSULTING, Level.INFORMING, reason="x", timeline=reopened) == [
        Lack.PROMISEES_VOTE
    ]


# S2


def plan_lacks(plan: Timetable, level: Level = Level.CONSULTING) -> list[Lack]:
    """Return what a timetable lacks on day 0."""
    return kinds(
        timetable_missing(without(kept(level, Stage.DRAFT), timetable=plan), now=day(0), rules=RULES)
    )


def test_a_timetable_gives_notice_and_time_to_speak() -> None:
    assert plan_lacks(Timetable(day(7), day(21), day(21))) == []
    assert plan_lacks(Timetable(day(7) - SECOND, day(21), day(21))) == [Lack.NOTICE]
    assert plan_lacks(Timetable(day(7), day(21) - SECOND, day(21))) == [Lack.WINDOW]
    assert plan_lacks(Timetable(day(7), day(21), day(21) - SECOND)) == [Lack.TIMETABLE]
    assert plan_lacks(Timetable(day(7), None, day(21))) == [Lack.TIMETABLE]
    assert plan_lacks(Timetable(None, day(7), day(21))) == [Lack.TIMETABLE]
    assert plan_lacks(Timetable(day(7), day(21), None)) == [Lack.TIMETABLE]
    assert plan_lacks(Timetable(day(7), None, day(7)), Level.INFORMING) == []
    assert plan_lacks(Timetable(day(7), None, day(6)), Level.INFORMING) == [Lack.TIMETABLE]


def test_it_opens_after_its_notice_and_on_the_day_told() -> None:
    early = without(kept(Level.CONSULTING, Stage.ANNOUNCED), timetable__opens=day(7))
    assert kinds(opening_missing(early, now=day(7) - SECOND, rules=RULES)) == [Lack.NOTICE]
    assert kinds(opening_missing(early, now=day(7), rules=RULES)) == []
    later = kept(Level.CONSULTING, Stage.ANNOUNCED)
    assert kinds(opening_missing(later, now=day(8) - SECOND, rules=RULES)) == [Lack.TOO_EARLY]
    assert kinds(opening_missing(later, now=day(8), rules=RULES)) == []
    assert opening_missing(kept(Level.CONSULTING, Stage.DRAFT), now=day(0), rules=RULES) == ()
    again = without(later, timeline=Timeline(announced=day(0), reopened=day(60), stage=Stage.REOPENED))
    assert kinds(opening_missing(again, now=day(67) - SECOND, rules=RULES)) == [Lack.NOTICE]
    assert kinds(opening_missing(again, now=day(67), rules=RULES)) == []


def test_it_closes_after_its_window_and_on_the_day_told() -> None:
    facts = without(kept(Level.CONSULTING, Stage.OPEN), timetable__closes=day(22))
    assert kinds(closing_missing(facts, now=day(22) - SECOND, rules=RULES)) == [Lack.WINDOW]
    assert kinds(closing_missing(facts, now=day(22), rules=RULES)) == []
    late = kept(Level.CONSULTING, Stage.OPEN)
    assert kinds(closing_missing(late, now=day(30) - SECOND, rules=RULES)) == [Lack.TOO_EARLY]
    assert kinds(closing_missing(late, now=day(30), rules=RULES)) == []
    assert closing_missing(kept(Level.CONSULTING, Stage.ANNOUNCED), now=day(3), rules=RULES) == ()


def test_it_is_not_decided_before_the_day_told() -> None:
    facts = kept(Level.CONSULTING, Stage.OPTIONS_FROZEN)
    assert kinds(deciding_missing(facts, now=day(40) - SECOND)) == [Lack.TOO_EARLY]
    assert kinds(deciding_missing(facts, now=day(40))) == []
    assert "1 day away" in str(deciding_missing(facts, now=day(39))[0].sentence)


MOVES = st.none() | st.integers(-30, 30)


@given(opens=MOVES, closes=MOVES, decides=MOVES)
def test_a_date_moves_later_and_never_earlier(
    opens: int | None, closes: int | None, decides: int | None
) -> None:
    def moved(old: datetime | None, by: int | None) -> datetime | None:
        return None if by is None or old is None else old + timedelta(days=by)

    to = Timetable(moved(PLAN.opens, opens), moved(PLAN.closes, closes), moved(PLAN.decides, decides))
    found = kinds(move_missing(kept(Level.CONSULTING, Stage.OPEN), to))
    assert found == [Lack.EARLIER_DATE] * sum(by is None or by < 0 for by in (opens, closes, decides))
    assert move_missing(kept(Level.CONSULTING, Stage.DRAFT), to) == ()


def test_a_date_that_was_open_may_be_set() -> None:
    facts = without(kept(Level.INFORMING, Stage.ANNOUNCED), timetable=Timetable(day(8), None, day(40)))
    assert move_missing(facts, PLAN) == ()


def urgent(
    stage: Stage = Stage.OPEN,
    ground: str = "The bridge is closed.",
    what: str = "The ferry runs.",
    **changes: object,
) -> list[Lack]:
    """Return what an urgent decision lacks."""
    facts = without(kept(Level.CONSULTING, stage), **changes)
    return kinds(emergency_missing(facts, what=what, ground=ground, now=day(25), rules=RULES))


def test_an_urgent_decision_has_a_ground_a_page_and_no_second_one() -> None:
    assert urgent() == []
    assert urgent(ground=" ") == [Lack.GROUND]
    assert urgent(what=" ") == [Lack.REASON]
    assert urgent(Stage.DRAFT) == [Lack.NOT_ON_THE_WAY]
    assert urgent(Stage.DECIDED) == [Lack.NOT_ON_THE_WAY]
    assert urgent(emergency=Emergency("x", day(10))) == [Lack.ALREADY]
    assert urgent(explanation__problem="", wording__grade=None) == [Lack.OBLIGATION] * 2


def test_an_urgent_decision_lapses_unless_it_is_ratified_in_time() -> None:
    quick = Emergency("The bridge is closed.", day(10))
    end = day(24)
    assert emergency_lapses(quick, RULES) == end
    assert emergency_state(quick, now=end - SECOND, rules=RULES) is EmergencyState.IN_FORCE
    assert emergency_state(quick, now=end, rules=RULES) is EmergencyState.LAPSED
    for ratified, state in ((end, EmergencyState.RATIFIED), (end + SECOND, EmergencyState.LAPSED)):
        found = emergency_state(replace(quick, ratified=ratified), now=day(99), rules=RULES)
        assert found is state
    assert (
        emergency_state(replace(quick, ratified=day(20)), now=day(15), rules=RULES) is EmergencyState.IN_FORCE
    )


def test_a_day_that_has_begun_counts_as_a_day() -> None:
    assert (days_until(day(2), day(1)), days_until(day(2) + SECOND, day(1)), days_until(day(1), day(1))) == (
        1,
        2,
        0,
    )


@pytest.mark.parametrize("stage", [*COURSE, Stage.REOPENED, Stage.WITHDRAWN])
def test_nothing_is_handed_over_once_it_is_decided(stage: Stage) -> None:
    is_before = stage in COURSE[: COURSE.index(Stage.DECIDED)] or stage is Stage.REOPENED
    assert is_to_be_handed_over(Level.EMPOWERING, stage) is is_before
    assert not is_to_be_handed_over(Level.COLLABORATING, stage)
