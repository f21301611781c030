"""Minutes in the other languages of the initiative: said beside the words, out of date as soon as the words change."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import AgendaItem, Minutes, Passage, PassageTranslation
from initiatives import clock
from initiatives.models import Initiative, Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken


def other_languages(initiative: Initiative) -> list[str]:
    """Return the languages into which minutes can be put: all that the product knows, but the first of the initiative."""
    return [code for code, _name in settings.LANGUAGES if code != initiative.language]


@transaction.atomic
def translate_minutes(
    *, item: AgendaItem, language: str, words: str, version: int, by: Person
) -> PassageTranslation:
    """Say in another language what a version of the minutes says of an item. The same again changes nothing.

    Raises RuleBroken for a language that is none of those, without words, where there is nothing to translate, and for a
    version that does not stand any more.
    """
    if language not in other_languages(item.meeting.record.initiative):
        raise RuleBroken(_("Choose another language than that of the minutes."), field="language")
    # Whoever changes the words holds the minutes, so the version stands still from here on.
    Minutes.objects.select_for_update(of=("self",)).filter(meeting=item.meeting).first()
    standing = Passage.objects.filter(item=item).order_by("-version").first()
    if standing is None or not standing.words:
        raise RuleBroken(_("The minutes say nothing of this item yet."))
    if standing.version != version:
        raise RuleBroken(
            _(
                "The minutes were changed while you translated. Compare your words with how they read now, then keep them again."
            )
        )
    said = words.replace("\r\n", "\n").strip()
    if not said:
        raise RuleBroken(_("Write the minutes in this language."), field="words")
    last = standing.translations.filter(language=language).order_by("-pk").first()
    if last is not None and last.words == said:
        return last
    made = PassageTranslation.objects.create(
        passage=standing, language=language, words=said, written_at=clock.now(), written_by=by
    )
    facts: dict[str, Json] = {
        "item": item.record.number,
        "version": standing.version,
        "language": language,
    }
    record("minutes.translated", by=by, about=item.meeting, facts=facts)
    return made
