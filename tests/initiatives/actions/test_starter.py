"""What every initiative starts with."""

from __future__ import annotations

import pytest

from initiatives.actions.starter import give_starter_set
from initiatives.bylaws import DEFAULTS, rule_in_force
from initiatives.models import Body, Clause, Event, Initiative, Person, PolicyDocument, Principle, Term


@pytest.fixture
def started(inside_initiative: Initiative, backbone: Person) -> Initiative:
    """An initiative with nothing but its starter set."""
    Body.objects.update(is_table=False, slug="other")
    give_starter_set(initiative=inside_initiative, by=backbone)
    return inside_initiative


@pytest.mark.usefixtures("started")
def test_every_number_of_the_engine_is_set_by_a_clause_that_says_it() -> None:
    for key, (value, unit) in DEFAULTS.items():
        found = rule_in_force(key)
        assert found.clause is not None, key
        assert (found.value, found.unit) == (value, unit)
        said = found.clause.words["en"]
        assert unit == "share" or f"{value.normalize():f}" in said, key
        assert "{" not in said


@pytest.mark.usefixtures("started")
def test_eight_words_and_two_kinds_of_principles_wait_to_be_agreed() -> None:
    assert [term.word["en"] for term in Term.objects.order_by("pk")[:4]] == [
        "turf",
        "group",
        "project",
        "benefit",
    ]
    assert Term.objects.filter(agreed_on__isnull=True).count() == 8
    assert set(Principle.objects.values_list("kind", flat=True)) == {"working", "equity"}


@pytest.mark.usefixtures("started")
def test_the_whole_table_has_a_charge_and_a_group_of_its_own() -> None:
    table = Body.objects.get(is_table=True)
    assert table.name == {"en": "Whole table"}
    assert "common agenda" in table.charter["en"]
    assert table.group_id


@pytest.mark.usefixtures("started")
def test_the_start_is_one_line_of_history_and_rules_are_many() -> None:
    assert Event.objects.filter(kind="starter.given").count() == 1
    assert Event.objects.filter(kind="clause.adopted").count() == Clause.objects.count()
    assert PolicyDocument.objects.get().slug == "bylaws"


def test_the_starter_set_speaks_every_language_of_the_initiative(
    inside_initiative: Initiative, backbone: Person
) -> None:
    Body.objects.update(is_table=False, slug="other")
    inside_initiative.languages = ["en", "es"]
    give_starter_set(initiative=inside_initiative, by=backbone)
    assert set(Term.objects.first().word) == {"en", "es"}  # type: ignore[union-attr]
