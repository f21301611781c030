"""The fairness page counts by partner what its people raised and what of it was adopted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from initiatives.actions.adaptations import ask_change, settle_change
from initiatives.actions.benefits import note_received, promise_benefit
from initiatives.models import Activity, Membership, RoleHolding
from tests.conftest import Browser
from tests.factories.activities import make_activity
from tests.factories.partners import make_membership
from tests.factories.restrictions import make_restriction
from tests.personas import People

PAGE = "/i/harbor/people/fairness/"


def library_of(people: People) -> Membership:
    held = RoleHolding.objects.get(person=people.partner)
    return Membership.objects.select_related("organization", "record").get(pk=held.membership_id)


def agree_on_four_of_five(activity: Activity, people: People) -> None:
    """Five changes that the partner asks for, four of them agreed."""
    for place in range(5):
        asked = ask_change(
            activity=activity, change={"en": f"Change {place}"}, why={"en": "Why"}, by=people.partner
        )
        if place:
            settle_change(adaptation=asked, is_agreed=True, by=people.backbone)


def counts_of(page: str, who: str, *columns: str) -> list[str]:
    row = re.search(rf"{who}(?:</a>)?\s*</th>.*?</tr>", page, re.DOTALL)
    assert row is not None
    return re.findall(rf'data-l="(?:{"|".join(columns)})">(\d+)<', row[0])


@pytest.mark.usefixtures("inside_initiative")
def test_changes_that_were_agreed_count_for_the_partner_who_asked(
    people: People, client_of: Callable[..., Browser]
) -> None:
    library = library_of(people)
    agree_on_four_of_five(make_activity("Evenings", by=people.backbone, lead=library), people)
    page = client_of(None).get(PAGE).content.decode()
    assert counts_of(page, str(library), "Raised", "Adopted", "Leads") == ["5", "4", "1"]
    assert f"Half or more of what was adopted came from {library}" in page


@pytest.mark.usefixtures("inside_initiative")
@pytest.mark.parametrize("is_withheld", [True, False])
def test_a_partner_that_is_not_listed_is_no_resident_and_is_not_named(
    is_withheld: bool, people: People, client_of: Callable[..., Browser]
) -> None:
    library = library_of(people)
    agree_on_four_of_five(make_activity("Evenings", by=people.backbone), people)
    credit = promise_benefit(
        membership=library, way="gains", kind="credit", words={"en": "Its name"}, by=people.partner
    )
    note_received(benefit=credit, words={"en": "On the poster"}, by=people.partner)
    if is_withheld:
        make_restriction(library.record, by=people.backbone)
    else:
        Membership.objects.filter(pk=library.pk).update(left_on=date(2021, 1, 1))
    page = client_of(None).get(PAGE).content.decode()
    assert "came from one organisation that is not listed here" in page
    assert str(library) not in page.split("<main", 1)[1].split("<table", 1)[0]
    told = counts_of(page, "Everybody else", "Raised", "Adopted", "Credit come")
    assert told == ["5", "4", "0" if is_withheld else "1"]


@pytest.mark.usefixtures("inside_initiative")
def test_a_partner_that_left_and_came_back_is_one(people: People, client_of: Callable[..., Browser]) -> None:
    library = library_of(people)
    agree_on_four_of_five(make_activity("Evenings", by=people.backbone), people)
    Membership.objects.filter(pk=library.pk).update(left_on=date(2021, 1, 1))
    make_membership(str(library), by=people.backbone, slug="again", joined=date(2021, 2, 1))
    page = client_of(None).get(PAGE).content.decode()
    assert counts_of(page, str(library), "Raised", "Adopted") == ["5", "4"]
    assert f"Half or more of what was adopted came from {library}" in page
