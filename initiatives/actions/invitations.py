"""Invitations: an e-mail address is asked to take a role. The address is single-use, expires and is stored as a hash."""

from __future__ import annotations

import secrets
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access import build_viewer
from initiatives.access.grants import rights_of_roles
from initiatives.actions.backbone import appoint
from initiatives.actions.roles import give_role
from initiatives.bylaws import rule_value
from initiatives.jobs import enqueue
from initiatives.models import (
    Event,
    Initiative,
    Invitation,
    Membership,
    Pass,
    Person,
    RoleHolding,
    Seat,
    SeatTerm,
)
from initiatives.passes import make_pass, use_pass
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.rules.seat_roles import may_sit
from initiatives.tenancy import current_initiative

SEND = "initiatives.send_invitation"


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    by: Person,
    membership: Membership | None = None,
    seat: Seat | None = None,
    message: str = "",
) -> Invitation:
    """Ask somebody by e-mail to take a role, perhaps a seat. The mail is sent by a job.

    Raises RuleBroken when they hold the role, were asked already, or `by` would give rights that they lack.
    """
    address = email.strip().lower()
    _check_giver(role, by)
    if seat is not None and not may_sit(seat.seat_class, frozenset({role})):
        raise RuleBroken(
            _("This seat speaks for the backbone: only somebody who works there can take it."), field="seat"
        )
    if RoleHolding.objects.filter(person__email=address, role=role, until__isnull=True).exists():
        raise RuleBroken(_("{email} takes part in this role already.").format(email=address), field="email")
    if Invitation.objects.waiting(at=clock.now()).filter(email=address, role=role).exists():
        raise RuleBroken(
            _("{email} was asked already. Send that invitation again instead.").format(email=address),
            field="email",
        )
    made, nonce = _pass()
    invitation = Invitation.objects.create(
        record_pass=made,
        email=address,
        role=role,
        membership=membership,
        seat=seat,
        message=message,
        sent_by=by,
    )
    record("invitation.sent", by=by, facts={"role": str(role), "invitation": invitation.pk})
    _mail(invitation, nonce, by=by)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Take an invitation back: its address is dead at once."""
    invitation = _unanswered(invitation)
    _kill(invitation.record_pass)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("invitation.withdrawn", by=by, facts={"role": invitation.role, "invitation": invitation.pk})


@transaction.atomic
def resend(*, invitation: Invitation, by: Person) -> None:
    """Send an invitation again with a new address; the earlier one is dead."""
    invitation = _unanswered(invitation)
    _check_giver(Role(invitation.role), by)
    _kill(invitation.record_pass)
    made, nonce = _pass()
    invitation.record_pass, invitation.sent_at, invitation.sent_by = made, clock.now(), by
    invitation.refused_at, invitation.refused_why = None, ""
    invitation.save(update_fields=["record_pass", "sent_at", "sent_by", "refused_at", "refused_why"])
    record("invitation.resent", by=by, facts={"role": invitation.role, "invitation": invitation.pk})
    _mail(invitation, nonce, by=by)


@transaction.atomic
def accept(*, invitation: Invitation, person: Person) -> None:
    """Take the role, once, as the person whose e-mail was asked. The caller has opened the initiative's scope.

    Raises RuleBroken for another e-mail, a used, withdrawn or expired invitation, and when whoever invited may no more.
    """
    if person.email != invitation.email:
        raise RuleBroken(_("This invitation is for another e-mail address. Sign out, then open it again."))
    invitation = _unanswered(invitation)
    _check_giver(Role(invitation.role), invitation.sent_by)
    if not use_pass(invitation.record_pass):
        raise RuleBroken(_("This invitation was used, withdrawn or is too old. Ask for a new one."))
    invitation.accepted_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _take_up(invitation, person)
    record("invitation.accepted", by=person, facts={"role": invitation.role, "invitation": invitation.pk})


@transaction.atomic
def ask_again(*, invitation: Invitation) -> None:
    """Tell the backbone that somebody opened an invitation too late and wants a new one. Once per address; may repeat."""
    is_over = invitation.accepted_at or invitation.withdrawn_at
    facts: dict[str, Json] = {
        "role": invitation.role,
        "invitation": invitation.pk,
        "pass": invitation.record_pass_id,
    }
    if is_over or Event.objects.filter(kind="invitation.asked_again", facts=facts).exists():
        return
    record("invitation.asked_again", by=None, facts=facts)


def roles_to_offer(rights: frozenset[Permission]) -> list[Role]:
    """Return the roles that somebody with these rights may invite to: those that may do no more than they."""
    return [Role(role) for role, may in rights_of_roles().items() if may <= {right.value for right in rights}]


def letter_of_invitation(*, invitation: int, pass_id: int, nonce: str) -> EmailMultiAlternatives | None:
    """Return the letter of an invitation with its address; None once it is answered, withdrawn or replaced."""
    found = _mailable(invitation, pass_id)
    return _letter(found, _secret(nonce)) if found is not None else None


def _take_up(invitation: Invitation, person: Person) -> None:
    if not RoleHolding.objects.filter(person=person, role=invitation.role, until__isnull=True).exists():
        give_role(
            person=person, role=Role(invitation.role), membership=invitation.membership, by=invitation.sent_by
        )
    if invitation.seat is None:
        return
    day = clock.today(_initiative().zone)
    appoint(
        seat=invitation.seat,
        person=person,
        starts_on=day,
        ends_on=day + timedelta(days=int(rule_value("seat_term_days"))),
        chosen=SeatTerm.Chosen.APPOINTED,
        by=invitation.sent_by,
    )


def _unanswered(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.withdrawn_at:
        raise RuleBroken(_("This invitation was used or withdrawn already. A new one is needed."))
    return locked


def _check_giver(role: Role, by: Person) -> None:
    """Nobody gives more rights than they have: a role may be offered by those who may do all that it may do."""
    rights = build_viewer(by, _initiative()).permissions
    if Permission.PEOPLE_INVITE not in rights:
        raise RuleBroken(_("{name} may not invite people here. Ask for a new invitation.").format(name=by))
    if not rights_of_roles().get(role, frozenset()) <= rights:
        raise RuleBroken(
            _("This role may do more than {name} may. Ask a director to invite.").format(name=by),
            field="role",
        )


def _pass() -> tuple[Pass, str]:
    nonce = secrets.token_urlsafe(16)
    lasts = timedelta(days=int(rule_value("invitation_days")))
    made, _same = make_pass(Pass.Purpose.INVITATION, lasts=lasts, secret=_secret(nonce))
    return made, nonce


def _secret(nonce: str) -> str:
    """The job keeps only the nonce; without the platform's secret key nobody makes an address of it."""
    return salted_hmac("initiatives.invitation", nonce, algorithm="sha256").hexdigest()


