"""An initiative begins, and becomes public."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access.grants import make_role_groups
from initiatives.actions.ledger import owe_verification
from initiatives.actions.roles import give_role
from initiatives.actions.starter import give_starter_set
from initiatives.models import Initiative, Person
from initiatives.models.initiatives import first_language
from initiatives.record import record
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.tenancy import inside

SENT_TWICE = timedelta(minutes=10)
TAKEN_WORDS = frozenset({"start", "api", "admin", "new", "static", "dev"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What a new initiative says of itself first."""

    name: str
    geography: str
    hue: str = Initiative.Hue.PLUM
    zone: str = "America/Chicago"
    slug: str = ""
    tagline: dict[str, str] = field(default_factory=dict)
    contact_email: str = ""  # everybody reads it: never taken from an account without asking
    is_illustrative: bool = False
    languages: list[str] = field(default_factory=first_language)  # the first is needed for every text


@transaction.atomic
def found(*, identity: Identity, by: Person) -> Initiative:
    """Begin an initiative with its founder as director, its roles, its starter rules and words. Nobody else sees it yet."""
    if not identity.name.strip():
        raise RuleBroken(_("Give the initiative a name."), field="name")
    if (same := _just_founded(identity, by)) is not None:
        return same
    initiative = Initiative.objects.create(
        slug=identity.slug or free_slug(identity.name),
        name=identity.name.strip(),
        geography=identity.geography.strip(),
        tagline=identity.tagline,
        hue=identity.hue,
        zone=identity.zone,
        is_illustrative=identity.is_illustrative,
        created_at=clock.now(),
        started_on=clock.today(identity.zone),
        contact_email=identity.contact_email,
        languages=identity.languages,
        required_languages=identity.languages[:1],
    )
    with inside(initiative.pk):
        make_role_groups(initiative)
        if identity.is_illustrative:
            record("initiative.illustrative", by=None)
        record("initiative.founded", by=by, facts={"name": initiative.name})
        give_role(person=by, role=Role.DIRECTOR, by=by)
        give_starter_set(initiative=initiative, by=by)
        owe_verification()
    return initiative


@transaction.atomic
def publish(*, initiative: Initiative, by: Person) -> None:
    """Let everybody read what is published inside; once is enough."""
    if initiative.is_published:
        return
    initiative.published_at, initiative.published_by = clock.now(), by
    initiative.save(update_fields=["published_at", "published_by"])
    record("initiative.published", by=by)


def _just_founded(identity: Identity, by: Person) -> Initiative | None:
    """A form that was sent twice founds one initiative."""
    recent = Initiative.objects.filter(participations__person=by, created_at__gt=clock.now() - SENT_TWICE)
    return recent.filter(name=identity.name.strip(), published_at__isnull=True).first()


def free_slug(name: str) -> str:
    """Return an address that nobody has: the name in letters and hyphens, with a number if it is taken."""
    root = cut_at_word(slugify(name), 50) or "initiative"
    taken = set(Initiative.objects.filter(slug__startswith=root).values_list("slug", flat=True)) | TAKEN_WORDS
    if root not in taken:
        return root
    return next(f"{root}-{n}" for n in range(2, 10_000) if f"{root}-{n}" not in taken)
