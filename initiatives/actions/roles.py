"""Roles that people hold here, and what each role may do. The directory of who belongs where is kept in step."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access.grants import grant, revoke, rights_of_roles
from initiatives.models import Initiative, Membership, Participation, Person, RoleHolding
from initiatives.record import record
from initiatives.rules.permissions import EVERYBODY, Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.tenancy import current_initiative


@transaction.atomic
def give_role(*, person: Person, role: Role, by: Person, membership: Membership | None = None) -> RoleHolding:
    """Let a person hold a role from today. Raises RuleBroken when they hold it already."""
    initiative = _locked_initiative()
    if RoleHolding.objects.filter(person=person, role=role, until__isnull=True).exists():
        raise RuleBroken(_("{name} holds this role already.").format(name=person), field="role")
    holding = RoleHolding.objects.create(
        person=person, role=role, membership=membership, since=clock.today(initiative.zone), given_by=by
    )
    Participation.objects.update_or_create(
        person=person,
        initiative=initiative,
        defaults={"ended_at": None},
        create_defaults={"since": clock.now()},
    )
    record("role.given", by=by, facts={"role": str(role), "person": person.pk})
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, by: Person) -> None:
    """Take a role from somebody at once. Raises RuleBroken for the last director: nobody could repair that."""
    initiative = _locked_initiative()
    if holding.until is not None:
        raise RuleBroken(_("This role has ended already."))
    others = RoleHolding.objects.filter(role=Role.DIRECTOR, until__isnull=True).exclude(pk=holding.pk)
    if holding.role == Role.DIRECTOR and not others.filter(person__is_active=True).exists():
        raise RuleBroken(
            _("This is the last director. Make somebody else director first, then end this role.")
        )
    holding.until = max(clock.today(initiative.zone), holding.since)
    holding.save(update_fields=["until"])
    if not RoleHolding.objects.filter(person=holding.person_id, until__isnull=True).exists():
        Participation.objects.filter(person=holding.person_id, initiative=initiative).update(
            ended_at=clock.now()
        )
    record("role.ended", by=by, facts={"role": holding.role, "person": holding.person_id})


@transaction.atomic
def grant_right(*, role: Role, right: Permission, by: Person) -> None:
    """Let a role do one more thing. A rule change: in the ledger."""
    if right in EVERYBODY or right in rights_of_roles().get(role, frozenset()):
        raise RuleBroken(_("This role may do that already."))
    grant(role, right, _locked_initiative())
    record("right.granted", by=by, facts={"role": str(role), "right": str(right)})


@transaction.atomic
def revoke_right(*, role: Role, right: Permission, by: Person) -> None:
    """Take a right from a role. A rule change: in the ledger. Directors always keep the right to manage access."""
    if role == Role.DIRECTOR and right == Permission.ACCESS_MANAGE:
        raise RuleBroken(
            _("Directors must keep this right: without it nobody could ever change access again.")
        )
    if right not in rights_of_roles().get(role, frozenset()):
        raise RuleBroken(_("This role does not have that right."))
    revoke(role, right, _locked_initiative())
    record("right.revoked", by=by, facts={"role": str(role), "right": str(right)})


def _locked_initiative() -> Initiative:
    """Two people who change access at the same time wait for each other."""
    return Initiative.objects.select_for_update().get(pk=current_initiative())
