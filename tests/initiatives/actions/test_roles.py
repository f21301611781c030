"""Roles and rights: the last director stays, an ended role is gone at once."""

from __future__ import annotations

import pytest
from django.db import transaction

from initiatives.access import build_viewer
from initiatives.access.grants import rights_of_roles
from initiatives.actions.roles import end_role, give_role, grant_right, revoke_right
from initiatives.models import Initiative, LedgerEntry, Participation, RoleHolding
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.conftest import FreshDatabase
from tests.personas import OWN, People, the_people


def _holding(person: object, role: Role) -> RoleHolding:
    return RoleHolding.objects.get(person=person, role=role, until__isnull=True)


def test_the_last_director_cannot_be_removed(inside_initiative: Initiative, people: People) -> None:
    with pytest.raises(RuleBroken, match="last director"):
        end_role(holding=_holding(people.backbone, Role.DIRECTOR), by=people.backbone)
    give_role(person=people.staff, role=Role.DIRECTOR, by=people.backbone)
    end_role(holding=_holding(people.backbone, Role.DIRECTOR), by=people.staff)


def test_an_ended_role_and_its_rights_are_gone_at_once(inside_initiative: Initiative, people: People) -> None:
    end_role(holding=_holding(people.funder, Role.FUNDER), by=people.backbone)
    viewer = build_viewer(people.funder, inside_initiative)
    assert not viewer.is_member
    assert Permission.SEE_TODAY not in viewer.permissions
    assert Participation.objects.get(person=people.funder, initiative=inside_initiative).ended_at is not None


def test_a_role_ended_on_its_first_day_is_gone_at_once(inside_initiative: Initiative, people: People) -> None:
    holding = give_role(person=people.partner, role=Role.STAFF, by=people.backbone)
    end_role(holding=holding, by=people.backbone)
    assert Role.STAFF not in build_viewer(people.partner, inside_initiative).roles


def test_coming_back_opens_the_place_in_the_directory_again(
    inside_initiative: Initiative, people: People
) -> None:
    end_role(holding=_holding(people.funder, Role.FUNDER), by=people.backbone)
    give_role(person=people.funder, role=Role.FUNDER, by=people.backbone)
    assert Participation.objects.get(person=people.funder, initiative=inside_initiative).ended_at is None


def test_a_changed_right_works_at_once_and_stands_in_the_ledger(
    inside_initiative: Initiative, people: People
) -> None:
    grant_right(role=Role.FUNDER, right=Permission.SEE_DRAFTS, by=people.backbone)
    assert Permission.SEE_DRAFTS in build_viewer(people.funder, inside_initiative).permissions
    revoke_right(role=Role.FUNDER, right=Permission.SEE_DRAFTS, by=people.backbone)
    assert Permission.SEE_DRAFTS not in build_viewer(people.funder, inside_initiative).permissions
    assert {"right.granted", "right.revoked"} <= set(LedgerEntry.objects.values_list("kind", flat=True))


def test_directors_cannot_lose_the_right_to_manage_access(
    inside_initiative: Initiative, people: People
) -> None:
    with pytest.raises(RuleBroken, match="must keep"):
        revoke_right(role=Role.DIRECTOR, right=Permission.ACCESS_MANAGE, by=people.backbone)
    assert Permission.ACCESS_MANAGE.value in rights_of_roles()[Role.DIRECTOR]


def test_two_directors_cannot_remove_each_other_at_the_same_moment(fresh_database: FreshDatabase) -> None:
    people = the_people()
    initiative = Initiative.objects.get(slug=OWN)
    with transaction.atomic(), inside(initiative.pk):
        give_role(person=people.staff, role=Role.DIRECTOR, by=people.backbone)

    def remove(whom: object) -> None:
        with transaction.atomic(), inside(initiative.pk):
            end_role(holding=_holding(whom, Role.DIRECTOR), by=people.backbone)

    results = fresh_database.in_threads(lambda: remove(people.backbone), lambda: remove(people.staff))
    assert [type(result) for result in results].count(RuleBroken) == 1
