"""When a vote decided nothing: opened once more, mediated, put to its fallback rule, revised, or lapsed. SPECTRUM section 3."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box, step
from engagement.actions.mediating import refuse_while_mediated
from engagement.actions.motions import CLOSE, OPEN, Motion, put_to_body
from engagement.actions.outcomes import LAPSE
from engagement.actions.permitting import permit_at_vote, refuse_advisers
from engagement.gathering.numbers import rules_in_force
from engagement.gathering.questions import modifiers_of, parameters_of, question_of, rule_of
from engagement.models import Decision, Vote
from engagement.rules.decision_laws import escalated
from engagement.rules.decision_machine import Event
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.due import forgive, owe
from initiatives.identity import change_record, give_record
from initiatives.models import Person, Record, Round
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken


@witnessed
def reopen(*, decision: Decision, by: Person, closes_at: datetime | None = None) -> Decision:
    """Open a vote without a quorum once more, for the same list of voters; what was cast stays in."""
    decision = _held(decision, by)
    step(decision, Event.REOPEN, by=by)
    room = decision.round
    room.closes_at = max(closes_at or clock.now(), clock.now() + _length())
    room.closed_at = room.closed_by = None
    room.save(update_fields=["closes_at", "closed_at", "closed_by"])
    _set_aside_result(decision)
    decision.reopened_count += 1
    decision.save(
        update_fields=["state", "result", "merkle_root", "earlier", "closed_at", "mixed_at", "reopened_count"]
    )
    forgive(LAPSE, key=str(decision.record.number))
    owe(CLOSE, key=str(decision.record.number), at=room.closes_at)
    facts: dict[str, Json] = {"closes_on": room.closes_at.date().isoformat()}
    record("decision.reopened", by=by, about=decision, facts=facts)
    return decision


@witnessed
def lapse(*, decision: Decision, by: Person | None = None) -> Decision:
    """Let a vote without a quorum lapse; a secret box stays sealed."""
    decision = hold_box(decision)
    if decision.state == Decision.State.LAPSED:
        return decision
    permit_at_vote(Deed.LET_LAPSE, decision=decision, by=by)
    step(decision, Event.LAPSE, by=by)
    decision.save(update_fields=["state"])
    change_record(decision.record, state=Record.State.ENDED)
    record("decision.lapsed", by=by, about=decision)
    return decision


def lapse_when_due(*, number: int) -> None:
    """Let the decision with this record number lapse, unless it was opened once more."""
    decision = Decision.objects.get(record__number=number)
    if decision.state == Decision.State.NO_QUORUM:
        lapse(decision=decision)


@witnessed
def mediate(*, decision: Decision, by: Person) -> Decision:
    """Bring a blocked decision to mediation where nobody’s concern has a case yet: people showed it by fingers only."""
    decision = _held(decision, by)
    step(decision, Event.MEDIATE, by=by)
    decision.save(update_fields=["state"])
    record("decision.mediation", by=by, about=decision)
    return decision


@witnessed
def escalate(*, decision: Decision, by: Person) -> Decision:
    """Put a question that mediation did not settle to its fallback rule: everybody votes anew, after new notice.

    A mediation is waited for: until the mediator says how it ended, or its days are over. A community seat's block at COLLABORATING or EMPOWERING is not bypassed without the community seats' own agreement.
    """
    decision = _held(decision, by)
    refuse_while_mediated(decision)
    level = Level(decision.engagement.level) if decision.engagement else Level.INFORMING
    again = escalated(question_of(decision), level=level)
    step(decision, Event.ESCALATE, by=by)
    _set_aside_result(decision)
    decision.rule, decision.parameters = again.rule.name, parameters_of(again.rule, again.modifiers)
    decision.round = _new_room(decision, by)
    decision.save(
        update_fields=[
            "state",
            "result",
            "merkle_root",
            "earlier",
            "closed_at",
            "mixed_at",
            "rule",
            "parameters",
            "round",
        ]
    )
    Vote.objects.filter(elector__decision=decision, replaced_at__isnull=True).update(replaced_at=clock.now())
    decision.electorate.filter(has_voted=True).update(has_voted=False)
    owe(OPEN, key=str(decision.record.number), at=decision.round.opens_at)
    owe(CLOSE, key=str(decision.record.number), at=decision.round.closes_at)
    facts: dict[str, Json] = {"rule": decision.rule, "parameters": decision.parameters}
    record("decision.escalated", by=by, about=decision, facts=facts)
    return decision


@witnessed
def revise(*, decision: Decision, motion: Motion, by: Person) -> Decision:
    """Put a changed text to the same body after mediation: a new decision takes the old one's place."""
    decision = _held(decision, by)
    refuse_while_mediated(decision)
    step(decision, Event.REVISE_TEXT, by=by)  # refuses what is not possible from here
    decision.state = Decision.State.REVISED
    decision.save(update_fields=["state"])
    change_record(decision.record, state=Record.State.SUPERSEDED)
    if decision.reviews is not None:
        motion = _still_under_its_rule(motion, decision)
    new = put_to_body(
        motion=motion, body=decision.round.body, by=by, engagement=decision.engagement, previous=decision
    )
    record("decision.revised", by=by, about=decision, facts={"by_record": new.record.number})
    return new


def _still_under_its_rule(motion: Motion, decision: Decision) -> Motion:
    """What is asked at a review keeps the rule of the decision that it is about, in other words as well."""
    return replace(
        motion,
        rule=rule_of(decision),
        modifiers=modifiers_of(decision),
        electorate_of=decision.electorate_of,
        reviews=decision.reviews,
        reason=decision.steps.earliest("pk").reason,
    )


def _held(decision: Decision, by: Person) -> Decision:
    decision = hold_box(decision)
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.MOVE_MOTION)
    return decision


def _set_aside_result(decision: Decision) -> None:
    """Keep what was counted before, for everybody to read; nothing is counted until the vote closes again."""
    if decision.closed_at is None:
        raise RuleBroken(_("This vote was never closed."))
    if decision.result is not None:
        kept = {"closed_at": decision.closed_at.isoformat(), "result": decision.result}
        decision.earlier = [*decision.earlier, kept]
    decision.result, decision.merkle_root, decision.closed_at, decision.mixed_at = None, "", None, None


def _new_room(decision: Decision, by: Person) -> Round:
    now = clock.now()
    opens = now + timedelta(days=rules_in_force().room_notice_days)
    given = give_record("round", title=decision.question, path=decision.record.path, by=by, published=True)
    return Round.objects.create(
        record=given,
        body=decision.round.body,
        question=decision.question,
        noticed_at=now,
        opens_at=opens,
        closes_at=opens + _length(),
    )


def _length() -> timedelta:
    return timedelta(days=float(rule_value("round_days")))
