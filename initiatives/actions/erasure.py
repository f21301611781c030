"""Erasing a person: name, address and own words go; what was decided, and the chain that proves it, stay."""

from __future__ import annotations

from datetime import UTC
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import models, transaction

from initiatives import clock
from initiatives.actions.attachments import forget
from initiatives.actions.taking import drop
from initiatives.erased import Gone, note_down, noted
from initiatives.models import (
    ActivityLog,
    Ask,
    Attachment,
    Follow,
    Initiative,
    Invitation,
    LedgerPayload,
    OwnDataPack,
    Participation,
    Pass,
    Person,
    PlanAnswer,
    Ratification,
    ReviewRequest,
    RoleHolding,
    SeatTerm,
    SentOnce,
)
from initiatives.own_data import places_of
from initiatives.own_words import ERASED_WORDS, blank, erasings
from initiatives.record import record
from initiatives.rules.erasure import names_somebody
from initiatives.tenancy import inside, open_initiative


@transaction.atomic
def erase_person(*, person: Person, why: str, by: Person | None) -> None:
    """Erase somebody everywhere on the platform, on their request. It can't be undone.

    Their rows stay as those of "someone who left". Payloads of the ledger that hold their name, their address or words
    of theirs are emptied; the hashes stay, so the chains still verify. `why` is kept in public: no name in it. A note of
    it stays outside the database, for `erase_again`.
    """
    marks = frozenset({person.name, person.email} - {""})
    for initiative in Initiative.objects.filter(pk__in=_places(person)):
        with inside(initiative.pk):
            _erase_here(person, marks, why)
            record("person.erased", by=by, facts={"person": person.pk})
    _erase_login(person)
    transaction.on_commit(partial(note_down, settings.ERASED_FILE, _gone(person), why))


def erase_again() -> int:
    """Erase whom a restored backup has brought back; return how many. Whom the database alone knows is noted down."""
    known = noted(settings.ERASED_FILE)
    for person in Person.objects.filter(erased_at__isnull=False):
        if _gone(person) not in known:
            note_down(settings.ERASED_FILE, _gone(person), "")
    numbers = [gone.number for gone in known]
    held = Person.objects.filter(pk__in=numbers, erased_at__isnull=True)
    back = [(person, known[_gone(person)]) for person in held if _gone(person) in known]
    for person, why in back:
        erase_person(person=person, why=why, by=None)
    return len(back)


def _gone(person: Person) -> Gone:
    return Gone(person.pk, person.created_at.astimezone(UTC))


@transaction.atomic
def erase_payload(*, payload: LedgerPayload, why: str) -> None:
    """Empty what one entry of the ledger says. Its hash stays and the chain still verifies."""
    payload.salt, payload.body = "", None
    payload.erased_at, payload.erased_why = clock.now(), why
    payload.save(update_fields=["salt", "body", "erased_at", "erased_why"])


def _places(person: Person) -> set[int]:
    """Return the initiatives where the person is, was, was asked to be, or left a trace; and the open one."""
    here = open_initiative()
    return places_of(person) | ({here} if here is not None else set())


def _erase_here(person: Person, marks: frozenset[str], why: str) -> None:
    for payload in LedgerPayload.objects.filter(erased_at__isnull=True).select_related("entry"):
        if names_somebody(payload.body, marks):
            erase_payload(payload=payload, why=why)
    own = models.Q(alternate=person) | models.Q(alternate__isnull=True, round_seat__person=person)
    Ratification.objects.filter(own).exclude(words="").update(words=ERASED_WORDS)
    PlanAnswer.objects.filter(own).exclude(words="").update(words=ERASED_WORDS)
    _erase_logs(person)
    Ask.objects.filter(answered_by=person).exclude(answer="").update(answer=ERASED_WORDS)
    ReviewRequest.objects.filter(asked_by=person).update(words=ERASED_WORDS)
    ReviewRequest.objects.filter(answered_by=person).update(answer=ERASED_WORDS)
    invited = models.Q(accepted_by=person) | models.Q(email__iexact=person.email)
    Invitation.objects.filter(invited).update(email=_no_address(person), message="")
    Follow.objects.filter(person=person).delete()
    SentOnce.objects.filter(sender=f"person:{person.pk}").delete()
    for erase in erasings():
        erase(person)
    day = clock.today()
    RoleHolding.objects.filter(person=person, until__isnull=True, since__lte=day).update(until=day)
    SeatTerm.objects.filter(person=person, left_on__isnull=True, ends_on__gte=day).update(left_on=day)


def _erase_logs(person: Person) -> None:
    """What somebody wrote, said or pictured of an activity goes, from its history too; that it took place stays."""
    logs = ActivityLog.objects.filter(logged_by=person)
    blank(logs.exclude(note={}), note={"en": ERASED_WORDS})
    blank(logs.exclude(corrected_because={}), corrected_because={"en": ERASED_WORDS})
    for file in Attachment.objects.filter(added_by=person, record__in=logs.values("record")):
        forget(file)


def _erase_login(person: Person) -> None:
    now = clock.now()
    EmailAddress.objects.filter(user=person).delete()
    for pack in OwnDataPack.objects.select_for_update().filter(
        person=person
    ):  # waits for a job that packs it
        drop(pack)
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    Pass.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=now)
    Participation.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now)
    person.name, person.email = "", _no_address(person)
    person.is_active, person.erased_at = False, now
    person.set_unusable_password()
    person.save()


def _no_address(person: Person) -> str:
    return f"erased-{person.pk}@erased.invalid"