def _kill(found: Pass) -> None:
    Pass.objects.filter(pk=found.pk, revoked_at__isnull=True).update(revoked_at=clock.now())


def _mail(invitation: Invitation, nonce: str, *, by: Person) -> None:
    made = invitation.record_pass_id
    values: dict[str, Json] = {"invitation": invitation.pk, "pass": made, "nonce": nonce}
    enqueue(SEND, key=f"invitation-{made}", by=by, queue="mail", **values)


def _mailable(pk: int, pass_id: int) -> Invitation | None:
    now = clock.now()
    return (
        Invitation.objects.waiting(at=now)
        .filter(pk=pk, record_pass_id=pass_id)
        .select_related("sent_by")
        .first()
    )


def _letter(invitation: Invitation, secret: str) -> EmailMultiAlternatives:
    initiative = _initiative()
    context = {
        "invitation": invitation,
        "initiative": initiative,
        "address": f"{settings.BASE_URL}/join/{secret}/",
    }
    with translation.override(initiative.language):
        subject = _("{name} asks you to join {initiative}").format(
            name=invitation.sent_by, initiative=initiative
        )
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("emails/invitation.txt", context),
            from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
            to=[invitation.email],
        )
        letter.attach_alternative(render_to_string("emails/invitation.html", context), "text/html")
    return letter


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
