"""The one receiver of what happens: it has what is owed computed anew, and turns events that promises need into letters.

A letter is asked for in the transaction in which the thing happens, so nothing that happened goes untold; it leaves when
that is kept. Everybody is told of one event by one run, at the same moment.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from communications.delivery.letters import reader_of_contact, reader_of_person, send_notice
from communications.delivery.recipients import About, Recipients, about, recipients
from communications.meetings.their_day import look_again
from communications.rules.notices import NOTICES, Audience, is_owed_anew
from engagement.actions.obligations import wake
from engagement.models import Engagement, InputContact, Told
from initiatives import clock
from initiatives.jobs import enqueue
from initiatives.models import Commitment, Event, Initiative, Person
from initiatives.record import event_recorded
from initiatives.tenancy import current_initiative, inside

TELL, SEND = "communications.tell", "communications.send_notice"
WRITTEN_DOWN = {
    "promisees.asked": Told.What.VOTE,
    "obligation.broken": Told.What.BROKEN,
}
KINDS = ("engagement", "decision", "commitment", "meeting")


@receiver(event_recorded, dispatch_uid="communications.notifications")
def hear(event: Event, **_more: object) -> None:
    """Hear of everything that happens; only what concerns a promise is acted on."""
    if event.record is None or event.record.kind not in KINDS:
        return
    if event.kind in NOTICES:
        enqueue(TELL, key=f"event-{event.pk}", by=None, queue="mail", event=event.pk)
    if event.record.kind == "meeting":
        if event.kind == "restriction.lifted":
            look_again(number=event.record.number)
        return
    if is_owed_anew(event.kind):
        transaction.on_commit(partial(_wake, current_initiative(), event.pk), robust=True)


def tell_everybody(*, event_id: int) -> int:
    """Ask for a letter to each who is told of an event; again asks for none twice. Returns to how many."""
    event = Event.objects.select_related("record").get(pk=event_id)
    notice, told = NOTICES[event.kind], about(event)
    found = recipients(told, notice.to)
    for person in sorted(found.people):
        enqueue(
            SEND,
            key=f"event-{event.pk}-person-{person}",
            by=None,
            queue="mail",
            event=event.pk,
            person=person,
        )
    for contact in found.contacts:
        key = f"event-{event.pk}-input-{contact.input_id}"
        enqueue(SEND, key=key, by=None, queue="mail", event=event.pk, contact=contact.pk)
    _write_down(told, found)
    return len(found.people) + len(found.contacts)


def send_one(*, event_id: int, person: int | None, contact: int | None) -> bool:
    """Send one letter about an event."""
    event = Event.objects.select_related("record").get(pk=event_id)
    initiative = Initiative.objects.get(pk=current_initiative())
    if person is not None:
        reader = reader_of_person(Person.objects.get(pk=person), initiative)
    else:
        left = InputContact.objects.filter(pk=contact).first() if contact is not None else None
        if left is None:
            return False
        reader = reader_of_contact(left, initiative)
    return send_notice(about(event), NOTICES[event.kind], reader, initiative)


def _write_down(told: About, found: Recipients) -> None:
    """Keep as a fact that the people we promised were told, where a promise asks for it."""
    what = WRITTEN_DOWN.get(told.event.kind)
    if what is None or told.engagement is None:
        return
    Told.objects.bulk_create(
        [
            *(
                Told(
                    engagement=told.engagement,
                    what=what,
                    person_id=pk,
                    audience=Audience.PROMISED,
                    at=clock.now(),
                )
                for pk in sorted(found.people)
            ),
            *(
                Told(
                    engagement=told.engagement,
                    what=what,
                    input_id=each.input_id,
                    audience="contributor",
                    at=clock.now(),
                )
                for each in found.contacts
            ),
        ]
    )


def _wake(initiative_id: int, event_id: int) -> None:
    """In a transaction of its own, once what happened is kept: so no order of locks is forced on whoever acts."""
    with transaction.atomic(), inside(initiative_id):
        event = Event.objects.select_related("record").get(pk=event_id)
        number = _engagement_number(event)
        if number is not None:
            wake(number=number)


def _engagement_number(event: Event) -> int | None:
    record = event.record
    if record is not None and record.kind == "commitment":
        because = Commitment.objects.filter(record=record).values_list("because", flat=True)
        rows = Engagement.objects.filter(record__in=because) | Engagement.objects.filter(
            decisions__record__in=because
        )
        return rows.values_list("record__number", flat=True).first()
    found = about(event).engagement
    return found.record.number if found is not None else None
