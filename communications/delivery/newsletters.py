"""To whom a newsletter goes, and its letter to one reader: frozen words, their language, the way to stop it."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from communications.delivery.stopping import has_stopped, stop_address
from communications.models import Newsletter, Subscriber
from initiatives import clock
from initiatives.models import Initiative, Person, RoleHolding
from initiatives.rules.language import say
from initiatives.rules.roles import Role

Segment = Newsletter.Segment
ROLES: dict[str, frozenset[Role]] = {
    Segment.EVERYBODY: frozenset(Role),
    Segment.MEMBERS: frozenset(Role),
    Segment.PARTNERS: frozenset({Role.PARTNER}),
    Segment.RESIDENTS: frozenset({Role.RESIDENT}),
    Segment.FUNDERS: frozenset({Role.FUNDER}),
    Segment.SUBSCRIBERS: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """One reader: by which mark, at which address, in which language, and the person if there is an account."""

    whom: str
    address: str
    language: str
    person: Person | None = None


def readers_of(segment: str) -> list[Reached]:
    """Return everybody in a segment who can be reached, each address once; who stopped all letters is left out."""
    held = RoleHolding.objects.on(clock.today()).filter(role__in=ROLES[segment]).values("person")
    people = Person.objects.filter(pk__in=held, is_active=True, erased_at__isnull=True).exclude(email="")
    found = [Reached(f"person:{one.pk}", one.email, one.language, one) for one in people.order_by("pk")]
    known = {one.address.lower() for one in found}
    if segment in (Segment.EVERYBODY, Segment.SUBSCRIBERS):
        rows = Subscriber.objects.reading().order_by("pk")
        found += [
            Reached(f"subscriber:{one.pk}", one.email, one.language)
            for one in rows
            if one.email.lower() not in known
        ]
    return [one for one in found if not has_stopped(one.whom)]


def reader_named(whom: str) -> Reached | None:
    """Return a reader by their mark; None where they are gone, or have stopped the newsletters."""
    kind, _colon, number = whom.partition(":")
    if kind == "subscriber":
        one = Subscriber.objects.reading().filter(pk=int(number)).first()
        return Reached(whom, one.email, one.language) if one else None
    person = Person.objects.filter(pk=int(number), is_active=True, erased_at__isnull=True).first()
    return Reached(whom, person.email, person.language, person) if person else None


def newsletter_letter(
    newsletter: Newsletter,
    reader: Reached,
    initiative: Initiative,
    *,
    blocks: dict[str, object] | None = None,
) -> EmailMultiAlternatives | None:
    """Return the letter of a newsletter to one reader; None where they want none. `blocks` for a test before it is frozen."""
    if has_stopped(reader.whom):
        return None
    languages = initiative.languages
    language = reader.language if reader.language in languages else initiative.language
    stop = stop_address(reader.whom)
    with translation.override(language):
        title = say(newsletter.record.title, language).text
        context = {
            "initiative": initiative,
            "newsletter": newsletter,
            "title": title,
            "words": say(newsletter.words, language).text,
            "blocks": (blocks or newsletter.frozen).get(language, []),
            "base": settings.BASE_URL,
            "address": f"{settings.BASE_URL}{newsletter.record.url}",
            "stop": stop,
        }
        letter = EmailMultiAlternatives(
            subject=" ".join(f"{initiative.name}: {title}".split()),
            body=render_to_string("emails/newsletter.txt", context),
            from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
            to=[reader.address],
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        letter.attach_alternative(render_to_string("emails/newsletter.html", context), "text/html")
        return letter
