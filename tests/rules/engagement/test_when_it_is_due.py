"""When each obligation is due, and the words in which it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from engagement.rules.duties import DUTIES, level_of, share_in_words
from engagement.rules.hearing_facts import AskedQuestion, Received, Telling
from engagement.rules.machine import missing_for
from engagement.rules.obligation import ObligationState
from engagement.rules.obligations import obligation
from engagement.rules.outcome_facts import (
    Commitment,
    OwnerAnswer,
)
from engagement.rules.parameters import rules_of
from engagement.rules.people_facts import (
    Release,
)
from engagement.rules.promise_facts import Code
from engagement.rules.spectrum import Level
from engagement.rules.stages import Stage, Transition
from tests.rules.engagement.kept import DAYS, PLAN, RULES, START, day, kept, until, without
from tests.rules.engagement.reading import COMMITTED, MOMENT, ON_TIME, OVERRIDE, SECOND, seen

PROGRESS = timedelta(days=91)
DUE: list[tuple[Code, str, dict[str, object], datetime | None]] = [
    (Code.I1, "the decision", {}, day(40)),
    (Code.I2, "the announcement", {"stage": Stage.ANNOUNCED}, day(0)),
    (Code.I3, "three working days: Saturday the 11th counts for nothing", {"telling": Telling()},
     datetime(2026, 4, 16, tzinfo=UTC)),
    (Code.I4, "ten working days", {"hearing__questions": (AskedQuestion(day(4)),)}, datetime(2026, 3, 21, tzinfo=UTC)),
    (Code.I5, "the announcement", {}, day(0)),
    (Code.C1, "the opening", {}, day(8)),
    (Code.C2, "five working days", {"hearing__received": (Received(day(9), day(9)),)}, datetime(2026, 3, 19, tzinfo=UTC)),
    (Code.C2, "a receipt at once", {"hearing__received": (Received(day(9), None, day(9)),)}, day(9) + MOMENT),
    (Code.C3, "the decision", {}, day(40)),
    (Code.C4, "the decision", {}, day(40)),
    (Code.C5, "thirty days", {"stage": Stage.DECIDED}, day(70)),
    (Code.C6, "fourteen days after the answers", {}, day(64)),
    (Code.C7, "the decision", {}, day(40)),
    (Code.V1, "the announcement", {"stage": Stage.ANNOUNCED}, day(0)),
    (Code.V2, "the decision", {}, day(40)),
    (Code.V3, "the decision", {}, day(40)),
    (Code.V4, "the decision", {}, day(40)),
    (Code.V5, "the decision", {}, day(40)),
    (Code.V6, "the last session", {}, day(26)),
    (Code.L1, "the announcement", {"stage": Stage.ANNOUNCED}, day(0)),
    (Code.L2, "the decision", {}, day(40)),
    (Code.L3, "the decision", {}, day(40)),
    (Code.L4, "thirty days after the recommendation", {}, day(66)),
    (Code.L5, "a quarter after the beginning", {"outcome__monitoring__reports": ()}, day(52) + PROGRESS),
    (Code.L5, "a quarter after the last report", {}, day(80) + PROGRESS),
    (Code.L6, "the moment in which staff had it", {}, day(25) + MOMENT),
    (Code.E1, "the announcement", {"stage": Stage.ANNOUNCED}, day(0)),
    (Code.E2, "the opening", {}, day(8)),
    (Code.E3, "the decision", {}, day(40)),
    (Code.E4, "commitments at once", {}, day(40) + MOMENT),
    (Code.E5, "back at once", {}, day(45) + MOMENT),
    (Code.E6, "the day of the commitment is over", {"outcome__commitments": (replace(COMMITTED, progress=()),)}, datetime(2026, 6, 26, tzinfo=UTC)),
    (Code.E6, "a quarter after the last report", {"outcome__commitments": (
        Commitment("c", day(40), date(2027, 6, 1), progress=(day(80), day(60))),)}, day(80) + PROGRESS),
    (Code.E7, "thirty days after its day", {"outcome__commitments": (Commitment("c", day(40), date(2026, 5, 1)),)},
     datetime(2026, 6, 1, tzinfo=UTC)),
    (Code.I3, "nothing is decided", {"stage": Stage.OPEN, "telling": Telling()}, None),
    (Code.C5, "nothing is decided", {"stage": Stage.OPEN}, None),
    (Code.C6, "nothing is answered", {"stage": Stage.DECIDED}, None),
    (Code.L5, "nothing is done yet", {"stage": Stage.DECIDED}, None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "changes", "due"), DUE, ids=[f"{row[0]} {row[1]}" for row in DUE])
def test_it_is_due_when_the_promise_says(
    code: Code, name: str, changes: dict[str, object], due: datetime | None
) -> None:
    assert seen(code, **changes).due == due, name  # type: ignore[arg-type]


def test_what_we_heard_must_stand_for_its_days() -> None:
    facts = without(kept(Level.CONSULTING, Stage.OPTIONS_FROZEN), hearing__heard=day(36))
    assert not obligation(Code.C3, facts, now=day(41) - SECOND, rules=RULES).is_met
    assert "1 day left" in str(obligation(Code.C3, facts, now=day(41) - SECOND, rules=RULES).done)
    assert obligation(Code.C3, facts, now=day(41), rules=RULES).is_met


def test_a_standstill_holds_an_override_until_its_end() -> None:
    owner = OwnerAnswer(override=OVERRIDE)
    assert not seen(Code.L4, at=day(43) - SECOND, outcome__owner=owner).is_met
    assert seen(Code.L4, at=day(43), outcome__owner=owner).is_met


def test_silence_of_the_joint_group_counts_from_the_asking() -> None:
    silent = OwnerAnswer(override=replace(OVERRIDE, reply_published=None, reply_asked=day(38)))
    assert not seen(Code.L4, at=day(45) - SECOND, outcome__owner=silent).is_met
    assert seen(Code.L4, at=day(45), outcome__owner=silent).is_met


def test_telling_staff_first_is_telling_late() -> None:
    early = Telling(day(41), day(41), day(41) - MOMENT - SECOND, day(41))
    assert seen(Code.I3, telling=early).state is ObligationState.KEPT_LATE
    assert seen(Code.I3, telling=replace(early, staff=day(41) - MOMENT)).state is ObligationState.KEPT


def test_minutes_that_reach_seats_later_than_staff_are_late() -> None:
    later = (Release(day(25), day(25) + MOMENT + SECOND),)
    assert seen(Code.L6, body__releases=later).state is ObligationState.KEPT_LATE
    assert seen(Code.L6, body__releases=(Release(day(25), day(25) + MOMENT),)).state is ObligationState.KEPT


def test_what_happens_after_the_end_is_no_part_of_the_promise() -> None:
    asked = (AskedQuestion(day(110), day(118)), AskedQuestion(day(120) + SECOND))
    found = seen(Code.I4, stage=Stage.COMPLETED, hearing__questions=asked)
    assert found.state is ObligationState.KEPT
    assert str(found.done) == "1 of 1 question answered."


def test_commitments_that_did_not_follow_hold_completing() -> None:
    facts = without(kept(Level.EMPOWERING, Stage.REPORTED_BACK), outcome__commitments=())
    found = missing_for(Transition.COMPLETE, facts, now=day(45), rules=RULES)
    assert Code.E4 in {each.code for each in found}


def test_words_carry_the_numbers_of_the_bylaws() -> None:
    rules = rules_of({"outcome_working_days": Decimal(5), "override_share": Decimal("0.75")})
    assert "within 5 working days" in str(DUTIES[Code.I3].in_words(rules))
    assert "three quarters of a recorded vote" in str(DUTIES[Code.L4].in_words(rules))


@pytest.mark.parametrize("code", Code)
def test_every_obligation_says_what_is_owed_and_how_far_it_is(code: Code) -> None:
    found = seen(code)
    assert found.code is code
    assert found.level is level_of(code)
    assert found.gate is DUTIES[code].gate
    for said in (str(found.owed), str(found.done)):
        assert said.endswith(".")
        assert "{" not in said


def test_shares_are_said_as_people_say_them() -> None:
    assert share_in_words(Fraction(2, 3)) == "two thirds"
    assert share_in_words(Fraction(2, 5)) == "40%"


def test_a_text_above_the_grade_carries_a_warning() -> None:
    assert "above 8: hard to read" in str(seen(Code.I2, wording__grade=Decimal("8.1")).done)
    assert "above" not in str(seen(Code.I2, wording__grade=Decimal(8)).done)


def test_the_cast_is_what_the_tests_say_of_it() -> None:
    assert kept(Level.CONSULTING).timetable is PLAN
    assert until(Stage.DECIDED, Level.CONSULTING).decided == day(DAYS[Transition.DECIDE]) == ON_TIME
    assert START.weekday() == 0


def test_words_say_how_long_it_still_stands_and_in_what_order_things_came() -> None:
    assert str(seen(Code.C3, at=day(31)).done) == "Published; 5 days left."
    assert str(seen(Code.C3, at=day(36)).done) == "Published; 0 days left."
    assert "written before it" not in str(seen(Code.V1).done)
    assert "written before it" not in str(seen(Code.V1, panel__named=None).done)
    assert "written before it" in str(seen(Code.V1, panel__named=day(20)).done)


def test_what_is_done_at_the_very_moment_counts() -> None:
    at_once = Telling(day(40), day(40), day(40), day(40))
    assert seen(Code.I3, telling=at_once).is_met
    assert not seen(Code.I3, telling=replace(at_once, staff=day(40) - SECOND)).is_met
    assert seen(Code.L5, outcome__monitoring__reports=(day(52),)).is_met
