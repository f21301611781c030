"""A partner's own page: its part in the whole, its figures beside the whole, what it improves, and what it gained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.access import withheld_parts
from initiatives.models import Activity, ActivityLog, Benefit, Commitment, Membership, Restriction
from initiatives.plan_words import Finding, Sign, how_far, leaving_found, sign_of_promise
from initiatives.plans import PlanRead, read_plan
from initiatives.rules.benefits import Balance, balance_of
from initiatives.rules.plan import leaving
from initiatives.rules.reliability import Owed, Reliability, reliability
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.pages.improvement import CycleRow, Pair, partner_improvement
from measurement.pages.quick_log import Tally, tallies

_PARTIES = (
    "record__initiative",
    "from_membership__organization",
    "from_body",
    "to_membership__organization",
    "to_body",
)


@dataclass(frozen=True, slots=True)
class Carried:
    """One activity that it leads, or helps with; for which strategy."""

    activity: Activity
    sign: Sign
    leads: bool


@dataclass(frozen=True, slots=True)
class PartnerPart:
    """All that the page and the paper say of one partner."""

    partner: Membership
    kept: Mapping[str, Restriction]
    whole: int
    carried: list[Carried]
    hangs_on_it: list[Finding]
    tally: Tally | None
    pairs: list[Pair]
    cycles: list[CycleRow]
    benefits: list[Benefit]
    balance: Balance
    commitments: list[tuple[Commitment, Sign]]
    reliability: Reliability

    @property
    def leads(self) -> int:
        """How many activities it leads."""
        return sum(one.leads for one in self.carried)

    @property
    def finding(self) -> str:
        """Its part in the whole, in a sentence."""
        if not self.carried:
            return _("It carries nothing in the plan yet")
        words = ngettext(
            "It carries {part} of the {whole} activity under way or planned",
            "It carries {part} of the {whole} activities under way or planned",
            self.whole,
        )
        return words.format(part=len(self.carried), whole=self.whole)


def partner_part(partner: Membership, viewer: Viewer, *, on: date) -> PartnerPart:
    """Read the page of a partner as of a day."""
    read = read_plan(viewer, today=on)
    logs = ActivityLog.objects.visible_to(viewer).standing().filter(membership=partner)
    counted = tallies(logs)
    benefits = Benefit.objects.standing().filter(membership=partner)
    promised = Commitment.objects.visible_to(viewer).filter(from_membership=partner)
    promised = promised.select_related(*_PARTIES).order_by("-due", "-pk")
    ask_together(counted, benefits, promised)
    pairs, cycles = partner_improvement(partner, viewer, today=on)
    return PartnerPart(
        partner=partner,
        kept=withheld_parts(viewer, "membership").get(partner.record_id, {}),
        whole=sum(act.is_open for act in read.joint.acts.values()),
        carried=_carried(read, partner.pk, on),
        hangs_on_it=leaving_found(read, leaving(read.joint, partner.pk), str(partner)),
        tally=Tally(*counted[0]) if counted else None,
        pairs=pairs,
        cycles=cycles,
        benefits=list(benefits),
        balance=balance_of((one.way, one.is_there) for one in benefits),
        commitments=[(one, sign_of_promise(one, on=on)) for one in promised],
        reliability=reliability([Owed(one.due, one.state) for one in promised], today=on),
    )


def _carried(read: PlanRead, partner: int, on: date) -> list[Carried]:
    helped = {one.activity_id for one in read.supports if one.membership_id == partner}
    rows = [
        one
        for one in read.in_order()
        if read.joint.acts[one.pk].is_open and (one.lead_id == partner or one.pk in helped)
    ]
    found = [Carried(one, how_far(one, on=on), one.lead_id == partner) for one in rows]
    return sorted(found, key=lambda one: not one.leads)
