"""Secret addresses: made once, stored as a hash, used once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from initiatives import clock
from initiatives.models import Pass, Person
from initiatives.tenancy import current_initiative


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
