"""Decisions: what is before the table, what came of it, and the five levels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.rules.spectrum import SPECTRUM
from initiatives import clock
from initiatives.actions.agenda import answer, close_round
from initiatives.actions.restrictions import restrict
from initiatives.models import Initiative, Person, RoleGroup, RoundSeat
from tests.conftest import Browser
from tests.factories.agenda import make_proposed, make_ratified, room_of, seat_of
from tests.factories.plan import make_ratified_assessment

PAGE = "/i/harbor/decisions/"
Opens = Callable[[Person | None], Browser]


def _read(browser: Browser, address: str = PAGE) -> str:
    answered = browser.get(address)
    assert answered.status_code == 200
    return " ".join(answered.content.decode().split())


def test_before_the_first_question_the_page_says_what_will_stand_here(
    initiative: Initiative, client_of: Opens
) -> None:
    page = _read(client_of(None))
    assert "Nothing is being decided right now" in page
    assert "No decisions yet" in page


def test_what_is_open_stands_before_what_was_decided(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    make_ratified(backbone)
    agenda = make_proposed(backbone)
    assert "The next question has been noticed" in _read(client_of(None))
    with clock.at(room_of(agenda).opens_at):
        page = _read(client_of(None))
        only_open = _read(client_of(None), f"{PAGE}?open=1")
    assert "One question is open now" in page
    assert page.index("Shall version 2") < page.index("Shall version 1")
    assert "Shall version 1" not in only_open


def test_what_the_table_made_of_an_assessment_is_told_as_it_was(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    text = make_ratified_assessment(backbone)
    seats = RoundSeat.objects.filter(round=text.round_id).count()
    page = _read(client_of(None))
    assert seats > 1
    assert f"Of {seats} seats {seats} ratified, 0 stood aside, 0 dissented." in page
    assert "Not ratified" not in page


def test_the_list_costs_the_same_however_long_it_is(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    make_ratified(backbone)
    with CaptureQueriesContext(connection) as few:
        _read(client_of(None))
    make_ratified(backbone, vision="Another.")
    make_ratified(backbone, vision="A third.")
    with CaptureQueriesContext(connection) as many:
        _read(client_of(None))
    assert len(many) == len(few)


def test_a_round_shows_the_room_the_rule_and_what_came_of_it(
    inside_initiative: Initiative, client_of: Opens, backbone: Person, resident: Person
) -> None:
    agenda = make_proposed(backbone)
    room = room_of(agenda)
    with clock.at(room.opens_at):
        answer(
            agenda=agenda, seat=seat_of(agenda, resident), stance="dissent", words="Too vague.", by=resident
        )
        assert "1 of 2 seats have answered" in _read(client_of(None), room.record.url)
    with clock.at(room.closes_at):
        assert "The answers are being counted." in _read(client_of(None), room.record.url)
        close_round(room=room)
        page = _read(client_of(None), room.record.url)
    assert "No: 0 seats ratified and 1 dissented" in page
    assert "Too vague." in page
    assert "Did not answer" in page
    assert "1 of 2 seats" in page


def test_a_withheld_round_leaves_its_stub(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    room = room_of(make_ratified(backbone))
    restrict(
        record=room.record,
        ground="safety",
        reason={"en": "Somebody was threatened."},
        expires_at=clock.now() + timedelta(days=5),
        readers=[RoleGroup.objects.get(role="director").group],
        by=backbone,
    )
    answered = client_of(None).get(room.record.url)
    assert answered.status_code == 403
    assert "Somebody was threatened." in answered.content.decode()
    listed = _read(client_of(None))
    assert "Somebody was threatened." in listed
    assert room.record.shown_title in listed, "the stub names what is withheld"
    assert "ratified it" not in listed


def test_a_round_whose_question_is_withheld_too_is_not_named_in_the_list(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    room = room_of(make_ratified(backbone))
    restrict(
        record=room.record,
        ground="safety",
        reason={"en": "Somebody was threatened."},
        expires_at=clock.now() + timedelta(days=5),
        readers=[RoleGroup.objects.get(role="director").group],
        fields=["title"],
        by=backbone,
    )
    assert room.record.shown_title not in _read(client_of(None))


def test_a_record_that_is_no_round_is_not_there(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    agenda = make_ratified(backbone)
    assert client_of(None).get(f"{PAGE}{agenda.record.number}/").status_code == 404


def test_the_five_promises_are_shown_word_for_word(initiative: Initiative, client_of: Opens) -> None:
    page = _read(client_of(None), f"{PAGE}spectrum/")
    for promise in SPECTRUM:
        assert promise.message["en"] in page
        assert promise.objective["en"] in page
        assert promise.examples["en"] in page
