"""The laws S4 to S10: evidence, input, interest, the people we promised, the board, traces, the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules import promise_board
from engagement.rules.evidence_law import SeatAnswer, evidence_missing, is_found_later, without_interested
from engagement.rules.framing_facts import MeetingNotice
from engagement.rules.input_law import Hiding, InputDeed, counted_publicly, hiding_missing, input_missing
from engagement.rules.missing import Lack, Missing
from engagement.rules.outcome_facts import DecisionEvidence
from engagement.rules.promise_facts import Claim, Code, Promisees, PromiseesVote, Purpose
from engagement.rules.promisees import VoteResult, carried, standing, unanswered_since
from engagement.rules.room_law import Stub, closed_session_missing, room_missing, stub_missing
from tests.rules.engagement.kept import RULES, day

SECOND = timedelta(seconds=1)


def kinds(missing: tuple[Missing, ...]) -> list[Lack]:
    """Return the kinds of what is missing."""
    return [each.kind for each in missing]


# S4

WHOLE = DecisionEvidence("majority@1", 4, 4, observations=1, review_on=day(300).date())


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"rule": ""}, Lack.RULE),
        ({"present": 0}, Lack.PRESENCE),
        ({"answers": 0}, Lack.PRESENCE),
        ({"observations": 0}, Lack.EVIDENCE),
        ({"observations": 0, "no_data_statement": "Nobody counts."}, Lack.EVIDENCE),
        ({"observations": 0, "agenda_item": True}, Lack.EVIDENCE),
        ({"dissenters": 2, "dissents": 1}, Lack.DISSENT),
        ({"review_on": None}, Lack.REVIEW_DATE),
        ({"review_on": day(40).date()}, Lack.REVIEW_DATE),
    ],
)
def test_a_decision_carries_its_evidence(changes: dict[str, object], lack: Lack) -> None:
    found = evidence_missing(replace(WHOLE, **changes), today=day(40).date())  # type: ignore[arg-type]
    assert kinds(found) == [lack]


def test_a_decision_with_figures_or_the_word_that_there_are_none_is_whole() -> None:
    bare = replace(
        WHOLE, observations=0, no_data_statement="Nobody counts.", agenda_item=True, review_on=day(41).date()
    )
    assert evidence_missing(WHOLE, today=day(40).date()) == evidence_missing(bare, today=day(40).date()) == ()


# S5


@pytest.mark.parametrize("deed", InputDeed)
@pytest.mark.parametrize("is_author", [True, False])
def test_nobody_changes_what_people_said(deed: InputDeed, is_author: bool) -> None:
    refused = deed in (InputDeed.EDIT, InputDeed.DELETE) or (deed is InputDeed.WITHDRAW and not is_author)
    assert kinds(input_missing(deed, is_author=is_author)) == [Lack.APPEND_ONLY] * refused


def test_hiding_has_a_ground_a_notice_and_another_person_for_the_appeal() -> None:
    whole = Hiding("personal_data", "p1", day(3))
    assert hiding_missing(whole) == hiding_missing(replace(whole, appeal_heard_by="p2")) == ()
    assert kinds(hiding_missing(replace(whole, ground=""))) == [Lack.GROUND]
    assert kinds(hiding_missing(replace(whole, author_told=None))) == [Lack.AUTHOR_NOT_TOLD]
    assert hiding_missing(replace(whole, author_told=None, author_reachable=False)) == ()
    assert kinds(hiding_missing(replace(whole, appeal_heard_by="p1"))) == [Lack.SECOND_PERSON]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_withdrawn_or_hidden_stays_in_the_count(shown: int, withdrawn: int, hidden: int) -> None:
    assert counted_publicly(shown + withdrawn + hidden, withdrawn, hidden) == (shown, withdrawn, hidden)


@pytest.mark.parametrize("counts", [(2, 2, 1), (2, -1, 1), (2, 1, -1)])
def test_a_count_that_loses_an_input_is_not_printed(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="than there are"):
        counted_publicly(*counts)


# S6


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_who_stepped_aside_is_neither_above_nor_below_the_line(seats: list[tuple[bool, bool]]) -> None:
    answers = [
        SeatAnswer(f"s{n}", is_for, "owns the bus" if out else "", day(1))
        for n, (is_for, out) in enumerate(seats)
    ]
    found = without_interested(answers, decided=day(2))
    assert (found.agreed, found.base) == (sum(f and not o for f, o in seats), sum(not o for _f, o in seats))
    assert found.stepped_aside == tuple(f"s{n}" for n, (_f, out) in enumerate(seats) if out)
    assert not found.is_flagged


def test_an_interest_that_comes_out_later_flags_the_decision_and_leaves_the_count() -> None:
    found = without_interested([SeatAnswer("s1", True, "owns the bus", day(3))], decided=day(2))
    assert (found.agreed, found.base, found.stepped_aside, found.is_flagged) == (1, 1, (), True)
    assert not is_found_later(day(2), day(2))
    assert not is_found_later(None, day(2))
    assert not is_found_later(day(2), None)


# S7

VOTE = PromiseesVote(Purpose.REOPEN, day(0), 40, 3, 2)


@pytest.mark.parametrize(
    ("reachable", "yes", "no", "result", "enough"),
    [
        (40, 3, 2, VoteResult.CARRIED, 5),
        (40, 3, 1, VoteResult.TOO_FEW, 5),
        (40, 3, 3, VoteResult.NOT_CARRIED, 5),
        (40, 2, 3, VoteResult.NOT_CARRIED, 5),
        (50, 5, 0, VoteResult.CARRIED, 5),
        (51, 5, 0, VoteResult.TOO_FEW, 6),
        (51, 6, 0, VoteResult.CARRIED, 6),
        (0, 0, 0, VoteResult.TOO_FEW, 5),
    ],
)
def test_a_majority_of_enough_voters_carries(
    reachable: int, yes: int, no: int, result: VoteResult, enough: int
) -> None:
    found = standing(replace(VOTE, reachable=reachable, yes=yes, no=no), now=day(7), rules=RULES)
    assert (found.result, found.needed_to_count, found.cast, found.reachable) == (
        result,
        enough,
        yes + no,
        reachable,
    )


def test_a_vote_is_open_for_its_days_and_never_ends_early() -> None:
    assert standing(VOTE, now=day(7) - SECOND, rules=RULES).result is VoteResult.OPEN
    assert standing(VOTE, now=day(7), rules=RULES).closes == day(7)


@given(st.integers(0, 300), st.integers(0, 60), st.integers(0, 60))
def test_what_is_carried_had_its_majority_and_its_turnout(reachable: int, yes: int, no: int) -> None:
    found = standing(replace(VOTE, reachable=reachable, yes=yes, no=no), now=day(9), rules=RULES)
    has_it = yes > no and yes + no >= 5 and (yes + no) * 10 >= reachable
    assert (found.result is VoteResult.CARRIED) is has_it
    assert (yes >= found.needed_yes) is (yes > no)
    assert found.yes == yes


def test_a_vote_counts_for_its_own_purpose_and_obligation_only() -> None:
    asked = Promisees(
        (VOTE, replace(VOTE, opened=day(3)), replace(VOTE, purpose=Purpose.WAIVE, code=Code.C4))
    )
    assert carried(asked, Purpose.REOPEN, now=day(20), rules=RULES) == day(10)
    assert carried(asked, Purpose.LOWER_LEVEL, now=day(20), rules=RULES) is None
    assert carried(asked, Purpose.WAIVE, now=day(20), rules=RULES) is None
    assert carried(asked, Purpose.WAIVE, now=day(20), rules=RULES, code=Code.C4) == day(7)


def test_the_first_claim_that_ran_out_counts() -> None:
    claims = (
        Claim(Code.C5, day(9)),
        Claim(Code.C5, day(3)),
        Claim(Code.C5, day(1), day(2)),
        Claim(Code.C4, day(0)),
    )
    assert unanswered_since(claims, Code.C5, now=day(99), rules=RULES) == day(13)
    assert unanswered_since(claims, Code.C6, now=day(99), rules=RULES) is None


# S8


def test_no_reader_and_no_setting_changes_the_board() -> None:
    for count in (promise_board.by_level, promise_board.by_body, promise_board.board_line):
        assert list(signature(count).parameters) == ["promised"]
    assert list(signature(promise_board.by_quarter).parameters) == ["promised", "zone"]


# S9


@pytest.mark.parametrize("field", ["kind", "ground", "until", "decided_by", "review_address"])
def test_what_is_hidden_leaves_a_whole_line_for_everybody(field: str) -> None:
    whole = Stub("minutes", "mediation", day(90), "The council", "/review/3/")
    assert stub_missing(whole) == ()
    missing = stub_missing(replace(whole, **{field: None if field == "until" else ""}))  # type: ignore[arg-type]
    assert kinds(missing) == [Lack.PUBLIC_STUB]


# S10

ROOM = MeetingNotice(day(0), day(7), is_published_item=True)


def room_lacks(room: MeetingNotice, at: datetime | None = None) -> list[Lack]:
    """Return what a room lacks, on day 7 unless said."""
    return kinds(room_missing(room, now=at or day(7), rules=RULES))


def test_it_is_decided_in_a_room_that_everybody_saw_coming() -> None:
    assert room_lacks(ROOM) == []
    assert room_lacks(replace(ROOM, noticed=None)) == [Lack.ROUND]
    assert room_lacks(replace(ROOM, is_published_item=False)) == [Lack.ROUND]
    assert room_lacks(replace(ROOM, noticed=day(0) + SECOND)) == [Lack.ROOM_NOTICE]
    assert room_lacks(ROOM, day(7) - SECOND) == [Lack.TOO_EARLY]
    assert room_lacks(replace(ROOM, starts=None)) == []
    assert room_lacks(replace(ROOM, starts=None), day(7) - SECOND) == [Lack.ROOM_NOTICE]


def test_a_closed_session_has_a_ground_an_open_vote_and_a_public_line() -> None:
    closed = replace(ROOM, is_closed=True)
    assert kinds(closed_session_missing(ROOM)) == []
    assert room_lacks(closed) == [Lack.GROUND, Lack.CLOSED_SESSION, Lack.PUBLIC_STUB]
    whole = replace(closed, closing_ground="safety", open_vote_to_close=day(7), public_stub=day(7))
    assert room_lacks(whole) == []
