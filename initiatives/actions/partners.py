"""Partners: an organisation joins, says what it brings and what it does not do, agrees, and may leave."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Affiliation, Membership, Organization, Person, Record, Seat
from initiatives.record import record
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

# Words that are pages below people/ already.
TAKEN = frozenset(
    {
        "add",
        "asks",
        "concerns",
        "duties",
        "effectiveness",
        "fairness",
        "groups",
        "handover",
        "invite",
        "join",
        "logins",
        "requests",
        "roles",
        "rules",
        "seats",
        "survey",
        "together",
        "turf",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """What a partner says about itself, each as {language: text}."""

    turf_does: dict[str, str] = field(default_factory=dict)
    turf_does_not: dict[str, str] = field(default_factory=dict)
    unique_role: dict[str, str] = field(default_factory=dict)
    capacity: dict[str, str] = field(default_factory=dict)
    mandate: dict[str, str] = field(default_factory=dict)


def register_organization(
    *, name: str, sector: Organization.Sector | str, site: str = "", is_illustrative: bool = False
) -> Organization:
    """Return the organisation of this name on the platform, made if there is none. One may join several initiatives."""
    found = Organization.objects.filter(name__iexact=name.strip()).first()
    return found or Organization.objects.create(
        name=name.strip(), sector=sector, site=site, is_illustrative=is_illustrative
    )


@transaction.atomic
def join(
    *,
    organization: Organization,
    kind: Membership.Kind | str,
    joined_on: date,
    by: Person,
    agreement: dict[str, str] | None = None,
    part: Part | None = None,
) -> Membership:
    """Let an organisation take part, on a public page of its own. Raises RuleBroken when it does already."""
    if Membership.objects.filter(organization=organization, left_on__isnull=True).exists():
        raise RuleBroken(_("{name} is at the table already.").format(name=organization), field="name")
    slug = _free_slug(organization.name)
    title = {"en": organization.name}
    said = part or Part()
    membership = Membership.objects.create(
        record=give_record("membership", title=title, path=f"people/{slug}/", by=by, published=True),
        organization=organization,
        slug=slug,
        kind=kind,
        joined_on=joined_on,
        agreement=agreement or {},
        turf_does=said.turf_does,
        turf_does_not=said.turf_does_not,
        unique_role=said.unique_role,
        capacity=said.capacity,
        mandate=said.mandate,
    )
    Affiliation.objects.update_or_create(
        organization=organization, initiative_id=current_initiative(), defaults={"ended_at": None}
    )
    record(
        "partner.joined",
        by=by,
        about=membership,
        facts={"kind": str(kind), "joined_on": joined_on.isoformat()},
    )
    return membership


@transaction.atomic
def edit_part(*, membership: Membership, part: Part, by: Person) -> None:
    """Change what a partner says about itself; earlier words stay in its history."""
    _still_in(membership)
    names = ("turf_does", "turf_does_not", "unique_role", "capacity", "mandate")
    for name in names:
        setattr(membership, name, getattr(part, name))
    membership.save(update_fields=names)
    change_record(membership.record)
    record("partner.changed", by=by, about=membership)


@transaction.atomic
def change_agreement(*, membership: Membership, agreement: dict[str, str], by: Person) -> None:
    """Write down what a partner agrees to give. A changed agreement is unsigned again."""
    _still_in(membership)
    if agreement == membership.agreement:
        return
    membership.agreement, membership.agreement_signed_at, membership.agreement_signed_by = (
        agreement,
        None,
        None,
    )
    membership.save(update_fields=["agreement", "agreement_signed_at", "agreement_signed_by"])
    change_record(membership.record)
    record("partner.agreement_changed", by=by, about=membership)


@transaction.atomic
def sign_agreement(*, membership: Membership, by: Person) -> None:
    """Sign what a partner agreed to give, for the partner. In the ledger. The door checks that `by` may speak for it."""
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("record").get(pk=membership.pk)
    )
    _still_in(membership)
    if not any(membership.agreement.values()):
        raise RuleBroken(_("There is nothing to sign yet. Write down first what this partner gives."))
    if membership.agreement_signed_at:
        raise RuleBroken(_("This agreement is signed already."))
    membership.agreement_signed_at, membership.agreement_signed_by = clock.now(), by
    membership.save(update_fields=["agreement_signed_at", "agreement_signed_by"])
    record("partner.agreement_signed", by=by, about=membership, facts={"version": membership.record.version})


@transaction.atomic
def leave(*, membership: Membership, on: date, by: Person) -> None:
    """Let a partner leave; its page and its history stay. Raises RuleBroken while a seat is kept for it."""
    _still_in(membership)
    if on < membership.joined_on:
        raise RuleBroken(_("It joined later than that. Pick a later day."), field="on")
    if seat := Seat.objects.filter(membership=membership, ended_on__isnull=True).first():
        raise RuleBroken(
            _("The seat “{seat}” is kept for this partner. End the seat first.").format(seat=seat.name)
        )
    membership.left_on = on
    membership.save(update_fields=["left_on"])
    change_record(membership.record, state=Record.State.ENDED)
    here = Affiliation.objects.filter(
        organization=membership.organization_id, initiative=current_initiative()
    )
    here.update(ended_at=clock.now())
    record("partner.left", by=by, about=membership, facts={"left_on": on.isoformat()})


def _still_in(membership: Membership) -> None:
    if membership.left_on:
        raise RuleBroken(_("{name} has left. Its page can be read and not changed.").format(name=membership))


def _free_slug(name: str) -> str:
    stem = cut_at_word(slugify(name), 70) or "partner"
    taken = TAKEN | set(Membership.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
