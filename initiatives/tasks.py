"""Background work of the ground floor: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from initiatives.actions import (
    agreeing,
    asks,
    bylaws,
    conflicts,
    ledger,
    rounds,
    taking,
)
from initiatives.due import claim_ripe
from initiatives.jobs import InitiativeTask, running
from initiatives.models import ConflictCase


@shared_task(name="initiatives.tick", time_limit=60, soft_time_limit=50)
def tick() -> None:
    """Claim what is due. The beat calls it; like the packing of one's own data, it belongs to no initiative."""
    claim_ripe()
    taking.look_after_packs()


@shared_task(name=taking.PACK, time_limit=300, soft_time_limit=280, acks_late=True)
def pack_own_data(pack_id: int) -> None:
    """Pack what the platform holds about somebody, for themselves."""
    taking.pack_own_data(pack_id=pack_id)


@shared_task(base=InitiativeTask, name=conflicts.MEDIATION_OVER, time_limit=60, soft_time_limit=50)
def mediation_over(run_id: int) -> None:
    """Write down that the time of a mediation is over."""
    with running(run_id) as work:
        if work:
            case = ConflictCase.objects.get(pk=int(work[0].arguments["due_key"]))
            conflicts.mediation_over(case=case)


@shared_task(base=InitiativeTask, name=rounds.OPEN_ROUND, time_limit=60, soft_time_limit=50)
def open_round(run_id: int) -> None:
    """Write down that a round has opened."""
    with running(run_id) as work:
        if work:
            rounds.open_round(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=rounds.CLOSE_ROUND, time_limit=60, soft_time_limit=50)
def close_round(run_id: int) -> None:
    """Count a round that is over."""
    with running(run_id) as work:
        if work:
            agreeing.close_when_due(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=bylaws.BEGIN, time_limit=60, soft_time_limit=50)
def begin_clause(run_id: int) -> None:
    """Write down that a version of a clause whose day has come is in force."""
    with running(run_id) as work:
        if work:
            bylaws.begin_when_due(key=str(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=ledger.VERIFY, time_limit=300, soft_time_limit=280)
def verify_ledger(run_id: int) -> None:
    """Check the ledger of one initiative in the night."""
    ledger.verify_at_night(run_id)


@shared_task(base=InitiativeTask, name=asks.REMIND, time_limit=60, soft_time_limit=50)
def remind_ask(run_id: int) -> None:
    """Take the next step of the ladder of an ask."""
    with running(run_id) as work:
        if work:
            asks.remind(ask_id=int(work[0].arguments["due_key"]))
