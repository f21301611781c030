"""Conversation: open on any record, under one's name, with replies; hiding is on a ground, counted and appealed. S5."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from communications.actions.talk import answer_hiding, appeal_hiding, begin_talk, hide_post, say
from communications.actions.updates import publish_update
from communications.models import Post, Thread, Update
from communications.moderation import hidden_words
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.models import Event, Initiative, Record
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from tests.conftest import Browser
from tests.factories.meetings import items_of, make_noticed
from tests.factories.people import make_person
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]


def news_initiative() -> Initiative:
    return Initiative.objects.get(slug="harbor")


def text(page: object) -> str:
    return " ".join(page.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def news(inside_initiative: Initiative, people: People) -> Update:
    return publish_update(title={"en": "News"}, words={"en": "Something"}, by=people.backbone)


@pytest.fixture
def first(news: Update, people: People) -> Post:
    return begin_talk(about=news.record, words="Who pays for it?", by=people.resident)


def test_the_page_of_a_record_offers_to_begin_and_then_shows_what_was_said(
    news: Update, people: People, client_of: ClientOf
) -> None:
    begin = f"/i/harbor/talk/on/{news.record.number}/"
    assert begin in text(client_of(None).get(news.record.url))
    assert "/signin/" in client_of(None).get(begin)["Location"]
    outsider = client_of(people.outsider)  # an account is enough
    assert outsider.post(begin, {"words": "Hello from next door"}).status_code == 302
    thread = Thread.objects.select_related("record__initiative").get(about=news.record)
    page = text(client_of(None).get(news.record.url))
    assert "Hello from next door" in page
    assert thread.record.url in page
    assert client_of(None).get(begin)["Location"] == thread.record.url


def test_without_an_account_one_reads_and_is_asked_to_sign_in(first: Post, client_of: ClientOf) -> None:
    where = first.thread.record.url
    page = text(client_of(None).get(where))
    assert "Who pays for it?" in page
    assert "Sign in and reply" in page
    assert "/signin/" in client_of(None).post(where, {"words": "x"})["Location"]
    assert Post.objects.count() == 1


def test_a_reply_stands_below_what_it_answers(first: Post, people: People, client_of: ClientOf) -> None:
    say(thread=first.thread, words="Another matter", by=people.partner)
    where = first.thread.record.url
    sent = client_of(people.partner).post(where, {"words": "The county does", "reply_to": "1"})
    assert sent.status_code == 302
    page = text(client_of(None).get(where))
    assert page.index("Who pays") < page.index("The county does") < page.index("Another matter")


def test_two_who_begin_at_once_speak_in_one_conversation(news: Update, people: People) -> None:
    one = begin_talk(about=news.record, words="First", by=people.resident)
    two = begin_talk(about=news.record, words="Second", by=people.partner)
    assert one.thread == two.thread
    assert [one.number, two.number] == [1, 2]


def test_nobody_begins_a_conversation_about_a_part_or_a_kind_that_has_none(
    first: Post, people: People, client_of: ClientOf
) -> None:
    item = items_of(make_noticed(people.backbone))[0].record
    with pytest.raises(RuleBroken, match="no conversation on this page"):
        begin_talk(about=item, words="Why is it on?", by=people.resident)
    begin = f"/i/harbor/talk/on/{item.number}/"
    assert client_of(people.resident).post(begin, {"words": "Why is it on?"}).status_code == 422
    assert not Thread.objects.filter(about=item).exists()


def test_nobody_hides_their_own_words_or_hears_their_own_appeal(
    news: Update, people: People, client_of: ClientOf
) -> None:
    mine = begin_talk(about=news.record, words="I moderate too", by=people.staff)
    with pytest.raises(RuleBroken, match="your own words"):
        hide_post(post=mine, ground="threat", by=people.staff)
    assert "/hiding/" not in text(client_of(people.staff).get(mine.thread.record.url))
    hiding = hide_post(post=mine, ground="threat", by=people.backbone)
    appeal_hiding(hiding=hiding, words="It is no threat", by=people.staff)
    with pytest.raises(RuleBroken, match="You wrote it yourself"):
        answer_hiding(hiding=hiding, is_lifted=True, answer={"en": "Fine"}, by=people.staff)
    hiding.refresh_from_db()
    assert hiding.answered_at is None


def test_hiding_needs_a_ground_is_counted_and_read_by_its_author(
    first: Post, people: People, client_of: ClientOf
) -> None:
    with pytest.raises(RuleBroken, match="ground"):
        hide_post(post=first, ground="because", by=people.backbone)
    where = first.thread.record.url
    hide = f"{where}{first.pk}/hiding/"
    assert client_of(people.partner).post(hide, {"ground": "threat"}).status_code == 403
    assert client_of(people.backbone).post(hide, {"ground": "threat"}).status_code == 302
    public = text(client_of(None).get(where))
    assert "Who pays for it?" not in public
    assert "a threat or an insult (1)" in public
    mine = text(client_of(people.resident).get(where))
    assert "Only you read it here now" in mine
    assert "Who pays for it?" in mine
    assert "Who pays for it?" not in text(client_of(None).get(first.thread.about.url))
    assert Event.objects.get(kind="talk.hidden").facts["ground"] == "threat"
    (logged,) = hidden_words(visitor(news_initiative().pk))
    assert (logged.url, logged.came) == (where, "Hidden")


def test_an_appeal_is_heard_by_somebody_else(first: Post, people: People, client_of: ClientOf) -> None:
    hiding = hide_post(post=first, ground="threat", by=people.backbone)
    with pytest.raises(RuleBroken, match="whoever said it"):
        appeal_hiding(hiding=hiding, words="Let me see", by=people.partner)
    where = f"{first.thread.record.url}{first.pk}/appeal/"
    assert client_of(people.partner).get(where).status_code == 404
    assert client_of(people.resident).post(where, {"words": "It is a question"}).status_code == 302
    with pytest.raises(RuleBroken, match="somebody else"):
        answer_hiding(hiding=hiding, is_lifted=True, answer={"en": "Yes"}, by=people.backbone)
    answered = client_of(people.staff).post(f"{where}answer/", {"is_lifted": "1", "answer_en": "It is fine"})
    assert answered.status_code == 302
    assert "Who pays for it?" in text(client_of(None).get(first.thread.record.url))


def test_it_is_withheld_together_with_what_it_is_about(
    first: Post, people: People, client_of: ClientOf
) -> None:
    make_restriction(first.thread.about, by=people.backbone, days=10)
    with clock.at(clock.now() + timedelta(minutes=1)):
        page = client_of(None).get(first.thread.record.url)
    assert page.status_code == 403
    assert "Who pays for it?" not in text(page)


def test_it_is_withheld_together_with_what_its_record_is_a_part_of(
    first: Post, people: People, client_of: ClientOf
) -> None:
    whole = make_record(by=people.backbone, kind="program")
    Record.objects.filter(pk=first.thread.about_id).update(part_of=whole)
    make_restriction(whole, by=people.backbone, days=10)
    with clock.at(clock.now() + timedelta(minutes=1)):
        page = client_of(None).get(first.thread.record.url)
        found = client_of(None).get("/i/harbor/search/?q=conversation")
        told = client_of(None).get("/i/harbor/history/")
        assert "Who pays for it?" in text(client_of(people.backbone).get(first.thread.record.url))
    for each in (page, found, told):
        assert "Who pays for it?" not in text(each)
        assert str(first.thread.record) not in text(each)


def test_an_erased_person_leaves_a_dash(news: Update, client_of: ClientOf, people: People) -> None:
    gone = make_person(name="Gone Soon")
    said = begin_talk(about=news.record, words="My street is dark", by=gone)
    erase_person(person=gone, why="Asked for it.", by=people.backbone)
    page = text(client_of(None).get(said.thread.record.url))
    assert "My street is dark" not in page
    assert "someone who left" in page
