"""Background work of the ground floor: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from initiatives.due import claim_ripe


@shared_task(name="initiatives.tick", time_limit=60, soft_time_limit=50)
def tick() -> None:
    """Claim what is due. The beat calls it; it is the only task without an initiative."""
    claim_ripe()
