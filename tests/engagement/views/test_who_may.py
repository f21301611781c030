"""What the table says of each deed is what the pages offer: a form, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.models import Engagement, Input, OutsideContact, Question, Theme
from engagement.rules.spectrum_table import GROUNDS
from initiatives.models import Person
from tests.conftest import Browser
from tests.factories.decisions import Council, address, make_noticed, motion, say
from tests.factories.decisions import make_open as make_vote
from tests.factories.engagements import make_open
from tests.factories.inputs import make_engagement, say_something
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
Browsers = Callable[[Person | None], Browser]
NOT_AS_STAFF = GROUNDS["v"].words


def page(browser: Browser, made: Engagement, path: str = "") -> str:
    return str(browser.get(f"{made.record.url}{path}").content.decode())


def test_staff_read_why_they_say_nothing_as_staff(people: People, client_of: Browsers) -> None:
    asked = make_engagement(by=people.backbone)
    staff, resident = client_of(people.backbone), client_of(people.resident)
    assert NOT_AS_STAFF in page(staff, asked, "take-part/")
    assert "Send what I say" in page(resident, asked, "take-part/")
    prompt = asked.prompts.get().pk
    answer = staff.post(f"{asked.record.url}take-part/", {f"prompt_{prompt}": "More staff."})
    assert answer.status_code == 422
    assert NOT_AS_STAFF in answer.content.decode()
    assert not Input.objects.exists()


def test_staff_answer_questions_and_ask_none(people: People, client_of: Browsers) -> None:
    asked = make_engagement(by=people.backbone)
    staff = client_of(people.backbone)
    assert NOT_AS_STAFF in page(staff, asked, "questions/")
    assert staff.post(f"{asked.record.url}questions/", {"words": "Who pays?"}).status_code == 422
    assert not Question.objects.exists()
    assert "Ask in public" in page(client_of(None), asked, "questions/")


def test_seats_of_residents_sort_where_they_decide_together_and_not_below(
    people: People, client_of: Browsers
) -> None:
    for level, may in ((2, False), (4, True)):
        asked = make_engagement(by=people.backbone, level=level)
        given = say_something(asked).input
        seat = client_of(people.resident)
        assert ("Sort the marked ones" in page(seat, asked, "inputs/")) is may
        assert "Acknowledge the marked ones" not in page(seat, asked, "inputs/")
        sent = {"input": given.number, "new_theme": "Buses"}
        seat.post(f"{asked.record.url}inputs/sorting/", sent)
        assert Theme.objects.filter(engagement=asked).exists() is may


def test_whoever_chairs_begins_the_discussion(client_of: Browsers, council: Council) -> None:
    asked = make_engagement(by=council[0], level=4, body=council.body)
    decision = make_noticed(council, motion(purpose="procedure"), engagement=asked)
    assert "Begin the discussion" in client_of(council[0]).get(address(decision)).content.decode()
    assert "Begin the discussion" not in client_of(None).get(address(decision)).content.decode()
    client_of(council[0]).post(address(decision, "vote-course", step="deliberation"))
    decision.refresh_from_db()
    assert decision.state == "deliberating"


def test_backbone_does_not_chair_a_joint_group(people: People, client_of: Browsers, council: Council) -> None:
    asked = make_engagement(by=council[0], level=4, body=council.body)
    decision = make_noticed(council, motion(purpose="procedure"), engagement=asked)
    staff = client_of(people.backbone)
    assert "Begin the discussion" not in staff.get(address(decision)).content.decode()
    answer = staff.post(address(decision, "vote-course", step="deliberation"))
    assert answer.status_code == 409
    assert GROUNDS["s"].words in answer.content.decode()


def test_who_is_against_it_is_asked_on_the_ballot_and_printed(client_of: Browsers, council: Council) -> None:
    decision = make_vote(council)
    ballot = address(decision, "ballot")
    refused = client_of(council[0]).post(ballot, {"stance": "no"})
    assert refused.status_code == 422
    assert "Say in your own words why" in refused.content.decode()
    assert client_of(council[0]).post(ballot, {"stance": "no", "says_nothing": "on"}).status_code == 302
    say(decision, council[1], "no", words="It costs too much.")
    shown = client_of(None).get(address(decision)).content.decode()
    assert "Was asked why, and would rather say nothing." in shown
    assert "It costs too much." in shown


def test_what_was_decided_urgently_stands_on_the_page(people: People, client_of: Browsers) -> None:
    made = make_open(by=people.backbone)
    for title in ("A", "B"):
        draft = Draft({"en": title}, reasons_against={"en": "It costs more."})
        write_alternative(engagement=made, draft=draft, by=people.backbone)
    sent = {"what_en": "The hub opens in the school.", "reason_en": "The bridge is closed."}
    assert client_of(people.backbone).post(f"{made.record.url}urgent/", sent).status_code == 302
    shown = page(client_of(None), made)
    assert "The hub opens in the school." in shown
    assert "The bridge is closed." in shown


def test_a_contact_outside_the_room_is_told_by_a_seat_and_read_by_everybody(
    people: People, client_of: Browsers
) -> None:
    made = make_open(by=people.backbone)
    sent = {
        "with_whom": "The landlords’ club",
        "held_on": "2020-05-04",
        "about": "They asked for fewer hubs.",
    }
    assert "Tell of a contact" not in page(client_of(None), made, "contacts/")
    assert "Tell of a contact" in page(client_of(people.resident), made, "contacts/")
    assert client_of(people.partner).post(f"{made.record.url}contacts/add/", sent).status_code == 302
    assert client_of(people.resident).post(f"{made.record.url}contacts/add/", sent).status_code == 302
    assert OutsideContact.objects.count() == 2
    assert "They asked for fewer hubs." in page(client_of(None), made, "contacts/")
