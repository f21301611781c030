"""The letter of an ask or of its reminder: what, how many minutes, until when, and that asking for help is an answer."""

from __future__ import annotations

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from communications.delivery.handing_over import hand_over
from communications.delivery.stopping import has_stopped, stop_address
from communications.models import Letter
from initiatives.models import Ask, Event, Initiative, Membership, Person, local
from initiatives.speakers import speakers_of
from initiatives.tenancy import current_initiative

KINDS = ("ask.sent", "ask.reminded")


def people_asked(event: Event) -> list[int]:
    """Return everybody who speaks for the partner that an event asks or reminds."""
    membership = Membership.objects.filter(record=event.record).first()
    if membership is None:
        return []
    active = Person.objects.filter(pk__in=speakers_of(membership), is_active=True)
    return sorted(active.values_list("pk", flat=True))


def send_ask(*, event: Event, person: Person) -> bool:
    """Send the letter to one of them, once; nothing where it was answered meanwhile. Raises TryLater."""
    initiative = Initiative.objects.get(pk=current_initiative())
    ask = Ask.objects.select_related("membership__organization").get(pk=event.facts["ask"])

    def build() -> EmailMultiAlternatives | None:
        if ask.state != Ask.State.OPEN or has_stopped(f"person:{person.pk}"):
            return None
        known = dict(settings.LANGUAGES)
        with translation.override(person.language if person.language in known else initiative.language):
            return _letter(ask, event, person, initiative)

    key = f"ask-{event.pk}-person-{person.pk}"
    return hand_over(key=key, kind=Letter.Kind.ASK, person=person, build=build)


def _letter(ask: Ask, event: Event, person: Person, initiative: Initiative) -> EmailMultiAlternatives:
    stop = stop_address(f"person:{person.pk}")
    what = local(ask.what)
    subject = _("Reminder: {what}") if event.kind == "ask.reminded" else _("Can you? {what}")
    context = {
        "initiative": initiative,
        "ask": ask,
        "heading": subject.format(what=what),
        "address": f"{settings.BASE_URL}{initiative.url}{ask.place or f'people/asks/{ask.pk}/answer/'}",
        "stop": stop,
    }
    letter = EmailMultiAlternatives(
        subject=" ".join(f"{initiative.name}: {context['heading']}".split()),
        body=render_to_string("emails/ask.txt", context),
        from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
        to=[person.email],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    letter.attach_alternative(render_to_string("emails/ask.html", context), "text/html")
    return letter
