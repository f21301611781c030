"""Nobody edits what people said, not even past the application: the database refuses it. SPECTRUM S5, and EDIT_INPUT of the table."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from engagement.actions.inputs import claim_input, erase_input, withdraw_input
from engagement.models import Answer, Engagement, Input
from initiatives import clock
from initiatives.models import Initiative
from initiatives.own_words import ERASED_WORDS
from tests.factories.inputs import make_engagement, say_something
from tests.personas import People


@pytest.fixture
def given(inside_initiative: Initiative, people: People) -> Input:
    """Give something that somebody said."""
    return say_something(make_engagement(by=people.backbone)).input


def refused(row: Model, **changes: object) -> bool:
    """Whether the database refuses to change a row."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**changes)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "changes",
    [
        {"words": "Fewer buses, please."},
        {"language": "so"},
        {"choices": [1]},
        {"scale": 3},
        {"place": "Elsewhere"},
        {"salt": "another"},
        {"words": "Fewer buses, please.", "erased_at": clock.now()},
        {"erased_at": clock.now()},
    ],
)
def test_an_answer_is_never_edited(given: Input, changes: dict[str, object]) -> None:
    assert refused(given.answers.get(), **changes)
    assert given.answers.get().words == "Buses after nine, please."


def test_an_answer_is_erased_as_a_whole_and_once(given: Input) -> None:
    erase_input(given)
    answer = given.answers.get()
    assert answer.words == ERASED_WORDS
    assert refused(answer, words="Buses after nine, please.")
    assert refused(answer, erased_at=None)


@pytest.mark.parametrize(
    "changes", [{"number": 7}, {"channel": "paper"}, {"words_hash": "0" * 64}, {"received_at": clock.now()}]
)
def test_when_and_how_it_came_in_stands(given: Input, changes: dict[str, object]) -> None:
    assert refused(given, **changes)


def test_what_was_taken_back_stays_back_and_in_the_count(given: Input) -> None:
    withdraw_input(given=given, by=None)
    assert refused(given, withdrawn_at=None)


def test_whose_words_they_are_is_said_once(given: Input, people: People) -> None:
    claim_input(given=given, by=people.resident)
    assert refused(given, contributor=people.partner)


@pytest.mark.parametrize("model", [Answer, Input])
def test_nothing_that_was_said_is_deleted(given: Input, model: type[Model]) -> None:
    rows = model._default_manager.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)
    assert isinstance(given.engagement, Engagement)
