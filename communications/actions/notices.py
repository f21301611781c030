"""Notices: from events to one letter for each reader, however often a job runs, whenever it runs, whatever stops it.

1. With an event a row says that people are still to be told of it (`notifications.hear`).
2. `spread` gives each whom it concerns one notice and takes the row away, in one transaction.
3. `make_digest` puts what waits for a reader into one digest and asks for its letter, in one transaction, holding the
   reader's book. A second job finds nothing that waits; a crash leaves everything waiting.
4. `send_digest` hands the letter over once (`delivery.handing_over`).
No step asks since when something happened: a clock that jumps makes a letter early or late, never empty or twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from communications.actions.newsletters import SEND as SEND_NEWSLETTER
from communications.delivery.concerned import Concern, concern_of
from communications.delivery.digests import digest_letter
from communications.delivery.handing_over import TryLater, hand_over
from communications.delivery.load import room_again_at
from communications.delivery.spreading import SOON, wake_spreading
from communications.delivery.stopping import has_stopped
from communications.models import Digest, Letter, Notice, NoticeBook, NoticeChoice, Unheard
from communications.notifications import SEND as SEND_NOTICE
from communications.notifications import SEND_ASK, TELL
from communications.rules.cadence import USUAL, Frequency, Quiet, next_letter
from communications.rules.matters import Matter
from engagement.actions.contributors import TELL as TELL_CONTRIBUTOR
from initiatives import clock
from initiatives.access import build_viewer
from initiatives.due import owe
from initiatives.jobs import enqueue
from initiatives.models import Due, Event, Initiative, JobRun, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

MAKE, SEND = "communications.make_digest", "communications.send_digest"
OF_WHAT_HAPPENED = (TELL, SEND_NOTICE, SEND_ASK, SEND_NEWSLETTER, TELL_CONTRIBUTOR)
BATCH = 200


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody wants no letters, by which clocks; no hours at all where both are None."""

    quiet_from: time | None
    quiet_until: time | None
    zone: str


@transaction.atomic
def spread() -> int:
    """Give everybody whom it concerns a notice of each event that waits; return how many notices were made."""
    waiting = list(
        Unheard.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event__record")
        .order_by("event")[:BATCH]
    )
    concerns = [found for one in waiting if (found := concern_of(one.event))]
    made = _write(concerns)
    Unheard.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    if len(waiting) == BATCH:
        wake_spreading(f"more-{waiting[-1].event_id}")
    return made


@transaction.atomic
def make_digest(*, person_id: int, frequency: str) -> Digest | None:
    """Put what waits for a reader at one frequency into one digest and ask for its letter. None where nothing waits.

    In quiet hours, where the reader had as many letters as the bylaws allow, wants none for now, or has an address that
    takes none, it waits, and loses nothing.
    """
    book = NoticeBook.objects.select_for_update(of=("self",)).select_related("person").get(person=person_id)
    wanted = Frequency(frequency)
    if book.bounced_at is not None or has_stopped(f"person:{person_id}"):
        return None
    if (later := _not_before(book, wanted)) > clock.now():
        _wake_at(book, wanted, later)
        return None
    told = _seen(book, wanted)
    if not told:
        return None
    book.digests_made += 1
    book.save(update_fields=["digests_made"])
    digest = Digest.objects.create(book=book, number=book.digests_made, frequency=wanted, made_at=clock.now())
    Notice.objects.filter(pk__in=[one.pk for one in told]).update(digest=digest)
    enqueue(SEND, key=f"digest-{digest.pk}", by=None, queue="mail", digest=digest.pk)
    return digest


@transaction.atomic
def send_digest(*, digest_id: int) -> bool:
    """Hand the letter of a digest over, once. While the mail server takes nothing, it is tried again later."""
    digest = Digest.objects.select_related("book__person").get(pk=digest_id)
    person = digest.book.person
    try:
        return hand_over(
            key=f"digest-{digest.pk}",
            kind=Letter.Kind.DIGEST,
            person=person,
            build=lambda: digest_letter(digest, Initiative.objects.get(pk=current_initiative())),
        )
    except TryLater as trouble:
        owe(SEND, key=f"digest-{digest.pk}", at=clock.now() + trouble.after)
        return False


@transaction.atomic
def choose(*, person: Person, frequencies: Mapping[Matter, str], hours: Hours) -> NoticeBook:
    """Keep how often somebody wants to hear of each matter, and their quiet hours. No event tells it: it is nobody's business.

    Raises RuleBroken for quiet hours with one end, and for clocks that are none.
    """
    if (hours.quiet_from is None) != (hours.quiet_until is None):
        raise RuleBroken(_("Quiet hours need a beginning and an end."), field="quiet_until")
    book = _book_of(person)
    book.quiet_from, book.quiet_until, book.zone = hours.quiet_from, hours.quiet_until, hours.zone
    book.save(update_fields=["quiet_from", "quiet_until", "zone"])
    for matter, frequency in frequencies.items():
        NoticeChoice.objects.update_or_create(
            book=book, matter=matter, defaults={"frequency": Frequency(frequency)}
        )
    never = [matter for matter, frequency in frequencies.items() if frequency == Frequency.NEVER]
    Notice.objects.waiting().filter(book=book, matter__in=never).delete()
    for frequency in set(frequencies.values()) - {Frequency.NEVER.value}:
        if _waiting(book, Frequency(frequency)):
            _wake(book, Frequency(frequency))
    return book


