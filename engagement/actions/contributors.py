"""Contributors are told what became of their words: a row that says so, and a mail where they can be reached."""

from __future__ import annotations

from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagement.actions.input_codes import receipt_of
from engagement.gathering.contributors import with_who
from engagement.gathering.numbers import rules_for
from engagement.models import Engagement, Input, InputContact, Told
from initiatives import clock
from initiatives.due import owe
from initiatives.jobs import enqueue, running
from initiatives.models import Person, local
from initiatives.passes import shown_code
from initiatives.record import record

TELL = "engagement.tell_contributor"
ASK = "engagement.ask_for_ratings"
CONTRIBUTOR = "contributor"
ONCE = frozenset({Told.What.RECEIVED, Told.What.READ, Told.What.ANSWERED, Told.What.RATE})


def tell(given: Input, what: Told.What) -> bool:
    """Tell the author of an input something, where they can be reached. Returns whether they are told (now or before).

    What became of their words, and that they can rate it, is told once.
    """
    if not is_reachable(given):
        return False
    if what in ONCE and given.told.filter(what=what).exists():
        return True
    told = Told.objects.create(
        engagement_id=given.engagement_id,
        what=what,
        input=given,
        person=given.contributor,
        audience=CONTRIBUTOR,
        at=clock.now(),
    )
    enqueue(TELL, key=f"told-{told.pk}", by=None, queue="mail", told=told.pk)
    return True


def is_reachable(given: Input) -> bool:
    """Whether there is an address to which word can be sent: of an account, or one that was left."""
    if given.withdrawn_at is not None:
        return False
    has_account = given.contributor is not None and given.contributor.is_active
    return has_account or InputContact.objects.filter(input=given).exclude(email="").exists()


@transaction.atomic
def tell_what_became(*, engagement: Engagement, by: Person | None) -> int:
    """Send each contributor who can be reached what became of their own themes. C5. Returns how many are told."""
    told = sum(tell(given, Told.What.ANSWERED) for given in _authors(engagement))
    record("input.told", by=by, about=engagement, facts={"count": told})
    return told


@transaction.atomic
def ask_for_ratings(*, engagement: Engagement, by: Person | None) -> int:
    """Ask each contributor who can be reached, once, how their words were used, from 1 to 4. C6. Returns how many are asked."""
    who, first = dict(with_who(engagement.inputs.counted())), dict[str, Input]()
    for given in _authors(engagement):
        if is_reachable(given):
            first.setdefault(who[given.pk], given)
    asked = sum(tell(given, Told.What.RATE) for given in first.values())
    record("input.asked_to_rate", by=by, about=engagement, facts={"count": asked})
    return asked


def owe_the_asking(engagement: Engagement) -> None:
    """Promise to ask for ratings some days after it was reported back. C6."""
    days = timedelta(days=rules_for(engagement).rating_days)
    owe(ASK, key=str(engagement.record.number), at=clock.now() + days)


def ask_when_due(*, key: str) -> None:
    """Ask for ratings in the engagement of a number; safe to run again, everybody is asked once."""
    found = Engagement.objects.select_related("record").filter(record__number=int(key)).first()
    if found is not None:
        ask_for_ratings(engagement=found, by=None)


def send_word(run_id: int) -> None:
    """Mail what somebody is told; the job of a row of Told."""
    with running(run_id) as work:
        if work is None:
            return
        rows = Told.objects.select_related("engagement__record__initiative", "input__contributor")
        told = rows.get(pk=int(work[0].arguments["told"]))
        if told.input is not None:
            _mail(told, told.input)


def _authors(engagement: Engagement) -> list[Input]:
    return list(
        engagement.inputs.counted()
        .filter(withdrawn_at__isnull=True)
        .select_related("contributor")
        .order_by("pk")
    )


def _mail(told: Told, given: Input) -> None:
    contact = InputContact.objects.filter(input=given).first()
    address = (contact.email if contact else "") or (given.contributor.email if given.contributor else "")
    if not address:
        return
    initiative = told.engagement.record.initiative
    with override(contact.language if contact and contact.language else initiative.language):
        subjects = {
            Told.What.RECEIVED: _("We have your words: number {number}"),
            Told.What.READ: _("Somebody has read your words"),
            Told.What.ANSWERED: _("What became of your words"),
            Told.What.HIDDEN: _("Your words are hidden, and why"),
            Told.What.RATE: _("How were your words used?"),
        }
        subject = subjects[Told.What(told.what)].format(number=given.number)
        text = render_to_string("emails/contributor.txt", _context(told, given))
        mail = EmailMultiAlternatives(
            f"{initiative.name}: {subject}",
            text,
            formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
            [address],
        )
    mail.send()


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
