"""Updates: everybody reads one at the same moment, the page says when, and what was wrong is corrected in the open."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from communications.actions.updates import correct_update, publish_update
from communications.models import Update
from engagement.actions.questions import answer_question, ask_question
from initiatives import clock
from initiatives.models import Event, Initiative
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.engagements import make_open
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
LIST = "/i/harbor/updates/"


def text(page: object) -> str:
    return " ".join(page.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def hub(inside_initiative: Initiative, people: People) -> Update:
    return publish_update(
        title={"en": "The first hub opens"},
        words={"en": "It opens on 4 May.\n\nCome and see."},
        by=people.backbone,
    )


def test_nothing_yet_says_what_to_do_to_staff_and_what_will_be_to_others(
    client_of: ClientOf, people: People
) -> None:
    assert "Publish minutes to start" in text(client_of(people.backbone).get(LIST))
    page = text(client_of(None).get(LIST))
    assert "Nothing is new yet" in page
    assert "Write an update" not in page


def test_seats_staff_and_visitors_read_it_at_the_same_moment_and_the_page_says_when(
    client_of: ClientOf, people: People, inside_initiative: Initiative
) -> None:
    with clock.at(clock.now() - timedelta(days=3)):
        form = {"title_en": "The first hub opens", "words_en": "On 4 May."}
        assert client_of(people.backbone).post(f"{LIST}add/", form).status_code == 302
    made = Update.objects.select_related("record__initiative").get()
    pages = [text(client_of(who).get(made.record.url)) for who in (people.resident, people.backbone, None)]
    since = [page.split("Everybody can read it since ")[1][:40] for page in pages]
    assert since[0] == since[1] == since[2]
    assert not Event.objects.filter(record=made.record, at__lt=made.record.published_at).exists()


def test_it_names_what_it_is_about_only_to_who_may_know_the_title(
    client_of: ClientOf, people: People, inside_initiative: Initiative
) -> None:
    about = make_record("A family is named", by=people.backbone)
    made = publish_update(
        title={"en": "News"}, words={"en": "There is some."}, by=people.backbone, about=about
    )
    assert "A family is named" in text(client_of(None).get(made.record.url))
    make_restriction(about, by=people.backbone, fields=("title",))
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert "A family is named" not in text(client_of(None).get(made.record.url))
        assert "A family is named" in text(client_of(people.backbone).get(made.record.url))


def test_a_correction_needs_its_reason_and_keeps_what_was_said_before(
    hub: Update, people: People, client_of: ClientOf
) -> None:
    with pytest.raises(RuleBroken, match="Say what was wrong"):
        correct_update(update=hub, title=hub.record.title, words={"en": "Other"}, note={}, by=people.backbone)
    form = {
        "title_en": "The first hub opens",
        "words_en": "It opens on 11 May.\n\nCome and see.",
        "note_en": "We had the wrong week.",
    }
    where = hub.record.url
    assert client_of(people.backbone).post(f"{where}correction/", form).status_code == 302
    page = text(client_of(None).get(where))
    assert "It opens on 11 May." in page
    assert "We had the wrong week." in page
    assert "<del>" in page
    assert re.search("<del>.*4.*</del>", page)
    hub.record.refresh_from_db()
    assert hub.record.version == 2


def test_the_same_text_again_is_no_correction(hub: Update, people: People) -> None:
    correct_update(update=hub, title=hub.record.title, words=hub.words, note={}, by=people.backbone)
    assert not hub.corrections.exists()


def test_who_may_not_publish_is_told_so(client_of: ClientOf, people: People) -> None:
    assert client_of(people.resident).get(f"{LIST}add/").status_code == 403
    assert client_of(people.resident).post(f"{LIST}add/", {"title_en": "x"}).status_code == 403


def test_questions_asked_in_public_stand_there_with_their_clocks_until_they_are_answered(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    engagement = make_open(by=people.backbone)
    asked = ask_question(engagement=engagement, words="Who pays for the hub?", by=None)
    page = text(client_of(None).get(LIST))
    assert "Asked in public, and waiting for an answer" in page
    assert "Answer due before" in page.split("Who pays for the hub?")[0]
    with clock.at(clock.now() + timedelta(days=60)):
        assert "days late" in text(client_of(None).get(LIST)).split("Who pays for the hub?")[0]
    answer_question(question=asked, answer={"en": "The county."}, by=people.backbone)
    assert "Who pays for the hub?" not in text(client_of(None).get(LIST))
