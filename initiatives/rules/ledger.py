"""The hash chain of one initiative: how an entry is written down, and how anybody checks it. SPECTRUM section 4."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: all that is hashed, and the hash. `at` is ISO 8601 in UTC; `actor` a pseudonym such as "person:17"."""

    seq: int
    prev_hash: str
    kind: str
    about: str
    actor: str
    at: str
    payload_hash: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the chain does not hold, and what was expected there."""

    seq: int
    what: str


def canonical(value: Json) -> bytes:
    """Return the one way to write a value down: sorted keys, no spaces, UTF-8. Floats have no place in it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def payload_hash(*, salt: str, body: Json) -> str:
    """Return the salted hash of a payload; without the salt nobody can guess an erased text from its hash."""
    return sha256(salt.encode() + canonical(body)).hexdigest()


def link_hash(link: Link) -> str:
    """Return the hash of an entry over its seven fields."""
    return sha256(
        canonical(
            {
                "seq": link.seq,
                "prev_hash": link.prev_hash,
                "kind": link.kind,
                "about": link.about,
                "actor": link.actor,
                "at": link.at,
                "payload_hash": link.payload_hash,
            }
        )
    ).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """A head that was published at some time: in a report, in a digest, or by an earlier check."""

    seq: int
    hash: str


def against_heads(links: Iterable[Link], heads: Iterable[Head]) -> list[Finding]:
    """Return where a chain lacks or contradicts a published head: so a cut tail and a chain made anew are found."""
    hashes = {link.seq: link.hash for link in links}
    return [
        Finding(head.seq, "differs from the head that was published" if head.seq in hashes else "is missing")
        for head in heads
        if hashes.get(head.seq) != head.hash
    ]


def findings(links: Iterable[Link]) -> list[Finding]:
    """Return every place where the chain itself is broken. A cut tail does not show here: see against_heads."""
    found, expected_seq, expected_prev = [], 1, GENESIS
    for link in links:
        if link.seq != expected_seq:
            found.append(Finding(link.seq, f"expected number {expected_seq}"))
        if link.prev_hash != expected_prev:
            found.append(Finding(link.seq, "does not follow the entry before it"))
        if link_hash(link) != link.hash:
            found.append(Finding(link.seq, "its content was changed"))
        expected_seq, expected_prev = link.seq + 1, link.hash
    return found


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Return one hash for many rows: pairs are hashed upwards, a lone last one is carried up. Empty: hash of nothing."""
    if not leaves:
        return sha256(b"").hexdigest()
    level = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()
