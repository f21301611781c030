"""Lines of the room: one receipt each, once, whatever the network does; and what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.models import Event, Initiative, Pass
from initiatives.passes import find_pass, hashed, shown_code, typed_code
from initiatives.rules.refusals import RuleBroken
from measurement.actions.turn_lines import (
    add_line,
    add_line_in_room,
    close_room,
    code_of_room,
    hide_line,
    open_room,
    set_aside,
    take_back,
)
from measurement.actions.turn_parts import add_factor, add_idea
from measurement.models import Turn, TurnLine
from tests.factories.indicators import make_indicator
from tests.factories.turns import make_turn
from tests.personas import People


@pytest.fixture
def turn(inside_initiative: Initiative, people: People) -> Turn:
    """Give a conversation that is open."""
    return make_turn(make_indicator(by=people.backbone, slug="grad"), by=people.backbone)


def room_of(turn: Turn) -> Pass:
    found = find_pass(code_of_room(turn), Pass.Purpose.ROOM)
    assert found is not None
    return found


def test_a_room_has_one_code_that_is_stored_as_a_hash_only(turn: Turn, people: People) -> None:
    assert code_of_room(turn) == ""
    first = open_room(turn=turn, by=people.backbone)
    assert code_of_room(turn) == first
    second = open_room(turn=turn, by=people.backbone)
    assert code_of_room(turn) == second != first
    assert find_pass(first, Pass.Purpose.ROOM) is None
    assert not Pass.objects.filter(hash=second).exists()
    close_room(turn=turn, by=people.backbone)
    assert code_of_room(turn) == ""


def test_a_code_ends_by_itself_after_twelve_hours(turn: Turn, people: People) -> None:
    with clock.at(datetime(2026, 5, 4, 12, tzinfo=UTC)):
        code = open_room(turn=turn, by=people.backbone)
    with clock.at(datetime(2026, 5, 5, 0, 1, tzinfo=UTC)):
        assert find_pass(code, Pass.Purpose.ROOM) is None
        assert code_of_room(turn) == ""


def test_a_code_is_the_same_however_it_is_typed() -> None:
    assert shown_code("abcdefgh") == "abcd-efgh"
    assert {typed_code(way) for way in ("abcd-efgh", "ABCD EFGH", "abcdefgh ")} == {"abcdefgh"}


def test_the_same_form_sent_twice_is_one_line_with_one_receipt(turn: Turn, people: People) -> None:
    open_room(turn=turn, by=people.backbone)
    said = {"room": room_of(turn), "turn": turn, "question": 4, "words": "The bus is late"}
    codes = [add_line_in_room(**said, sent_as=key) for key in ("once-1234", "once-1234", "twice-1234")]  # type: ignore[arg-type]
    assert codes[0] == codes[1] != codes[2]
    assert TurnLine.objects.count() == 2
    line = TurnLine.objects.earliest("pk")
    assert line.receipt is not None
    assert line.receipt.hash == hashed(codes[0])
    assert line.added_by is None
    assert line.receipt.expires_at > clock.now() + timedelta(days=700)


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
def test_a_line_says_something_and_not_too_much(turn: Turn, people: People, words: str) -> None:
    with pytest.raises(RuleBroken):
        add_line(turn=turn, question=1, words=words, by=people.resident)


def test_a_line_is_answered_once(turn: Turn, people: People) -> None:
    line = add_line(turn=turn, question=4, words="The bus is late", by=people.resident)
    with pytest.raises(RuleBroken) as refusal:
        set_aside(line=line, reason={}, by=people.backbone)
    assert refusal.value.field == "reason"
    set_aside(line=line, reason={"en": "Said before"}, by=people.backbone)
    with pytest.raises(RuleBroken):
        add_idea(turn=turn, words={"en": "Bus"}, evidence="hunch", cost="none", line=line, by=people.backbone)
    assert not turn.ideas.exists()


def test_a_hidden_line_has_a_ground_and_its_hiding_is_public(turn: Turn, people: People) -> None:
    line = add_line(turn=turn, question=4, words="Mr X is a thief", by=people.resident)
    hide_line(line=line, ground="names_somebody", by=people.backbone)
    hide_line(line=line, ground="advertising", by=people.backbone)
    line.refresh_from_db()
    assert (line.hidden_ground, line.hidden_by) == ("names_somebody", people.backbone)
    assert Event.objects.filter(kind="turn.line_hidden").count() == 1


def test_whoever_holds_the_receipt_takes_their_words_back(turn: Turn, people: People) -> None:
    line = add_line(turn=turn, question=4, words="My own words", by=None)
    take_back(line=line)
    line.refresh_from_db()
    assert line.words == "—"


def test_erasing_somebody_erases_their_lines_and_what_was_taken_from_them_word_for_word(
    turn: Turn, people: People
) -> None:
    lines = [add_line(turn=turn, question=4, words=f"My own words {n}", by=people.resident) for n in (1, 2)]
    ground = {"kind": "restricting", "ground": "lived_experience", "by": people.backbone, "turn": turn}
    same = add_factor(words={"en": "My own words 1"}, line=lines[0], **ground)  # type: ignore[arg-type]
    other = add_factor(words={"en": "What the table made of it"}, line=lines[1], **ground)  # type: ignore[arg-type]
    erase_person(person=people.resident, why="asked for it", by=None)
    assert set(TurnLine.objects.values_list("words", flat=True)) == {"—"}
    same.refresh_from_db()
    other.refresh_from_db()
    assert same.words == {"en": "—"}
    assert other.words == {"en": "What the table made of it"}
