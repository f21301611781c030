"""The name of somebody who holds a seat is withheld: the seat and its votes stay open, the name is nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from initiatives import clock
from initiatives.actions.backbone import appoint
from initiatives.actions.restrictions import lift_restriction
from initiatives.discretion import is_kept
from initiatives.models import Initiative, Person, Restriction, RoleGroup, Seat, SeatTerm
from initiatives.names import telling_the_public
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.withholding import alternate_part, holder_part
from tests.conftest import Browser
from tests.factories.partners import make_body, make_seat
from tests.factories.people import make_person
from tests.factories.restrictions import group_of, make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
NAME, STANDS_IN = "Zainab Quill", "Oswin Thrale"
CHANNELS = (
    "/i/harbor/",
    "/i/harbor/people/",
    "/i/harbor/people/seats/",
    "/i/harbor/people/groups/table/",
    "/i/harbor/search/?q=Zainab",
    "/i/harbor/history/",
    "/i/harbor/open/",
    "/api/v1/i/harbor/groups/",
    "/api/v1/i/harbor/groups/table/",
    "/api/v1/i/harbor/ledger/",
    "/api/v1/i/harbor/restrictions/",
    "/i/harbor/ledger/download.jsonl",
)


@pytest.fixture
def holder() -> Person:
    return make_person(name=NAME, email="z.quill@harbor.example")


@pytest.fixture
def term(inside_initiative: Initiative, people: People, holder: Person) -> SeatTerm:
    """Somebody who holds a seat at the table, with somebody who stands in."""
    seat = make_seat(Seat.objects.get(name="Community seat").body, "Community seat 2")
    today = clock.today(inside_initiative.zone)
    return appoint(
        seat=seat,
        person=holder,
        alternate=make_person(name=STANDS_IN, email="o.thrale@harbor.example"),
        starts_on=today,
        ends_on=today + timedelta(days=700),
        chosen=SeatTerm.Chosen.ELECTED,
        by=people.backbone,
    )


@pytest.fixture
def withheld(term: SeatTerm, people: People) -> Restriction:
    parts = [holder_part(term.pk), alternate_part(term.pk)]
    return make_restriction(term.seat.body.record, by=people.staff, scope="fields", fields=parts)


@pytest.mark.parametrize("path", CHANNELS)
def test_the_name_is_in_no_channel(
    path: str, client_of: ClientOf, withheld: Restriction, people: People
) -> None:
    for person in (None, people.partner, people.resident, people.outsider):
        answer = client_of(person).get(path)
        assert answer.status_code == 200
        page = answer.content.decode()
        assert NAME not in page
        assert STANDS_IN not in page
        assert "z.quill" not in page


def test_the_seat_shows_the_stub_where_the_name_would_stand(
    client_of: ClientOf, withheld: Restriction, people: People
) -> None:
    page = " ".join(client_of(None).get("/i/harbor/people/seats/").content.decode().split())
    assert "Community seat 2" in page
    assert f'href="/i/harbor/open/{withheld.pk}/"' in page
    assert "Name not public until" in page
    assert NAME in client_of(people.backbone).get("/i/harbor/people/seats/").content.decode()
    assert NAME not in client_of(people.backbone).get("/i/harbor/people/seats/?as=public").content.decode()


def test_the_api_says_that_the_holder_is_withheld(client_of: ClientOf, withheld: Restriction) -> None:
    table = client_of(None).get("/api/v1/i/harbor/groups/table/").json()
    seat = next(seat for seat in table["seats"] if seat["name"] == "Community seat 2")
    assert (seat["holder"], seat["withheld"]) == (None, ["holder"])


def test_what_they_did_is_told_without_the_name(
    client_of: ClientOf, withheld: Restriction, term: SeatTerm, holder: Person, people: People
) -> None:
    record("strategy.added", by=holder, about=term.seat.body, facts={})
    page = client_of(None).get("/i/harbor/history/").content.decode()
    assert NAME not in page
    assert "Someone whose name is not public" in page


def test_nobodys_own_name_is_kept_from_them(
    client_of: ClientOf, withheld: Restriction, holder: Person
) -> None:
    assert NAME in client_of(holder).get("/i/harbor/people/seats/").content.decode()


def test_a_lifted_restriction_gives_the_name_back(
    client_of: ClientOf, withheld: Restriction, people: People
) -> None:
    lift_restriction(restriction=withheld, by=people.backbone)
    assert NAME in client_of(None).get("/i/harbor/people/seats/").content.decode()


def test_jobs_speak_to_the_public(withheld: Restriction, holder: Person) -> None:
    assert not is_kept(holder.pk)
    with telling_the_public(withheld.initiative_id):
        assert holder.shown_name == "Someone whose name is not public"
    assert holder.shown_name == NAME


def test_only_those_who_hold_a_seat_of_that_group_can_be_named(
    term: SeatTerm, people: People, inside_initiative: Initiative
) -> None:
    elsewhere = make_body("Council", slug="council", by=people.backbone)
    for about, part in ((elsewhere.record, holder_part(term.pk)), (term.seat.body.record, "holder-99999")):
        with pytest.raises(RuleBroken):
            make_restriction(about, by=people.staff, scope="fields", fields=[part])


def test_the_row_of_the_seat_leads_to_the_form_with_the_name_ticked(
    client_of: ClientOf, term: SeatTerm, people: People
) -> None:
    number, part = term.seat.body.record.number, holder_part(term.pk)
    address = f"/i/harbor/open/add/{number}/?part={part}"
    assert address in client_of(people.backbone).get("/i/harbor/people/seats/").content.decode()
    assert address not in client_of(people.partner).get("/i/harbor/people/seats/").content.decode()
    form = client_of(people.backbone).get(address).content.decode()
    assert f"The name of {NAME} (Community seat 2)" in form
    answer = client_of(people.backbone).post(
        address,
        {
            "ground": "safety",
            "reason": "Somebody could be in danger.",
            "until": str(date.today() + timedelta(days=9)),
            "scope": "fields",
            "fields_withheld": [part],
            "readers": [group_of(role).pk for role in (RoleGroup.objects.get(role="director").role,)],
        },
    )
    assert answer.status_code == 302
    made = Restriction.objects.get(fields=[part])
    assert NAME not in client_of(None).get(f"/i/harbor/open/{made.pk}/").content.decode()
    assert (
        "Who holds “Community seat 2”" in client_of(None).get(f"/i/harbor/open/{made.pk}/").content.decode()
    )
