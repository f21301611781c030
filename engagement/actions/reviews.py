"""After a decision: on its day it is looked at again, and reaffirmed, revised or ended. SPECTRUM section 3."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box, step
from engagement.actions.motions import REVIEW
from engagement.actions.permitting import refuse_advisers
from engagement.gathering.advisers import community_decides
from engagement.gathering.voters import sits_in
from engagement.models import Decision
from engagement.rules.decision_machine import Event
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.due import owe
from initiatives.identity import change_record
from initiatives.models import Person, Record
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@transaction.atomic
def come_due(*, decision: Decision) -> Decision:
    """Say that a decision is to be looked at again, on its day and once."""
    decision = hold_box(decision)
    if decision.state not in (Decision.State.IN_FORCE, Decision.State.REAFFIRMED):
        return decision
    today = clock.today(decision.record.initiative.zone)
    if decision.review_on is None or decision.review_on > today:
        return decision
    step(decision, Event.COME_DUE, by=None)
    decision.save(update_fields=["state"])
    record("decision.review_due", by=None, about=decision)
    return decision


def come_due_when_due(*, number: int) -> None:
    """Look whether the review of the decision with this record number is due."""
    come_due(decision=Decision.objects.get(record__number=number))


@witnessed
def reaffirm(*, decision: Decision, review_on: date, reason: Texts, by: Person) -> Decision:
    """Let a decision stand, until the next day on which it is looked at again."""
    decision = _held(decision, by, reason)
    today = clock.today(decision.record.initiative.zone)
    if review_on <= today:
        raise RuleBroken(_("Choose a day to come: until then it stands."), field="review_on")
    step(decision, Event.REAFFIRM, by=by, reason=reason)
    decision.review_on = review_on
    decision.save(update_fields=["state", "review_on"])
    change_record(decision.record)
    owe(REVIEW, key=str(decision.record.number), at=clock.now() + timedelta(days=(review_on - today).days))
    record("decision.reaffirmed", by=by, about=decision, facts={"review_on": review_on.isoformat()})
    return decision


@witnessed
def end(*, decision: Decision, reason: Texts, by: Person) -> Decision:
    """Let a decision end at its review, for a reason that everybody reads."""
    decision = _held(decision, by, reason)
    step(decision, Event.END, by=by, reason=reason)
    decision.save(update_fields=["state"])
    change_record(decision.record, state=Record.State.ENDED)
    record("decision.ended", by=by, about=decision)
    return decision


def _held(decision: Decision, by: Person, reason: Texts) -> Decision:
    """Only the body that decided looks at its decision again."""
    decision = hold_box(decision)
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.MOVE_MOTION)
    if community_decides(decision.engagement) and not sits_in(decision.round.body, by):
        raise RuleBroken(_("The group that decided looks at it again. Bring it to one of its seats."))
    if not any(said.strip() for said in reason.values()):
        raise RuleBroken(_("Say why. Everybody will read it."), field="reason")
    return decision
