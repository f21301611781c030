"""The lock on a vote: many put ballots into the box at the same time, one alone closes it; and its steps.

Whoever votes shares the lock and reads the clock under it; whoever closes, moves the end or recuses holds it alone. A vote
that was given in time is therefore counted, and none slips in behind the count. The lock waits in order, so that a crowd
of voters can't keep the box from closing.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from engagement.models import Decision, DecisionStep
from engagement.rules.decision_machine import Event, State, after
from initiatives import clock
from initiatives.models import Initiative, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

BOX_LOCK = 74
FULL = ("record__initiative", "round__body", "engagement__record", "engagement__initiative")


def share_box(decision: Decision) -> Decision:
    """Keep the box from being closed until this transaction ends; return the decision as it is now."""
    return _locked("SELECT pg_advisory_xact_lock_shared(%s, %s)", decision)


def hold_box(decision: Decision) -> Decision:
    """Wait until nobody is voting and keep others out until this transaction ends; return the decision as it is now."""
    return _locked("SELECT pg_advisory_xact_lock(%s, %s)", decision)


def _locked(statement: str, decision: Decision) -> Decision:
    with connection.cursor() as cursor:
        cursor.execute(statement, [BOX_LOCK, decision.pk])
    return Decision.objects.select_related(*FULL).get(pk=decision.pk)


def step(
    decision: Decision, event: Event, *, by: Person | None, reason: dict[str, str] | None = None
) -> None:
    """Move a decision on by what happened and write the step down; the caller saves `state`.

    Raises Impossible for what cannot happen now, with what can.
    """
    was_reopened = decision.reopened_count > 0
    becomes = after(State(decision.state), event, was_reopened=was_reopened)
    DecisionStep.objects.create(
        decision=decision, from_state=decision.state, to_state=becomes.value, by=by, reason=reason or {}
    )
    decision.state = becomes.value


def check_takes_votes(decision: Decision) -> datetime:
    """Return this instant if votes count now; refuse before the opening and from the end on, by the clock of the server."""
    now = clock.now()
    if decision.state == Decision.State.OPEN and now < decision.round.closes_at:
        return now
    if decision.state in (Decision.State.NOTICED, Decision.State.DELIBERATING, Decision.State.ESCALATED):
        raise RuleBroken(
            _("This vote is not open yet. Votes count from {moment} on.").format(
                moment=moment_of(decision.round.opens_at)
            )
        )
    raise RuleBroken(
        _("This vote closed on {moment}. What came later does not count, for anybody.").format(
            moment=moment_of(decision.closed_at or decision.round.closes_at)
        )
    )


def moment_of(value: datetime) -> str:
    """Return an instant in the words and the time zone of the initiative."""
    local = Initiative.objects.get(pk=current_initiative()).local_time(value)
    return _("{day}, {time}").format(day=date_format(local, "DATE_FORMAT"), time=f"{local:%H:%M}")
