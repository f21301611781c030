"""Subscribing to newsletters without an account: an address counts once its owner has opened the letter to it."""

from __future__ import annotations

from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from communications.delivery.handing_over import TryLater, hand_over
from communications.delivery.stopping import come_again, has_stopped
from communications.models import Letter, Subscriber
from initiatives import clock
from initiatives.due import owe
from initiatives.jobs import enqueue
from initiatives.models import Initiative, Pass
from initiatives.passes import hashed, make_pass
from initiatives.tenancy import current_initiative

CONFIRM = "communications.confirm_subscriber"
LASTS = timedelta(days=14)
PAUSE = timedelta(hours=1)


@transaction.atomic
def subscribe(*, email: str, language: str) -> None:
    """Ask an address whether it wants the newsletters: at most one letter an hour, and the same answer whoever asks.

    Nobody learns by it whether an address is known.
    """
    found, is_new = Subscriber.objects.get_or_create(
        email=email.strip().lower(), defaults={"language": language, "asked_at": clock.now()}
    )
    is_reading = found.confirmed_at is not None and not has_stopped(f"subscriber:{found.pk}")
    if is_reading or (not is_new and found.asked_at > clock.now() - PAUSE):
        return
    found.asked_at = clock.now()
    found.save(update_fields=["asked_at"])
    enqueue(CONFIRM, key=_key(found), by=None, queue="mail", subscriber=found.pk)


@transaction.atomic
def send_confirmation(*, subscriber_id: int) -> bool:
    """Send the letter that asks whether an address wants the newsletters."""
    found = Subscriber.objects.get(pk=subscriber_id)
    try:
        return hand_over(
            key=_key(found), kind=Letter.Kind.NEWSLETTER, person=None, build=lambda: _letter(found)
        )
    except TryLater as trouble:
        owe(CONFIRM, key=f"subscriber-{found.pk}", at=clock.now() + trouble.after)
        return False


@transaction.atomic
def confirm(*, found: Pass) -> None:
    """Count an address from now on. Inside the scope of the pass. Again changes nothing."""
    rows = Subscriber.objects.filter(pk=int(found.scope), confirmed_at__isnull=True)
    rows.update(confirmed_at=clock.now())
    come_again(f"subscriber:{found.scope}")


def find_subscription(secret: str) -> Pass | None:
    """Return the pass of a confirming address that can still be used. Needs no scope."""
    rows = Pass.objects.filter(
        hash=hashed(secret), purpose=Pass.Purpose.SUBSCRIBE, expires_at__gt=clock.now()
    )
    return rows.select_related("initiative").first()


def _key(found: Subscriber) -> str:
    return f"subscriber-{found.pk}-{found.asked_at:%Y%m%dT%H%M%S}"


def _letter(found: Subscriber) -> EmailMultiAlternatives:
    initiative = Initiative.objects.get(pk=current_initiative())
    said = f"{current_initiative()}:{_key(found)}"
    secret = salted_hmac("communications.subscribe", said, algorithm="sha256").hexdigest()
    if not Pass.objects.filter(hash=hashed(secret)).exists():
        make_pass(Pass.Purpose.SUBSCRIBE, lasts=LASTS, scope=str(found.pk), secret=secret)
    known = dict(settings.LANGUAGES)
    with translation.override(found.language if found.language in known else initiative.language):
        subject = _("Do you want the newsletters of {name}?").format(name=initiative.name)
        context = {
            "initiative": initiative,
            "heading": subject,
            "address": f"{settings.BASE_URL}/subscribe/{secret}/",
        }
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("emails/subscribe.txt", context),
            from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
            to=[found.email],
        )
        letter.attach_alternative(render_to_string("emails/subscribe.html", context), "text/html")
        return letter
