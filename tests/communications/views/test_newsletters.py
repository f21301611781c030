"""Newsletters: live blocks that freeze, a segment, a trial, each letter once over SMTP, public from the same moment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import override_settings

from communications.actions.newsletters import (
    Issue,
    key_of,
    send_newsletter,
    send_to_one,
    write_newsletter,
)
from communications.actions.subscribers import CONFIRM, send_confirmation
from communications.actions.updates import publish_update
from communications.delivery.handing_over import note_bounce
from communications.delivery.newsletters import readers_of
from communications.delivery.stopping import has_stopped
from communications.models import Letter, Newsletter, Subscriber
from communications.pages.newsletters import missing_in
from initiatives import clock
from initiatives.models import Initiative, JobRun
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.mail_server import MailServer, mail_server
from tests.personas import People

ClientOf = Callable[..., Browser]
LIST = "/i/harbor/updates/newsletters/"
pytestmark = pytest.mark.usefixtures("inside_initiative")


def text(page: object) -> str:
    return " ".join(page.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as listening:
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=listening.port):
            yield listening


@pytest.fixture
def draft(people: People) -> Newsletter:
    publish_update(title={"en": "The hub opens"}, words={"en": "On 4 May."}, by=people.backbone)
    issue = Issue({"en": "Spring"}, {"en": "Dear all"}, ("updates", "decisions"), "everybody")
    return write_newsletter(issue=issue, by=people.backbone)


def deliver(found: Newsletter) -> None:
    """Run the jobs of the letters, each twice as after a crash."""
    for run in JobRun.objects.filter(arguments__newsletter=found.pk):
        for _twice in range(2):
            send_to_one(newsletter_id=found.pk, whom=str(run.arguments["whom"]))


def test_a_draft_is_for_those_who_write_it_and_shows_the_records_as_they_are_now(
    draft: Newsletter, people: People, client_of: ClientOf
) -> None:
    where = draft.record.url
    assert "The hub opens" in text(client_of(people.backbone).get(where))
    assert client_of(None).get(where).status_code == 404
    assert "Spring" not in text(client_of(None).get(LIST))
    publish_update(title={"en": "Newer"}, words={"en": "x"}, by=people.backbone)
    assert "Newer" in text(client_of(people.backbone).get(where))


def test_it_is_tried_on_oneself(
    draft: Newsletter, people: People, client_of: ClientOf, server: MailServer
) -> None:
    assert client_of(people.backbone).post(f"{draft.record.url}trial/").status_code == 302
    assert [letter["To"] for letter in server.letters] == [people.backbone.email]
    draft.refresh_from_db()
    assert draft.sent_at is None


def test_each_reader_gets_it_once_and_the_page_stays_as_it_was_sent(
    draft: Newsletter, people: People, client_of: ClientOf, server: MailServer
) -> None:
    for _twice in range(2):
        assert client_of(people.backbone).post(f"{draft.record.url}sending/").status_code == 302
    draft.refresh_from_db()
    deliver(draft)
    counted = Counter(str(letter["To"]) for letter in server.letters)
    assert counted[people.partner.email] == counted[people.resident.email] == 1
    assert set(counted.values()) == {1}
    assert people.outsider.email not in counted
    publish_update(title={"en": "After it was sent"}, words={"en": "x"}, by=people.backbone)
    page = text(client_of(None).get(draft.record.url))
    assert "The hub opens" in page
    assert "After it was sent" not in page
    staff = text(client_of(people.backbone).get(f"{draft.record.url}progress/"))
    assert f"{len(draft.recipients)} letters went out" in staff
    assert Letter.objects.filter(kind="newsletter", state="sent").count() == len(draft.recipients)


def test_a_segment_reaches_only_its_own(draft: Newsletter, people: People, server: MailServer) -> None:
    Newsletter.objects.filter(pk=draft.pk).update(segment="residents")
    deliver(send_newsletter(newsletter=draft, by=people.backbone))
    assert {str(letter["To"]) for letter in server.letters} == {people.resident.email}


def test_what_was_sent_is_not_changed(draft: Newsletter, people: People, client_of: ClientOf) -> None:
    send_newsletter(newsletter=draft, by=people.backbone)
    form = {"title_en": "Other", "words_en": "x", "segment": "everybody"}
    answer = client_of(people.backbone).post(f"{draft.record.url}edit/", form)
    assert answer.status_code == 422
    assert "This newsletter was sent" in text(answer)


def test_it_says_what_is_not_there_in_another_language(draft: Newsletter) -> None:
    initiative = Initiative.objects.get(slug="harbor")
    initiative.languages = ["en", "es"]
    (found,) = missing_in(draft, initiative, Counter({"es": 12}))
    assert (found.language, found.readers) == ("es", 12)
    assert len(found.texts) == 2
    draft.record.title = {"en": "Spring", "es": "Primavera"}
    draft.words = {"en": "Dear all", "es": "Hola"}
    assert missing_in(draft, initiative, Counter()) == []


def test_an_issue_that_says_nothing_is_refused(people: People) -> None:
    with pytest.raises(RuleBroken, match="Write something"):
        write_newsletter(issue=Issue({"en": "x"}, {}, (), "everybody"), by=people.backbone)


def test_an_address_counts_once_its_owner_said_so_and_the_answer_is_always_the_same(
    draft: Newsletter, people: People, client_of: ClientOf, server: MailServer
) -> None:
    address = "neighbour@home.example"
    nobody = client_of(None)
    first = nobody.post("/i/harbor/updates/subscribe/", {"email": address})
    again = nobody.post("/i/harbor/updates/subscribe/", {"email": address})
    assert text(first) == text(again)
    (run,) = JobRun.objects.filter(task=CONFIRM)
    send_confirmation(subscriber_id=run.arguments["subscriber"])
    body = server.to(address)[0].get_body(("plain",))
    assert body is not None
    path = re.search(r"/subscribe/[0-9a-f]+/", body.get_content())
    assert path is not None
    assert not Subscriber.objects.reading().exists()
    assert nobody.get(path[0]).status_code == 200
    assert not Subscriber.objects.reading().exists(), "looking changes nothing"
    assert "You are on the list" in text(nobody.post(path[0]))
    deliver(send_newsletter(newsletter=draft, by=people.backbone))
    assert len(server.to(address)) == 2
    stop = server.to(address)[1]["List-Unsubscribe"].strip("<>").partition("://")[2].partition("/")[2]
    nobody.post(f"/{stop}")
    second = write_newsletter(
        issue=Issue({"en": "Summer"}, {"en": "x"}, (), "subscribers"), by=people.backbone
    )
    assert send_newsletter(newsletter=second, by=people.backbone).recipients == []
    with clock.at(clock.now() + timedelta(hours=2)):
        nobody.post("/i/harbor/updates/subscribe/", {"email": address})
    assert JobRun.objects.filter(task=CONFIRM).count() == 2


@pytest.mark.parametrize("how", ["refused", "came back"])
def test_a_subscriber_whose_letters_come_back_gets_no_more_until_they_subscribe_anew(
    draft: Newsletter, people: People, client_of: ClientOf, server: MailServer, how: str
) -> None:
    gone, stays = (
        Subscriber.objects.create(email=f"{name}@home.example", language="en", confirmed_at=clock.now())
        for name in ("gone", "stays")
    )
    if how == "refused":
        server.refuses[gone.email] = "550 no such mailbox"
    deliver(send_newsletter(newsletter=draft, by=people.backbone))
    if how == "came back":
        letter = Letter.objects.get(key=key_of(draft, f"subscriber:{gone.pk}"))
        note_bounce(letter, why="complaint")
    assert [one.whom for one in readers_of("subscribers")] == [f"subscriber:{stays.pk}"]
    server.refuses.clear()
    with clock.at(clock.now() + timedelta(hours=2)):
        client_of(None).post("/i/harbor/updates/subscribe/", {"email": gone.email})
        assert send_confirmation(subscriber_id=gone.pk)
    body = server.to(gone.email)[-1].get_body(("plain",))
    assert body is not None
    path = re.search(r"/subscribe/[0-9a-f]+/", body.get_content())
    assert path is not None
    client_of(None).post(path[0])
    assert len(readers_of("subscribers")) == 2


def test_a_refused_question_stops_its_address_only(people: People, server: MailServer) -> None:
    asked, other = (
        Subscriber.objects.create(email=f"{name}@home.example", language="en") for name in ("asked", "other")
    )
    server.refuses[asked.email] = "550 no such mailbox"
    assert not send_confirmation(subscriber_id=asked.pk)
    assert [has_stopped(f"subscriber:{one.pk}") for one in (asked, other)] == [True, False]
