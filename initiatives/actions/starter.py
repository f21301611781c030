"""The starter set: nobody begins from nothing, and everything in it can be changed."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from initiatives.actions.backbone import create_body
from initiatives.actions.bylaws import adopt_clause, create_document
from initiatives.actions.principles import make_principle
from initiatives.actions.starter_texts import (
    BYLAWS_PURPOSE,
    BYLAWS_TITLE,
    CLAUSES,
    PRINCIPLES,
    TABLE_CHARGE,
    TABLE_NAME,
    WORDS,
    StarterWord,
)
from initiatives.actions.words import Alias, make_word
from initiatives.bylaws import DEFAULTS, STARTER_CLAUSES
from initiatives.models import Body, Initiative, Person, in_languages
from initiatives.record import record

BYLAWS, TABLE = "bylaws", "table"


@transaction.atomic
def give_starter_set(*, initiative: Initiative, by: Person) -> None:
    """Give a new initiative, inside its scope, its table, its bylaws, and words and principles to accept or change."""
    languages = initiative.languages
    create_body(
        slug=TABLE,
        name=in_languages(languages, TABLE_NAME),
        kind=Body.Kind.STEERING,
        charter=in_languages(languages, TABLE_CHARGE),
        is_table=True,
        by=by,
    )
    _give_bylaws(languages, by=by)
    for starter in WORDS:
        _give_word(starter, languages, by=by)
    for kind, words in PRINCIPLES:
        make_principle(words=in_languages(languages, words), kind=kind, by=by)
    record("starter.given", by=by, facts={"words": len(WORDS), "principles": len(PRINCIPLES)})


def _give_bylaws(languages: list[str], *, by: Person) -> None:
    document = create_document(
        slug=BYLAWS,
        title=in_languages(languages, BYLAWS_TITLE),
        purpose=in_languages(languages, BYLAWS_PURPOSE),
        by=by,
    )
    for clause in (*CLAUSES, *STARTER_CLAUSES):
        values = {key: DEFAULTS[key][0] for key in clause.keys}
        adopt_clause(
            document=document,
            number=clause.number,
            heading=in_languages(languages, clause.heading),
            words=in_languages(
                languages, clause.words, **{key: _plain(value) for key, value in values.items()}
            ),
            values=values,
            by=by,
        )


def _give_word(starter: StarterWord, languages: list[str], *, by: Person) -> None:
    forms = in_languages(languages, starter.others).values()
    aliases = [Alias(word=form.strip(), by="") for said in forms for form in said.split(",")]
    make_word(
        word=in_languages(languages, starter.word),
        definition=in_languages(languages, starter.definition),
        kind=starter.kind,
        aliases=aliases,
        by=by,
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
