"""The letter that tells a contributor what became of their words: to the address they left, else to their account."""

from __future__ import annotations

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from communications.delivery.handing_over import hand_over
from communications.delivery.letters import Reader, reader_of_contact, reader_of_person
from communications.delivery.stopping import has_stopped, stop_address
from communications.models import Letter
from engagement.actions.input_codes import receipt_of
from engagement.models import Input, InputContact, Told
from initiatives.models import Initiative, local
from initiatives.passes import shown_code


def send_word(told: Told) -> bool:
    """Send the letter of a row of Told, once; False where nobody can be reached by now. Raises TryLater."""
    given = told.input
    if given is None:
        return False
    initiative = told.engagement.record.initiative
    reader = _reader_of(given, initiative)
    if reader is None:
        return False

    def build() -> EmailMultiAlternatives | None:
        if has_stopped(reader.whom):
            return None
        with override(reader.language or initiative.language):
            return _letter(told, given, reader, initiative)

    key = f"told-{told.pk}-{reader.whom}"
    return hand_over(key=key, kind=Letter.Kind.PROMISE, person=reader.person, build=build)


def _reader_of(given: Input, initiative: Initiative) -> Reader | None:
    contact = InputContact.objects.reachable().filter(input=given).first()
    if contact is not None:
        return reader_of_contact(contact, initiative)
    who = given.contributor
    return reader_of_person(who, initiative) if who is not None and who.is_active and who.email else None


def _letter(told: Told, given: Input, reader: Reader, initiative: Initiative) -> EmailMultiAlternatives:
    subjects = {
        Told.What.RECEIVED: _("We have your words: number {number}"),
        Told.What.READ: _("Somebody has read your words"),
        Told.What.ANSWERED: _("What became of your words"),
        Told.What.HIDDEN: _("Your words are hidden, and why"),
        Told.What.RATE: _("How were your words used?"),
    }
    subject = subjects[Told.What(told.what)].format(number=given.number)
    stop = stop_address(reader.whom)
    return EmailMultiAlternatives(
        subject=" ".join(f"{initiative.name}: {subject}".split()),
        body=render_to_string(
            "emails/contributor.txt",
            {**_context(told, given), "stop": stop, "by_account": reader.person is not None},
        ),
        from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
        to=[reader.address],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _context(told: Told, given: Input) -> dict[str, object]:
    hidden = given.hidings.filter(lifted_at__isnull=True).first()
    return {
        "what": told.what,
        "given": given,
        "title": local(told.engagement.title),
        "initiative": told.engagement.record.initiative,
        "ground": hidden.get_ground_display() if hidden else "",
        "address": f"{settings.BASE_URL}/receipt/{shown_code(receipt_of(given))}/",
    }
