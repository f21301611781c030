"""Keys with which programs read or write in a person's name. The key itself is shown once and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal, TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Event, Pass, Person
from initiatives.passes import make_pass
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

Scope: TypeAlias = Literal["read", "write"]
LONGEST_DAYS = 365
MADE = "token.made"


@transaction.atomic
def make_token(*, person: Person, scope: Scope, days: int, by: Person, name: str = "") -> tuple[Pass, str]:
    """Make a key that may do in the open initiative what the person may do; return it and its secret.

    `read` never writes. The name says what the key is for; it stands in the ledger, which staff reads, and not in the pass.
    Raises RuleBroken unless it lasts 1 to 365 days.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise RuleBroken(_("A key lasts between 1 and {n} days.").format(n=LONGEST_DAYS), field="days")
    made, secret = make_pass(Pass.Purpose.API_TOKEN, lasts=timedelta(days=days), person=person, scope=scope)
    record(
        MADE,
        by=by,
        facts={
            "token": made.pk,
            "scope": scope,
            "expires_on": made.expires_at.date().isoformat(),
            **({"name": name} if name else {}),
        },
    )
    return made, secret


def names_of_tokens(tokens: Iterable[Pass]) -> dict[int, str]:
    """Return what each key was called when it was made; a key without a name is left out."""
    made = Event.objects.filter(kind=MADE, facts__token__in=[token.pk for token in tokens])
    return {
        facts["token"]: facts["name"] for facts in made.values_list("facts", flat=True) if "name" in facts
    }


@transaction.atomic
def revoke_token(*, token: Pass, by: Person) -> None:
    """Make a key useless at once."""
    if token.revoked_at:
        raise RuleBroken(_("This key was revoked already."))
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    record("token.revoked", by=by, facts={"token": token.pk})
