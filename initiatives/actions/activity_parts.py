"""Who takes part in an activity: it is taken on by a partner that leads it, and helped by others."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Activity, Membership, Person, SupportRole
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@transaction.atomic
def take_lead(*, activity: Activity, membership: Membership, by: Person) -> None:
    """Let a partner lead an activity that nobody leads. Raises RuleBroken where somebody was faster."""
    found = Activity.objects.select_for_update(of=("self",)).select_related("record").get(pk=activity.pk)
    if found.lead_id == membership.pk:
        return
    if found.lead_id is not None:
        raise RuleBroken(_("Another partner leads it by now. You can still help with it."))
    if found.state not in (Activity.State.PLANNED, Activity.State.UNDER_WAY):
        raise RuleBroken(_("It is done or stopped, so there is nothing to take on."))
    found.lead = membership
    found.save(update_fields=["lead"])
    change_record(found.record)
    record("activity.taken_on", by=by, about=found, facts={"partner": membership.organization.name})


@transaction.atomic
def help_with(*, activity: Activity, membership: Membership, by: Person, brings: Texts) -> SupportRole:
    """Let a partner help with an activity; the same partner again changes what it brings."""
    if activity.lead_id == membership.pk:
        raise RuleBroken(_("This partner leads it already."), field="membership")
    found, is_new = SupportRole.objects.select_for_update(of=("self",)).get_or_create(
        activity=activity,
        membership=membership,
        ended_at=None,
        defaults={"brings": brings, "taken_by": by, "taken_at": clock.now()},
    )
    if not is_new:
        found.brings = brings
        found.save(update_fields=["brings"])
    facts = {"partner": membership.organization.name}
    record("activity.helped", by=by, about=activity, facts={**facts})
    return found


@transaction.atomic
def end_help(*, role: SupportRole, by: Person) -> None:
    """Note that a partner no longer helps; twice changes nothing."""
    if role.ended_at is not None:
        return
    role.ended_at, role.ended_by = clock.now(), by
    role.save(update_fields=["ended_at", "ended_by"])
    facts = {"partner": role.membership.organization.name}
    record("activity.help_ended", by=by, about=role.activity, facts={**facts})
