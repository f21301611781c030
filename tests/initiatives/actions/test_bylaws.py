"""Bylaws: the newest version of a clause drives the engine, within limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from initiatives.actions.bylaws import adopt_clause, create_document
from initiatives.bylaws import rule_in_force, rule_value
from initiatives.models import Clause, Initiative, LedgerEntry, PolicyDocument
from initiatives.rules.refusals import RuleBroken
from tests.personas import People


@pytest.fixture
def document(inside_initiative: Initiative, people: People) -> PolicyDocument:
    return create_document(slug="bylaws", title={"en": "Bylaws"}, purpose={}, by=people.backbone)


def _adopt(document: PolicyDocument, people: People, number: str, **values: str) -> Clause:
    return adopt_clause(
        document=document,
        number=number,
        heading={"en": "Notice"},
        words={"en": "Words"},
        values={key: Decimal(value) for key, value in values.items()},
        by=people.backbone,
    )


def test_the_newest_version_is_in_force_and_the_old_one_stays(
    document: PolicyDocument, people: People
) -> None:
    _adopt(document, people, "2.1", notice_days="7")
    newest = _adopt(document, people, "2.1", notice_days="10")
    assert rule_value("notice_days") == 10
    assert rule_in_force("notice_days").clause == newest
    assert Clause.objects.filter(number="2.1").count() == 2
    assert LedgerEntry.objects.filter(kind="clause.adopted").count() == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [("quorum", "0"), ("quorum", "1.1"), ("notice_days", "0"), ("notice_days", "2.5"), ("pass_share", "0.4")],
)
def test_no_clause_may_empty_a_rule(document: PolicyDocument, people: People, key: str, value: str) -> None:
    with pytest.raises(RuleBroken, match="must lie between"):
        _adopt(document, people, "9", **{key: value})


def test_two_clauses_cannot_set_the_same_number(document: PolicyDocument, people: People) -> None:
    _adopt(document, people, "2.1", notice_days="7")
    with pytest.raises(RuleBroken, match=r"Clause 2\.1 sets"):
        _adopt(document, people, "3.1", notice_days="9")


def test_clauses_are_counted_as_a_reader_counts(document: PolicyDocument, people: People) -> None:
    for number in ("10", "2.10", "2.9", "1"):
        _adopt(document, people, number)
    assert [clause.number for clause in Clause.objects.current().in_order()] == ["1", "2.9", "2.10", "10"]
