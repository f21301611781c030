"""Background work of communication: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from communications import notifications
from communications.actions import meetings, minutes, packets, reissuing, reports, running
from communications.meetings import their_day
from initiatives.jobs import InitiativeTask
from initiatives.jobs import running as running_job


@shared_task(name=reports.BUILD, base=InitiativeTask, time_limit=300, soft_time_limit=280)
def build_report(run_id: int) -> None:
    """Build a report that somebody asked for."""
    with running_job(run_id) as held:
        if held:
            run, progress = held
            reports.build_report(run=run, progress=progress)


@shared_task(name=packets.BUILD_PACKET, base=InitiativeTask, time_limit=300, soft_time_limit=280)
def build_packet(run_id: int) -> None:
    """Set the packet of a meeting."""
    with running_job(run_id) as held:
        if held:
            run, progress = held
            packets.build_packet(run=run, progress=progress)


@shared_task(name=meetings.END, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def end_meeting(run_id: int) -> None:
    """End a meeting that nobody ended."""
    with running_job(run_id) as held:
        if held:
            running.end_when_due(number=int(held[0].arguments["due_key"]))


@shared_task(name=their_day.PUBLISH_MINUTES, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def publish_minutes(run_id: int) -> None:
    """Publish minutes whose day has come."""
    with running_job(run_id) as held:
        if held:
            minutes.publish_when_due(number=int(held[0].arguments["due_key"]))


@shared_task(name=reissuing.REISSUE, base=InitiativeTask, time_limit=300, soft_time_limit=280)
def reissue_report(run_id: int) -> None:
    """Set a report anew without the name of somebody who was erased."""
    with running_job(run_id) as held:
        if held:
            run, progress = held
            reissuing.reissue_report(run=run, progress=progress)


@shared_task(name=notifications.TELL, base=InitiativeTask, time_limit=120, soft_time_limit=110)
def tell(run_id: int) -> None:
    """Ask for a letter to each who is told of an event."""
    with running_job(run_id) as held:
        if held:
            notifications.tell_everybody(event_id=int(held[0].arguments["event"]))


@shared_task(name=notifications.SEND, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_notice(run_id: int) -> None:
    """Mail one letter."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            notifications.send_one(
                event_id=int(asked["event"]), person=asked.get("person"), contact=asked.get("contact")
            )
