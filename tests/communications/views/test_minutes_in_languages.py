"""Minutes in the other languages that people speak."""

from __future__ import annotations

from collections.abc import Callable

from communications.actions.minutes import correct_minutes
from communications.actions.running import end_meeting, take_notes
from communications.models import PassageTranslation
from initiatives import clock
from initiatives.models import Initiative
from tests.conftest import Browser
from tests.factories.meetings import items_of, make_noticed, open_doors
from tests.personas import People

ClientOf = Callable[..., Browser]


def test_minutes_in_another_language_stand_beside_them_and_are_marked_once_the_words_change(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    item = items_of(meeting)[0]
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        take_notes(item=item, notes="The bus runs until nine.", by=people.backbone)
        meeting = end_meeting(meeting=meeting, by=people.backbone)
    address = f"{meeting.record.url}items/{item.record.number}/translation/"
    older = "This translation is older than the original"
    with clock.at(meeting.minutes.publish_at):
        browser = client_of(people.backbone)
        assert browser.get(f"{address}en/").status_code == 404
        assert browser.post(f"{address}es/", {"words": " "}).status_code == 422
        for _twice in range(2):
            said = browser.post(f"{address}es/", {"words": "El autobús circula hasta las nueve."})
            assert said.status_code == 302
        assert PassageTranslation.objects.count() == 1
        page = client_of(None).get(meeting.record.url).content.decode()
        assert "hasta las nueve" in page
        assert older not in page
        correct_minutes(item=item, words="The bus runs until ten.", reason="Ten.", by=people.backbone)
        page = client_of(None).get(meeting.record.url).content.decode()
        assert "hasta las nueve" in page
        assert older in page
