"""What happens to a promise reaches those it was made to, once each, at the same moment, and can be stopped. SPECTRUM I3, L6, S7."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail

from communications.delivery.recipients import about, recipients
from communications.delivery.stopping import has_stopped
from communications.notifications import SEND, TELL, send_one, tell_everybody
from communications.rules.notices import NOTICES
from engagement.actions.contributors import tell_what_became
from engagement.actions.obligations import recompute
from engagement.actions.promisee_votes import Petition, ask_promisees
from engagement.models import Engagement, Told
from initiatives.actions.follows import follow
from initiatives.models import Event, Follow, JobRun, Person
from initiatives.record import record
from initiatives.rules.events import catalogue
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.engagements import make_framed, make_open
from tests.factories.inputs import make_prompt, say_something
from tests.factories.people import give_role, make_person
from tests.factories.restrictions import make_restriction
from tests.personas import People

BrowserOf = Callable[[Person | None], Browser]
pytestmark = pytest.mark.usefixtures("inside_initiative")
ADDRESS = "someone@home.example"


@pytest.fixture
def asked(people: People) -> Engagement:
    """Give an open question in which the resident and somebody without an account said something."""
    made = make_open(by=people.backbone)
    make_prompt(made)
    say_something(made, "Mine", contributor=people.resident)
    say_something(made, "Without an account", email=ADDRESS)
    say_something(made, "The same again", email=ADDRESS.upper())
    recompute(engagement=made)
    return made


def vote_asked(asked: Engagement, people: People) -> Event:
    petition = Petition("lower", {"en": "Why"}, to_level=1)
    ask_promisees(engagement=asked, petition=petition, by=people.backbone)
    return Event.objects.get(kind="promisees.asked")


def deliver(event: Event) -> list[str]:
    """Run the jobs that an event asked for; return the addresses that got a letter."""
    mail.outbox.clear()
    tell_everybody(event_id=event.pk)
    for run in JobRun.objects.filter(task=SEND, arguments__event=event.pk):
        send_one(event_id=event.pk, person=run.arguments.get("person"), contact=run.arguments.get("contact"))
    return sorted(letter.to[0] for letter in mail.outbox)


def test_every_notice_belongs_to_something_that_can_happen() -> None:
    nouns = {kind.partition(".")[0] for kind in catalogue.kinds}
    assert [kind for kind in NOTICES if kind.partition(".")[0] in nouns and kind not in catalogue.kinds] == []


def test_what_happens_asks_for_its_letters_in_the_same_transaction(asked: Engagement, people: People) -> None:
    event = vote_asked(asked, people)
    run = JobRun.objects.get(task=TELL, key=f"event-{event.pk}")
    assert run.arguments["queue"] == "mail"


def test_the_people_we_promised_are_asked_each_of_them_once(asked: Engagement, people: People) -> None:
    event = vote_asked(asked, people)
    assert deliver(event) == sorted([people.resident.email, ADDRESS])
    assert deliver(event) == [], "the same job again sends nothing"
    assert JobRun.objects.filter(task=SEND, arguments__event=event.pk).count() == 2


def test_that_they_were_asked_is_kept_as_a_fact(asked: Engagement, people: People) -> None:
    deliver(vote_asked(asked, people))
    told = Told.objects.filter(engagement=asked, what=Told.What.VOTE)
    assert {(row.person, row.audience) for row in told} == {
        (people.resident, "promised"),
        (None, "contributor"),
    }


def test_staff_partners_and_contributors_learn_of_a_decision_at_the_same_moment(
    asked: Engagement, people: People
) -> None:
    record("engagement.decision_told", by=people.backbone, about=asked)
    reached = deliver(Event.objects.get(kind="engagement.decision_told"))
    assert {
        people.backbone.email,
        people.partner.email,
        people.funder.email,
        people.resident.email,
        ADDRESS,
    } <= set(reached)
    assert people.outsider.email not in reached
    assert len(reached) == len(set(reached))


def test_followers_are_told_with_the_contributors_and_asked_for_no_voice(
    asked: Engagement, people: People, client_of: BrowserOf
) -> None:
    follower = make_person(name="Reader")
    give_role(follower, Role.RESIDENT, asked.initiative)
    where = f"{asked.record.url}following/"
    browser = client_of(follower)
    assert "Follow this question" in browser.get(asked.record.url).content.decode()
    for _twice in range(2):
        assert browser.post(where).status_code == 302
    assert "You follow this question" in browser.get(asked.record.url).content.decode()
    assert follower.email not in deliver(vote_asked(asked, people))
    for kind in ("engagement.decision_told", "obligation.broken", "override.made"):
        record(kind, by=None, about=asked)
        assert follower.email in deliver(Event.objects.get(kind=kind)), kind
    tell_what_became(engagement=asked, by=people.backbone)
    assert deliver(Event.objects.get(kind="input.told")) == [follower.email]
    browser.post(where, {"stop": "1"})
    told = about(Event.objects.get(kind="input.told"))
    assert not recipients(told, NOTICES["input.told"].to).people
    assert not Follow.objects.exists()


def test_nobody_else_sees_who_follows_and_a_draft_is_not_followed(
    people: People, client_of: BrowserOf
) -> None:
    draft = make_framed(by=people.backbone)
    with pytest.raises(RuleBroken, match="not public yet"):
        follow(record=draft.record, by=people.backbone)
    announced = make_open(by=people.backbone)
    follow(record=announced.record, by=people.resident)
    page = client_of(None).get(announced.record.url).content.decode()
    assert "Follow this question" not in page
    assert not Event.objects.filter(actor=people.resident).exists()


def test_a_letter_says_the_same_as_text_and_as_html_with_its_link(asked: Engagement, people: People) -> None:
    deliver(vote_asked(asked, people))
    letter = mail.outbox[0]
    html = str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    assert "First family hubs" in letter.subject
    for body in (str(letter.body), html):
        assert "you have a voice" in body
        assert f"{asked.record.url}promises/" in body
        assert "/stop/" in body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_stopped_the_letters_gets_none_and_can_have_them_again(
    asked: Engagement, people: People, client_of: BrowserOf
) -> None:
    def next_time() -> Event:
        return record("promisees.asked", by=None, about=asked)

    deliver(vote_asked(asked, people))
    letter = next(one for one in mail.outbox if one.to == [ADDRESS])
    found = re.search(r"/stop/[0-9a-f]+/", str(letter.body))
    assert found is not None
    assert client_of(None).get(found[0]).status_code == 200
    event = next_time()
    assert deliver(event) == sorted([people.resident.email, ADDRESS])  # looking stops nothing
    assert client_of(None).post(found[0], {"List-Unsubscribe": "One-Click"}).status_code == 200
    event = next_time()
    assert deliver(event) == [people.resident.email]
    assert not has_stopped(f"person:{people.resident.pk}")
    client_of(None).post(found[0], {"again": "1"})
    event = next_time()
    assert deliver(event) == sorted([people.resident.email, ADDRESS])


def test_nobody_gets_a_letter_about_what_they_may_not_see(asked: Engagement, people: People) -> None:
    event = vote_asked(asked, people)
    make_restriction(asked.record, by=people.backbone)
    assert ADDRESS not in deliver(event)


def test_who_left_the_product_gets_no_letter(asked: Engagement, people: People) -> None:
    event = vote_asked(asked, people)
    Person.objects.filter(pk=people.resident.pk).update(is_active=False)
    assert deliver(event) == [ADDRESS]
