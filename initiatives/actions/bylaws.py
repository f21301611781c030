"""Bylaws: numbered clauses in versions, and the numbers that they set and the engine obeys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import DEFAULTS
from initiatives.due import owe
from initiatives.identity import change_record, give_record
from initiatives.models import Clause, Event, Initiative, Person, PolicyDocument, Round, RuleValue
from initiatives.record import record
from initiatives.rules.bylaws import LIMITS, within
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

BEGIN = "initiatives.begin_clause"
LATEST = timedelta(days=731)


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
    begins_on: date | None = None,
) -> Clause:
    """Put a clause, or its next version, in force with the numbers that it sets. A rule change: in the ledger.

    At once, or from the beginning of a day on (`begins_on`); until then the version before it holds, and nothing needs to be
    awake on that day. The newest version counts from its day on, whatever was to come before.
    Raises RuleBroken when a number goes too far, another clause sets it already, or for a day that is no later one.
    """
    document = (
        PolicyDocument.objects.select_for_update(of=("self",)).select_related("record").get(pk=document.pk)
    )
    numbers = dict(values or {})
    _check_numbers(document, number, numbers)
    begins = _beginning(begins_on)
    clause = Clause.objects.create(
        document=document,
        number=number,
        heading=heading,
        words=words,
        version=_end_earlier(document, number, at=begins or clock.now()) + 1,
        adopted_at=begins or clock.now(),
        written_at=clock.now() if begins else None,
        adopted_in=adopted_in,
    )
    for key, value in numbers.items():
        RuleValue.objects.create(clause=clause, key=key, value=value, unit=unit_of(key))
    change_record(document.record)
    said: dict[str, Json] = {key: str(value) for key, value in numbers.items()}
    facts: dict[str, Json] = {"number": number, "version": clause.version, "values": said}
    if begins is not None and begins_on is not None:
        owe(BEGIN, key=str(clause.pk), at=begins)
        record("clause.written", by=by, about=document, facts={**facts, "begins_on": begins_on.isoformat()})
    else:
        record("clause.adopted", by=by, about=document, facts=facts)
    return clause


@transaction.atomic
def begin_when_due(*, key: str) -> None:
    """Write down that a version whose day has come is in force, once. It has been so since that day, written down or not."""
    clause = Clause.objects.select_related("document__record").filter(pk=int(key)).first()
    if clause is None or clause.was_overtaken or clause.is_coming:
        return
    PolicyDocument.objects.select_for_update(of=("self",)).get(pk=clause.document_id)
    told = Event.objects.filter(kind="clause.begun", record=clause.document.record, facts__clause=clause.pk)
    if told.exists():
        return
    change_record(clause.document.record)
    facts: dict[str, Json] = {"clause": clause.pk, "number": clause.number, "version": clause.version}
    record("clause.begun", by=None, about=clause.document, facts=facts)


def _beginning(day: date | None) -> datetime | None:
    """Return the first instant of a day where the initiative is; None for no day."""
    if day is None:
        return None
    zone = Initiative.objects.get(pk=current_initiative()).zone
    today = clock.today(zone)
    if not today < day <= today + LATEST:
        raise RuleBroken(
            _(
                "Choose a day after today and within two years, or leave it empty: then it is in force at once. Rules never act backwards."
            ),
            field="begins_on",
        )
    return datetime.combine(day, time(), ZoneInfo(zone))


def _end_earlier(document: PolicyDocument, number: str, *, at: datetime) -> int:
    """Let every earlier version be over at an instant, and return the number of the last one, 0 if there is none."""
    earlier = Clause.objects.filter(document=document, number=number)
    earlier.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at)).update(superseded_at=at)
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
    set_by = RuleValue.objects.filter(key__in=values, clause__in=Clause.objects.standing())
    elsewhere = (
        set_by.exclude(clause__document=document, clause__number=number).select_related("clause").first()
    )
    if elsewhere:
        raise RuleBroken(
            _("Clause {number} sets this number already. Change it there.").format(
                number=elsewhere.clause.number
            ),
            field=elsewhere.key,
        )
