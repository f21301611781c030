"""Handing a decision over to the community's body, before anything else; and the urgent decision that lapses. E1 and S2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked, refuse, weigh
from engagement.models import DelegationInstrument, Engagement
from engagement.rules.clock_law import EmergencyState, emergency_lapses, emergency_missing, emergency_state
from engagement.rules.framing_facts import Emergency
from engagement.rules.level_law import is_to_be_handed_over
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import Stage, Transition
from initiatives import clock
from initiatives.due import owe
from initiatives.identity import change_record
from initiatives.models import Clause, Event, Person, local
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
LAPSE = "engagement.lapse_urgent"


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is handed over: by which clause, for what, with how much money, within which legal limits, how long."""

    clause: Clause
    scope: Texts
    budget: Decimal
    legal_limits: Texts
    starts_on: date
    ends_on: date


@transaction.atomic
def delegate(*, engagement: Engagement, instrument: Instrument, by: Person) -> DelegationInstrument:
    """Hand the decision over in writing; it can't be changed or taken back. E1: before the announcement, or once the level
    was raised. Raises RuleBroken at another level, the second time, once it is decided, and where a part is missing.
    """
    engagement = locked(engagement)
    permit(Transition.ANNOUNCE, engagement=engagement, by=by)
    if engagement.level != Level.EMPOWERING:
        raise RuleBroken(_("Only at level 5 a decision is handed over. Choose that level first."))
    if not is_to_be_handed_over(level_of(engagement), Stage(engagement.state)):
        raise RuleBroken(
            _("It is decided, so there is nothing left to hand over. Have the matter reopened first.")
        )
    if DelegationInstrument.objects.filter(engagement=engagement).exists():
        raise RuleBroken(_("It is handed over already, and what is handed over is not taken back."))
    for name, sentence in (
        (("scope"), _("Write what they may decide.")),
        ("legal_limits", _("Write what the law sets, or “none”.")),
    ):
        if not has_words(getattr(instrument, name)):
            raise RuleBroken(sentence, field=name)
    if instrument.ends_on <= instrument.starts_on:
        raise RuleBroken(_("It would end before it begins. Choose a later last day."), field="ends_on")
    values = {name: getattr(instrument, name) for name in Instrument.__dataclass_fields__}
    made = DelegationInstrument.objects.create(engagement=engagement, given_by=by, **values)
    change_record(engagement.record)
    record("engagement.delegated", by=by, about=engagement, facts={"budget": str(instrument.budget)})
    return made


@witnessed
def decide_urgently(*, engagement: Engagement, what: Texts, ground: Texts, by: Person) -> None:
    """Decide something at once, at INFORMING only, for a ground that is public; it lapses unless ratified in time. S2."""
    engagement = locked(engagement)
    permit(Deed.DECIDE_URGENTLY, engagement=engagement, by=by)
    facts, rules = weigh(engagement)
    missing = emergency_missing(facts, what=local(what), ground=local(ground), now=clock.now(), rules=rules)
    refuse(engagement, missing, _("This can’t be decided urgently."), field="ground")
    engagement.urgent_decision, engagement.emergency_ground = what, ground
    engagement.urgent_at = clock.now()
    engagement.lapses_at = emergency_lapses(Emergency(local(ground), clock.now()), rules)
    engagement.save(update_fields=["urgent_decision", "emergency_ground", "urgent_at", "lapses_at"])
    change_record(engagement.record)
    owe(LAPSE, key=str(engagement.record.number), at=engagement.lapses_at)
    record(
        "engagement.decided_urgently",
        by=by,
        about=engagement,
        facts={"until": engagement.lapses_at.isoformat()},
    )


@transaction.atomic
def lapse_urgent(*, engagement: Engagement) -> bool:
    """Write down, once, that an urgent decision lapsed because nobody ratified it in time. Returns whether it has."""
    engagement = locked(engagement)
    facts, rules = weigh(engagement)
    found = facts.emergency
    if found is None or emergency_state(found, now=clock.now(), rules=rules) is not EmergencyState.LAPSED:
        return False
    if not Event.objects.filter(record=engagement.record, kind="engagement.urgent_lapsed").exists():
        change_record(engagement.record)
        record("engagement.urgent_lapsed", by=None, about=engagement)
    return True


def lapse_when_due(*, number: int) -> None:
    """Look at the urgent decision in the engagement of a number at the end of its time."""
    found = Engagement.objects.select_related("record").filter(record__number=number).first()
    if found is not None:
        lapse_urgent(engagement=found)
