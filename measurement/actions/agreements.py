"""Data-sharing agreements: what a partner lets the initiative use, for what, until when. After that day it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Membership, Person, Record, RoleHolding
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from measurement.models import AgreedUse, DataSharingAgreement, Indicator, ReportingDuty
from measurement.rules.agreements import Agreed, may_use

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a partner shares: which data, what for, from when until when, and for which indicators."""

    scope: Words
    purpose: Words
    starts_on: date
    expires_on: date
    indicators: Sequence[Indicator]
    signed_by_name: str = ""


@transaction.atomic
def agree_on_sharing(*, membership: Membership, sharing: Sharing, by: Person) -> DataSharingAgreement:
    """Write down what a partner shares. It is public: everybody may know whose data is used for what.

    Raises RuleBroken without words or indicators, and for an end before the start.
    """
    _check(sharing)
    name = membership.organization.name
    agreement = DataSharingAgreement.objects.create(
        record=give_record(
            "agreement",
            title={membership.record.initiative.language: _("Data shared by {partner}").format(partner=name)},
            path=f"people/{membership.slug}/#data-{{number}}",
            by=by,
            published=True,
            part_of=membership.record,
        ),
        membership=membership,
        scope=sharing.scope,
        purpose=sharing.purpose,
        starts_on=sharing.starts_on,
        expires_on=sharing.expires_on,
        signed_by_name=sharing.signed_by_name.strip(),
    )
    AgreedUse.objects.bulk_create(AgreedUse(agreement=agreement, indicator=one) for one in sharing.indicators)
    facts: dict[str, Json] = {
        "partner": name,
        "expires_on": sharing.expires_on.isoformat(),
        "indicators": [one.slug for one in sharing.indicators],
    }
    record("sharing.agreed", by=by, about=agreement, facts=facts)
    return agreement


@transaction.atomic
def end_sharing(*, agreement: DataSharingAgreement, by: Person) -> None:
    """End an agreement today; its data is not used from now on. Once is enough."""
    if agreement.ended_on is not None:
        return
    agreement.ended_on = clock.today()
    agreement.save(update_fields=["ended_on"])
    change_record(agreement.record, state=Record.State.ENDED)
    record("sharing.ended", by=by, about=agreement)


def need_agreement(indicator: Indicator, *, by: Person) -> None:
    """Refuse the use of a partner's data without an agreement in force, whoever brings the figures, by whatever way.

    Somebody of a partner that gives these data answers for that partner alone; anybody else for all that give them.
    """
    givers = _givers(indicator)
    if not givers:
        return
    own = set(
        RoleHolding.objects.on(clock.today())
        .filter(person=by, membership__in=givers)
        .values_list("membership_id", flat=True)
    )
    for pk, (membership, agreed) in givers.items():
        if (not own or pk in own) and not may_use(agreed, on=clock.today()):
            raise RuleBroken(_refusal(membership, agreed))


def _givers(indicator: Indicator) -> dict[int, tuple[Membership, list[Agreed]]]:
    """Return the partners whose data need an agreement, with their agreements: two queries."""
    found: dict[int, tuple[Membership, list[Agreed]]] = {}
    duties = ReportingDuty.objects.current(on=clock.today()).filter(indicator=indicator, needs_agreement=True)
    for duty in duties.select_related("membership__organization"):
        found[duty.membership_id] = (duty.membership, [])
    uses = AgreedUse.objects.filter(indicator=indicator).select_related("agreement__membership__organization")
    for use in uses:
        one = use.agreement
        _membership, agreed = found.setdefault(one.membership_id, (one.membership, []))
        agreed.append(Agreed(one.starts_on, one.expires_on, one.ended_on))
    return found


def _refusal(membership: Membership, agreed: list[Agreed]) -> str:
    name = membership.organization.name
    if not agreed:
        return _(
            "There is no data-sharing agreement with {partner} for this indicator. Write it down before its data is used."
        ).format(partner=name)
    last = max(one.ended or one.expires for one in agreed)
    return _(
        "The data-sharing agreement with {partner} ended on {day}. Its data may be used again when there is a new one."
    ).format(partner=name, day=date_format(last))


def _check(sharing: Sharing) -> None:
    for name in ("scope", "purpose"):
        if not has_words(getattr(sharing, name)):
            raise RuleBroken(_("Say which data, and what for, in one sentence each."), field=name)
    if not sharing.indicators:
        raise RuleBroken(_("Choose the indicators whose figures it covers."), field="indicators")
    if sharing.expires_on <= sharing.starts_on:
        raise RuleBroken(_("It ends before it begins. Choose a later last day."), field="expires_on")
