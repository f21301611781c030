"""The numbers of promises are numbers of the bylaws: named, limited, set by clauses that promises then obey."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.bylaw_numbers import CLAUSES
from engagement.gathering.board import numbers_of
from engagement.gathering.numbers import rules_for
from engagement.rules.parameters import PARAMETERS
from initiatives.actions.bylaws import adopt_clause, create_document
from initiatives.bylaws import DEFAULTS, STARTER_CLAUSES, OwnNumber, declare
from initiatives.rule_words import rule_name
from initiatives.rules.bylaws import LIMITS
from initiatives.rules.refusals import RuleBroken
from tests.factories.engagements import bylaws, make_open
from tests.personas import People


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda each: each.key)
def test_every_number_of_a_promise_is_one_of_the_bylaws(parameter: object) -> None:
    key = parameter.key  # type: ignore[attr-defined]
    assert DEFAULTS[key] == (parameter.default, parameter.unit)  # type: ignore[attr-defined]
    assert LIMITS[key].holds(DEFAULTS[key][0])
    assert rule_name(key) == parameter.name  # type: ignore[attr-defined]


def test_each_number_stands_in_exactly_one_clause_to_start_with() -> None:
    keys = [key for clause in CLAUSES for key in clause.keys]
    assert sorted(keys) == sorted(parameter.key for parameter in PARAMETERS)
    assert set(CLAUSES) <= set(STARTER_CLAUSES)


def test_the_same_key_with_another_default_is_a_mistake() -> None:
    first = PARAMETERS[0]
    with pytest.raises(ValueError, match="twice"):
        declare([OwnNumber(first.key, first.default + 1, first.limits, first.name)])


@pytest.mark.usefixtures("inside_initiative")
def test_a_promise_runs_by_the_numbers_of_its_announcement(people: People) -> None:
    made = make_open(by=people.backbone)
    adopt_clause(
        document=bylaws(by=people.backbone),
        number="20.5",
        heading={"en": "Late"},
        words={"en": "Sooner."},
        values={"broken_after_days": Decimal(10)},
        by=people.backbone,
    )
    assert rules_for(made).broken_after_days == numbers_of([made.pk])[made.pk].broken_after_days == 30
    later = make_open(by=people.backbone, days_ago=-20)
    assert rules_for(later).broken_after_days == numbers_of([later.pk])[later.pk].broken_after_days == 10


@pytest.mark.usefixtures("inside_initiative")
def test_no_clause_makes_a_promise_empty(people: People) -> None:
    document = create_document(slug="other", title={"en": "Others"}, purpose={}, by=people.backbone)
    with pytest.raises(RuleBroken, match="between"):
        adopt_clause(
            document=document,
            number="1",
            heading={"en": "Never"},
            words={"en": "Never."},
            values={"broken_after_days": Decimal(400)},
            by=people.backbone,
        )
