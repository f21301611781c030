"""Bylaws: the newest version of a clause drives the engine, within limits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from initiatives import clock
from initiatives.actions.bylaws import adopt_clause, begin_when_due, create_document
from initiatives.bylaws import rule_in_force, rule_value
from initiatives.models import Clause, Event, Initiative, LedgerEntry, PolicyDocument
from initiatives.rules.refusals import RuleBroken
from tests.personas import People


@pytest.fixture
def document(inside_initiative: Initiative, people: People) -> PolicyDocument:
    return create_document(slug="bylaws", title={"en": "Bylaws"}, purpose={}, by=people.backbone)


def _adopt(
    document: PolicyDocument, people: People, number: str, *, begins_on: date | None = None, **values: str
) -> Clause:
    return adopt_clause(
        document=document,
        number=number,
        heading={"en": "Notice"},
        words={"en": "Words"},
        values={key: Decimal(value) for key, value in values.items()},
        begins_on=begins_on,
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


def test_a_version_for_later_counts_from_its_day_on_whether_or_not_a_worker_is_awake(
    document: PolicyDocument, people: People, inside_initiative: Initiative
) -> None:
    _adopt(document, people, "2.1", notice_days="7")
    day = clock.today(inside_initiative.zone) + timedelta(days=20)
    begins = datetime.combine(day, time(), ZoneInfo(inside_initiative.zone))
    later = _adopt(document, people, "2.1", begins_on=day, notice_days="10")
    assert later.adopted_at == begins
    held = rule_in_force("notice_days")
    assert (held.value, held.clause and held.clause.superseded_at) == (7, begins)
    with pytest.raises(RuleBroken, match=r"Clause 2\.1 sets"):
        _adopt(document, people, "3.1", notice_days="9")
    with clock.at(begins - timedelta(seconds=1)):
        assert rule_value("notice_days") == 7
    with clock.at(begins):
        assert rule_value("notice_days") == 10
        assert rule_in_force("notice_days", at=begins - timedelta(days=1)).value == 7
        for _twice in range(2):
            begin_when_due(key=str(later.pk))
    assert Event.objects.filter(kind="clause.begun").count() == 1


def test_a_version_that_another_overtakes_never_comes_into_force(
    document: PolicyDocument, people: People, inside_initiative: Initiative
) -> None:
    first = _adopt(document, people, "2.1", notice_days="7")
    today = clock.today(inside_initiative.zone)
    late = _adopt(document, people, "2.1", begins_on=today + timedelta(days=20), notice_days="10")
    soon = _adopt(document, people, "2.1", begins_on=today + timedelta(days=5), notice_days="12")
    first.refresh_from_db()
    assert first.superseded_at == soon.adopted_at
    for days, number in ((4, 7), (6, 12), (30, 12)):
        with clock.at(clock.now() + timedelta(days=days)):
            assert rule_value("notice_days") == number
            begin_when_due(key=str(late.pk))
    assert not Event.objects.filter(kind="clause.begun").exists()
    for wrong in (today, today + timedelta(days=800)):
        with pytest.raises(RuleBroken, match="day"):
            _adopt(document, people, "2.1", begins_on=wrong, notice_days="9")
