"""Newsletters: written, tried on oneself, sent once to everybody of a segment, and public from the same moment."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from communications.delivery.handing_over import TryLater, hand_over
from communications.delivery.newsletters import Reached, newsletter_letter, reader_named, readers_of
from communications.models import Letter, Newsletter
from communications.pages.newsletters import blocks_in
from initiatives import clock
from initiatives.due import owe
from initiatives.identity import change_record, give_record, publish_record
from initiatives.jobs import enqueue
from initiatives.models import Initiative, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

SEND = "communications.send_newsletter"
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a newsletter says: title and words of our own, blocks of live records, and to whom it goes."""

    title: Texts
    words: Texts
    blocks: tuple[str, ...]
    segment: str


@transaction.atomic
def write_newsletter(*, issue: Issue, by: Person) -> Newsletter:
    """Begin a newsletter as a draft. Raises RuleBroken without a title, and where it would say nothing."""
    _check(issue)
    given = give_record("newsletter", title=issue.title, path="updates/newsletters/{number}/", by=by)
    made = Newsletter.objects.create(
        record=given, words=issue.words, blocks=list(issue.blocks), segment=issue.segment
    )
    record("newsletter.written", by=by, about=made)
    return made


@transaction.atomic
def change_newsletter(*, newsletter: Newsletter, issue: Issue, by: Person) -> None:
    """Change a draft. Raises RuleBroken once it was sent."""
    newsletter = _held(newsletter)
    if newsletter.sent_at is not None:
        raise RuleBroken(_("This newsletter was sent. Write an update if something in it was wrong."))
    _check(issue)
    newsletter.words, newsletter.blocks, newsletter.segment = issue.words, list(issue.blocks), issue.segment
    newsletter.save(update_fields=["words", "blocks", "segment"])
    change_record(newsletter.record, title=issue.title)
    record("newsletter.changed", by=by, about=newsletter)


@transaction.atomic
def try_newsletter(*, newsletter: Newsletter, by: Person) -> bool:
    """Send a newsletter to oneself, as it would go out now. It counts among one's letters."""
    initiative = _initiative()
    blocks = {one: blocks_in(newsletter, initiative, one) for one in initiative.languages}
    reader = Reached(f"person:{by.pk}", by.email, by.language, by)
    return hand_over(
        key=f"newsletter-{newsletter.pk}-test-{newsletter.record.version}-{clock.now():%Y%m%dT%H%M%S}",
        kind=Letter.Kind.NEWSLETTER,
        person=by,
        build=lambda: newsletter_letter(newsletter, reader, initiative, blocks=dict(blocks)),
    )


@transaction.atomic
def send_newsletter(*, newsletter: Newsletter, by: Person) -> Newsletter:
    """Freeze what the records say, make it public, and ask for one letter to each reader. Again sends nothing.

    Each letter is a job of its own, so that a machine that stops in the middle sends nobody a second one.
    """
    newsletter = _held(newsletter)
    if newsletter.sent_at is not None:
        return newsletter
    initiative, readers = _initiative(), readers_of(newsletter.segment)
    newsletter.frozen = {one: blocks_in(newsletter, initiative, one) for one in initiative.languages}
    newsletter.recipients = [one.whom for one in readers]
    newsletter.sent_at, newsletter.sent_by = clock.now(), by
    newsletter.save(update_fields=["frozen", "recipients", "sent_at", "sent_by"])
    publish_record(newsletter.record, by=by)
    record("newsletter.sent", by=by, about=newsletter, facts={"count": len(readers)})
    for one in readers:
        key = key_of(newsletter, one.whom)
        enqueue(SEND, key=key, by=by, queue="mail", newsletter=newsletter.pk, whom=one.whom)
    return newsletter


@transaction.atomic
def send_to_one(*, newsletter_id: int, whom: str) -> bool:
    """Hand the letter to one reader over, once. While the mail server takes nothing, it is tried again later."""
    newsletter = Newsletter.objects.select_related("record__initiative").get(pk=newsletter_id)
    reader = reader_named(whom)
    try:
        return hand_over(
            key=key_of(newsletter, whom),
            kind=Letter.Kind.NEWSLETTER,
            person=reader.person if reader else None,
            build=lambda: newsletter_letter(newsletter, reader, _initiative()) if reader else None,
        )
    except TryLater as trouble:
        owe(SEND, key=f"{newsletter_id}/{whom}", at=clock.now() + trouble.after)
        return False


def key_of(newsletter: Newsletter, whom: str) -> str:
    """Return the key of the letter to one reader."""
    return f"newsletter-{newsletter.pk}-to-{whom}"


def _check(issue: Issue) -> None:
    if not has_words(issue.title):
        raise RuleBroken(_("Give it a title that says what is new."), field="title")
    if not has_words(issue.words) and not issue.blocks:
        raise RuleBroken(_("Write something, or choose what it tells from our records."), field="words")


def _held(newsletter: Newsletter) -> Newsletter:
    rows = Newsletter.objects.select_for_update(of=("self",)).select_related("record__initiative")
    return rows.get(pk=newsletter.pk)


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
