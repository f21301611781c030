"""Who reports what: duties are set, ended, and built from the indicators where there are none."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.due import owe
from initiatives.models import Initiative, Membership, Person, RoleHolding
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative
from measurement.models import Indicator, ReportingDuty

REMIND = "measurement.remind"
IN_THE_MORNING = time(8, 30)


@transaction.atomic
def set_duty(
    *,
    indicator: Indicator,
    membership: Membership,
    days_after_period: int,
    by: Person,
    person: Person | None = None,
    needs_agreement: bool = False,
    starts_on: date | None = None,
) -> ReportingDuty:
    """Agree that a partner reports an indicator, so many days after each period ends. Setting it again changes it."""
    if indicator.benchmark_of_id:
        raise RuleBroken(
            _("A benchmark is read elsewhere. Choose an indicator of this initiative."), field="indicator"
        )
    values = {
        "days_after_period": days_after_period,
        "person": person,
        "needs_agreement": needs_agreement,
        "set_by": by,
    }
    standing = ReportingDuty.objects.filter(indicator=indicator, membership=membership, ended_on__isnull=True)
    duty = standing.select_for_update(of=("self",)).first()
    if duty is None:
        begins = starts_on or clock.today()
        duty = ReportingDuty.objects.create(
            indicator=indicator, membership=membership, starts_on=begins, **values
        )
    else:
        standing.update(**values)
        duty.refresh_from_db()
    record(
        "duty.set", by=by, about=indicator, facts={"partner": membership.organization.name, "duty": duty.pk}
    )
    remind_tomorrow()
    return duty


@transaction.atomic
def end_duty(*, duty: ReportingDuty, by: Person) -> None:
    """End a duty today; what was reported stays. Once is enough."""
    if duty.ended_on is not None:
        return
    duty.ended_on = clock.today()
    duty.save(update_fields=["ended_on"])
    facts: dict[str, Json] = {"partner": duty.membership.organization.name, "duty": duty.pk}
    record("duty.ended", by=by, about=duty.indicator, facts={**facts})


@transaction.atomic
def build_duties(*, by: Person) -> int:
    """Make a duty for every regular indicator that has none: of the steward's partner, else of the backbone."""
    home = Membership.objects.filter(kind=Membership.Kind.BACKBONE, left_on__isnull=True).first()
    home = home or Membership.objects.filter(left_on__isnull=True).first()
    if home is None:
        raise RuleBroken(_("There is no partner yet who could report. Add the first partner."))
    wanted = Indicator.objects.on_overview().filter(duties__isnull=True)
    wanted = wanted.exclude(frequency=Indicator.Frequency.IRREGULAR)
    without = list(wanted.select_related("record"))
    for indicator in without:
        set_duty(
            indicator=indicator,
            membership=_home_of(indicator.steward_id) or home,
            days_after_period=60,
            by=by,
            person=indicator.steward,
        )
    return len(without)


def remind_tomorrow() -> None:
    """Promise that reminders are looked through tomorrow morning; asked for again it stays one promise."""
    initiative = Initiative.objects.get(pk=current_initiative())
    morning = clock.today(initiative.zone) + timedelta(days=1)
    owe(REMIND, key="daily", at=datetime.combine(morning, IN_THE_MORNING, ZoneInfo(initiative.zone)))


def _home_of(steward: int | None) -> Membership | None:
    if steward is None:
        return None
    held = RoleHolding.objects.on(clock.today()).filter(person=steward, membership__isnull=False)
    found = held.select_related("membership__organization").first()
    return found.membership if found else None
