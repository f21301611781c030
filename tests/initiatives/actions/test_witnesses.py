"""Where all to whom something was promised stand with whoever promised it, they name a witness from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from initiatives import clock
from initiatives.actions.commitments import (
    Promise,
    confirm_met,
    create_commitment,
    deeds_of,
    release,
    renegotiate,
)
from initiatives.actions.witnesses import may_witness, name_witness
from initiatives.models import Body, Commitment, Event, Initiative, Membership, Person
from initiatives.rules.commitments import Deed
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.partners import make_body, make_seat, seat_somebody
from tests.factories.people import make_person
from tests.personas import FAR_AHEAD, LONG_AGO, People

SEEN = {"en": "We were there"}
ClientOf = Callable[[Person | None], Browser]


@pytest.fixture
def council(inside_initiative: Initiative, people: People) -> Body:
    """Give a council with one voting seat, whose holder sits at the table as well."""
    council = make_body("Council", by=people.backbone)
    seat_somebody(make_seat(council, "Seat"), people.resident, starts=LONG_AGO, ends=FAR_AHEAD)
    return council


@pytest.fixture
def promised(council: Body) -> Commitment:
    """Give what the table has promised the council."""
    due = clock.today() + timedelta(days=30)
    table = Body.objects.get(is_table=True)
    return create_commitment(promise=Promise({"en": "Open two rooms"}, table, council, due), by=None)


def test_nobody_of_the_promised_group_judges_what_they_promised_themselves(
    promised: Commitment, people: People
) -> None:
    with pytest.raises(RuleBroken, match="your own side promised"):
        confirm_met(commitment=promised, evidence=SEEN, by=people.resident)


def test_they_name_a_witness_from_outside_who_says_that_it_was_kept(
    promised: Commitment, people: People
) -> None:
    name_witness(commitment=promised, person=people.partner, by=people.resident)
    named = Event.objects.get(kind="commitment.witness_named")
    assert (named.actor, named.facts["witness"]) == (people.resident, people.partner.pk)
    confirm_met(commitment=promised, evidence=SEEN, by=people.partner)
    promised.refresh_from_db()
    assert (promised.state, promised.state_changed_by) == ("met", people.partner)


def test_the_witness_agrees_on_a_later_day_and_lets_go_where_nobody_else_can(
    promised: Commitment, people: People
) -> None:
    name_witness(commitment=promised, person=people.partner, by=people.resident)
    later = promised.due + timedelta(days=30)
    again = renegotiate(commitment=promised, due=later, reason=SEEN, by=people.partner)
    assert (again.witness, again.due) == (people.partner, later)
    assert {Deed.RENEW, Deed.RELEASE} <= set(deeds_of(again, people.partner))
    release(commitment=again, reason=SEEN, by=people.partner)
    again.refresh_from_db()
    assert (again.state, again.state_changed_by) == ("released", people.partner)


def test_beside_somebody_who_can_judge_it_the_witness_lets_nobody_go(
    promised: Commitment, council: Body, people: People
) -> None:
    name_witness(commitment=promised, person=people.partner, by=people.resident)
    seat_somebody(make_seat(council, "Second"), people.funder, starts=LONG_AGO, ends=FAR_AHEAD)
    assert {Deed.RENEW, Deed.RELEASE}.isdisjoint(deeds_of(promised, people.partner))
    with pytest.raises(RuleBroken, match="between whom"):
        release(commitment=promised, reason=SEEN, by=people.partner)
    with pytest.raises(RuleBroken, match="between whom"):
        renegotiate(commitment=promised, due=FAR_AHEAD, reason=SEEN, by=people.partner)
    release(commitment=promised, reason=SEEN, by=people.funder)


def test_while_another_seat_can_judge_it_no_witness_is_named(
    promised: Commitment, council: Body, people: People
) -> None:
    seat_somebody(make_seat(council, "Second"), people.funder, starts=LONG_AGO, ends=FAR_AHEAD)
    with pytest.raises(RuleBroken, match="Ask them"):
        name_witness(commitment=promised, person=people.partner, by=people.resident)
    confirm_met(commitment=promised, evidence=SEEN, by=people.funder)


def test_an_advisory_seat_is_no_judge_so_a_witness_is_named(
    promised: Commitment, council: Body, people: People
) -> None:
    advisory = make_seat(council, "Adviser", voting=False)
    seat_somebody(advisory, people.funder, starts=LONG_AGO, ends=FAR_AHEAD)
    name_witness(commitment=promised, person=people.funder, by=people.resident)


def test_a_witness_is_on_neither_side_and_takes_part_here(promised: Commitment, people: People) -> None:
    for somebody in (people.resident, people.backbone):  # the council, and the table that promised it
        with pytest.raises(RuleBroken, match="one of the two sides"):
            name_witness(commitment=promised, person=somebody, by=people.resident)
    for somebody in (people.outsider, make_person()):
        with pytest.raises(RuleBroken, match="can’t judge this"):
            name_witness(commitment=promised, person=somebody, by=people.resident)
    assert set(may_witness(promised)).isdisjoint({people.resident, people.backbone, people.outsider})
    assert people.partner in may_witness(promised)


def test_only_those_it_was_promised_to_name_one(promised: Commitment, people: People) -> None:
    for somebody in (people.backbone, people.partner):
        with pytest.raises(RuleBroken, match="between whom"):
            name_witness(commitment=promised, person=people.partner, by=somebody)


def test_partners_who_all_sit_at_the_table_name_one_as_well(
    inside_initiative: Initiative, people: People
) -> None:
    table, library = Body.objects.get(is_table=True), Membership.objects.get()
    due = clock.today() + timedelta(days=30)
    made = create_commitment(promise=Promise({"en": "Pay the rooms"}, table, library, due), by=None)
    with pytest.raises(RuleBroken, match="Ask them"):
        name_witness(commitment=made, person=people.funder, by=people.partner)
    seat_somebody(make_seat(table, "Partner"), people.partner, starts=LONG_AGO, ends=FAR_AHEAD)
    name_witness(commitment=made, person=people.funder, by=people.partner)


def test_page_says_why_nobody_can_say_it_and_leads_to_the_way_out(
    promised: Commitment, people: People, client_of: ClientOf
) -> None:
    url = promised.record.url
    assert "nobody judges their own promise" in client_of(None).get(url).content.decode()
    seat = client_of(people.resident)
    assert f"{url}witness/" in seat.get(url).content.decode()
    assert f"{url}witness/" not in client_of(people.partner).get(url).content.decode()
    form = seat.get(f"{url}witness/").content.decode()
    assert f'value="{people.partner.pk}"' in form
    assert f'value="{people.backbone.pk}"' not in form
    assert client_of(people.partner).post(f"{url}witness/", {"person": people.partner.pk}).status_code == 422
    assert seat.post(f"{url}witness/", {"person": people.partner.pk}).status_code == 302
    page = client_of(None).get(url).content.decode()
    assert "nobody judges their own promise" not in page
    assert people.partner.shown_name in page
