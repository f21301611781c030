"""record(): the only writer of events and of the ledger. What is not recorded did not happen."""

from __future__ import annotations

import secrets
from typing import Any, Protocol

from django.db import connection
from django.dispatch import Signal

from initiatives import clock
from initiatives.models import Event, LedgerEntry, LedgerPayload, Person, Record
from initiatives.rules.events import EventKind, catalogue
from initiatives.rules.ledger import GENESIS, Json, Link, link_hash, payload_hash
from initiatives.tenancy import current_initiative

# The only signal of the product; communications hears it and turns events into notices.
event_recorded = Signal()
_LEDGER_LOCK = 71


class Governed(Protocol):
    """Anything that has a Record."""

    record: Any


def record(
    kind: str,
    *,
    by: Person | None,
    about: Governed | Record | None = None,
    facts: dict[str, Json] | None = None,
) -> Event:
    """Write down that something happened, in the transaction in which it happens.

    `kind` must be declared in the catalogue (KeyError otherwise). `facts` are plain JSON without names of people:
    people are ids. Kinds of the ledger also get the next link of the hash chain.
    """
    declared = catalogue[kind]
    target = about if isinstance(about, Record) or about is None else about.record
    event = Event.objects.create(
        kind=kind, at=clock.now(), actor=by, record=target, facts=facts or {}, reader=declared.reader
    )
    if declared.in_ledger:
        _append(declared, event)
    event_recorded.send(sender=Event, event=event)
    return event


def ledger_head() -> LedgerEntry | None:
    """Return the last link of the open initiative's chain."""
    return LedgerEntry.objects.order_by("-seq").first()


def as_link(entry: LedgerEntry) -> Link:
    """Return an entry as the plain link that the rules check."""
    return Link(
        seq=entry.seq,
        prev_hash=entry.prev_hash,
        kind=entry.kind,
        about=entry.about,
        actor=entry.actor,
        at=entry.at.isoformat(),
        payload_hash=entry.payload_hash,
        hash=entry.hash,
    )


def _append(kind: EventKind, event: Event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LEDGER_LOCK, current_initiative()])
    head = ledger_head()
    salt = secrets.token_hex(16)
    body: Json = {"facts": event.facts, "about": _about(event)}
    link = Link(
        seq=head.seq + 1 if head else 1,
        prev_hash=head.hash if head else GENESIS,
        kind=kind.key,
        about=_about(event),
        actor=f"person:{event.actor_id}" if event.actor_id else "machine",
        at=event.at.isoformat(),
        payload_hash=payload_hash(salt=salt, body=body),
    )
    entry = LedgerEntry.objects.create(
        seq=link.seq,
        prev_hash=link.prev_hash,
        kind=link.kind,
        about=link.about,
        actor=link.actor,
        at=event.at,
        payload_hash=link.payload_hash,
        hash=link_hash(link),
        event=event,
    )
    LedgerPayload.objects.create(entry=entry, salt=salt, body=body)


def _about(event: Event) -> str:
    return f"{event.record.kind}:{event.record.number}" if event.record else "initiative"
