"""Work on large files, in the background."""

from __future__ import annotations

from celery import shared_task

from initiatives.jobs import InitiativeTask
from measurement.actions.large_imports import run_check, run_publishing

SOFT, HARD = 570, 600  # seconds; under the visibility timeout of the broker


@shared_task(base=InitiativeTask, name="measurement.check_import", soft_time_limit=SOFT, time_limit=HARD)
def check_import(run_id: int) -> None:
    """Check a large file."""
    run_check(run_id=run_id)


@shared_task(base=InitiativeTask, name="measurement.publish_import", soft_time_limit=SOFT, time_limit=HARD)
def publish_import(run_id: int) -> None:
    """Publish a large file."""
    run_publishing(run_id=run_id)
