"""Codes without an account: of the poster, of the room of a session, and of the receipt of each input."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from engagement.models import Engagement, Input, Session
from initiatives import clock
from initiatives.models import Pass, Person
from initiatives.models.doors import PassQuerySet
from initiatives.passes import hashed, make_pass, short_code
from initiatives.record import record
from initiatives.tenancy import current_initiative

SCOPE = "engagement"
"""What the passes of posters, rooms and receipts of this floor are marked with."""
CODE_LASTS = timedelta(days=3650)  # a poster on a wall tells the result long after the question is closed
ROOM_LASTS = timedelta(hours=12)
RECEIPT_LASTS = timedelta(days=3650)
RECEIPT_LETTERS = 12


# --- The poster -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def make_code(*, engagement: Engagement, by: Person | None) -> str:
    """Make the code that opens the questions of an engagement without an account; return it. Again changes nothing."""
    code = code_of(engagement)
    if not has_code(engagement):
        make_pass(
            Pass.Purpose.ROOM,
            lasts=CODE_LASTS,
            person=by,
            record_number=engagement.record.number,
            scope=SCOPE,
            secret=code,
        )
        record("input.code_made", by=by, about=engagement)
    return code


def code_of(engagement: Engagement) -> str:
    """Return the code on the poster of an engagement; `has_code` says whether it opens anything yet."""
    return short_code("engagement", current_initiative(), engagement.pk)


def has_code(engagement: Engagement) -> bool:
    """Whether the code on the poster has been made."""
    return Pass.objects.filter(hash=hashed(code_of(engagement)), purpose=Pass.Purpose.ROOM).exists()


# --- The room of a session ------------------------------------------------------------------------------------------------
@transaction.atomic
def open_session_room(*, session: Session, by: Person) -> str:
    """Let whoever is in the room answer with a phone for twelve hours; return the code on the wall."""
    _rooms(session).usable(at=clock.now()).update(revoked_at=clock.now())
    code = _room_code(session, _rooms(session).count())
    make_pass(
        Pass.Purpose.ROOM,
        lasts=ROOM_LASTS,
        person=by,
        record_number=session.engagement.record.number,
        scope=_room_scope(session),
        secret=code,
    )
    record("session.room_opened", by=by, about=session.engagement)
    return code


@transaction.atomic
def close_session_room(*, session: Session, by: Person) -> None:
    """Let nobody answer by the code on the wall any more."""
    if _rooms(session).usable(at=clock.now()).update(revoked_at=clock.now()):
        record("session.room_closed", by=by, about=session.engagement)


def code_of_room(session: Session) -> str:
    """Return the code of the room that is open now; "" where none is."""
    found = _rooms(session).usable(at=clock.now()).order_by("-pk").first()
    return _room_code(session, _rooms(session).filter(pk__lt=found.pk).count()) if found else ""


def session_of(found: Pass) -> Session | None:
    """Return the session whose room a pass opens; None for the pass of a poster."""
    _scope, _colon, number = found.scope.partition(":")
    if not number.isdigit():
        return None
    return Session.objects.select_related("engagement__record").filter(pk=int(number)).first()


def _room_scope(session: Session) -> str:
    return f"{SCOPE}:{session.pk}"


def _room_code(session: Session, rooms_before: int) -> str:
    return short_code("session", current_initiative(), session.pk, rooms_before)


def _rooms(session: Session) -> PassQuerySet:
    return Pass.objects.filter(
        initiative_id=current_initiative(), purpose=Pass.Purpose.ROOM, scope=_room_scope(session)
    )


# --- Receipts -------------------------------------------------------------------------------------------------------------
def receipt_code(engagement_id: int, sent_as: str) -> str:
    """Return the code of the receipt of what was sent; it can be made anew for a mail, and only here."""
    return short_code("input", current_initiative(), engagement_id, sent_as, length=RECEIPT_LETTERS)


def receipt_of(given: Input) -> str:
    """Return the code of the receipt of an input."""
    return receipt_code(given.engagement_id, given.sent_as)


def make_receipt(engagement: Engagement, sent_as: str) -> Pass:
    """Make the pass of a receipt."""
    made, _secret = make_pass(
        Pass.Purpose.RECEIPT,
        lasts=RECEIPT_LASTS,
        record_number=engagement.record.number,
        scope=SCOPE,
        secret=receipt_code(engagement.pk, sent_as),
    )
    return made
