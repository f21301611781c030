"""Background work: asked for once, done at least once with the effect of once, and visible while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Literal, TypeAlias

import structlog
from celery import Task, current_app
from django.db import connection, transaction

from initiatives import clock
from initiatives.models import JobPulse, JobRun, Person
from initiatives.rules.ledger import Json
from initiatives.tenancy import current_initiative, inside

log = structlog.get_logger()
Queue: TypeAlias = Literal["interactive", "reports", "imports", "mail"]
Progress: TypeAlias = Callable[[str, int], None]
_RUN_LOCK = 72
STALE = timedelta(minutes=2)


class InitiativeTask(Task):  # type: ignore[type-arg]
    """A task that runs inside one initiative: opens the transaction and the scope, then the body."""

    abstract = True
    typing = False  # initiative_id is taken here and never reaches the body

    def __call__(self, *args: Any, initiative_id: int, **kwargs: Any) -> Any:
        """Run the body inside the scope."""
        with transaction.atomic(), inside(initiative_id):
            return super().__call__(*args, **kwargs)


def enqueue(task: str, *, key: str, by: Person | None, queue: Queue = "interactive", **arguments: Json) -> JobRun:
    """Ask for a job of the open initiative once per key; it is sent when the transaction commits.

    A run that failed is asked for again. Redis may be away: the sweeper sends what was not sent.
    """
    run, is_new = JobRun.objects.get_or_create(
        task=task, key=key, defaults={"arguments": {**arguments, "queue": queue}, "asked_by": by, "asked_at": clock.now()}
    )
    if not is_new and run.state == JobRun.State.FAILED:
        run.state, run.trouble, run.ended_at = JobRun.State.QUEUED, "", None
        run.save(update_fields=["state", "trouble", "ended_at"])
        is_new = True
    if is_new:
        transaction.on_commit(partial(send, run.pk, task, current_initiative(), queue))
    return run


def send(run_id: int, task: str, initiative_id: int, queue: str) -> None:
    """Hand a run to the broker; when it is away, the sweeper will."""
    try:
        current_app.send_task(task, kwargs={"run_id": run_id, "initiative_id": initiative_id}, queue=queue, retry=False)
    except current_app.connection().connection_errors as trouble:  # type: ignore[misc]
        log.warning("the broker is away; the sweeper will send the job", task=task, run=run_id, trouble=str(trouble))


@contextmanager
def running(run_id: int) -> Iterator[tuple[JobRun, Progress] | None]:
    """Hold a run while it is worked on; gives None when it is finished or another worker holds it.

    The lock ends with the transaction, so a killed worker leaves nothing behind.
    """
    run = JobRun.objects.select_related("asked_by").get(pk=run_id)
    if not _lock(run_id) or run.state in (JobRun.State.READY, JobRun.State.FAILED):
        yield None
        return
    run.attempts += 1
    run.started_at = clock.now()
    run.save(update_fields=["attempts", "started_at"])
    yield run, partial(_beat, run.pk, current_initiative())
    run.state, run.ended_at = JobRun.State.READY, clock.now()
    run.save(update_fields=["state", "ended_at"])


def fail(run_id: int, trouble: str) -> None:
    """Note that a run cannot be done, in words for the person who asked."""
    JobRun.objects.filter(pk=run_id).update(state=JobRun.State.FAILED, ended_at=clock.now(), trouble=trouble)


def _lock(run_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_RUN_LOCK, run_id])
        return bool(cursor.fetchone()[0])


def _beat(run_id: int, initiative_id: int, step: str, percent: int) -> None:
    with transaction.atomic(using="pulse"), inside(initiative_id, using="pulse"):
        JobPulse.objects.using("pulse").update_or_create(
            run_id=run_id,
            defaults={"step": step, "percent": percent, "at": clock.now()},
            create_defaults={"step": step, "percent": percent, "at": clock.now(), "initiative_id": initiative_id},
        )


def resend_lost() -> int:
    """Send again what has waited too long and what no worker holds any more; returns how many."""
    lost = [
        run
        for run in JobRun.objects.unfinished().asked_before(clock.now() - STALE).select_related("pulse")
        if not _is_alive(run)
    ]
    for run in lost:
        send(run.pk, run.task, current_initiative(), str(run.arguments.get("queue", "interactive")))
    return len(lost)


def _is_alive(run: JobRun) -> bool:
    pulse = getattr(run, "pulse", None)
    return pulse is not None and pulse.at > clock.now() - STALE
