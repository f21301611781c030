"""Minutes as a file: for everybody from the day on which they are public, without what is withheld from everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communications.actions.minutes import answer_amendment, ask_amendment, publish_when_due
from communications.actions.running import end_meeting, note_pledge, take_notes
from communications.models import Meeting
from communications.publishing.minutes_paper import minutes_html
from initiatives import clock
from initiatives.actions.restrictions import restrict
from initiatives.models import Initiative, Membership, Restriction
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.meetings import A_DAY, items_of, make_noticed, open_doors
from tests.factories.restrictions import group_of
from tests.personas import FAR_AHEAD, People

ClientOf = Callable[..., Browser]
WORDS = "We write to the operator before the holidays."


@pytest.fixture
def held(inside_initiative: Initiative, people: People) -> Meeting:
    """Give a meeting whose draft says something, with somebody who takes on a part and an amendment that was declined."""
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        (item,) = items_of(meeting)
        take_notes(item=item, notes=WORDS, by=people.backbone)
        giver = Membership.objects.order_by("pk")[0]
        note_pledge(
            item=item, words={"en": "Write the letter"}, giver=giver, due=FAR_AHEAD, by=people.backbone
        )
        ended = end_meeting(meeting=meeting, by=people.backbone)
        asked = ask_amendment(item=item, words="It was the whole board.", by=people.resident)
        answer_amendment(amendment=asked, is_taken=False, answer="It was the chair.", by=people.backbone)
    return ended


def withhold(held: Meeting, people: People, *, whole: bool = False, **more: object) -> None:
    restrict(  # type: ignore[call-overload]
        ground="minor",
        reason={"en": "A child could be known."},
        expires_at=held.minutes.publish_at + 5 * A_DAY,
        readers=[group_of(Role.DIRECTOR)],
        by=people.staff,
        scope=Restriction.Scope.WHOLE if whole else Restriction.Scope.FIELDS,
        **more,
    )


def test_they_are_taken_along_by_everybody_from_their_day_and_by_nobody_before(
    held: Meeting, people: People, client_of: ClientOf
) -> None:
    address = f"{held.record.url}minutes.pdf"
    with clock.at(held.minutes.publish_at - A_DAY):
        for reader in (None, people.resident, people.backbone):
            refused = client_of(reader).get(address)
            assert (refused.status_code, "are a draft until" in refused.content.decode()) == (409, True)
            assert "Minutes as PDF" not in client_of(reader).get(held.record.url).content.decode()
    with clock.at(held.minutes.publish_at):
        assert "Minutes as PDF" in client_of(None).get(held.record.url).content.decode()
        answer = client_of(None).get(address)
    assert answer.content.startswith(b"%PDF-")
    assert f"harbor-minutes-{held.record.number}.pdf" in answer["Content-Disposition"]


def test_they_say_what_the_page_says(held: Meeting) -> None:
    with clock.at(held.minutes.publish_at):
        publish_when_due(number=held.record.number)
        held.minutes.refresh_from_db()
        html = minutes_html(held)
    for words in (
        *(WORDS, "Write the letter", "It was the whole board.", "It was the chair.", "Not taken in"),
        *("Shall we write to the operator?", "1 person in all", held.minutes.sha256),
    ):
        assert words in html


def test_what_is_withheld_is_in_them_for_nobody(held: Meeting, people: People) -> None:
    (item,) = items_of(held)
    withhold(held, people, record=item.record, fields=("notes",))
    with clock.at(held.minutes.publish_at):
        html = minutes_html(held)
    assert WORDS not in html
    assert "Write the letter" not in html
    assert "A child could be known." in html


@pytest.mark.parametrize("fields", [("minutes",), ()])
def test_withheld_minutes_are_no_file_for_those_who_may_read_them_either(
    held: Meeting, people: People, client_of: ClientOf, fields: tuple[str, ...]
) -> None:
    withhold(held, people, record=held.record, whole=not fields, fields=fields)
    with clock.at(held.minutes.publish_at):
        assert WORDS in client_of(people.backbone).get(held.record.url).content.decode()
        for reader, status in ((people.backbone, 409), (None, 409 if fields else 403)):
            assert client_of(reader).get(f"{held.record.url}minutes.pdf").status_code == status
