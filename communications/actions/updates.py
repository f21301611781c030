"""Updates: published to everybody at the same moment, and corrected in the open."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Update, UpdateCorrection
from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@transaction.atomic
def publish_update(*, title: Texts, words: Texts, by: Person, about: Record | None = None) -> Update:
    """Publish a piece of news. Staff, seats and visitors can read it from this moment on, nobody before.

    Raises RuleBroken without a title or words.
    """
    _check(title, words)
    given = give_record("update", title=title, path="updates/{number}/", by=by, published=True)
    made = Update.objects.create(record=given, words=words, about=about)
    record("update.published", by=by, about=made)
    return made


@transaction.atomic
def correct_update(*, update: Update, title: Texts, words: Texts, note: Texts, by: Person) -> Update:
    """Correct an update: what it said before stays readable, with the reason. The same text again changes nothing.

    Raises RuleBroken without a title, words or the reason.
    """
    update = Update.objects.select_for_update(of=("self",)).select_related("record").get(pk=update.pk)
    _check(title, words)
    if dict(update.record.title) == dict(title) and dict(update.words) == dict(words):
        return update
    if not has_words(note):
        raise RuleBroken(
            _("Say what was wrong. Readers see what it said before, and this reason."), field="note"
        )
    UpdateCorrection.objects.create(
        update=update,
        version=update.record.version,
        title_before=update.record.title,
        words_before=update.words,
        note=note,
        at=clock.now(),
        by=by,
    )
    update.words = words
    update.save(update_fields=["words"])
    change_record(update.record, title=title)
    record("update.corrected", by=by, about=update, facts={"version": update.record.version})
    return update


def _check(title: Texts, words: Texts) -> None:
    if not has_words(title):
        raise RuleBroken(_("Give it a title that says what is new."), field="title")
    if not has_words(words):
        raise RuleBroken(_("Write what is new."), field="words")
