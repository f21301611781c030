"""Background work of communication: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from communications.actions import reports
from initiatives.jobs import InitiativeTask, running


@shared_task(name=reports.BUILD, base=InitiativeTask, time_limit=300, soft_time_limit=280)
def build_report(run_id: int) -> None:
    """Build a report that somebody asked for."""
    with running(run_id) as held:
        if held:
            run, progress = held
            reports.build_report(run=run, progress=progress)
