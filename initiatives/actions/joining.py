"""Joining: anybody asks or names somebody for a seat; the backbone welcomes with an invitation, or declines with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.actions.invitations import invite
from initiatives.actions.partners import join, register_organization
from initiatives.jobs import enqueue
from initiatives.models import (
    Body,
    Initiative,
    JoinRequest,
    Membership,
    Organization,
    Person,
    Seat,
)
from initiatives.own_words import ERASED_WORDS, erases_own_words
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.tenancy import current_initiative

SEND_ANSWER = "initiatives.send_join_answer"
WAITING_AT_MOST = 200
Kind, Answer = JoinRequest.Kind, JoinRequest.Answer
ROLES = {
    Kind.RESIDENT: Role.RESIDENT,
    Kind.ORGANIZATION: Role.PARTNER,
    Kind.FUNDER: Role.FUNDER,
    Kind.NOMINATION: Role.RESIDENT,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody who wants to join says: as what, who they are, for whom, and in their own words."""

    kind: str
    name: str
    email: str
    organization: str = ""
    words: str = ""
    seat: Seat | None = None
    body: Body | None = None


@transaction.atomic
def ask_to_join(*, asking: Asking, by: Person | None) -> JoinRequest:
    """Ask to take part, or name somebody for a seat; with or without an account.

    The same again while it waits changes nothing, and whoever asks can't tell. Raises RuleBroken.
    """
    _check(asking)
    email = asking.email.strip().lower()
    waiting = JoinRequest.objects.waiting()
    if same := waiting.filter(kind=asking.kind, email=email, seat=asking.seat).first():
        return same
    if waiting.count() >= WAITING_AT_MOST:
        raise RuleBroken(
            _("Very many requests wait for an answer. Come back in some days, or write to us instead.")
        )
    made = JoinRequest.objects.create(
        kind=asking.kind,
        name=asking.name.strip(),
        email=email,
        organization=asking.organization.strip(),
        words=asking.words.strip(),
        seat=asking.seat,
        body=asking.seat.body if asking.seat else asking.body,
        named_by=by,
    )
    is_named = asking.kind == Kind.NOMINATION
    about = made.body if is_named else None
    record("joining.nominated" if is_named else "joining.asked", by=None, about=about, facts=_facts(made))
    return made


@transaction.atomic
def welcome(*, asked: JoinRequest, message: str, by: Person) -> JoinRequest:
    """Welcome somebody: they get an invitation, to their seat if they were named for one; a new organisation joins.

    Again changes nothing. Raises RuleBroken as an invitation does.
    """
    held = _locked(asked)
    if held.answer == Answer.WELCOMED:
        return held
    _check_open(held)
    held.invitation = invite(
        email=held.email,
        role=ROLES[Kind(held.kind)] if not _is_partner_seat(held) else Role.PARTNER,
        membership=_membership(held, by),
        seat=held.seat,
        message=message.strip(),
        by=by,
    )
    _answer(held, Answer.WELCOMED, by=by)
    record("joining.welcomed", by=by, facts=_facts(held))
    return held


@transaction.atomic
def decline(*, asked: JoinRequest, reason: str, by: Person) -> JoinRequest:
    """Decline with a reason that goes to whoever asked; the seat or the group may be open to them another time."""
    held = _locked(asked)
    if held.answer == Answer.DECLINED:
        return held
    _check_open(held)
    if not reason.strip():
        raise RuleBroken(_("Say why: they read this by e-mail."), field="reason")
    held.reason = reason.strip()
    _answer(held, Answer.DECLINED, by=by)
    record("joining.declined", by=by, facts=_facts(held))
    enqueue(SEND_ANSWER, key=f"joining-{held.pk}", by=by, queue="mail", asked=held.pk)
    return held


@erases_own_words
def erase_requests(person: Person) -> None:
    """Empty what somebody wrote when they asked to join. That somebody asked stays."""
    rows = JoinRequest.objects.filter(email__iexact=person.email)
    rows.update(name="", email=f"erased-{person.pk}@erased.invalid", organization="", words=ERASED_WORDS)
    JoinRequest.objects.filter(named_by=person).update(words=ERASED_WORDS)


def _check(asking: Asking) -> None:
    if asking.kind not in Kind.values:
        raise RuleBroken(_("Say as what you want to join."), field="kind")
    if not asking.name.strip():
        raise RuleBroken(_("Write a name, so that we know whom to answer."), field="name")
    if asking.kind in (Kind.ORGANIZATION, Kind.FUNDER) and not asking.organization.strip():
        raise RuleBroken(_("Name the organisation that you ask for."), field="organization")
    if asking.kind == Kind.NOMINATION and (asking.seat is None or asking.seat.ended_on):
        raise RuleBroken(_("Choose a seat that is there."), field="seat")


def _check_open(held: JoinRequest) -> None:
    if held.answer:
        raise RuleBroken(_("This request has its answer already. Load the page again to read it."))


def _is_partner_seat(held: JoinRequest) -> bool:
    return bool(held.seat and held.seat.seat_class in (Seat.SeatClass.PARTNER, Seat.SeatClass.PUBLIC_SECTOR))


def _membership(held: JoinRequest, by: Person) -> Membership | None:
    """Return whom they will speak for: the seat's partner, or their organisation, which joins if it is new."""
    if held.seat:
        return held.seat.membership
    if not held.organization or held.kind not in (Kind.ORGANIZATION, Kind.FUNDER):
        return None
    if Membership.objects.filter(organization__name__iexact=held.organization, left_on__isnull=True).exists():
        sentence = _(
            "{name} is a partner already. Ask them whether this person speaks for them, then invite from People."
        )
        raise RuleBroken(sentence.format(name=held.organization))
    is_funder = held.kind == Kind.FUNDER
    sector = Organization.Sector.PHILANTHROPY if is_funder else Organization.Sector.OTHER
    return join(
        organization=register_organization(name=held.organization, sector=sector),
        kind=Membership.Kind.FUNDER if is_funder else Membership.Kind.PARTNER,
        joined_on=clock.today(_initiative().zone),
        by=by,
    )


def _answer(held: JoinRequest, answer: str, *, by: Person) -> None:
    held.answer, held.answered_at, held.answered_by = answer, clock.now(), by
    held.save(update_fields=["answer", "answered_at", "answered_by", "reason", "invitation"])


def _facts(made: JoinRequest) -> dict[str, Json]:
    return {"request": made.pk, "kind": made.kind}


def letter_of_answer(*, asked_id: int) -> EmailMultiAlternatives | None:
    """Return the letter that says why a request was declined; None where there is nobody to tell."""
    asked = JoinRequest.objects.filter(pk=asked_id, answer=Answer.DECLINED).first()
    if asked is None or "@" not in asked.email:
        return None
    initiative = _initiative()
    with translation.override(initiative.language):
        return EmailMultiAlternatives(
            subject=" ".join(_("Your request to join {name}").format(name=initiative).split()),
            body=render_to_string("emails/join_declined.txt", {"asked": asked, "initiative": initiative}),
            from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
            to=[asked.email],
        )


def _locked(asked: JoinRequest) -> JoinRequest:
    related = ("seat__body__record", "seat__membership", "body")
    return JoinRequest.objects.select_for_update(of=("self",)).select_related(*related).get(pk=asked.pk)


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
