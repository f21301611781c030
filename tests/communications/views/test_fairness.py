"""The fairness page counts by partner what its people raised and what of it was adopted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from initiatives.actions.adaptations import ask_change, settle_change
from initiatives.models import Membership, RoleHolding
from tests.conftest import Browser
from tests.factories.activities import make_activity
from tests.personas import People


@pytest.mark.usefixtures("inside_initiative")
def test_changes_that_were_agreed_count_for_the_partner_who_asked(
    people: People, client_of: Callable[..., Browser]
) -> None:
    held = RoleHolding.objects.get(person=people.partner)
    library = Membership.objects.select_related("organization").get(pk=held.membership_id)
    activity = make_activity("Evenings", by=people.backbone, lead=library)
    for place in range(5):
        asked = ask_change(
            activity=activity, change={"en": f"Change {place}"}, why={"en": "Why"}, by=people.partner
        )
        if place:
            settle_change(adaptation=asked, is_agreed=True, by=people.backbone)
    page = client_of(None).get("/i/harbor/people/fairness/").content.decode()
    row = re.search(rf"{library}</a>.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert re.findall(r'data-l="(?:Raised|Adopted|Leads)">(\d+)<', row[0]) == ["5", "4", "1"]
    assert f"Half or more of what was adopted came from {library}" in page
