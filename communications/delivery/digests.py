"""The letter of a digest: what waits for the reader first, then what happened, by matter. Only what the reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr
from html import unescape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.attention import needs_of, questions_of
from communications.delivery.stopping import has_stopped, stop_address
from communications.desk import Desk
from communications.models import Digest
from communications.models.notices import MATTER_NAMES
from communications.rules.attention import Need, ordered
from communications.rules.cadence import Frequency
from communications.rules.matters import Matter
from initiatives import clock
from initiatives.access import build_viewer
from initiatives.discretion import keeping
from initiatives.models import Event, Initiative
from initiatives.names import names_kept
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.sentences import tell
from initiatives.together import ask_together

MOST_NEEDS, MOST_LINES = 5, 12


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: its sentence, and where to read on."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """What happened in one matter, and how much more there is."""

    title: str
    lines: list[Line]
    more: int


def digest_letter(digest: Digest, initiative: Initiative) -> EmailMultiAlternatives | None:
    """Return the letter of a digest; None where the reader wants none, or may read nothing of it any more."""
    person = digest.book.person
    whom = f"person:{person.pk}"
    if has_stopped(whom):
        return None
    viewer = build_viewer(person, initiative)
    language = person.language if person.language in dict(settings.LANGUAGES) else initiative.language
    with (
        translation.override(language),
        timezone.override(digest.book.zone or initiative.zone),
        keeping(lambda: names_kept(viewer)),
    ):
        blocks = _blocks(digest, viewer)
        return _letter(digest, initiative, viewer, blocks) if blocks else None


def needs_for(initiative: Initiative, viewer: Viewer) -> list[Need]:
    """Return what waits for somebody, in the order of their Today page."""
    if Permission.SEE_TODAY not in viewer.permissions:
        return []
    desk = Desk(initiative, viewer, clock.today(initiative.zone))
    questions = questions_of(desk)
    ask_together(*(one.rows for one in questions))
    return [need for _part, rows in ordered(needs_of(questions), today=desk.today) for need in rows]


def _letter(
    digest: Digest, initiative: Initiative, viewer: Viewer, blocks: list[Block]
) -> EmailMultiAlternatives:
    person, needs = digest.book.person, needs_for(initiative, viewer)
    stop = stop_address(f"person:{person.pk}")
    heading = _heading(digest, sum(len(block.lines) + block.more for block in blocks))
    context = {
        "initiative": initiative,
        "heading": heading,
        "needs": needs[:MOST_NEEDS],
        "more_needs": max(len(needs) - MOST_NEEDS, 0),
        "today": clock.today(initiative.zone),
        "blocks": blocks,
        "base": settings.BASE_URL,
        "choices": f"{settings.BASE_URL}/account/notices/",
        "stop": stop,
    }
    letter = EmailMultiAlternatives(
        subject=" ".join(f"{initiative.name}: {heading}".split()),
        body=render_to_string("emails/digest.txt", context),
        from_email=formataddr((initiative.name, settings.DEFAULT_FROM_EMAIL)),
        to=[person.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(render_to_string("emails/digest.html", context), "text/html")
    return letter


def _heading(digest: Digest, count: int) -> str:
    what = ngettext("{count} thing that concerns you", "{count} things that concern you", count)
    when = {
        Frequency.DAILY: _("your day"),
        Frequency.WEEKLY: _("your week"),
        Frequency.MONTHLY: _("your month"),
    }.get(Frequency(digest.frequency))
    words = what.format(count=count)
    return _("{when}: {what}").format(when=when, what=words).capitalize() if when else words


def _blocks(digest: Digest, viewer: Viewer) -> list[Block]:
    told = list(digest.notices.values_list("event", "matter"))
    rows = Event.objects.readable_by(viewer).filter(pk__in=[event for event, _matter in told])
    events = {one.pk: one for one in rows.select_related("record__initiative", "actor", "initiative")}
    found = []
    for matter in Matter:
        mine = [events[event] for event, said in told if said == matter and event in events]
        if mine:
            lines = _lines(mine)
            found.append(
                Block(str(MATTER_NAMES[matter]), lines[:MOST_LINES], max(len(lines) - MOST_LINES, 0))
            )
    return found


def _lines(events: list[Event]) -> list[Line]:
    """The newest first; the same sentence about the same thing stands once."""
    said: dict[tuple[str, str], Line] = {}
    for event in sorted(events, key=lambda one: one.pk, reverse=True):
        url = event.record.url if event.record else event.initiative.url
        sentence = _plain(event)
        said.setdefault((sentence, url), Line(sentence, f"{settings.BASE_URL}{url}"))
    return list(said.values())


def _plain(event: Event) -> str:
    return unescape(strip_tags(tell(event)))
