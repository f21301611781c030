"""Shared words and principles."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from initiatives import clock
from initiatives.actions.principles import agree_principle, change_principle, propose_principle
from initiatives.actions.words import Alias, add_word, agree_word, change_word
from initiatives.models import Event, Person, Term
from initiatives.rules.refusals import RuleBroken

pytestmark = pytest.mark.usefixtures("inside_initiative")
MEANING = {"en": "What one partner looks after."}


def _turf(by: Person) -> Term:
    return add_word(word={"en": "turf"}, definition=MEANING, kind="turf", by=by)


def test_a_word_is_public_at_once_and_agreed_later(backbone: Person) -> None:
    term = _turf(backbone)
    assert term.record.published_at
    assert term.agreed_on is None
    with clock.at(datetime(2026, 3, 3, 3, 0, tzinfo=UTC)):
        agree_word(term=term, by=backbone)
    term.refresh_from_db()
    assert term.agreed_on == date(2026, 3, 2)  # it was still the day before in the initiative's zone


def test_a_word_has_one_meaning(backbone: Person) -> None:
    _turf(backbone)
    with pytest.raises(RuleBroken, match="shared word already") as refused:
        add_word(word={"en": " Turf "}, definition=MEANING, kind="general", by=backbone)
    assert refused.value.field == "word"


def test_a_changed_meaning_has_to_be_agreed_again(backbone: Person) -> None:
    term = _turf(backbone)
    agree_word(term=term, by=backbone)
    changed = change_word(
        term=term, word={"en": "turf"}, definition={"en": "Another."}, kind="turf", by=backbone
    )
    assert changed.agreed_on is None


def test_another_form_of_a_word_keeps_the_agreement(backbone: Person) -> None:
    term = _turf(backbone)
    agree_word(term=term, by=backbone)
    more = [Alias(word="service area", by="County Health")]
    changed = change_word(
        term=term, word={"en": "turf"}, definition=MEANING, kind="turf", aliases=more, by=backbone
    )
    assert changed.agreed_on is not None
    assert changed.aliases == more


def test_agreeing_twice_is_told_once(backbone: Person) -> None:
    term = _turf(backbone)
    agree_word(term=term, by=backbone)
    agree_word(term=term, by=backbone)
    assert Event.objects.filter(kind="word.agreed").count() == 1


def test_a_principle_stands_last_among_its_kind_until_it_is_agreed(backbone: Person) -> None:
    first = propose_principle(words={"en": "We listen."}, kind="working", by=backbone)
    second = propose_principle(words={"en": "We share."}, kind="working", by=backbone)
    assert (first.position, second.position) == (1, 2)
    agree_principle(principle=second, by=backbone)
    second.refresh_from_db()
    assert second.agreed_on
    same = change_principle(principle=second, words={"en": "We share."}, kind="equity", by=backbone)
    assert same.agreed_on
    other = change_principle(principle=second, words={"en": "We share it all."}, kind="equity", by=backbone)
    assert other.agreed_on is None
