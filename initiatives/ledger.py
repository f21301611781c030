"""The ledger of the open initiative: checked against itself, against events and known heads; written out for anybody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from initiatives.models import Event, LedgerEntry, LedgerPayload
from initiatives.record import as_link
from initiatives.rules.events import catalogue
from initiatives.rules.ledger import Finding, Head, Json, Link, against_heads, findings, payload_hash
from initiatives.rules.viewer import visitor
from initiatives.tenancy import current_initiative

CHECKED = "ledger.verified"


def check_ledger(heads: Iterable[Head] = ()) -> list[Finding]:
    """Return every place where the ledger does not hold; an empty list means that it is whole.

    Checked: the chain, the payloads' hashes, that each entry tells what its event tells and each event of the ledger
    has its entry, and the heads that earlier checks (and the caller) know.
    """
    entries = list(LedgerEntry.objects.select_related("payload", "event__record").order_by("seq"))
    links = [as_link(entry) for entry in entries]
    found = findings(links) + against_heads(links, [*known_heads(), *heads])
    for entry, link in zip(entries, links, strict=True):
        found += [Finding(entry.seq, what) for what in _wrong_with(entry, link)]
    return found + _events_without_entry()


def known_heads() -> list[Head]:
    """Return the heads that earlier checks of this ledger wrote down."""
    facts = Event.objects.filter(kind=CHECKED).values_list("facts", flat=True)
    return [Head(int(fact["count"]), str(fact["head"])) for fact in facts]


def download_lines() -> Iterator[str]:
    """Give the ledger as JSON Lines: what everybody may read of it, whoever asks.

    A payload is left out while its record is withheld, when it is not for the public, and after its erasure; the chain
    can be checked without it.
    """
    public = set(Event.objects.readable_by(visitor(current_initiative())).values_list("pk", flat=True))
    for entry in LedgerEntry.objects.select_related("payload").order_by("seq"):
        link = as_link(entry)
        line: dict[str, Json] = {name: getattr(link, name) for name in Link.__slots__}
        line["payload"] = _public_payload(entry.payload) if entry.event_id in public else None
        yield json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n"


def _public_payload(payload: LedgerPayload) -> Json:
    if payload.erased_at is not None:
        return None
    return {"salt": payload.salt, "body": payload.body}


def _wrong_with(entry: LedgerEntry, link: Link) -> list[str]:
    event, payload = entry.event, getattr(entry, "payload", None)
    wrong = []
    if payload is None:
        wrong.append("has lost its payload")
    elif payload.erased_at is None:
        if payload_hash(salt=payload.salt, body=payload.body) != entry.payload_hash:
            wrong.append("its payload was changed")
        elif payload.body.get("facts") != event.facts:
            wrong.append("tells something else than what happened")
    actor = f"person:{event.actor_id}" if event.actor_id else "machine"
    if (link.kind, link.actor, link.at) != (event.kind, actor, event.at.isoformat()):
        wrong.append("tells something else than what happened")
    return wrong


def _events_without_entry() -> list[Finding]:
    kinds = [kind.key for kind in catalogue.kinds.values() if kind.in_ledger]
    lost = Event.objects.filter(kind__in=kinds, ledger_entry__isnull=True).values_list("kind", "at")
    return [Finding(0, f"{kind} of {at:%Y-%m-%d %H:%M} is missing") for kind, at in lost]
