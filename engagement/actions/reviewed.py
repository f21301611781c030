"""What the vote at a review does to the decision that was looked at: it stands, gives way or ends. SPECTRUM section 3."""

from __future__ import annotations

from datetime import timedelta

from engagement.actions.box import hold_box, step
from engagement.actions.motions import REVIEW
from engagement.models import Decision, Engagement, EngagementStep
from engagement.rules.decision_machine import Event
from initiatives import clock
from initiatives.actions.commitments import let_go
from initiatives.due import forgive, owe
from initiatives.identity import change_record
from initiatives.models import Record
from initiatives.record import record
from initiatives.rules.ledger import Json

Purpose, State = Decision.Purpose, Decision.State
SETTLES = (Purpose.SUBSTANCE, Purpose.OVERRIDE)
STANDING = (State.IN_FORCE, State.REVIEW_DUE, State.REAFFIRMED)
ENDS: dict[Event, str] = {Event.REVISE: Record.State.SUPERSEDED, Event.END: Record.State.ENDED}
KINDS = {
    Event.REAFFIRM: "decision.reaffirmed",
    Event.REVISE: "decision.revised",
    Event.END: "decision.ended",
}


def carry_over(vote: Decision) -> None:
    """Carry what a vote at a review came to over to the decision that it was about; nobody does this by hand.

    What followed from one that gives way or ends is not owed any more: those to whom it was promised have said so.
    """
    assert vote.reviews is not None  # noqa: S101  (only votes at a review come here)
    decision, event = hold_box(vote.reviews), _event(vote)
    if decision.state == State.REVISED:
        return  # the matter was taken up again meanwhile, and what was decided anew has taken its place
    reason = vote.steps.earliest("pk").reason
    step(decision, event, by=None, reason=reason)
    if event is Event.REAFFIRM:
        decision.review_on = vote.review_on
    decision.save(update_fields=["state", "review_on"])
    change_record(decision.record, state=ENDS.get(event))
    if event is Event.REAFFIRM:
        owe_review(decision)
    else:
        let_go(because=decision.record, receiver=decision.round.body, reason=reason)
    facts: dict[str, Json] = {"by_record": vote.record.number}
    record(KINDS[event], by=None, about=decision, facts=facts)


def supersede(decision: Decision, *, is_recommendation: bool) -> None:
    """Let a decision take the place of what was in force before the matter was taken up again, at this very moment.

    What a joint group recommends takes the place of its own recommendation only: what the owner adopted stands until it
    adopts anew. What followed from the earlier one and is still open is not owed any more.
    """
    reopened = _reopening(decision)
    if reopened is None:
        return
    rows = Decision.objects.filter(engagement=decision.engagement, purpose__in=SETTLES, state__in=STANDING)
    if is_recommendation:
        rows = rows.filter(round__body=decision.round.body_id)
    for each in rows.filter(in_force_at__lt=reopened.at).exclude(pk=decision.pk).order_by("pk"):
        earlier = hold_box(each)
        step(earlier, Event.SUPERSEDE, by=None, reason=reopened.reason)
        earlier.save(update_fields=["state"])
        change_record(earlier.record, state=Record.State.SUPERSEDED)
        forgive(REVIEW, key=str(earlier.record.number))
        let_go(because=earlier.record, receiver=earlier.round.body, reason=reopened.reason)
        record("decision.revised", by=None, about=earlier, facts={"by_record": decision.record.number})


def _reopening(decision: Decision) -> EngagementStep | None:
    """Return when the matter was last taken up again, for a decision that settles it anew."""
    if decision.engagement is None or decision.purpose not in SETTLES:
        return None
    steps = EngagementStep.objects.filter(engagement=decision.engagement, to_state=Engagement.State.REOPENED)
    return steps.order_by("at", "pk").last()


def owe_review(decision: Decision) -> None:
    """Let a decision be looked at again when its day begins, where the initiative is."""
    if decision.review_on is None or decision.purpose in (Purpose.REAFFIRM, Purpose.END):
        return
    now = decision.record.initiative.local_time(clock.now())
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = (decision.review_on - midnight.date()).days
    owe(REVIEW, key=str(decision.record.number), at=midnight + timedelta(days=days))


def _event(vote: Decision) -> Event:
    if vote.purpose == Purpose.REAFFIRM:
        return Event.REAFFIRM
    return Event.END if vote.purpose == Purpose.END else Event.REVISE
