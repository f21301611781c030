"""Asks: within the month's budget, two reminders, then a conversation; asking for help is a good answer. Issue 5, item 4."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail

from communications.attention import needs_of, questions_of
from communications.desk import Desk
from communications.notifications import SEND_ASK, send_asking
from initiatives import clock
from initiatives.access import build_viewer
from initiatives.actions.asks import Wish, answer_ask, ask, lapse_ask, note_talk, remind, withdraw_ask
from initiatives.actions.campaigns import Focus, begin_campaign, end_campaign, say_acted
from initiatives.models import Ask, Campaign, Due, Event, Initiative, JobRun, Membership, Person, RoleHolding
from initiatives.nudges import load_of
from initiatives.rules.refusals import RuleBroken
from initiatives.together import ask_together
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]
pytestmark = pytest.mark.usefixtures("inside_initiative")
DAYS = 20


@pytest.fixture
def library(people: People) -> Membership:
    held = RoleHolding.objects.select_related("membership__organization", "membership__record")
    found = held.get(person=people.partner, membership__isnull=False).membership
    assert found is not None
    return found


def today() -> date:
    return clock.today(Initiative.objects.get(slug="harbor").zone)


def due(days: int = DAYS) -> date:
    return today() + timedelta(days=days)


def wish(what: str = "Which evenings suit your families?", days: int = DAYS) -> Wish:
    return Wish({"en": what}, {"en": "We plan the spring."}, 10, due(days))


def asked(library: Membership, people: People) -> Ask:
    return ask(membership=library, wish=wish(), by=people.backbone)


def needs(person: Person) -> list[tuple[str, str]]:
    initiative = Initiative.objects.get(slug="harbor")
    desk = Desk(initiative, build_viewer(person, initiative), today())
    questions = questions_of(desk)
    ask_together(*(one.rows for one in questions))
    return [(need.title, need.action) for need in needs_of(questions)]


def deliver() -> None:
    for run in JobRun.objects.filter(task=SEND_ASK):
        send_asking(event_id=run.arguments["event"], person_id=run.arguments["person"])


def test_the_partner_gets_one_letter_with_the_minutes_and_the_day(
    library: Membership, people: People
) -> None:
    made = asked(library, people)
    deliver()
    deliver()
    (letter,) = mail.outbox
    assert letter.to == [people.partner.email]
    assert "about 10 minutes" in str(letter.body)
    assert f"/i/harbor/people/asks/{made.pk}/answer/" in str(letter.body)
    assert "we need help" in str(letter.body)


def test_a_partner_is_not_asked_more_often_than_the_rules_allow(library: Membership, people: People) -> None:
    for _nth in range(4):
        asked(library, people)
    assert load_of(library).is_full
    with pytest.raises(RuleBroken, match="the most that our rules allow"):
        asked(library, people)
    with clock.at(clock.now() + timedelta(days=31)):
        ask(membership=library, wish=wish(), by=people.backbone)


def test_two_reminders_each_once_then_a_conversation_and_no_third_letter(
    library: Membership, people: People
) -> None:
    made = asked(library, people)
    assert remind(ask_id=made.pk) is None, "it is not time yet"
    for days in (DAYS - 3, DAYS):
        with clock.at(clock.now() + timedelta(days=days)):
            assert remind(ask_id=made.pk) is not None
            assert remind(ask_id=made.pk) is None, "a doubled job reminds of nothing"
    with clock.at(clock.now() + timedelta(days=DAYS + 8)):
        assert remind(ask_id=made.pk) is None
        assert ("Which evenings suit your families?", "Talk with them") in needs(people.backbone)
        note_talk(found=made, by=people.backbone)
        assert ("Which evenings suit your families?", "Talk with them") not in needs(people.backbone)
    assert Event.objects.filter(kind="ask.reminded").count() == 2
    assert Event.objects.get(kind="ask.talked").facts == {"ask": made.pk}, "what was said is kept nowhere"


def test_the_next_step_of_the_ladder_waits_in_the_list_of_what_is_due(
    library: Membership, people: People
) -> None:
    made = asked(library, people)
    waiting = Due.objects.get(job="initiatives.remind_ask", key=str(made.pk))
    assert waiting.due_at.date() == made.due - timedelta(days=3)


def test_reminders_count_and_a_full_budget_pauses_them(library: Membership, people: People) -> None:
    made = ask(membership=library, wish=wish(days=4), by=people.backbone)
    for _nth in range(3):
        asked(library, people)
    with clock.at(clock.now() + timedelta(days=2)):
        assert remind(ask_id=made.pk) is None
    assert not Event.objects.filter(kind="ask.reminded").exists()


def test_asking_for_help_is_an_answer_that_the_backbone_meets_first(
    library: Membership, people: People, client_of: ClientOf
) -> None:
    made = asked(library, people)
    assert ("Which evenings suit your families?", "Answer") in needs(people.partner)
    where = f"/i/harbor/people/asks/{made.pk}/answer/"
    refused = client_of(people.partner).post(where, {"state": "help", "words": ""})
    assert "Say what would help" in refused.content.decode()
    client_of(people.partner).post(where, {"state": "help", "words": "We have no list of rooms."})
    assert ("Which evenings suit your families?", "Offer help") in needs(people.backbone)
    page = client_of(people.backbone).get("/i/harbor/people/asks/").content.decode()
    assert "We have no list of rooms." in page
    assert "late" not in page.split("What stands open")[1].split("Asked in 30 days")[0]
    made.refresh_from_db()
    answer_ask(found=made, state="done", words="With your list.", by=people.partner)
    with pytest.raises(RuleBroken, match="answered already"):
        answer_ask(found=made, state="declined", words="", by=people.partner)


def test_only_the_partner_answers_and_what_is_answered_sends_no_letter(
    library: Membership, people: People, client_of: ClientOf
) -> None:
    made = asked(library, people)
    with pytest.raises(RuleBroken, match="Only people of"):
        answer_ask(found=made, state="done", words="", by=people.resident)
    assert client_of(people.resident).get(f"/i/harbor/people/asks/{made.pk}/answer/").status_code == 404
    withdraw_ask(found=made, by=people.backbone)
    withdraw_ask(found=made, by=people.backbone)
    deliver()
    assert not mail.outbox
    assert Event.objects.filter(kind="ask.withdrawn").count() == 1


def test_what_is_over_by_itself_is_not_called_taken_back(
    library: Membership, people: People, client_of: ClientOf
) -> None:
    lapse_ask(found=asked(library, people))
    page = client_of(people.partner).get("/i/harbor/people/asks/").content.decode()
    assert "Over without an answer" in page
    assert "Taken back" not in page


def test_the_page_shows_how_much_each_partner_was_asked(
    library: Membership, people: People, client_of: ClientOf
) -> None:
    for _nth in range(4):
        asked(library, people)
    page = " ".join(client_of(people.partner).get("/i/harbor/people/asks/").content.decode().split())
    assert "4, paused" in page
    assert client_of(people.funder).get("/i/harbor/people/asks/").status_code == 403
    refused = client_of(people.backbone).post(
        "/i/harbor/people/asks/add/",
        {"membership": library.pk, "what_en": "One more", "minutes": 5, "due": due().isoformat()},
    )
    assert refused.status_code == 422
    assert "Talk with them, or wait" in refused.content.decode()


# --- The focus -------------------------------------------------------------------------------------------------------------
def focus(title: str = "Back in class", days: int = DAYS) -> Focus:
    return Focus(
        {"en": title}, {"en": "It is hard"}, {"en": "It is possible"}, {"en": "Do one thing"}, due(days)
    )


def test_there_is_one_focus_at_a_time(people: People) -> None:
    first = begin_campaign(focus=focus(), by=people.backbone)
    with pytest.raises(RuleBroken, match="One at a time"):
        begin_campaign(focus=focus("Another"), by=people.backbone)
    end_campaign(campaign=first, by=people.backbone)
    begin_campaign(focus=focus("Another"), by=people.backbone)
    with clock.at(clock.now() + timedelta(days=DAYS + 1)):
        begin_campaign(focus=Focus(*_texts("Third"), due(30)), by=people.backbone)
    assert Campaign.objects.filter(ended_at__isnull=True).count() == 1


def _texts(title: str) -> tuple[dict[str, str], ...]:
    return ({"en": title}, {"en": "hard"}, {"en": "possible"}, {"en": "do"})


def test_both_sides_of_the_framing_are_needed(people: People) -> None:
    with pytest.raises(RuleBroken, match="Both sides"):
        begin_campaign(focus=Focus({"en": "x"}, {}, {"en": "y"}, {"en": "z"}, due()), by=people.backbone)


def test_it_stands_on_the_overview_and_on_today_with_its_countdown_and_who_has_acted(
    library: Membership, people: People, client_of: ClientOf
) -> None:
    made = begin_campaign(focus=focus(), by=people.backbone)
    assert ("Back in class", "Say what we did") in needs(people.partner)
    where = f"{made.record.url}acts/"
    client_of(people.partner).post(where, {"membership": library.pk, "words": "Four places in our room."})
    for reader, page in ((None, "/i/harbor/"), (people.resident, "/i/harbor/today/")):
        shown = " ".join(client_of(reader).get(page).content.decode().split())
        assert f"Our one focus: {DAYS} days left" in shown, page
        assert "One partner has acted." in shown, page
    assert "Four places in our room." in client_of(None).get(made.record.url).content.decode()
    assert ("Back in class", "Say what we did") not in needs(people.partner)
    with pytest.raises(RuleBroken, match="Only people of"):
        say_acted(campaign=made, membership=library, words="x", by=people.resident)
