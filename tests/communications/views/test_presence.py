"""Expected and real presence of each seat, and who leads which group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from communications.models import Attendance, Meeting
from initiatives import clock
from initiatives.identity import give_record
from initiatives.models import Body, Initiative, Round, RoundSeat, Seat
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]
SEATS = "/i/harbor/people/seats/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def year(inside_initiative: Initiative, people: People) -> Seat:
    """Two rounds and two meetings of the table: the community seat answered one and came to one."""
    table, seat = Body.objects.get(), Seat.objects.get(name="Community seat")
    now = clock.now()
    for number in (1, 2):
        opens = now - timedelta(days=40 * number)
        given = give_record("round", title={"en": "Q"}, path=f"decisions/{number}/", by=None, published=True)
        room = Round.objects.create(
            record=given,
            body=table,
            question={"en": "Q"},
            noticed_at=opens - timedelta(days=8),
            opens_at=opens,
            closes_at=opens + timedelta(days=7),
        )
        RoundSeat.objects.create(
            round=room,
            seat=seat,
            person=people.resident,
            seat_class=seat.seat_class,
            present_at=opens if number == 1 else None,
        )
        held = give_record("meeting", title={"en": "M"}, path=f"meetings/{number}/", by=None, published=True)
        meeting = Meeting.objects.create(
            record=held,
            body=table,
            title={"en": "M"},
            starts_at=opens,
            ends_at=opens + timedelta(hours=2),
            begun_at=opens,
            begun_by=people.backbone,
            ended_at=opens + timedelta(hours=2),
            ended_by=people.backbone,
        )
        if number == 2:
            Attendance.objects.create(meeting=meeting, person=people.resident, seat=seat, door="list")
    return seat


def test_a_seat_shows_how_often_it_was_expected_and_there(client_of: ClientOf, year: Seat) -> None:
    for page in (SEATS, Body.objects.get().record.url):
        shown = body(client_of(None).get(page))
        assert "Seats were there 2 of 6 times in the last year" in shown
        assert "1 / 2" in shown


def test_a_mark_by_mistake_does_not_count(client_of: ClientOf, year: Seat, people: People) -> None:
    Attendance.objects.update(struck_at=clock.now(), struck_by=people.backbone)
    assert "Seats were there 1 of 6 times" in body(client_of(None).get(SEATS))


def test_who_leads_which_group_and_what_residents_hold(
    client_of: ClientOf, inside_initiative: Initiative
) -> None:
    Seat.objects.filter(name="Community seat").update(is_co_chair=True)
    page = body(client_of(None).get(SEATS))
    assert "Who leads which group" in page
    assert "1 / 2" in page


def test_a_group_can_be_a_part_of_another(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    table = Body.objects.get()
    client_of(people.backbone).post(
        "/i/harbor/people/groups/add/",
        {"name_en": "Data circle", "kind": "subgroup", "charter_en": "Looks at figures", "parent": table.pk},
    )
    assert Body.objects.get(slug="data-circle").parent == table
    assert "Data circle" in body(client_of(None).get(table.record.url))
