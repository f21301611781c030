"""Bodies, seats and terms: nobody sits twice, no seat is held twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from initiatives.actions.backbone import appoint, create_body, create_seat, end_seat, end_term
from initiatives.models import Body, Initiative, LedgerEntry, Seat, SeatTerm
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from tests.conftest import FreshDatabase
from tests.personas import OWN, People, the_people

ONE, TWO = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def body(inside_initiative: Initiative, people: People) -> Body:
    return create_body(
        slug="council",
        name={"en": "Council"},
        kind=Body.Kind.COMMUNITY_COUNCIL,
        charter={},
        by=people.backbone,
    )


@pytest.fixture
def seat(body: Body, people: People) -> Seat:
    return create_seat(
        body=body, name="North", seat_class=Seat.SeatClass.COMMUNITY, created_on=ONE, by=people.backbone
    )


def _appoint(seat: Seat, person: object, people: People, first: date = ONE, last: date = TWO) -> SeatTerm:
    return appoint(
        seat=seat,
        person=person,
        starts_on=first,
        ends_on=last,
        chosen=SeatTerm.Chosen.ELECTED,
        by=people.backbone,
    )  # type: ignore[arg-type]


def test_a_body_is_public_with_its_own_group_and_address(body: Body) -> None:
    assert body.record.url == "/i/harbor/people/groups/council/"
    assert body.record.state == "published"
    assert body.group.name.endswith("body council")


def test_there_is_one_leadership_table(inside_initiative: Initiative, people: People) -> None:
    with pytest.raises(RuleBroken, match="only one"):
        create_body(
            slug="x", name={"en": "X"}, kind=Body.Kind.STEERING, charter={}, by=people.backbone, is_table=True
        )


@pytest.mark.parametrize(
    ("first", "last"),
    [(ONE, TWO), (date(2025, 6, 1), ONE), (TWO, date(2027, 6, 1)), (date(2026, 5, 1), date(2026, 6, 1))],
)
def test_a_seat_is_held_by_one_person_at_a_time(seat: Seat, people: People, first: date, last: date) -> None:
    _appoint(seat, people.resident, people)
    with pytest.raises(RuleBroken, match="is held until"):
        _appoint(seat, people.partner, people, first, last)


def test_a_seat_can_be_taken_the_day_after(seat: Seat, people: People) -> None:
    _appoint(seat, people.resident, people)
    _appoint(seat, people.partner, people, date(2027, 1, 1), date(2027, 12, 31))
    assert LedgerEntry.objects.filter(kind="seat.taken").count() == 2


def test_a_seat_left_early_is_free_from_that_day(seat: Seat, people: People) -> None:
    end_term(term=_appoint(seat, people.resident, people), on=date(2026, 6, 1), by=people.backbone)
    _appoint(seat, people.partner, people, date(2026, 6, 1), TWO)
    assert SeatTerm.objects.on(date(2026, 6, 1)).get(seat=seat).person == people.partner


def test_one_person_holds_one_seat_of_a_body(seat: Seat, people: People) -> None:
    _appoint(seat, people.resident, people)
    second = create_seat(
        body=seat.body, name="South", seat_class=Seat.SeatClass.COMMUNITY, created_on=ONE, by=people.backbone
    )
    with pytest.raises(RuleBroken, match="holds a seat in this group"):
        _appoint(second, people.resident, people)


def test_a_held_seat_does_not_end(seat: Seat, people: People) -> None:
    term = _appoint(seat, people.resident, people)
    with pytest.raises(RuleBroken, match="Somebody holds"):
        end_seat(seat=seat, on=date(2026, 6, 1), by=people.backbone)
    end_term(term=term, on=date(2026, 6, 1), by=people.backbone)
    end_seat(seat=seat, on=date(2026, 6, 1), by=people.backbone)
    assert not Seat.objects.current(on=date(2026, 6, 1)).filter(pk=seat.pk).exists()


def test_two_appointments_at_the_same_moment_give_one_holder(fresh_database: FreshDatabase) -> None:
    people, initiative = the_people(), Initiative.objects.get(slug=OWN)
    with transaction.atomic(), inside(initiative.pk):
        table = Body.objects.get(is_table=True)
        free = create_seat(
            body=table, name="New", seat_class=Seat.SeatClass.PARTNER, created_on=ONE, by=people.backbone
        )

    def take(person: object) -> None:
        with transaction.atomic(), inside(initiative.pk):
            _appoint(free, person, people)

    results = fresh_database.in_threads(lambda: take(people.partner), lambda: take(people.funder))
    assert [type(result) for result in results].count(RuleBroken) == 1
