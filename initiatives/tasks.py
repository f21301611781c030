"""Background work of the ground floor: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from initiatives.actions import invitations
from initiatives.due import claim_ripe
from initiatives.jobs import InitiativeTask


@shared_task(name="initiatives.tick", time_limit=60, soft_time_limit=50)
def tick() -> None:
    """Claim what is due. The beat calls it; it is the only task without an initiative."""
    claim_ripe()


@shared_task(base=InitiativeTask, name=invitations.SEND, time_limit=60, soft_time_limit=50)
def send_invitation(run_id: int) -> None:
    """Mail one invitation."""
    invitations.send_invitation(run_id)
