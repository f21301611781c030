"""Secret addresses: made once, stored as a hash, used once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.utils.crypto import salted_hmac

from initiatives import clock
from initiatives.models import Pass, Person
from initiatives.tenancy import current_initiative

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What people can read off a wall and type: no i, l, o, 0 or 1."""


def hashed(secret: str) -> str:
    """Return what is stored of a secret. It has 256 random bits, so a plain hash suffices."""
    return sha256(secret.encode()).hexdigest()


def make_pass(
    purpose: Pass.Purpose,
    *,
    lasts: timedelta,
    person: Person | None = None,
    record_number: int | None = None,
    scope: str = "",
    secret: str = "",
) -> tuple[Pass, str]:
    """Make a pass of the open initiative; return it and its secret, which is nowhere else.

    `secret` is for what must be rebuilt later, such as the address in a mail that a job sends.
    """
    secret = secret or secrets.token_urlsafe(32)
    made = Pass.objects.create(
        hash=hashed(secret),
        purpose=purpose,
        initiative_id=current_initiative(),
        person=person,
        record_number=record_number,
        scope=scope,
        expires_at=clock.now() + lasts,
        created_at=clock.now(),
    )
    return made, secret


def find_pass(secret: str, purpose: Pass.Purpose) -> Pass | None:
    """Return the pass of a secret if it can still be used for this purpose. Needs no scope."""
    return (
        Pass.objects.usable(at=clock.now())
        .filter(hash=hashed(secret), purpose=purpose)
        .select_related("initiative")
        .first()
    )


def use_pass(found: Pass) -> bool:
    """Use a pass up; False when somebody was faster."""
    return bool(Pass.objects.usable(at=clock.now()).filter(pk=found.pk).update(used_at=clock.now()))


def short_code(*parts: object, length: int = 8) -> str:
    """Return a short secret that can be typed, and rebuilt from the same parts: 8 letters have 39 random bits.

    It opens what is harmless, such as a question in a room; whoever looks it up counts the misses.
    """
    said = ":".join(str(part) for part in parts)
    number = int.from_bytes(salted_hmac("initiatives.passes", said, algorithm="sha256").digest(), "big")
    letters = []
    for _ in range(length):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def typed_code(typed: str) -> str:
    """Return a short code as it was made, however somebody typed it: in capitals, with spaces or hyphens."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def shown_code(code: str) -> str:
    """Return a short code as it is shown: in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
