"""Closing and counting: once, by the clock of the server, with every ballot that was given in time. SPECTRUM section 3."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from engagement.actions.box import hold_box, moment_of, step
from engagement.actions.motions import CLOSE, shut_room
from engagement.actions.outcomes import conclude, find_blocked, find_no_quorum
from engagement.gathering.questions import question_of
from engagement.gathering.voters import needs_tellers
from engagement.models import Decision
from engagement.rules.decision_machine import Event
from engagement.rules.recount import publish
from engagement.rules.results import Outcome, Status
from engagement.rules.tally import tally
from initiatives import clock
from initiatives.due import owe
from initiatives.identity import change_record
from initiatives.models import Person, SentOnce
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

# All old rows go and come back under new numbers, in an order of pure chance: gen_random_uuid() draws from the kernel.
MIX = """
WITH emptied AS (
    DELETE FROM engagement_secretballot WHERE decision_id = %(decision)s
    RETURNING initiative_id, decision_id, seat_class, ballot
)
INSERT INTO engagement_secretballot (id, initiative_id, decision_id, seat_class, ballot)
SELECT gen_random_uuid(), initiative_id, decision_id, seat_class, ballot FROM emptied ORDER BY gen_random_uuid()
"""


@transaction.atomic
def close_vote(*, decision: Decision, by: Person | None = None) -> Decision:
    """Close a vote whose time is over and count it; doing it twice changes nothing.

    Raises RuleBroken before its time: a deadline is a promise to those who have not voted yet.
    """
    decision = hold_box(decision)
    if decision.state != Decision.State.OPEN:
        if decision.closed_at is not None:
            return decision
        raise RuleBroken(_("This vote is not open, so there is nothing to close."))
    if clock.now() < decision.round.closes_at:
        raise RuleBroken(
            _("This vote takes votes until {moment}.").format(moment=moment_of(decision.round.closes_at))
        )
    if decision.is_secret:
        _mix(decision)
    step(decision, Event.CLOSE, by=by)
    decision.closed_at = clock.now()
    decision.save(update_fields=["state", "closed_at", "mixed_at"])
    shut_room(decision, by=by)
    _note_closing(decision, by)
    count(decision, by=by)
    return decision


def close_when_due(*, number: int) -> None:
    """Close the decision with this record number if its time is over; look again later if the end was moved."""
    decision = Decision.objects.select_related("round").get(record__number=number)
    if decision.state == Decision.State.OPEN and clock.now() < decision.round.closes_at:
        owe(CLOSE, key=str(number), at=decision.round.closes_at)
    elif decision.state == Decision.State.OPEN:
        close_vote(decision=decision)


def count(decision: Decision, *, by: Person | None) -> Outcome:
    """Count what lies in the box and go on by what it comes to. Hold the box alone."""
    question = question_of(decision)
    found = tally(question)
    step(decision, Event.TALLY, by=None)
    if not (decision.is_secret and found.status is Status.NO_QUORUM):
        # Where too few took part in a secret vote the box stays sealed: nobody learns what lies in it.
        decision.result = publish(question)
        decision.merkle_root = str(decision.result["merkle_root"])
        decision.save(update_fields=["state", "result", "merkle_root"])
    change_record(decision.record)
    facts: dict[str, Json] = {"ballots": len(question.ballots), "status": found.status.value}
    record("decision.tallied", by=None, about=decision, facts=facts | {"merkle_root": decision.merkle_root})
    match found.status:
        case Status.NO_QUORUM:
            find_no_quorum(decision)
        case Status.BLOCKED:
            find_blocked(decision)
        case Status.TIED:
            record("decision.tied", by=None, about=decision)
        case _ if not needs_tellers(decision):
            conclude(decision, by=by)
    return found


def _mix(decision: Decision) -> None:
    """Empty the box and fill it anew, and forget which forms were sent to it when."""
    with connection.cursor() as cursor:
        cursor.execute(MIX, {"decision": decision.pk})
    SentOnce.objects.filter(path__startswith=f"{decision.record.url}ballot/").delete()
    decision.mixed_at = clock.now()


def _note_closing(decision: Decision, by: Person | None) -> None:
    voted = decision.electorate.filter(has_voted=True).count()
    facts: dict[str, Json] = {
        "electors": decision.electorate.count(),
        "voted": voted,
        "sheets": decision.sheets.filter(counted_at__isnull=False, is_spoilt=False).count(),
        "spoilt": decision.sheets.filter(is_spoilt=True).count(),
        "recused": decision.recusals.count(),
    }
    record("decision.closed", by=by, about=decision, facts=facts)
