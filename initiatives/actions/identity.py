"""The identity of an initiative: its name, look, languages, and where to reach it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from initiatives.models import Initiative, Person
from initiatives.record import record


@dataclass(frozen=True, slots=True)
class Identity:
    """All that the identity page holds."""

    name: str
    tagline: dict[str, str]
    geography: str
    hue: str
    languages: list[str]
    zone: str
    contact_email: str
    required_languages: list[str]


@transaction.atomic
def change_identity(*, initiative: Initiative, identity: Identity, by: Person) -> None:
    """Change who we are on every page. The address stays: links must not break."""
    names = (
        "name",
        "tagline",
        "geography",
        "hue",
        "languages",
        "zone",
        "contact_email",
        "required_languages",
    )
    changed = [name for name in names if getattr(initiative, name) != getattr(identity, name)]
    if not changed:
        return
    for name in changed:
        setattr(initiative, name, getattr(identity, name))
    initiative.save(update_fields=changed)
    record("initiative.identity_changed", by=by, facts={"changed": ", ".join(changed)})
