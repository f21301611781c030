"""Minutes in the other languages that people speak."""

from __future__ import annotations

from collections.abc import Callable

from communications.actions.minutes import correct_minutes
from communications.actions.running import end_meeting, take_notes
from communications.models import Meeting, PassageTranslation
from initiatives import clock
from initiatives.models import Initiative
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.meetings import items_of, make_noticed, open_doors
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]


def held(people: People) -> Meeting:
    """A meeting whose minutes say one sentence."""
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        take_notes(item=items_of(meeting)[0], notes="The bus runs until nine.", by=people.backbone)
        return end_meeting(meeting=meeting, by=people.backbone)


def test_minutes_in_another_language_stand_beside_them_and_are_marked_once_the_words_change(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = held(people)
    item = items_of(meeting)[0]
    address = f"{meeting.record.url}items/{item.record.number}/translation/"
    older = "This translation is older than the original"
    with clock.at(meeting.minutes.publish_at):
        browser = client_of(people.backbone)
        assert browser.get(f"{address}en/").status_code == 404
        assert browser.post(f"{address}es/", {"words": " ", "version": 1}).status_code == 422
        words = {"words": "El autobús circula hasta las nueve.", "version": 1}
        for _twice in range(2):
            assert browser.post(f"{address}es/", words).status_code == 302
        assert PassageTranslation.objects.count() == 1
        page = client_of(None).get(meeting.record.url).content.decode()
        assert "hasta las nueve" in page
        assert older not in page
        correct_minutes(item=item, words="The bus runs until ten.", reason="Ten.", by=people.backbone)
        page = client_of(None).get(meeting.record.url).content.decode()
        assert "hasta las nueve" in page
        assert older in page


def test_words_that_changed_while_somebody_translated_them_are_not_passed_over(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = held(people)
    item = items_of(meeting)[0]
    address = f"{meeting.record.url}items/{item.record.number}/translation/es/"
    with clock.at(meeting.minutes.publish_at):
        browser = client_of(people.backbone)
        assert 'name="version" value="1"' in browser.get(address).content.decode()
        correct_minutes(item=item, words="The bus runs until ten.", reason="Ten.", by=people.backbone)
        refused = browser.post(address, {"words": "Hasta las nueve.", "version": 1})
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "changed while you translated" in page
        assert "Hasta las nueve." in page, "what was written is kept"
        assert 'name="version" value="2"' in page
        assert not PassageTranslation.objects.exists()
        assert browser.post(address, {"words": "Hasta las diez.", "version": 2}).status_code == 302


def test_whoever_may_not_read_the_minutes_reads_them_in_no_form_about_them(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = held(people)
    number = items_of(meeting)[0].record.number
    make_restriction(
        meeting.record, by=people.backbone, readers=(Role.FUNDER,), scope="fields", fields=("minutes",)
    )
    browser = client_of(people.backbone)
    for form in ("translation/es/", "correction/"):
        page = browser.get(f"{meeting.record.url}items/{number}/{form}").content.decode()
        assert "is withheld from you" in page
        assert "until nine" not in page
