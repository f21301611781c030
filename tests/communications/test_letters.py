"""Letters over SMTP: once each, tried again, refused and bounced ones stop, and everybody chooses how often. Issue 5, item 7."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import override_settings

from communications.actions.contributors import tell_contributor
from communications.actions.notices import (
    SEND,
    address_works,
    begin_anew,
    make_digest,
    send_digest,
)
from communications.delivery.handing_over import note_bounce
from communications.models import Digest, Letter, NoticeBook, Unheard
from communications.rules.matters import Matter
from engagement.actions.contributors import TELL, is_reachable, tell
from engagement.models import Told
from initiatives import clock
from initiatives.models import Due, Initiative, JobRun
from initiatives.record import record
from tests.conftest import Browser
from tests.factories.inputs import make_engagement, say_something
from tests.factories.letters import WEEK, news, run_due, sent_before
from tests.mail_server import MailServer, mail_server
from tests.personas import People

ClientOf = Callable[..., Browser]
pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture(autouse=True)
def _nothing_told_yet(inside_initiative: Initiative) -> None:
    Unheard.objects.all().delete()


# --- The mail server -----------------------------------------------------------------------------------------------------
@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as listening:
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=listening.port):
            yield listening


def made_digest(people: People) -> Digest:
    news(people)
    digest = make_digest(person_id=people.partner.pk, frequency="weekly")
    assert digest is not None
    return digest


def test_a_letter_arrives_over_smtp_with_one_click_unsubscribing(
    people: People, server: MailServer, client_of: ClientOf
) -> None:
    send_digest(digest_id=made_digest(people).pk)
    (letter,) = server.to(people.partner.email)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>")
    path = address.partition("://")[2].partition("/")[2]
    answer = client_of(None, enforce_csrf_checks=True).post(
        f"/{path}", "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    news(people, "Later news")
    assert make_digest(person_id=people.partner.pk, frequency="weekly") is None


def test_a_crash_after_the_server_took_it_sends_it_again_under_the_same_name(
    people: People, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = made_digest(people)

    def crash(*_args: object, **_more: object) -> None:
        raise RuntimeError("the machine is gone")

    with monkeypatch.context() as broken:
        broken.setattr("communications.delivery.handing_over._settle", crash)
        with pytest.raises(RuntimeError):
            send_digest(digest_id=digest.pk)
    send_digest(digest_id=digest.pk)
    send_digest(digest_id=digest.pk)
    names = [letter["Message-ID"] for letter in server.to(people.partner.email)]
    assert len(names) == 2, "once before the crash and once after it"
    assert len(set(names)) == 1, "so that mail programs show it once"


def test_a_server_that_is_away_loses_nothing(people: People, server: MailServer) -> None:
    digest = made_digest(people)
    with override_settings(EMAIL_PORT=1):
        assert send_digest(digest_id=digest.pk) is False
    assert Letter.objects.get(key=f"digest-{digest.pk}").attempts == 1
    assert Due.objects.filter(job=SEND, key=f"digest-{digest.pk}", claimed_at__isnull=True).exists()
    run_due(clock.now() + timedelta(minutes=6))
    assert len(server.to(people.partner.email)) == 1


def test_a_refused_address_gets_no_more_until_its_owner_says_so(people: People, server: MailServer) -> None:
    server.refuses[people.partner.email] = "550 no such mailbox"
    send_digest(digest_id=made_digest(people).pk)
    book = NoticeBook.objects.get(person=people.partner)
    assert book.bounced_why.startswith("550")
    news(people, "Meanwhile")
    assert make_digest(person_id=people.partner.pk, frequency="weekly") is None
    server.refuses.clear()
    address_works(person=people.partner)
    run_due(clock.now() + WEEK)
    (letter,) = server.to(people.partner.email)
    assert "Meanwhile" in letter.as_string()


def test_an_address_that_is_full_for_now_is_tried_again(people: People, server: MailServer) -> None:
    server.refuses[people.partner.email] = "452 mailbox full"
    send_digest(digest_id=made_digest(people).pk)
    assert NoticeBook.objects.get(person=people.partner).bounced_at is None
    server.refuses.clear()
    run_due(clock.now() + timedelta(minutes=6))
    assert len(server.to(people.partner.email)) == 1


@pytest.mark.parametrize("words", [("MAIL",), ("EHLO", "HELO")])
def test_a_server_that_does_not_take_us_says_nothing_of_the_address(
    people: People, server: MailServer, words: tuple[str, ...]
) -> None:
    server.answers = dict.fromkeys(words, "550 sign in first")
    digest = made_digest(people)
    assert send_digest(digest_id=digest.pk) is False
    letter = Letter.objects.get(key=f"digest-{digest.pk}")
    assert letter.state == Letter.State.WAITING
    assert not NoticeBook.objects.filter(person=people.partner, bounced_at__isnull=False).exists()
    server.answers.clear()
    run_due(clock.now() + timedelta(minutes=6))
    assert len(server.to(people.partner.email)) == 1


def test_a_letter_that_is_refused_for_its_words_leaves_the_address_alone(
    people: People, server: MailServer, client_of: ClientOf
) -> None:
    server.answers["DATA"] = "554 looks like spam"
    digest = made_digest(people)
    assert send_digest(digest_id=digest.pk) is False
    letter = Letter.objects.get(key=f"digest-{digest.pk}")
    assert (letter.state, letter.trouble) == (Letter.State.DECLINED, "554 looks like spam")
    assert not NoticeBook.objects.filter(person=people.partner, bounced_at__isnull=False).exists()
    page = client_of(people.backbone).get("/i/harbor/updates/letters/").content.decode()
    assert "A letter was refused for what it says" in page


@pytest.mark.parametrize("how", ["refused", "came back"])
def test_an_address_of_contributors_that_takes_no_letters_counts_as_out_of_reach(
    people: People, server: MailServer, client_of: ClientOf, how: str
) -> None:
    engagement = make_engagement(by=people.backbone)
    first, second = (say_something(engagement, email="ann@people.example").input for _twice in range(2))
    if how == "refused":
        server.refuses["ann@people.example"] = "550 no such mailbox"
    told = Told.objects.get(input=first, what=Told.What.RECEIVED)
    assert tell_contributor(told_id=told.pk) is (how == "came back")
    if how == "came back":
        note_bounce(Letter.objects.get(key=f"told-{told.pk}-input:{first.pk}"), why="complaint")
    assert not is_reachable(first)
    assert not is_reachable(second), "the same address under other words"
    assert not tell(first, Told.What.ANSWERED), "nobody is told at an address that takes none"
    assert not tell_contributor(told_id=Told.objects.get(input=second).pk)
    page = client_of(people.backbone).get("/i/harbor/updates/letters/").content.decode()
    assert "takes no letters for it" in page


def test_of_a_past_that_was_brought_in_nobody_is_told_by_letter(people: People) -> None:
    say_something(make_engagement(by=people.backbone), email="ann@people.example")
    run = JobRun.objects.get(task=TELL)
    begin_anew()
    run.refresh_from_db()
    assert run.state == JobRun.State.READY
    assert not Unheard.objects.exists()


def test_a_server_that_is_away_for_weeks_is_still_asked_every_few_hours(
    people: People, server: MailServer
) -> None:
    digest = made_digest(people)
    server.answers["DATA"] = "451 not now"
    send_digest(digest_id=digest.pk)
    Letter.objects.filter(key=f"digest-{digest.pk}").update(attempts=90)
    send_digest(digest_id=digest.pk)
    due = Due.objects.get(job=SEND, key=f"digest-{digest.pk}")
    assert due.due_at <= clock.now() + timedelta(hours=6)


def test_the_webhook_needs_its_key_and_stops_what_came_back_for_good(
    people: People, server: MailServer, client_of: ClientOf
) -> None:
    send_digest(digest_id=made_digest(people).pk)
    name = server.to(people.partner.email)[0]["Message-ID"]
    told = {"message_id": name, "kind": "permanent", "reason": "550 gone"}

    def post(key: str, said: dict[str, str]) -> int:
        headers = {"Authorization": f"Bearer {key}"}
        sent = client_of(None).post("/mail/bounces/", said, content_type="application/json", headers=headers)
        return int(sent.status_code)

    with override_settings(BOUNCE_KEY="the key"):
        assert post("another", told) == 404
        assert post("the key", {"kind": "permanent"}) == 400
        assert post("the key", {**told, "kind": "temporary"}) == 200
        assert post("the key", {**told, "message_id": name.replace(".", ".1", 1)}) == 200
        assert NoticeBook.objects.get(person=people.partner).bounced_at is None
        assert post("the key", told) == 200
    assert post("", told) == 404, "without a key in the settings there is no such page"
    book = NoticeBook.objects.get(person=people.partner)
    assert book.bounced_why == "550 gone"


# --- The pages -----------------------------------------------------------------------------------------------------------
def test_the_page_explains_what_holds_and_keeps_what_one_chooses(people: People, client_of: ClientOf) -> None:
    browser = client_of(people.partner)
    page = browser.get("/account/notices/").content.decode()
    assert "One letter a week" in page
    form = {matter.value: "monthly" for matter in Matter} | {"of": "harbor", "zone": "Europe/Berlin"}
    wrong = browser.post("/account/notices/", {**form, "quiet_from": "21:00"})
    assert wrong.status_code == 422
    assert "need a beginning and an end" in wrong.content.decode()
    kept = browser.post("/account/notices/", {**form, "quiet_from": "21:00", "quiet_until": "07:30"})
    assert kept.status_code == 302
    book = NoticeBook.objects.get(person=people.partner)
    assert {one.frequency for one in book.choices.all()} == {"monthly"}
    assert client_of(people.partner).get("/account/notices/?of=meadow").status_code == 404
    assert "/signin/" in client_of(None).get("/account/notices/")["Location"]


def test_staff_see_how_much_each_person_was_written_to(people: People, client_of: ClientOf) -> None:
    sent_before(people.partner, "earlier")
    record("update.published", by=people.backbone, about=news(people))
    page = client_of(people.backbone).get("/i/harbor/updates/letters/").content.decode()
    assert "How much do we write to people?" in page
    assert page.index("Partner") < page.index("Resident"), "whoever had most stands first"
    assert client_of(people.resident).get("/i/harbor/updates/letters/").status_code == 403
