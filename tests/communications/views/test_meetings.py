"""The pages of meetings: what is said before there is any, who reads a draft, the door, the calendar, the packet, the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from communications.actions import attendance as actions
from communications.actions.agenda_items import add_item
from communications.actions.meetings import door_code, give_notice, plan_meeting
from communications.actions.minutes import ask_amendment, correct_minutes
from communications.actions.running import Closing, close_doors, end_meeting, take_notes, turn_to
from communications.models import Attendance, Meeting, StartStep
from communications.publishing.packet import html_of
from communications.views import attendance
from initiatives import clock
from initiatives.actions.restrictions import restrict
from initiatives.models import Body, Initiative, Restriction, Seat
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.agenda import make_proposed, room_of
from tests.factories.meetings import (
    A_DAY,
    brief,
    items_of,
    make_held,
    make_noticed,
    make_planned,
    open_doors,
    plan,
)
from tests.factories.records import make_record
from tests.factories.restrictions import group_of, make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
HERE = "/i/harbor/meetings/"
SECRET = "The child is called by name."


def read(browser: Browser, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def minutes_said(meeting: Meeting, people: People, words: str) -> Meeting:
    """Hold a meeting in which something was written down on its only item."""
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        take_notes(item=items_of(meeting)[0], notes=words, by=people.backbone)
        return end_meeting(meeting=meeting, by=people.backbone)


def test_before_there_is_a_meeting_staff_are_asked_for_a_rhythm_and_others_are_told(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    assert "Set a rhythm" in read(client_of(people.backbone), HERE)
    assert "No meeting is planned" in read(client_of(None), HERE)


def test_a_planned_agenda_is_for_those_who_write_it_and_the_seats_of_the_group(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_planned(people.backbone)
    for reader, sees in (
        (people.backbone, True),
        (people.resident, True),
        (people.partner, False),
        (None, False),
    ):
        page = read(client_of(reader), meeting.record.url)
        assert ("Buses in the evening" in page) is sees
    assert "The agenda is public by" in page


def test_a_draft_reaches_seats_and_whoever_was_there_and_nobody_else(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = minutes_said(make_noticed(people.backbone), people, "We write to the operator.")
    with clock.at(meeting.minutes.amend_until - A_DAY):
        for reader, sees in (
            (people.backbone, True),
            (people.resident, True),
            (people.partner, False),
            (None, False),
        ):
            page = read(client_of(reader), meeting.record.url)
            assert ("We write to the operator." in page) is sees
    with clock.at(meeting.minutes.publish_at):
        assert "We write to the operator." in read(client_of(None), meeting.record.url)


def test_a_closed_item_shows_title_reason_and_end_and_none_of_its_notes(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    item, seat = items_of(meeting)[0], Seat.objects.get(seat_class="community", body__is_table=True)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        closing = Closing("minor", {"en": "A child could be known."}, meeting.starts_at + 25 * A_DAY)
        close_doors(item=item, closing=closing, stances={seat.pk: "yes"}, by=people.backbone)
        take_notes(item=item, notes=SECRET, by=people.backbone)
        end_meeting(meeting=meeting, by=people.backbone)
    with clock.at(meeting.starts_at + 12 * A_DAY):
        for reader in (None, people.partner):
            page = read(client_of(reader), meeting.record.url)
            assert SECRET not in page
            assert "Buses in the evening" in page
            assert "A child could be known." in page
            assert "Not public until" in page
        data = read(client_of(None), f"/api/v1/i/harbor/meetings/{meeting.record.number}/")
        assert SECRET not in data
        assert '"is_closed":true' in data.replace(" ", "")
        assert SECRET in read(client_of(people.resident), meeting.record.url), "the seats may read it"
    with clock.at(closing.until + timedelta(minutes=1)):
        assert SECRET in read(client_of(None), meeting.record.url), "it opens by itself"


def test_notes_that_are_withheld_afterwards_are_on_no_page_though_the_doors_were_open(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = minutes_said(make_noticed(people.backbone), people, SECRET)
    item = items_of(meeting)[0]
    with clock.at(meeting.minutes.amend_until - A_DAY):
        restrict(
            record=item.record,
            ground="minor",
            reason={"en": "A child could be known."},
            expires_at=meeting.minutes.publish_at + 5 * A_DAY,
            readers=[group_of(Role.DIRECTOR)],
            by=people.staff,
            scope=Restriction.Scope.FIELDS,
            fields=("notes",),
        )
        asking = f"{meeting.record.url}items/{item.record.number}/amendment/"
        answer = client_of(people.resident).get(asking)
        assert answer.status_code == 409
        assert SECRET not in answer.content.decode()
    with clock.at(meeting.minutes.publish_at):
        page = read(client_of(None), meeting.record.url)
        assert "A child could be known." in page
        assert SECRET not in page


def test_whoever_runs_a_meeting_neither_reads_nor_overwrites_notes_that_are_withheld_from_them(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    item = items_of(meeting)[0]
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        turn_to(item=item, by=people.backbone)
        take_notes(item=item, notes=SECRET, by=people.backbone)
        make_restriction(item.record, by=people.backbone, days=10, scope="fields", fields=("notes",))
    with clock.at(meeting.starts_at + timedelta(minutes=5)):
        page = read(client_of(people.staff), f"{meeting.record.url}run/")
        assert "Buses in the evening" in page
        assert SECRET not in page
        address = f"{meeting.record.url}items/{item.record.number}/notes/"
        answer = client_of(people.staff).post(address, {"notes": "Something else"})
        assert answer.status_code == 409
        assert SECRET not in answer.content.decode()
        item.refresh_from_db()
        assert item.notes == SECRET
        end_meeting(meeting=meeting, by=people.backbone)
    with clock.at(meeting.starts_at + 2 * A_DAY):
        asked = ask_amendment(item=item, words="Say it otherwise", by=people.resident)
        addresses = (
            f"items/{item.record.number}/correction/",
            f"amendments/{asked.pk}/",
        )
        for each in addresses:
            answer = client_of(people.staff).get(f"{meeting.record.url}{each}")
            assert answer.status_code == 409, each
            assert SECRET not in answer.content.decode()


def test_a_correction_stands_beside_what_was_published(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = minutes_said(make_noticed(people.backbone), people, "In March.")
    with clock.at(meeting.minutes.publish_at + A_DAY):
        correct_minutes(
            item=items_of(meeting)[0], words="In May.", reason="A slip of the pen.", by=people.backbone
        )
        page = read(client_of(None), meeting.record.url)
    assert page.index("In May.") < page.index("A slip of the pen.") < page.index("In March.")


@pytest.mark.parametrize("code", ["", "wrong-code"])
def test_a_guest_without_the_code_of_the_room_is_not_on_the_list(
    client_of: ClientOf, inside_initiative: Initiative, people: People, code: str
) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        answer = client_of(None).post(
            f"{meeting.record.url}checkin/", {"name": "Nobody", "how": "here", "code": code}
        )
    assert answer.status_code in (302, 409)
    assert not Attendance.objects.exists()


def test_the_code_of_another_meeting_opens_no_door(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    one, other = make_noticed(people.backbone), make_noticed(people.backbone, title="Another")
    said = {"name": "Greta Guest", "how": "here"}
    with clock.at(one.starts_at):
        client_of(None).post(f"{one.record.url}checkin/", {**said, "code": door_code(other)})
        assert not Attendance.objects.exists()
        client_of(None).post(f"{one.record.url}checkin/", {**said, "code": door_code(one).upper()})
    assert Attendance.objects.get().door == Attendance.Door.QR


def test_who_guesses_codes_is_told_to_wait_and_the_right_code_still_opens(
    client_of: ClientOf, inside_initiative: Initiative, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendance, "may_try_from", lambda _request, _what: False)
    meeting = make_noticed(people.backbone)
    door = f"{meeting.record.url}checkin/"
    with clock.at(meeting.starts_at):
        for answer in (
            client_of(None).get(f"{door}?code=AAAA-AAAA"),
            client_of(None).post(door, {"code": "x"}),
        ):
            assert answer.status_code == 409
            assert "Wait ten minutes" in answer.content.decode()
        client_of(None).post(door, {"name": "Greta Guest", "how": "here", "code": door_code(meeting)})
    assert Attendance.objects.get().guest_name == "Greta Guest"


def test_the_list_of_guests_is_not_filled_by_a_machine(
    client_of: ClientOf, inside_initiative: Initiative, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendance, "GUESTS_A_MINUTE", 2)
    meeting = make_noticed(people.backbone)
    door, said = f"{meeting.record.url}checkin/", {"how": "here", "code": door_code(meeting)}
    with clock.at(meeting.starts_at):
        for name in ("One", "Two", "Three"):
            answer = client_of(None).post(door, {**said, "name": name})
        assert answer.status_code == 409
        assert Attendance.objects.count() == 2
        monkeypatch.setattr(actions, "MOST_GUESTS", 2)
        on_list = {"name": "Three", "is_named": False, "door": Attendance.Door.LIST}
        with pytest.raises(RuleBroken, match="takes no more"):
            actions.check_in_guest(meeting=meeting, **on_list, by=people.backbone)
        actions.check_in_guest(meeting=meeting, **on_list | {"name": "Two"}, by=people.backbone)
    assert Attendance.objects.count() == 2


def test_a_member_checks_in_with_one_tap(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        client_of(people.resident).post(f"{meeting.record.url}checkin/", {"code": door_code(meeting)})
        client_of(people.partner).post(f"{meeting.record.url}checkin/", {})
    rows = Attendance.objects.order_by("pk").values_list("person", "door", "how")
    assert list(rows) == [(people.resident.pk, "qr", "here"), (people.partner.pk, "online", "online")]


def test_a_calendar_gets_lines_that_it_can_read(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = plan_meeting(
        body=Body.objects.get(is_table=True), plan=plan("Buses; schools, and " + "ü" * 90), by=people.backbone
    )
    answer = client_of(None).get(f"{meeting.record.url}meeting.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = answer.content.decode().replace("\r\n ", "")
    assert "Buses\\; schools\\, and ü" in whole
    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%SZ}" in whole
    assert "STATUS:CONFIRMED" in whole


def test_the_packet_says_what_the_page_says(inside_initiative: Initiative, people: People) -> None:
    page = html_of(make_noticed(people.backbone))
    for words in (
        "The last bus leaves at five.",
        "The operator renews its timetable in June.",
        "Shall we write",
    ):
        assert words in page


def test_the_agenda_names_no_draft_and_nothing_whose_title_is_withheld(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_planned(people.backbone)
    draft = make_record(by=people.backbone, title="Unborn plan", published=False)
    secret = make_record(by=people.backbone, title="Secret plan")
    told = make_record(by=people.backbone, title="Public plan")
    for about in (draft, secret, told):
        add_item(meeting=meeting, brief=brief(f"Item {about.number}", about=about), by=people.backbone)
    make_restriction(secret, by=people.backbone, fields=["title"])
    noticed = give_notice(meeting=meeting, by=people.backbone)
    with clock.at(clock.now() + timedelta(minutes=1)):
        for page in (read(client_of(None), meeting.record.url), html_of(noticed)):
            assert "Public plan" in page
            assert "Secret plan" not in page
            assert "Unborn plan" not in page
        assert "Secret plan" in read(client_of(people.backbone), meeting.record.url)


def test_an_item_is_not_begun_about_a_draft(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    add = f"{make_planned(people.backbone).record.url}items/add/"
    draft = make_record(by=people.backbone, title="Unborn plan", published=False)
    assert "Unborn plan" not in read(client_of(people.backbone), f"{add}?about={draft.number}")
    told = make_record(by=people.backbone, title="Public plan")
    assert "Public plan" in read(client_of(people.backbone), f"{add}?about={told.number}")


def test_what_is_late_and_what_waits_for_approval_is_suggested_for_the_agenda(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held = make_held(people.backbone, people.resident)
    with clock.at(held.minutes.publish_at + A_DAY):
        planned = plan_meeting(body=held.body, plan=plan("The table in June"), by=people.backbone)
        page = read(client_of(people.backbone), planned.record.url)
        assert "Approve the minutes of" in page
        assert "Could be on the agenda" not in read(client_of(people.resident), planned.record.url)


def test_today_asks_for_the_notice_the_answer_and_the_draft(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_planned(people.backbone, title="Next one", days=12)
    make_noticed(people.backbone, title="Called one", days=13)
    assert "The agenda of “Next one” must be public" in read(client_of(people.backbone), "/i/harbor/today/")
    assert "Do you come to “Called one”?" in read(client_of(people.resident), "/i/harbor/today/")
    held = make_held(people.backbone, people.partner, title="Held one")
    with clock.at(held.minutes.circulated_at + A_DAY):
        assert "The draft minutes of “Held one”" in read(client_of(people.partner), "/i/harbor/today/")


def test_the_next_meeting_stands_on_the_overview_and_on_the_page_of_its_group(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone, title="The table in April")
    for address in ("/i/harbor/", meeting.body.record.url):
        assert "The table in April" in read(client_of(None), address)


def test_setting_up_sets_the_day_of_the_first_meeting(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    day = (clock.now() + 20 * A_DAY).date().isoformat()
    said = {"day": day, "starts": "18:00", "ends": "20:00", "place": "The town hall"}
    answer = client_of(people.backbone).post("/start/harbor/meeting/", said)
    assert answer.status_code == 302
    assert Meeting.objects.get().local_start.hour == 18
    assert StartStep.objects.get(step="meeting").done_at is not None


def test_the_wall_shows_the_item_the_quorum_and_the_code_and_none_of_the_notes(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        item = items_of(meeting)[0]
        turn_to(item=item, by=people.backbone)
        take_notes(item=item, notes=SECRET, by=people.backbone)
        wall = read(client_of(people.backbone), f"{meeting.record.url}run/?show=1")
        desk = read(client_of(people.backbone), f"{meeting.record.url}run/")
    assert str(item.title["en"]) in wall
    assert "Enough to decide" in wall or "Not enough to decide yet" in wall
    assert "Check in with your phone" in wall
    assert SECRET in desk
    assert SECRET not in wall


def test_what_comes_up_stands_by_day_whether_meeting_or_round(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_noticed(people.backbone, title="The near one", days=14)
    make_planned(people.backbone, title="The far one", days=60)
    room = room_of(make_proposed(people.backbone))  # its last day lies between the two
    page = read(client_of(people.backbone), "/i/harbor/today/").partition("Coming up")[2]
    places = [page.index(words) for words in ("The near one", str(room), "The far one")]
    assert places == sorted(places)