@transaction.atomic
def address_works(*, person: Person) -> None:
    """Let letters go out to somebody again whose address did not take them; what waited since is told now."""
    book = _book_of(person)
    book.bounced_at, book.bounced_why = None, ""
    book.save(update_fields=["bounced_at", "bounced_why"])
    for frequency in (one for one in Frequency if one is not Frequency.NEVER):
        if _waiting(book, frequency):
            _wake(book, frequency)


@transaction.atomic
def begin_anew() -> int:
    """Tell nobody of what happened before now: it stands in the history. For an initiative whose past was brought in.

    Letters about it that were asked for and that nobody has begun to send are taken back.
    """
    waiting = JobRun.objects.filter(state=JobRun.State.QUEUED, task__in=OF_WHAT_HAPPENED)
    waiting.update(state=JobRun.State.READY, ended_at=clock.now())
    count, _by_kind = Unheard.objects.all().delete()
    return count


def _write(concerns: Iterable[Concern]) -> int:
    concerns = list(concerns)
    books = _books(set().union(*(one.people for one in concerns)) if concerns else set())
    rows: list[Notice] = []
    wanted: dict[int, set[Frequency]] = defaultdict(set)
    for one in concerns:
        for person in sorted(one.people):
            book, choices = books[person]
            frequency = choices.get(one.matter, USUAL)
            if frequency is not Frequency.NEVER:
                rows.append(Notice(book=book, event=one.event, matter=one.matter))
                wanted[person].add(frequency)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    for person in sorted(wanted):
        for frequency in sorted(wanted[person]):
            _wake(books[person][0], frequency)
    return len(rows)


def _books(people: set[int]) -> dict[int, tuple[NoticeBook, dict[str, Frequency]]]:
    """Hold the books in one order: a digest that is being made, or a choice, is over before anything is written in them."""
    NoticeBook.objects.bulk_create([NoticeBook(person_id=pk) for pk in sorted(people)], ignore_conflicts=True)
    held = NoticeBook.objects.select_for_update(of=("self",)).filter(person__in=people).order_by("pk")
    books = held.prefetch_related("choices")
    return {
        book.person_id: (book, {one.matter: Frequency(one.frequency) for one in book.choices.all()})
        for book in books
    }


def _book_of(person: Person) -> NoticeBook:
    NoticeBook.objects.get_or_create(person=person)
    return NoticeBook.objects.select_for_update(of=("self",)).get(person=person)


def _wake(book: NoticeBook, frequency: Frequency) -> None:
    """Have the next letter made at its time; nothing where that is on the list already."""
    now, quiet, zone = clock.now(), quiet_of(book), zone_of(book)
    at = next_letter(frequency, now=now, zone=zone, quiet=quiet)
    _wake_at(book, frequency, max(at, now + SOON))


def _wake_at(book: NoticeBook, frequency: Frequency, at: datetime) -> None:
    """Each waking has a key of its own: the same moment twice, as when a clock was set back, still makes two jobs."""
    mine = Due.objects.filter(
        initiative=current_initiative(), job=MAKE, key__startswith=f"{book.person_id}:{frequency}:"
    )
    if mine.filter(claimed_at__isnull=True).exists():
        return
    book.wakings += 1
    book.save(update_fields=["wakings"])
    owe(MAKE, key=f"{book.person_id}:{frequency}:{book.wakings}", at=at)


def _not_before(book: NoticeBook, frequency: Frequency) -> datetime:
    now, quiet = clock.now(), quiet_of(book)
    moment = quiet.over(now) if quiet else now
    if frequency in (Frequency.IMMEDIATELY, Frequency.DAILY):
        return max(moment, room_again_at(book.person) or now)
    return moment


def _seen(book: NoticeBook, frequency: Frequency) -> list[Notice]:
    """What waits and may be read now. What is withheld from the reader goes on waiting: it is told when it opens."""
    viewer = build_viewer(book.person, Initiative.objects.get(pk=current_initiative()))
    waiting = _waiting(book, frequency)
    readable = set(
        Event.objects.readable_by(viewer)
        .filter(pk__in=[one.event_id for one in waiting])
        .values_list("pk", flat=True)
    )
    return [one for one in waiting if one.event_id in readable]


def _waiting(book: NoticeBook, frequency: Frequency) -> list[Notice]:
    choices = {one.matter: one.frequency for one in book.choices.all()}
    matters = [one.value for one in Matter if choices.get(one.value, USUAL) == frequency]
    return list(Notice.objects.waiting().filter(book=book, matter__in=matters))


def zone_of(book: NoticeBook) -> ZoneInfo:
    """Return the clocks of a reader: their own choice, else those of the initiative."""
    return ZoneInfo(book.zone or Initiative.objects.get(pk=current_initiative()).zone)


def quiet_of(book: NoticeBook) -> Quiet | None:
    """Return the quiet hours of a reader, if they have any."""
    if book.quiet_from is None or book.quiet_until is None:
        return None
    return Quiet(book.quiet_from, book.quiet_until, zone_of(book))
