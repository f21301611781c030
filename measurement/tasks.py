"""Work on large files, in the background."""

from __future__ import annotations

from celery import shared_task

from initiatives.jobs import InitiativeTask, running
from measurement.actions import collaboration, reminders, rollups
from measurement.actions.duties import REMIND
from measurement.actions.large_imports import run_check, run_publishing
from measurement.scoring import READ_AGAIN

SOFT, HARD = 570, 600  # seconds; under the visibility timeout of the broker


@shared_task(base=InitiativeTask, name="measurement.check_import", soft_time_limit=SOFT, time_limit=HARD)
def check_import(run_id: int) -> None:
    """Check a large file."""
    run_check(run_id=run_id)


@shared_task(base=InitiativeTask, name="measurement.publish_import", soft_time_limit=SOFT, time_limit=HARD)
def publish_import(run_id: int) -> None:
    """Publish a large file."""
    run_publishing(run_id=run_id)


@shared_task(base=InitiativeTask, name=READ_AGAIN, soft_time_limit=50, time_limit=60)
def read_again(run_id: int) -> None:
    """Read an indicator again because of the day that it is."""
    with running(run_id) as held:
        if held:
            rollups.read_again(indicator_id=int(held[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=REMIND, soft_time_limit=110, time_limit=120)
def remind(run_id: int) -> None:
    """Look through what is due every morning, and remind."""
    with running(run_id) as held:
        if held:
            reminders.remind_all()


@shared_task(base=InitiativeTask, name=collaboration.KEEP, soft_time_limit=50, time_limit=60)
def keep_survey(run_id: int) -> None:
    """Open or close a wave of the collaboration survey when its day has come."""
    with running(run_id) as held:
        if held:
            collaboration.keep_wave(wave_id=int(held[0].arguments["due_key"]))
