"""Seating somebody makes them take part: the seat carries its role from the first day of the term to the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from initiatives import clock
from initiatives.access import build_viewer
from initiatives.actions.backbone import appoint, end_term
from initiatives.actions.invitations import invite
from initiatives.actions.roles import end_role, give_role
from initiatives.models import Body, Initiative, Participation, Person, RoleHolding, Seat, SeatTerm
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.rules.viewer import Viewer
from tests.factories.partners import make_membership, make_seat
from tests.factories.people import make_person
from tests.personas import People

NOON = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
FIRST, LAST = NOON.date(), NOON.date() + timedelta(days=90)

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture(autouse=True)
def _a_known_day(inside_initiative: Initiative) -> Iterator[None]:
    with clock.at(NOON):
        yield


def _seat(seat_class: str, **values: object) -> Seat:
    table = Body.objects.get(is_table=True)
    return make_seat(table, f"One more {seat_class} seat", seat_class=seat_class, **values)  # type: ignore[arg-type]


def _seated(seat: Seat, person: Person, by: Person, *, alternate: Person | None = None) -> SeatTerm:
    elected = SeatTerm.Chosen.ELECTED
    return appoint(
        seat=seat, person=person, alternate=alternate, starts_on=FIRST, ends_on=LAST, chosen=elected, by=by
    )


def _on(day: date, person: Person) -> Viewer:
    with clock.at(NOON + (day - FIRST)):
        return build_viewer(person, Initiative.objects.get(slug="harbor"))


@pytest.mark.parametrize(
    ("seat_class", "role"),
    [
        ("community", Role.RESIDENT),
        ("youth", Role.RESIDENT),
        ("partner", Role.PARTNER),
        ("funder", Role.FUNDER),
    ],
)
def test_somebody_new_takes_part_from_the_first_day_to_the_last(
    seat_class: str, role: Role, people: People
) -> None:
    new = make_person()
    _seated(_seat(seat_class), new, people.backbone)
    for day in (FIRST, LAST):
        assert _on(day, new).roles == {role}
        assert Permission.AGENDA_RATIFY in _on(day, new).permissions
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        assert not _on(day, new).is_member
    assert Participation.objects.get(person=new).ended_at is None


def test_leaving_the_seat_ends_the_role_at_once(people: People) -> None:
    new = make_person()
    end_term(term=_seated(_seat("community"), new, people.backbone), on=FIRST, by=people.backbone)
    assert not _on(FIRST, new).is_member
    assert Participation.objects.get(person=new).ended_at is not None


def test_a_role_held_for_another_reason_outlives_the_seat(people: People) -> None:
    end_term(term=_seated(_seat("partner"), people.partner, people.backbone), on=FIRST, by=people.backbone)
    assert _on(FIRST, people.partner).roles == {Role.PARTNER}
    assert Participation.objects.get(person=people.partner).ended_at is None


def test_a_seat_outlives_a_role_held_for_another_reason(people: People) -> None:
    own = RoleHolding.objects.get(person=people.resident, role=Role.RESIDENT)
    end_role(holding=own, by=people.backbone)
    assert _on(FIRST, people.resident).roles == {Role.RESIDENT}
    assert Participation.objects.get(person=people.resident).ended_at is None


def test_whoever_stands_in_takes_part_too_but_does_not_sit_in_the_group(people: People) -> None:
    holder, other = make_person(), make_person()
    _seated(_seat("community"), holder, people.backbone, alternate=other)
    viewer = _on(FIRST, other)
    assert viewer.roles == {Role.RESIDENT}
    assert not viewer.seat_ids
    assert not viewer.body_ids


def test_a_seat_kept_for_a_partner_speaks_for_that_partner(people: People) -> None:
    new, membership = make_person(), make_membership("Ferry Company", by=people.backbone)
    _seated(_seat("partner", membership=membership), new, people.backbone)
    assert _on(FIRST, new).membership_ids == {membership.pk}


def test_a_seat_of_the_backbone_gives_nobody_its_rights(people: People) -> None:
    with pytest.raises(RuleBroken, match="speaks for the backbone") as refused:
        _seated(_seat("backbone"), people.resident, people.backbone)
    assert refused.value.field == "person"
    with pytest.raises(RuleBroken, match="speaks for the backbone"):
        _seated(_seat("backbone"), people.staff, people.backbone, alternate=people.resident)
    with pytest.raises(RuleBroken, match="speaks for the backbone"):
        invite(email="new@harbor.example", role=Role.RESIDENT, seat=_seat("backbone"), by=people.backbone)


def test_the_last_role_in_the_backbone_takes_its_seat_with_it(people: People) -> None:
    term = _seated(_seat("backbone"), people.staff, people.backbone)
    second = give_role(person=people.staff, role=Role.DATA_STEWARD, by=people.backbone)
    end_role(holding=RoleHolding.objects.get(person=people.staff, role=Role.STAFF), by=people.backbone)
    term.refresh_from_db()
    assert term.left_on is None
    end_role(holding=second, by=people.backbone)
    term.refresh_from_db()
    assert term.left_on == FIRST
    assert not _on(FIRST, people.staff).is_member
