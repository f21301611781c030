"""The one receiver of what happens: it has what is owed computed anew, and turns events that promises need into letters.

A letter is asked for in the transaction in which the thing happens, so nothing that happened goes untold; it leaves when
that is kept. Everybody is told of one event by one run, at the same moment.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from communications.delivery.asks import KINDS as ASKING
from communications.delivery.asks import people_asked, send_ask
from communications.delivery.handing_over import TryLater
from communications.delivery.letters import reader_of_contact, reader_of_person, send_notice
from communications.delivery.recipients import About, Recipients, about, recipients
from communications.delivery.spreading import wake_spreading
from communications.meetings.their_day import look_again
from communications.models import Unheard
from communications.publishing.packet import look_at_packet
from communications.rules.matters import MATTER_OF
from communications.rules.notices import NOTICES, Audience, is_owed_anew
from engagement.actions.obligations import wake
from engagement.models import Engagement, InputContact, Told
from initiatives import clock
from initiatives.due import owe
from initiatives.jobs import enqueue
from initiatives.models import Commitment, Event, Initiative, Person
from initiatives.record import event_recorded
from initiatives.tenancy import current_initiative, inside

TELL, SEND = "communications.tell", "communications.send_notice"
SEND_ASK = "communications.send_ask"
WRITTEN_DOWN = {
    "promisees.asked": Told.What.VOTE,
    "obligation.broken": Told.What.BROKEN,
}
KINDS = ("engagement", "decision", "commitment", "meeting", "agenda_item")


@receiver(event_recorded, dispatch_uid="communications.notifications")
def hear(event: Event, **_more: object) -> None:
    """Hear of everything that happens: what people are told of is kept for their digests, a promise's letters go at once."""
    _keep_for_digests(event)
    if event.record is None or event.record.kind not in KINDS:
        return
    if event.kind in NOTICES:
        enqueue(TELL, key=f"event-{event.pk}", by=None, queue="mail", event=event.pk)
    if event.record.kind in ("meeting", "agenda_item"):
        look_at_packet(event)
    if event.record.kind == "meeting":
        if event.kind == "restriction.lifted":
            look_again(number=event.record.number)
        return
    if is_owed_anew(event.kind):
        transaction.on_commit(partial(_wake, current_initiative(), event.pk), robust=True)


def _keep_for_digests(event: Event) -> None:
    """Keep what people are told of in their digests, and ask for the letters of what a partner is asked for."""
    if event.kind in MATTER_OF:
        Unheard.objects.create(event=event)
        transaction.on_commit(partial(_spread_soon, current_initiative(), event.pk), robust=True)
    if event.kind in ASKING:
        for person in people_asked(event):
            key = f"ask-{event.pk}-person-{person}"
            enqueue(SEND_ASK, key=key, by=None, queue="mail", event=event.pk, person=person)


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
    """Send one letter about an event, once. While the mail server takes nothing, it is tried again later."""
    event = Event.objects.select_related("record").get(pk=event_id)
    initiative = Initiative.objects.get(pk=current_initiative())
    if person is not None:
        reader = reader_of_person(Person.objects.get(pk=person), initiative)
    else:
        left = InputContact.objects.filter(pk=contact).first() if contact is not None else None
        if left is None:
            return False
        reader = reader_of_contact(left, initiative)
    try:
        return send_notice(about(event), NOTICES[event.kind], reader, initiative)
    except TryLater as trouble:
        owe(SEND, key=f"{event_id}:{person or 0}:{contact or 0}", at=clock.now() + trouble.after)
        return False


def send_asking(*, event_id: int, person_id: int) -> bool:
    """Send the letter of an ask or of its reminder to one person, once; later while the mail server takes nothing."""
    event = Event.objects.select_related("record").get(pk=event_id)
    try:
        return send_ask(event=event, person=Person.objects.get(pk=person_id))
    except TryLater as trouble:
        owe(SEND_ASK, key=f"{event_id}:{person_id}", at=clock.now() + trouble.after)
        return False


def send_again(*, due_key: str) -> bool:
    """Send the letter that the mail server did not take before."""
    event, person, contact = (int(part) for part in due_key.split(":"))
    return send_one(event_id=event, person=person or None, contact=contact or None)


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


def _spread_soon(initiative_id: int, event_id: int) -> None:
    """Once the event is kept: so whoever spreads what waits finds it, however long its transaction took."""
    with transaction.atomic(), inside(initiative_id):
        wake_spreading(f"event-{event_id}")


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
