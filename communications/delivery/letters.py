"""One letter: in the reader's language, as text and as HTML, with the address that stops them. Nothing to who may not see it."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from communications.delivery.handing_over import hand_over
from communications.delivery.recipients import About
from communications.delivery.stopping import has_stopped, stop_address
from communications.models import Letter, Meeting
from communications.rules.notices import Notice
from engagement.models import Decision, Engagement, InputContact
from initiatives.access import build_viewer
from initiatives.models import Initiative, Person, local
from initiatives.rules.viewer import Viewer, visitor


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter goes to: by which address, in which language, and as whom they look."""

    whom: str
    address: str
    language: str
    viewer: Viewer
    person: Person | None = None


def reader_of_person(person: Person, initiative: Initiative) -> Reader:
    """Return somebody with an account as a reader."""
    return Reader(
        f"person:{person.pk}", person.email, person.language, build_viewer(person, initiative), person
    )


def reader_of_contact(contact: InputContact, initiative: Initiative) -> Reader:
    """Return a contributor without an account as a reader: they see what anybody sees."""
    return Reader(f"input:{contact.input_id}", contact.email, contact.language, visitor(initiative.pk))


def send_notice(told: About, notice: Notice, reader: Reader, initiative: Initiative) -> bool:
    """Send one letter, once; False where the reader wants none, has no address, or does not see what it is about.

    Raises TryLater while the mail server takes nothing.
    """

    def build() -> EmailMultiAlternatives | None:
        if not reader.address or has_stopped(reader.whom) or not _is_seen(told, reader.viewer):
            return None
        known = dict(settings.LANGUAGES)
        with translation.override(reader.language if reader.language in known else initiative.language):
            return _letter(told, notice, reader, initiative)

    return hand_over(
        key=f"notice-{told.event.pk}-{reader.whom}",
        kind=Letter.Kind.PROMISE,
        person=reader.person,
        build=build,
    )


def _is_seen(told: About, viewer: Viewer) -> bool:
    if told.decision is not None:
        return Decision.objects.visible_to(viewer).filter(pk=told.decision.pk).exists()
    if told.meeting is not None:
        return Meeting.objects.visible_to(viewer).filter(pk=told.meeting.pk).exists()
    if told.engagement is None:
        return False
    return Engagement.objects.visible_to(viewer).filter(pk=told.engagement.pk).exists()


def _named(told: About) -> tuple[str, str]:
    """Return the short name of what a letter is about, and its address."""
    if told.meeting is not None:
        return str(told.meeting), told.meeting.record.url
    if told.decision is not None:
        return local(told.decision.question), told.decision.record.url
    assert told.engagement is not None  # noqa: S101 (nothing else is written about)
    return local(told.engagement.title), told.engagement.record.url


def _letter(told: About, notice: Notice, reader: Reader, initiative: Initiative) -> EmailMultiAlternatives:
    what, home = _named(told)
    stop = stop_address(reader.whom)
    subject = _(notice.subject).format(what=what)
    context = {
        "initiative": initiative,
        "heading": subject,
        "words": _(notice.words),
        "link": _(notice.link),
        "address": f"{settings.BASE_URL}{home}{notice.path}",
        "stop": stop,
    }
    letter = EmailMultiAlternatives(
        subject=" ".join(f"{initiative.name}: {subject}".split()),
        body=render_to_string("emails/notice.txt", context),
        from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
        to=[reader.address],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(render_to_string("emails/notice.html", context), "text/html")
    return letter
