"""What is due: written when it is promised, claimed when its time has come, by whichever machine is awake."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from initiatives import clock
from initiatives.jobs import SWEEP, enqueue, look_again_later, lost_runs, send
from initiatives.models import Due, JobRun
from initiatives.tenancy import current_initiative, inside

BATCH = 100


def owe(job: str, *, key: str, at: datetime) -> Due:
    """Promise that a job of the open initiative runs at a time; the same job and key again only moves the time."""
    due, _ = Due.objects.update_or_create(
        initiative_id=current_initiative(), job=job, key=key, defaults={"due_at": at, "claimed_at": None}
    )
    return due


def forgive(job: str, *, key: str) -> None:
    """Take back what was promised and nobody has claimed yet."""
    Due.objects.filter(initiative_id=current_initiative(), job=job, key=key, claimed_at__isnull=True).delete()


def claim_ripe() -> int:
    """Claim what is due and ask for its jobs; two machines never claim the same. Returns how many.

    The key of a job carries the due time, so that a claim repeated after a crash asks for nothing twice. The job finds
    the key of what was due in `run.arguments["due_key"]`.
    """
    with transaction.atomic():
        ripe = list(
            Due.objects.ripe(at=clock.now()).select_for_update(skip_locked=True).order_by("due_at")[:BATCH]
        )
        Due.objects.filter(pk__in=[due.pk for due in ripe]).update(claimed_at=clock.now())
        for due in ripe:
            with inside(due.initiative_id):
                _act_on(due)
    return len(ripe)


def sweep() -> int:
    """Send again what got lost in the open initiative, and look again later while anything is unfinished."""
    lost = lost_runs()
    for run in lost:
        send(run.pk, run.task, current_initiative(), str(run.arguments.get("queue", "interactive")))
    if JobRun.objects.unfinished().exists():
        look_again_later()
    return len(lost)


def _act_on(due: Due) -> None:
    if due.job == SWEEP:
        sweep()
    else:
        enqueue(due.job, key=f"{due.key}@{due.due_at:%Y%m%dT%H%M%S}", by=None, due_key=due.key)
