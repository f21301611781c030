"""Letters that lower floors ask for by the name of a job: handed over here, where what mail servers say is kept."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from communications.delivery.handing_over import Build, TryLater, hand_over
from communications.delivery.stopping import has_stopped, stop_address
from communications.models import Letter
from initiatives import clock
from initiatives.actions.invitations import SEND as INVITE
from initiatives.actions.invitations import letter_of_invitation
from initiatives.actions.joining import SEND_ANSWER, letter_of_answer
from initiatives.due import owe
from initiatives.models import Person
from measurement.actions.reminders import SEND as REMIND
from measurement.actions.reminders import letter_of
from measurement.models import FigureReminder


@transaction.atomic
def send_reminder(*, reminder_id: int) -> bool:
    """Hand over the reminder of figures that are due: once, and not to who wants no letters or whose address takes none."""
    rows = FigureReminder.objects.select_related(
        "duty__indicator__record", "duty__membership__organization", "period", "person"
    )
    reminder = rows.get(pk=reminder_id)
    whom = f"person:{reminder.person_id}"

    def build() -> EmailMultiAlternatives | None:
        if not reminder.person.is_active or has_stopped(whom):
            return None
        return letter_of(reminder, stop=stop_address(whom))

    return _hand_over(REMIND, str(reminder_id), f"reminder-{reminder_id}", reminder.person, build)


@transaction.atomic
def send_invitation(*, invitation: int, pass_id: int, nonce: str) -> bool:
    """Hand over an invitation, once; nothing once it is answered, withdrawn or replaced."""

    def build() -> EmailMultiAlternatives | None:
        return letter_of_invitation(invitation=invitation, pass_id=pass_id, nonce=nonce)

    return _hand_over(INVITE, f"{invitation}:{pass_id}:{nonce}", f"invitation-{pass_id}", None, build)


@transaction.atomic
def send_join_answer(*, asked_id: int) -> bool:
    """Hand over why a request to join was declined, once."""
    key = f"joining-{asked_id}"
    return _hand_over(SEND_ANSWER, str(asked_id), key, None, lambda: letter_of_answer(asked_id=asked_id))


def _hand_over(job: str, due: str, key: str, person: Person | None, build: Build) -> bool:
    try:
        return hand_over(key=key, kind=Letter.Kind.ASK, person=person, build=build)
    except TryLater as trouble:
        owe(job, key=due, at=clock.now() + trouble.after)
        return False
