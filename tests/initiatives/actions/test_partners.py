"""Partners: joining, signing, leaving."""

from __future__ import annotations

from datetime import date

import pytest

from initiatives.access.places import other_places_of
from initiatives.actions.partners import (
    Part,
    change_agreement,
    edit_part,
    join,
    leave,
    register_organization,
    sign_agreement,
)
from initiatives.models import Initiative, Membership
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from tests.personas import People

DAY = date(2026, 1, 1)


@pytest.fixture
def membership(inside_initiative: Initiative, people: People) -> Membership:
    clinic = register_organization(name="North Clinic", sector="health")
    return join(
        organization=clinic, kind="partner", joined_on=DAY, by=people.backbone, agreement={"en": "Two days"}
    )


def test_an_organization_of_the_same_name_is_the_same(db: None) -> None:
    assert register_organization(name=" north clinic ", sector="health") == register_organization(
        name="North Clinic", sector="other"
    )


def test_an_organization_joins_once(membership: Membership, people: People) -> None:
    with pytest.raises(RuleBroken, match="already"):
        join(organization=membership.organization, kind="funder", joined_on=DAY, by=people.backbone)


def test_a_partner_never_takes_the_address_of_a_page(inside_initiative: Initiative, people: People) -> None:
    groups = register_organization(name="Groups", sector="other")
    assert join(organization=groups, kind="partner", joined_on=DAY, by=people.backbone).slug == "groups-2"


def test_a_changed_agreement_must_be_signed_again(membership: Membership, people: People) -> None:
    sign_agreement(membership=membership, by=people.partner)
    membership.refresh_from_db()
    change_agreement(membership=membership, agreement={"en": "Three days"}, by=people.backbone)
    membership.refresh_from_db()
    assert membership.agreement_signed_at is None
    assert membership.record.version == 2


def test_nothing_can_be_signed_twice(membership: Membership, people: People) -> None:
    sign_agreement(membership=membership, by=people.partner)
    with pytest.raises(RuleBroken, match="signed already"):
        sign_agreement(membership=membership, by=people.backbone)


def test_who_left_can_be_read_and_not_changed(membership: Membership, people: People) -> None:
    leave(membership=membership, on=date(2026, 6, 1), by=people.backbone)
    with pytest.raises(RuleBroken, match="has left"):
        edit_part(membership=membership, part=Part(), by=people.backbone)
    assert (
        join(organization=membership.organization, kind="partner", joined_on=DAY, by=people.backbone).slug
        == "north-clinic-2"
    )


def test_where_else_it_takes_part_is_told_only_where_that_is_public(
    membership: Membership, other_initiative: Initiative, people: People
) -> None:
    organization = membership.organization
    with inside(other_initiative.pk):
        there = join(organization=organization, kind="partner", joined_on=DAY, by=people.other_backbone)
    assert [place.initiative for place in other_places_of(organization)] == [other_initiative.name]
    with inside(other_initiative.pk):
        leave(membership=there, on=date(2026, 6, 1), by=people.other_backbone)
    assert other_places_of(organization) == []


def test_an_unpublished_initiative_is_never_told(
    membership: Membership, other_initiative: Initiative, people: People
) -> None:
    with inside(other_initiative.pk):
        join(organization=membership.organization, kind="partner", joined_on=DAY, by=people.other_backbone)
    Initiative.objects.filter(pk=other_initiative.pk).update(published_at=None, published_by=None)
    assert other_places_of(membership.organization) == []
