"""A part of a partner's page is withheld: the rest stays open, and the part is nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.models import Initiative, Membership
from tests.conftest import Browser
from tests.factories.partners import make_membership
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
SECRET = "Two rooms at 12 Canal Street"
CHANNELS = (
    "/i/harbor/people/clinic/",
    "/i/harbor/people/clinic/agreement/",
    "/i/harbor/people/",
    "/i/harbor/search/?q=clinic",
    "/i/harbor/history/",
    "/api/v1/i/harbor/partners/",
    "/api/v1/i/harbor/partners/clinic/",
)


@pytest.fixture
def clinic(inside_initiative: Initiative, people: People) -> Membership:
    """A partner whose agreement, mandate and capacity say the same secret, all withheld."""
    made = make_membership("Clinic", by=people.backbone)
    said = {"en": SECRET}
    Membership.objects.filter(pk=made.pk).update(
        agreement=said, mandate=said, capacity=said, unique_role={"en": "Nurses who stay"}
    )
    make_restriction(
        made.record, by=people.staff, scope="fields", fields=["agreement", "mandate", "capacity"]
    )
    return made


@pytest.mark.parametrize("path", CHANNELS)
def test_the_part_is_in_no_channel(
    path: str, client_of: ClientOf, clinic: Membership, people: People
) -> None:
    for person in (None, people.partner, people.resident, people.outsider):
        assert SECRET not in client_of(person).get(path).content.decode()


def test_the_rest_of_the_page_stays_open_with_the_stub_in_place(
    client_of: ClientOf, clinic: Membership, people: People
) -> None:
    page = client_of(None).get("/i/harbor/people/clinic/").content.decode()
    assert "Nurses who stay" in page
    assert page.count("Somebody could be in danger.") == 3
    assert client_of(None).get("/i/harbor/people/clinic/agreement/").status_code == 403
    assert SECRET in client_of(people.backbone).get("/i/harbor/people/clinic/").content.decode()


def test_the_api_says_which_parts_are_missing(client_of: ClientOf, clinic: Membership) -> None:
    row = client_of(None).get("/api/v1/i/harbor/partners/clinic/").json()
    assert row["withheld"] == ["agreement", "capacity", "mandate"]
    assert (row["agreement"], row["unique_role"]) == ({}, {"en": "Nurses who stay"})


def test_whoever_may_not_read_a_part_cannot_open_the_form_that_shows_it(
    client_of: ClientOf, clinic: Membership, people: People
) -> None:
    answer = client_of(people.staff).get("/i/harbor/people/clinic/agreement/edit/")
    assert answer.status_code == 403
    assert SECRET not in answer.content.decode()
