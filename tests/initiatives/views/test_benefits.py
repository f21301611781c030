"""What each partner gives and gains: written down by its own, confirmed by whoever gets it, read by all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from initiatives.actions.benefits import note_received, promise_benefit
from initiatives.models import Benefit, Event, Membership, RoleHolding
from tests.conftest import Browser
from tests.factories.partners import make_membership
from tests.personas import People

PAGE = "/i/harbor/agenda/benefits/"


@pytest.mark.usefixtures("inside_initiative")
def test_a_promise_goes_its_way(people: People, client_of: Callable[..., Browser]) -> None:
    partner, backbone, visitor = client_of(people.partner), client_of(people.backbone), client_of(None)
    assert "Not said yet" in visitor.get(PAGE).content.decode()
    library = RoleHolding.objects.get(person=people.partner).membership_id
    sent = {"membership": library, "way": "gives", "kind": "capacity", "promised_en": "Two rooms until nine"}
    assert partner.post(f"{PAGE}add/", {**sent, "promised_en": ""}).status_code == 422
    partner.post(f"{PAGE}add/", sent)
    made = Benefit.objects.get()
    assert (
        partner.get(f"{PAGE}{made.pk}/receipt/").status_code == 403
    )  # it gives this: others say whether it came
    backbone.post(f"{PAGE}{made.pk}/receipt/", {"received_en": "Both rooms were open on Monday."})
    page = visitor.get(PAGE).content.decode()
    assert "Both rooms were open on Monday." in page
    partner.post(f"{PAGE}{made.pk}/withdrawal/")
    assert "Two rooms until nine" not in visitor.get(PAGE).content.decode()
    kinds = Event.objects.filter(kind__startswith="benefit.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["benefit.promised", "benefit.received", "benefit.withdrawn"]


@pytest.mark.usefixtures("inside_initiative")
def test_a_partner_that_came_back_shows_all_that_it_said_since(
    people: People, client_of: Callable[..., Browser]
) -> None:
    library = RoleHolding.objects.get(person=people.partner).membership
    assert library is not None
    Membership.objects.filter(pk=library.pk).update(left_on=date(2021, 1, 1))
    again = make_membership(str(library), by=people.backbone, slug="again", joined=date(2021, 2, 1))
    said = [
        promise_benefit(
            membership=one, way=way, kind="reach", words={"en": f"{way} {when}"}, by=people.partner
        )
        for when, one in (("before", library), ("since", again))
        for way in ("gives", "gains")
    ]
    note_received(benefit=said[1], words={"en": "Came"}, by=people.partner)
    page = client_of(None).get(PAGE).content.decode()
    assert re.findall(r"(?:gives|gains) (?:before|since)", page) == ["gives since", "gains since"]
    assert "0 of one thing that partners were to gain has come" in page
