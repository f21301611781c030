"""The table of who may do what: walked cell by cell. The specification's own sentences stand here a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import GROUNDS, TABLE, Answer, Cell, Deed, Role, cell, cells, may
from engagement.rules.spectrum_text import duties_of, name_of, rows_of, spectrum_text
from engagement.rules.stages import Transition, leaves_from, steps

PROFESSIONALS = frozenset({Role.PARTNER_SEAT, Role.BACKBONE, Role.FUNDER, Role.ADVISER})
RECORDED = (Deed.VOTE, Deed.MOVE_MOTION, Deed.CHAIR)
SAYING = {Deed.ASK_QUESTION, Deed.GIVE_INPUT, Deed.VOTE_AS_PROMISED, Deed.FILE_NOT_KEPT}
A, R, X, N = Answer.ALLOWED, Answer.REFUSED, Answer.REFUSED_AND_RECORDED, Answer.ABSENT


def where(level: Level | None = None, deed: object = None, answer: Answer | None = None) -> list[Cell]:
    """Return the cells of a level, a deed, an answer."""
    return [
        each
        for each in cells()
        if level in (None, each.level) and deed in (None, each.deed) and answer in (None, each.answer)
    ]


def test_every_deed_at_every_level_has_an_answer_for_every_role() -> None:
    assert set(TABLE) == set(Transition) | set(Deed)
    assert all(len(row) == len(Role) for rows in TABLE.values() for row in rows)
    assert len(cells()) == len(Level) * (len(Transition) + len(Deed)) * len(Role) == 1980
    assert len({(each.level, each.deed, each.role) for each in cells()}) == 1980


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("deed", TABLE)
def test_a_cell_says_why(level: Level, deed: Deed | Transition) -> None:
    for each in where(level, deed):
        assert each.ground.words.endswith(".")
        assert (each.answer is A) is (each.ground.letter in "yY")
        if each.answer is X:
            assert each.level is Level.EMPOWERING
            assert "recorded" in each.ground.words
        if each.role is Role.SUPERUSER:
            assert each.answer is not A
        if each.role is Role.VISITOR and each.answer is A:
            assert each.deed in SAYING | {Deed.VOTE}
        if isinstance(each.deed, Transition) and not leaves_from(each.deed, each.level):
            assert each.answer is N
        if each.deed in (Deed.VETO, Deed.EDIT_INPUT):
            assert each.answer is not A


@pytest.mark.parametrize("deed", [Deed.OVERRIDE, Deed.VETO, Deed.EDIT_OUTCOME])
@pytest.mark.parametrize("role", Role)
def test_where_the_community_decides_there_is_no_override_no_veto_and_no_edit(deed: Deed, role: Role) -> None:
    assert cell(Level.EMPOWERING, deed, role).answer is N


@pytest.mark.parametrize("deed", RECORDED)
@pytest.mark.parametrize("role", [*PROFESSIONALS, Role.SUPERUSER])
def test_a_vote_a_motion_or_a_chair_for_a_professional_is_refused_and_recorded(
    deed: Deed, role: Role
) -> None:
    assert cell(Level.EMPOWERING, deed, role).answer is X


@pytest.mark.parametrize("role", [*PROFESSIONALS, Role.SUPERUSER])
def test_staff_cannot_touch_what_the_community_decides_on(role: Role) -> None:
    for deed in (
        Deed.WRITE_OPTION,
        Transition.FREEZE_OPTIONS,
        Transition.DECIDE,
        Transition.WITHDRAW,
        Deed.CERTIFY,
        Deed.MARK_DONE,
    ):
        assert cell(Level.EMPOWERING, deed, role).answer is X


def test_where_the_community_decides_only_its_own_people_carry_the_decision() -> None:
    own = {Role.VISITOR, Role.RESIDENT, Role.COMMUNITY_SEAT, Role.TELLER}
    deciding = (*RECORDED, Deed.WRITE_OPTION, Deed.CERTIFY, Deed.MARK_DONE, Deed.DECIDE_URGENTLY, Deed.MOVE_DATE,
                Deed.LOWER_LEVEL, Transition.FREEZE_OPTIONS, Transition.DECIDE, Transition.WITHDRAW, Transition.REOPEN,
                Transition.COMPLETE)  # fmt: skip
    for deed in deciding:
        assert {each.role for each in where(Level.EMPOWERING, deed, A)} <= own, deed
        assert where(Level.EMPOWERING, deed, A), deed


def test_implementing_is_nobodys_to_start_where_the_community_decides() -> None:
    assert not where(Level.EMPOWERING, Transition.IMPLEMENT, A)


def test_two_tellers_and_nobody_else_certify_and_decide_by_it() -> None:
    for level in Level:
        assert {each.role for each in where(level, Deed.CERTIFY, A)} == {Role.TELLER}
    assert {each.role for each in where(Level.EMPOWERING, Transition.DECIDE, A)} == {Role.TELLER}


def test_advice_exists_where_partners_decide_together_or_the_community_alone() -> None:
    assert {each.role for each in where(Level.EMPOWERING, Deed.POST_ADVICE, A)} == PROFESSIONALS
    assert not where(Level.INVOLVING, Deed.POST_ADVICE, A)


def test_nothing_is_collected_at_informing() -> None:
    for deed in (
        Deed.GIVE_INPUT,
        Deed.ENTER_ASSISTED,
        Deed.ACKNOWLEDGE_INPUT,
        Deed.CLASSIFY_INPUT,
        Deed.ANSWER_THEME,
        Deed.EDIT_INPUT,
        Transition.CLOSE_INPUT,
    ):
        assert {each.answer for each in where(Level.INFORMING, deed)} == {N}


def test_an_override_exists_only_where_a_joint_group_recommends() -> None:
    assert {each.level for each in where(None, Deed.OVERRIDE, A)} == {Level.COLLABORATING}


def test_each_step_of_a_course_is_somebodys_to_take() -> None:
    for level in Level:
        for step in (*steps(level), Transition.WITHDRAW, Transition.REOPEN):
            if (level, step) != (Level.EMPOWERING, Transition.IMPLEMENT):
                assert where(level, step, A), (level, step)


def test_any_hat_that_may_is_enough() -> None:
    both = frozenset({Role.VISITOR, Role.COMMUNITY_SEAT})
    assert may(Level.COLLABORATING, Deed.VOTE, both).role is Role.COMMUNITY_SEAT
    assert may(Level.COLLABORATING, Deed.CERTIFY, both).answer is R
    assert may(Level.EMPOWERING, Deed.VOTE, frozenset({Role.TELLER, Role.RESIDENT})).answer is A


def test_who_is_resident_and_staff_is_an_adviser_where_the_community_decides() -> None:
    both = frozenset({Role.RESIDENT, Role.BACKBONE})
    assert may(Level.EMPOWERING, Deed.VOTE, both).answer is X
    assert may(Level.EMPOWERING, Deed.VOTE, both - {Role.BACKBONE}).answer is A
    assert may(Level.CONSULTING, Deed.GIVE_INPUT, both).answer is A


def test_nobody_has_no_cell() -> None:
    with pytest.raises(ValueError, match="a stranger is a visitor"):
        may(Level.CONSULTING, Deed.VOTE, frozenset())


def test_each_ground_is_used_and_named_once() -> None:
    used = {letter for rows in TABLE.values() for row in rows for letter in row}
    assert used == set(GROUNDS)
    assert len({ground.name for ground in GROUNDS.values()}) == len(GROUNDS)


def test_the_page_shows_the_rows_that_the_server_obeys() -> None:
    rows = rows_of(Level.EMPOWERING)
    assert [deed for deed, _row in rows] == [deed.value for deed in TABLE]
    assert all(
        found == cell(Level.EMPOWERING, found.deed, role)
        for _d, row in rows
        for found, role in zip(row, Role, strict=True)
    )
    assert [duty.code.value for duty in duties_of(Level.INFORMING)] == ["I1", "I2", "I3", "I4", "I5"]
    assert name_of("community_seat") == "community seat"


def test_the_written_page_is_the_one_that_the_table_makes() -> None:
    written = Path(__file__).resolve().parents[3] / "docs" / "spectrum.md"
    assert written.read_text(encoding="utf-8") == spectrum_text(), (
        "run python -m engagement.rules.spectrum_text"
    )
