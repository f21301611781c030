"""Shared words: added, changed and agreed. A changed meaning has to be agreed again. DOMAIN section 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Person, Term
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken


class Alias(TypedDict):
    """Another form of a word, and who says it: an organization, a funder, or "" for everybody (a plural)."""

    word: str
    by: str


@transaction.atomic
def add_word(
    *,
    word: dict[str, str],
    definition: dict[str, str],
    kind: str,
    by: Person,
    aliases: Sequence[Alias] = (),
) -> Term:
    """Propose a shared word; it explains itself on pages once it is agreed. Raises RuleBroken if it is there already."""
    _check_new(word)
    term = make_word(word=word, definition=definition, kind=kind, by=by, aliases=aliases)
    record("word.added", by=by, about=term)
    return term


@transaction.atomic
def change_word(
    *,
    term: Term,
    word: dict[str, str],
    definition: dict[str, str],
    kind: str,
    by: Person,
    aliases: Sequence[Alias] = (),
) -> Term:
    """Change a shared word. Another word or meaning is not agreed any more until all have agreed again."""
    term = Term.objects.select_for_update(of=("self",)).select_related("record").get(pk=term.pk)
    _check_new(word, apart_from=term)
    if (term.word, term.definition) != (word, definition):
        term.agreed_on = None
    term.word, term.definition, term.kind, term.aliases = word, definition, kind, list(aliases)
    term.save(update_fields=["word", "definition", "kind", "aliases", "agreed_on"])
    change_record(term.record, title=word)
    record("word.changed", by=by, about=term)
    return term


@transaction.atomic
def agree_word(*, term: Term, by: Person) -> None:
    """Note that the table agreed on a word today; agreeing twice changes nothing."""
    term = Term.objects.select_for_update(of=("self",)).select_related("record__initiative").get(pk=term.pk)
    if term.agreed_on:
        return
    term.agreed_on = clock.today(term.record.initiative.zone)
    term.save(update_fields=["agreed_on"])
    change_record(term.record)
    record("word.agreed", by=by, about=term)


def make_word(
    *,
    word: dict[str, str],
    definition: dict[str, str],
    kind: str,
    by: Person,
    aliases: Sequence[Alias] = (),
) -> Term:
    """Write a word without telling anybody; the caller records it."""
    given = give_record("term", title=word, path="agenda/words/#word-{number}", by=by, published=True)
    return Term.objects.create(
        record=given, word=word, definition=definition, kind=kind, aliases=list(aliases)
    )


def _check_new(word: dict[str, str], *, apart_from: Term | None = None) -> None:
    mine = {said.strip().casefold() for said in word.values() if said.strip()}
    others = Term.objects.exclude(pk=apart_from.pk) if apart_from else Term.objects.all()
    for other in others:
        if mine & {said.strip().casefold() for said in other.word.values()}:
            raise RuleBroken(
                _("“{word}” is a shared word already. Change it there, so that it keeps one meaning.").format(
                    word=other
                ),
                field="word",
            )
