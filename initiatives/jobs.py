"""Background work: asked for once, done at least once with the effect of once, and visible while it runs.

A run is committed before it is sent, so nothing acknowledged lives only in Redis. What got lost on the way is sent
again by `initiatives.due.sweep`, which every request for a job puts on the list of what is due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Literal, TypeAlias

import structlog
from celery import Task, current_app
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from initiatives import clock
from initiatives.models import Due, Initiative, JobPulse, JobRun, Person
from initiatives.names import telling_the_public
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative, inside

log = structlog.get_logger()
Queue: TypeAlias = Literal["interactive", "reports", "imports", "mail"]
Progress: TypeAlias = Callable[[str, int], None]
SWEEP = "initiatives.sweep"
STALE = timedelta(minutes=2)
MOST_ATTEMPTS = 4
_RUN_LOCK = 72


class InitiativeTask(Task):  # type: ignore[type-arg]
    """A task of one run of one initiative: counts the attempt, then opens the transaction and the scope for the body.

    What the body writes down is told by the clocks of the initiative, as on its pages.
    """

    abstract = True
    typing = False  # initiative_id is taken here and never reaches the body

    def __call__(self, run_id: int, *, initiative_id: int) -> Any:
        """Run the body inside the scope; a refusal ends the run in words, anything else is tried again."""
        if not _begin(run_id, initiative_id):
            return None
        try:
            zone = Initiative.objects.values_list("zone", flat=True).get(pk=initiative_id)
            with (
                timezone.override(zone),
                transaction.atomic(),
                inside(initiative_id),
                telling_the_public(initiative_id),
            ):
                return super().__call__(run_id)
        except RuleBroken as refusal:
            _give_up(run_id, initiative_id, refusal.sentence)
            return None
        except Exception:
            log.exception("a job went wrong", task=self.name, run=run_id, initiative=initiative_id)
            raise


def enqueue(
    task: str, *, key: str, by: Person | None, queue: Queue = "interactive", **arguments: Json
) -> JobRun:
    """Ask for a job of the open initiative once per key; it is sent when the transaction commits.

    Asking again for a run that failed starts it anew. Redis may be away: the sweeper sends what was not sent.
    """
    run, is_new = JobRun.objects.get_or_create(
        task=task,
        key=key,
        defaults={"arguments": {**arguments, "queue": queue}, "asked_by": by, "asked_at": clock.now()},
    )
    if not is_new and run.state == JobRun.State.FAILED:
        run.state, run.trouble, run.ended_at, run.attempts = JobRun.State.QUEUED, "", None, 0
        run.save(update_fields=["state", "trouble", "ended_at", "attempts"])
        is_new = True
    if is_new:
        look_again_later()
        transaction.on_commit(partial(send, run.pk, task, current_initiative(), queue))
    return run


def look_again_later() -> None:
    """Put the sweeper of the open initiative on the list of what is due, unless it stands there: no request puts it off."""
    due, is_new = Due.objects.select_for_update().get_or_create(
        initiative_id=current_initiative(),
        job=SWEEP,
        key=SWEEP,
        defaults={"due_at": clock.now() + STALE},
    )
    if not is_new and due.claimed_at is not None:
        due.due_at, due.claimed_at = clock.now() + STALE, None
        due.save(update_fields=["due_at", "claimed_at"])


def send(run_id: int, task: str, initiative_id: int, queue: str) -> None:
    """Hand a run to the broker; when it is away, the sweeper will."""
    try:
        current_app.send_task(
            task, args=[run_id], kwargs={"initiative_id": initiative_id}, queue=queue, retry=False
        )
    except OperationalError as trouble:
        log.warning(
            "the broker is away; the sweeper will send the job", task=task, run=run_id, trouble=str(trouble)
        )


@contextmanager
def running(run_id: int) -> Iterator[tuple[JobRun, Progress] | None]:
    """Hold a run while it is worked on; gives None when it is over or another worker holds it.

    The lock ends with the transaction, so a killed worker leaves nothing behind. `progress(words, percent)` is seen
    by everybody at once.
    """
    run = JobRun.objects.select_related("asked_by").get(pk=run_id)
    if not _lock(run_id) or run.state in (JobRun.State.READY, JobRun.State.FAILED):
        yield None
        return
    progress = partial(_beat, run.pk, current_initiative())
    progress("", 0)
    yield run, progress
    run.state, run.ended_at = JobRun.State.READY, clock.now()
    run.save(update_fields=["state", "ended_at"])


def lost_runs() -> list[JobRun]:
    """Return the runs of the open initiative that have waited too long and that no worker works on."""
    waiting = JobRun.objects.unfinished().asked_before(clock.now() - STALE).select_related("pulse")
    return [run for run in waiting if not _is_alive(run)]


def _begin(run_id: int, initiative_id: int) -> bool:
    """Count the attempt in a transaction of its own: what kills the worker every time must come to an end."""
    with transaction.atomic(), inside(initiative_id):
        open_runs = JobRun.objects.unfinished().filter(pk=run_id)
        if not open_runs.update(
            state=JobRun.State.RUNNING, started_at=clock.now(), attempts=F("attempts") + 1
        ):
            return False
        tired = open_runs.filter(attempts__gt=MOST_ATTEMPTS).exists()
    if tired:
        _give_up(run_id, initiative_id, "")
    return not tired


def _give_up(run_id: int, initiative_id: int, trouble: str) -> None:
    with transaction.atomic(), inside(initiative_id):
        JobRun.objects.filter(pk=run_id).update(
            state=JobRun.State.FAILED, ended_at=clock.now(), trouble=trouble
        )


def _lock(run_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_RUN_LOCK, run_id])
        return bool(cursor.fetchone()[0])


def _beat(run_id: int, initiative_id: int, step: str, percent: int) -> None:
    values = {"step": step, "percent": percent, "at": clock.now()}
    with transaction.atomic(using="pulse"), inside(initiative_id, using="pulse"):
        JobPulse.objects.using("pulse").update_or_create(
            run_id=run_id, defaults=values, create_defaults={**values, "initiative_id": initiative_id}
        )


def _is_alive(run: JobRun) -> bool:
    pulse = getattr(run, "pulse", None)
    return pulse is not None and pulse.at > clock.now() - STALE
