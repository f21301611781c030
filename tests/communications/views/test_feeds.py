"""Feeds and calendars: two readers that share nothing accept each of them; changes and cancellations arrive. Issue 5, item 8."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communications.actions.calendars import make_private_address, private_address
from communications.actions.updates import publish_update
from communications.models import Meeting
from communications.pages.feeds import TOPICS
from communications.publishing.ical import Entry, calendar
from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Body, Initiative
from initiatives.record import record
from tests.conftest import Browser
from tests.factories.partners import make_body
from tests.factories.restrictions import make_restriction
from tests.feed_readers import by_grammar, by_octets, by_tags, by_xml
from tests.personas import People

ClientOf = Callable[..., Browser]


def make_meeting(body: Body, title: str, people: People) -> Meeting:
    given = give_record(
        "meeting", title={"en": title}, path="meetings/{number}/", by=people.backbone, published=True
    )
    starts = clock.now() + timedelta(days=9)
    return Meeting.objects.create(
        record=given,
        body=body,
        title={"en": title},
        place={"en": "Library; east wing, room 2"},
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )


@pytest.fixture
def table(inside_initiative: Initiative) -> Body:
    return Body.objects.get(is_table=True)


@pytest.fixture
def meeting(table: Body, people: People) -> Meeting:
    return make_meeting(table, "Spring, and “what next”", people)


def read(client: Browser, address: str) -> list[dict[str, str]]:
    """Fetch a calendar; both readers must say the same of it."""
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    found = by_grammar(answer.content)
    assert by_octets(answer.content) == found
    return found


# --- Calendars -----------------------------------------------------------------------------------------------------------
def test_both_readers_find_the_meeting_with_all_that_it_says(meeting: Meeting, client_of: ClientOf) -> None:
    (event,) = read(client_of(None), "/i/harbor/feeds/meetings.ics")
    assert event["SUMMARY"].startswith("Spring, and “what next” (")
    assert event["LOCATION"] == "Library; east wing, room 2"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"].endswith(meeting.record.url)
    assert event["SEQUENCE"] == "0"
    assert (event["DTSTART"], event["DTEND"]) == (
        f"{meeting.starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"{meeting.ends_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    )


def test_a_meeting_that_moves_or_is_cancelled_arrives_as_the_same_entry_with_a_higher_sequence(
    meeting: Meeting, people: People, client_of: ClientOf
) -> None:
    (before,) = read(client_of(None), "/i/harbor/feeds/meetings.ics")
    with clock.at(clock.now() + timedelta(hours=1)):
        meeting.starts_at += timedelta(days=1)
        meeting.ends_at += timedelta(days=1)
        meeting.save()
        change_record(meeting.record)
        record("meeting.moved", by=people.backbone, about=meeting)
    (moved,) = read(client_of(None), "/i/harbor/feeds/meetings.ics")
    meeting.cancelled_at, meeting.cancelled_by = clock.now(), people.backbone
    meeting.save()
    change_record(meeting.record)
    record("meeting.cancelled", by=people.backbone, about=meeting)
    (cancelled,) = read(client_of(None), "/i/harbor/feeds/meetings.ics")
    assert before["UID"] == moved["UID"] == cancelled["UID"]
    assert [int(one["SEQUENCE"]) for one in (before, moved, cancelled)] == [0, 1, 2]
    assert moved["DTSTART"] > before["DTSTART"]
    assert (moved["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")


def test_a_group_has_a_calendar_of_its_own_and_withheld_meetings_are_in_none(
    meeting: Meeting, people: People, client_of: ClientOf
) -> None:
    council = make_body("Council", by=people.backbone, slug="council")
    other = make_meeting(council, "Council meets", people)
    where = "/i/harbor/feeds/groups/council.ics"
    assert [one["UID"] for one in read(client_of(None), where)] == [f"harbor-{other.record.number}@localhost"]
    make_restriction(other.record, by=people.backbone, days=10)
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert read(client_of(None), where) == []
        assert len(read(client_of(None), "/i/harbor/feeds/meetings.ics")) == 1


def test_my_own_calendar_has_the_meetings_of_my_groups_and_can_be_taken_back(
    meeting: Meeting, people: People, client_of: ClientOf
) -> None:
    council = make_body("Council", by=people.backbone, slug="council")
    make_meeting(council, "Council meets", people)
    browser = client_of(people.resident)
    assert browser.post("/i/harbor/feeds/mine/").status_code == 302
    address = private_address(people.resident)
    assert address in browser.get("/i/harbor/feeds/").content.decode()
    assert address not in client_of(people.partner).get("/i/harbor/feeds/").content.decode()
    path = f"/calendar/{address.rpartition('/')[2]}"
    (event,) = read(client_of(None), path)
    assert event["SUMMARY"].startswith("Spring")
    browser.post("/i/harbor/feeds/mine/", {"stop": "1"})
    assert client_of(None).get(path).status_code == 404
    assert make_private_address(person=people.resident) != address, "the next one is another"
    assert client_of(None).get(path).status_code == 404


def test_an_address_that_nobody_made_opens_nothing(client_of: ClientOf) -> None:
    assert client_of(None).get("/calendar/0123456789abcdef.ics").status_code == 404


TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)


@given(TEXTS, TEXTS)
def test_whatever_a_meeting_is_called_both_readers_read_the_same(title: str, place: str) -> None:
    start = datetime(2030, 5, 1, 17, tzinfo=UTC)
    entry = Entry(
        "1@x", f"T{title}", start, start + timedelta(hours=1), start, 3, "https://x.example/1/", place
    )
    content = calendar(title, [entry])
    found = by_grammar(content)
    assert by_octets(content) == found
    seen = "".join(
        one for one in f"T{title}".replace("\r\n", "\n") if one == "\n" or (one >= " " and one != "\x7f")
    )
    assert found[0]["SUMMARY"] == seen


# --- Atom ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("topic", TOPICS)
def test_both_readers_accept_every_feed(
    topic: str, inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    update = publish_update(title={"en": "Hubs & <buses>"}, words={"en": "x"}, by=people.backbone)
    make_restriction(update.record, by=people.backbone, days=10)
    answer = client_of(None).get(f"/i/harbor/feeds/{topic}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert by_xml(answer.content) == by_tags(answer.content)


def test_a_feed_says_what_happened_and_nothing_withheld(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    shown = publish_update(title={"en": "Hubs & <buses>"}, words={"en": "x"}, by=people.backbone)
    hidden = publish_update(title={"en": "Not yet"}, words={"en": "x"}, by=people.backbone)
    make_restriction(hidden.record, by=people.backbone, days=10)
    with clock.at(clock.now() + timedelta(minutes=1)):
        answer = client_of(None).get("/i/harbor/feeds/updates.atom")
    (entry,) = by_xml(answer.content)
    assert "Hubs & <buses>" in entry["title"]
    assert shown.record.url in answer.content.decode()
    again = client_of(None).get("/i/harbor/feeds/updates.atom")
    assert [one["id"] for one in by_tags(again.content)][-1] == entry["id"], "an entry keeps its name"


def test_groups_questions_and_indicators_have_feeds_and_what_is_not_there_has_none(
    table: Body, client_of: ClientOf
) -> None:
    answer = client_of(None).get(f"/i/harbor/feeds/groups/{table.slug}.atom")
    assert by_xml(answer.content) == by_tags(answer.content)
    for wrong in (
        "nothing.atom",
        "groups/nobody.atom",
        "decisions/99999.atom",
        "results/none.atom",
        "groups/nobody.ics",
    ):
        assert client_of(None).get(f"/i/harbor/feeds/{wrong}").status_code == 404, wrong


def test_the_page_names_all_of_them(table: Body, client_of: ClientOf) -> None:
    page = client_of(None).get("/i/harbor/feeds/").content.decode()
    assert "/i/harbor/feeds/meetings.ics" in page
    assert all(f"/i/harbor/feeds/{topic}.atom" in page for topic in TOPICS)
    assert f"/i/harbor/feeds/groups/{table.slug}.ics" in page
    assert "Make my address" not in page
