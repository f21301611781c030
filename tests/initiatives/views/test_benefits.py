"""What each partner gives and gains: written down by its own, confirmed by whoever gets it, read by all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.models import Benefit, Event, RoleHolding
from tests.conftest import Browser
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
