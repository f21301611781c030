"""Bylaws: numbered clauses in versions, and the numbers that they set and the engine obeys."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import DEFAULTS
from initiatives.identity import change_record, give_record
from initiatives.models import Clause, Person, PolicyDocument, Round, RuleValue
from initiatives.record import record
from initiatives.rules.bylaws import LIMITS, within
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken


@transaction.atomic
def create_document(
    *, slug: str, title: dict[str, str], purpose: dict[str, str], by: Person
) -> PolicyDocument:
    """Start a set of rules, published at once. The one with the slug "bylaws" is shown first."""
    if PolicyDocument.objects.filter(slug=slug).exists():
        raise RuleBroken(_("There is a set of rules with this name already."), field="title")
    document = PolicyDocument.objects.create(
        record=give_record("policy", title=title, path=f"people/rules/#{slug}", by=by, published=True),
        slug=slug,
        title=title,
        purpose=purpose,
    )
    record("bylaws.created", by=by, about=document)
    return document


@transaction.atomic
def adopt_clause(
    *,
    document: PolicyDocument,
    number: str,
    heading: dict[str, str],
    words: dict[str, str],
    by: Person,
    values: Mapping[str, Decimal] | None = None,
    adopted_in: Round | None = None,
) -> Clause:
    """Put a clause, or its next version, in force with the numbers that it sets. A rule change: in the ledger.

    Raises RuleBroken when a number goes too far or another clause sets it already.
    """
    document = (
        PolicyDocument.objects.select_for_update(of=("self",)).select_related("record").get(pk=document.pk)
    )
    numbers = dict(values or {})
    _check_numbers(document, number, numbers)
    clause = Clause.objects.create(
        document=document,
        number=number,
        heading=heading,
        words=words,
        version=_end_current(document, number) + 1,
        adopted_at=clock.now(),
        adopted_in=adopted_in,
    )
    for key, value in numbers.items():
        RuleValue.objects.create(clause=clause, key=key, value=value, unit=unit_of(key))
    change_record(document.record)
    said: dict[str, Json] = {key: str(value) for key, value in numbers.items()}
    facts: dict[str, Json] = {"number": number, "version": clause.version, "values": said}
    record("clause.adopted", by=by, about=document, facts=facts)
    return clause


def _end_current(document: PolicyDocument, number: str) -> int:
    """End the version that is in force and return its number, 0 if there is none."""
    earlier = Clause.objects.filter(document=document, number=number)
    earlier.current().update(superseded_at=clock.now())
    return int(earlier.aggregate(last=Max("version"))["last"] or 0)


def unit_of(key: str) -> str:
    """Return the unit of a number; KeyError for one that the engine does not know."""
    return LIMITS[key].unit if key in LIMITS else DEFAULTS[key][1]


def _check_numbers(document: PolicyDocument, number: str, values: Mapping[str, Decimal]) -> None:
    for key, value in values.items():
        if not within(key, value):
            limits = LIMITS[key]
            raise RuleBroken(
                _("This number must lie between {least} and {most}.").format(
                    least=limits.least, most=limits.most
                ),
                field=key,
            )
    in_force = RuleValue.objects.filter(key__in=values, clause__superseded_at__isnull=True)
    elsewhere = (
        in_force.exclude(clause__document=document, clause__number=number).select_related("clause").first()
    )
    if elsewhere:
        raise RuleBroken(
            _("Clause {number} sets this number already. Change it there.").format(
                number=elsewhere.clause.number
            ),
            field=elsewhere.key,
        )
