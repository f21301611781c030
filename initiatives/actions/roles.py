"""Roles that people hold here, and what each role may do. The directory of who belongs where is kept in step."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access.grants import grant, revoke, rights_of_roles
from initiatives.actions.terms import leave_seat
from initiatives.models import Initiative, Membership, Participation, Person, RoleHolding, Seat, SeatTerm
from initiatives.record import record
from initiatives.rules.permissions import EVERYBODY, Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import BACKBONE, Role
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
    keep_directory(person, initiative)
    record("role.given", by=by, facts={"role": str(role), "person": person.pk})
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, by: Person) -> None:
    """Take a role from somebody at once; a seat that carries the same role keeps it for them.

    The last role in the backbone takes the seats of the backbone with it. Raises RuleBroken for the last director:
    nobody could repair that.
    """
    initiative = _locked_initiative()
    if holding.until is not None:
        raise RuleBroken(_("This role has ended already."))
    others = RoleHolding.objects.filter(role=Role.DIRECTOR, until__isnull=True).exclude(pk=holding.pk)
    if holding.role == Role.DIRECTOR and not others.filter(person__is_active=True).exists():
        raise RuleBroken(
            _("This is the last director. Make somebody else director first, then end this role.")
        )
    today = clock.today(initiative.zone)
    holding.until = max(today, holding.since)
    holding.save(update_fields=["until"])
    if holding.role in BACKBONE:
        _leave_backbone_seats(holding.person, today, by=by)
    keep_directory(holding.person, initiative)
    record("role.ended", by=by, facts={"role": holding.role, "person": holding.person_id})


def keep_directory(person: Person, initiative: Initiative) -> None:
    """Let the platform's directory say whether somebody takes part: by a role, a seat, or standing in for one."""
    today = clock.today(initiative.zone)
    theirs = Q(person=person) | Q(alternate=person)
    takes_part = (
        RoleHolding.objects.filter(person=person, until__isnull=True).exists()
        or SeatTerm.objects.filter(theirs, ends_on__gte=today)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=today))
        .exists()
    )
    if takes_part:
        Participation.objects.update_or_create(
            person=person,
            initiative=initiative,
            defaults={"ended_at": None},
            create_defaults={"since": clock.now()},
        )
    else:
        Participation.objects.filter(person=person, initiative=initiative, ended_at__isnull=True).update(
            ended_at=clock.now()
        )


def _leave_backbone_seats(person: Person, today: date, *, by: Person) -> None:
    """End the terms in seats of the backbone once somebody does not work there any more."""
    held = RoleHolding.objects.filter(person=person, until__isnull=True).values_list("role", flat=True)
    if BACKBONE & {Role(role) for role in held}:
        return
    terms = SeatTerm.objects.meeting(today, date.max).filter(person=person)
    for term in terms.filter(seat__seat_class=Seat.SeatClass.BACKBONE).select_related("seat__body__record"):
        leave_seat(term, on=max(today, term.starts_on), by=by)


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
