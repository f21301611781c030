"""The room: sixty phones behind one address add a line each, without an account, and read what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from initiatives import clock
from initiatives.models import Event, Initiative, Pass
from initiatives.passes import shown_code
from measurement.actions.turn_lines import code_of_room, hide_line, open_room, set_aside
from measurement.actions.turn_parts import add_factor
from measurement.actions.turns import go_to
from measurement.models import Turn, TurnLine
from tests.conftest import Browser
from tests.factories.indicators import make_indicator
from tests.factories.restrictions import make_restriction
from tests.factories.turns import make_turn
from tests.personas import People

ClientOf = Callable[..., Browser]
ONE = "/i/harbor/results/grad/turn/1/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def turn(inside_initiative: Initiative, people: People) -> Turn:
    """Give a conversation at question 4 whose room is open."""
    made = make_turn(make_indicator(by=people.backbone, slug="grad"), by=people.backbone)
    go_to(turn=made, question=4, minutes=None, by=people.backbone)
    open_room(turn=made, by=people.backbone)
    made.refresh_from_db()
    return made


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def address(turn: Turn) -> str:
    return f"/q/{shown_code(code_of_room(turn))}/"


def send(phone: Client, where: str, words: str) -> object:
    """Open the page, as a phone does, and send the form that stands on it."""
    page = phone.get(where).content.decode()
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|idempotency_key|question)" value="([^"]*)"', page))
    return phone.post(where, {**fields, "words": words})


def test_sixty_phones_behind_one_address_all_add_a_line(turn: Turn) -> None:
    where = address(turn)
    answers = [send(Client(enforce_csrf_checks=True), where, f"Line of phone {n}") for n in range(60)]
    assert {answer.status_code for answer in answers} == {302}  # type: ignore[attr-defined]
    assert TurnLine.objects.filter(turn=turn, question=4, added_by=None).count() == 60
    receipts = {answer["Location"] for answer in answers}  # type: ignore[index]
    assert len(receipts) == 60


def test_one_phone_that_sends_without_end_is_slowed_down_and_the_next_is_not(turn: Turn) -> None:
    phone, where = Client(enforce_csrf_checks=True), address(turn)
    answers = [send(phone, where, f"{n}").status_code for n in range(22)]  # type: ignore[attr-defined]
    assert answers == [302] * 20 + [429] * 2
    assert send(Client(enforce_csrf_checks=True), where, "mine").status_code == 302  # type: ignore[attr-defined]


def test_looking_changes_nothing_and_the_same_form_twice_is_one_line(turn: Turn) -> None:
    where, before = address(turn), Event.objects.count()
    phone = Client()
    assert "How are we doing" in body(phone.get(where))
    phone.head(where)
    assert (TurnLine.objects.count(), Event.objects.count()) == (0, before)
    form = {"words": "The bus is late", "question": "4", "idempotency_key": "a-key-of-the-form"}
    first, second = (phone.post(where, form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert TurnLine.objects.count() == 1


def test_a_line_belongs_to_the_question_that_stood_on_the_phone(turn: Turn, people: People) -> None:
    go_to(turn=turn, question=6, minutes=None, by=people.backbone)
    phone = Client()
    for sent in ("4", "6", "9", "x"):
        phone.post(address(turn), {"words": "late", "question": sent, "idempotency_key": f"key-{sent}-1234"})
    assert sorted(TurnLine.objects.values_list("question", flat=True)) == [4, 6, 6, 6]


def test_an_empty_line_is_asked_for_again(turn: Turn) -> None:
    answer = Client().post(address(turn), {"words": "  ", "question": "4"})
    assert answer.status_code == 422
    assert "wrong" in body(answer)


def test_a_code_may_be_typed_in_capitals_and_a_wrong_one_opens_nothing(turn: Turn) -> None:
    assert Client().get(address(turn).upper().replace("/Q/", "/q/")).status_code == 200
    wrong = Client().get("/q/aaaa-aaaa/")
    assert wrong.status_code == 404
    assert "grad" not in body(wrong)


def test_guessing_codes_is_slowed_down_and_a_room_behind_the_same_address_is_not(turn: Turn) -> None:
    guesser = Client()
    answers = {guesser.get(f"/q/aaaa{n:04d}/").status_code for n in range(305)}
    assert answers == {404, 429}
    assert Client().get(address(turn)).status_code == 200


def test_a_room_that_is_over_says_when_and_shows_the_result(turn: Turn) -> None:
    where = address(turn)
    with clock.at(clock.now() + timedelta(hours=13)):
        over = Client().get(where)
        assert over.status_code == 410
        assert "This question closed on" in body(over)
        assert turn.record.url in body(over)
        assert Client().post(where, {"words": "late", "question": "4"}).status_code == 410
    assert TurnLine.objects.count() == 0


def test_a_withheld_conversation_is_shown_to_no_phone(turn: Turn, people: People) -> None:
    make_restriction(turn.record, by=people.backbone)
    over = Client().get(address(turn))
    assert over.status_code == 410
    assert "How are we doing" not in body(over)


def test_a_receipt_tells_what_became_of_the_words(turn: Turn, people: People) -> None:
    phone, receipts = Client(), []
    for n in range(4):
        answer = send(phone, address(turn), f"Words {n}")
        receipts.append(answer["Location"])  # type: ignore[index]
    lines = list(TurnLine.objects.order_by("pk"))
    add_factor(
        turn=turn,
        kind="restricting",
        words={"en": "What the table made of it"},
        ground="lived_experience",
        line=lines[1],
        by=people.backbone,
    )
    set_aside(line=lines[2], reason={"en": "Said before"}, by=people.backbone)
    hide_line(line=lines[3], ground="names_somebody", by=people.backbone)
    pages = [body(Client().get(where)) for where in receipts]
    assert "Received: your words are with the table" in pages[0]
    assert "What the table made of it" in pages[1]
    assert "Said before" in pages[2]
    assert "It names a person or tells private things" in pages[3]
    assert "Add another line" in pages[0]


def test_whoever_holds_the_receipt_takes_the_words_back_and_nobody_else(turn: Turn) -> None:
    where = send(Client(), address(turn), "My words")["Location"]  # type: ignore[index]
    assert Client().post("/receipt/aaaa-aaaa-aaaa/").status_code == 404
    assert Client().post(where.partition("?")[0]).status_code == 302
    assert TurnLine.objects.get().words == "—"
    assert "You took your words back" in body(Client().get(where))


def test_a_code_of_a_room_is_no_receipt_and_a_receipt_is_no_room(turn: Turn) -> None:
    where = send(Client(), address(turn), "My words")["Location"].partition("?")[0]  # type: ignore[index]
    assert Client().get(where.replace("/receipt/", "/q/")).status_code == 404
    assert Client().get(address(turn).replace("/q/", "/receipt/")).status_code == 404


def test_the_wall_shows_the_question_the_code_and_what_the_room_says(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    send(Client(), address(turn), "Heard on the wall")
    page = body(client_of(people.staff).get(f"{ONE}room/"))
    assert shown_code(code_of_room(turn)) in page
    assert 'class="qrsvg"' in page
    assert "Heard on the wall" in page
    assert "Heard on the wall" in body(client_of(people.staff).get(f"{ONE}room/live/"))
    assert client_of(people.resident).get(f"{ONE}room/").status_code == 403


def test_the_clock_on_the_wall_runs_down_and_ends(client_of: ClientOf, turn: Turn, people: People) -> None:
    start = datetime(2026, 5, 4, 18, tzinfo=UTC)
    staff = client_of(people.staff)
    with clock.at(start):
        staff.post(f"{ONE}step/", {"question": "5", "minutes": "10", "room": "1"})
        assert "10:00" in body(staff.get(f"{ONE}room/"))
    with clock.at(start + timedelta(minutes=3, seconds=5)):
        assert "6:55" in body(staff.get(f"{ONE}room/live/"))
    with clock.at(start + timedelta(minutes=11)):
        assert "Time is up" in body(staff.get(f"{ONE}room/live/"))
    assert staff.post(f"{ONE}step/", {"question": "9"}).status_code == 409


def test_staff_open_and_close_the_room(client_of: ClientOf, turn: Turn, people: People) -> None:
    staff, old = client_of(people.staff), address(turn)
    staff.post(f"{ONE}room/opening/")
    assert Client().get(old).status_code == 410
    new = address(turn)
    assert Client().get(new).status_code == 200
    staff.post(f"{ONE}room/closing/")
    assert Client().get(new).status_code == 410
    assert Pass.objects.filter(purpose=Pass.Purpose.ROOM).usable(at=clock.now()).count() == 0
