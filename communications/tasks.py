"""Background work of communication: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from communications import notifications
from communications.actions import (
    contributors,
    meetings,
    minutes,
    newsletters,
    notices,
    of_lower_floors,
    packets,
    partner_reports,
    reissuing,
    reports,
    running,
    subscribers,
)
from communications.delivery.spreading import SPREAD
from communications.meetings import their_day
from communications.publishing.packet import REISSUE_PACKET
from engagement.actions.contributors import TELL as TELL_CONTRIBUTOR
from initiatives.actions.invitations import SEND as INVITE
from initiatives.actions.joining import SEND_ANSWER
from initiatives.jobs import InitiativeTask
from initiatives.jobs import running as running_job
from measurement.actions.reminders import SEND as REMIND


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


@shared_task(
    name=partner_reports.BUILD_PARTNER_REPORT, base=InitiativeTask, time_limit=300, soft_time_limit=280
)
def build_partner_report(run_id: int) -> None:
    """Set the report of a partner."""
    with running_job(run_id) as held:
        if held:
            run, progress = held
            partner_reports.build_partner_report(run=run, progress=progress)


@shared_task(name=REISSUE_PACKET, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def reissue_packet(run_id: int) -> None:
    """Ask for the packet of a meeting anew whose agenda changed."""
    with running_job(run_id) as held:
        if held:
            packets.reissue_packet(number=int(held[0].arguments["due_key"]))


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
            if "due_key" in asked:
                notifications.send_again(due_key=str(asked["due_key"]))
            else:
                notifications.send_one(
                    event_id=int(asked["event"]), person=asked.get("person"), contact=asked.get("contact")
                )


@shared_task(name=SPREAD, base=InitiativeTask, time_limit=120, soft_time_limit=110)
def spread_notices(run_id: int) -> None:
    """Give everybody whom it concerns a notice of what happened."""
    with running_job(run_id) as held:
        if held:
            notices.spread()


@shared_task(name=notices.MAKE, base=InitiativeTask, time_limit=120, soft_time_limit=110)
def make_digest(run_id: int) -> None:
    """Put what waits for a reader into one digest."""
    with running_job(run_id) as held:
        if held:
            person, frequency, _waking = str(held[0].arguments["due_key"]).split(":")
            notices.make_digest(person_id=int(person), frequency=frequency)


@shared_task(name=notices.SEND, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_digest(run_id: int) -> None:
    """Hand the letter of a digest to the mail server."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            again = str(asked.get("due_key", "")).removeprefix("digest-")
            notices.send_digest(digest_id=int(again or asked["digest"]))


@shared_task(name=newsletters.SEND, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_newsletter(run_id: int) -> None:
    """Hand the letter of a newsletter to one reader over."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            number, _slash, whom = str(asked.get("due_key", "")).partition("/")
            newsletters.send_to_one(
                newsletter_id=int(number or asked["newsletter"]), whom=whom or str(asked["whom"])
            )


@shared_task(name=subscribers.CONFIRM, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def confirm_subscriber(run_id: int) -> None:
    """Ask an address whether it wants the newsletters."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            again = str(asked.get("due_key", "")).removeprefix("subscriber-")
            subscribers.send_confirmation(subscriber_id=int(again or asked["subscriber"]))


@shared_task(name=TELL_CONTRIBUTOR, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def tell_contributor(run_id: int) -> None:
    """Hand a letter to a contributor over that says what became of their words."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            again = str(asked.get("due_key", "")).removeprefix("told-")
            contributors.tell_contributor(told_id=int(again or asked["told"]))


@shared_task(name=notifications.SEND_ASK, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_ask(run_id: int) -> None:
    """Hand the letter of an ask to one person over."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            event, _colon, person = str(asked.get("due_key", "")).partition(":")
            notifications.send_asking(
                event_id=int(event or asked["event"]), person_id=int(person or asked["person"])
            )


@shared_task(name=REMIND, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_reminder(run_id: int) -> None:
    """Hand the reminder of figures that are due over."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            of_lower_floors.send_reminder(reminder_id=int(asked.get("due_key") or asked["reminder"]))


@shared_task(name=INVITE, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_invitation(run_id: int) -> None:
    """Hand an invitation over."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            again = str(asked.get("due_key", "")).split(":")
            invitation, made, nonce = (
                again if len(again) == 3 else (asked["invitation"], asked["pass"], asked["nonce"])
            )
            of_lower_floors.send_invitation(invitation=int(invitation), pass_id=int(made), nonce=str(nonce))


@shared_task(name=SEND_ANSWER, base=InitiativeTask, time_limit=60, soft_time_limit=50)
def send_join_answer(run_id: int) -> None:
    """Tell somebody why their request to join was declined."""
    with running_job(run_id) as held:
        if held:
            asked = held[0].arguments
            of_lower_floors.send_join_answer(asked_id=int(asked.get("due_key") or asked["asked"]))
