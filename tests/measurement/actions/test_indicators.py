"""Indicators, their targets and breaks, through the actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from initiatives.models import Event, Initiative, LedgerEntry, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.indicators import edit_definition, record_break, set_target
from measurement.actions.policy import adopt_policy, policy_in_force
from measurement.models import DisclosurePolicy, Rollup, Target
from tests.factories.indicators import GRADUATION, make_indicator

WHY = {"en": "Agreed by the table in 2012"}


def test_a_new_indicator_is_public_and_has_its_rollup(
    inside_initiative: Initiative, backbone: Person
) -> None:
    indicator = make_indicator(by=backbone)
    assert indicator.record.state == "published"
    assert indicator.record.url == "/i/harbor/results/students-who-graduate-on-time/"
    assert Rollup.objects.filter(indicator=indicator).exists()


def test_two_indicators_of_one_name_get_two_addresses(
    inside_initiative: Initiative, backbone: Person
) -> None:
    assert make_indicator(by=backbone).slug != make_indicator(by=backbone).slug


@pytest.mark.parametrize("missing", ["name", "plain_definition"])
def test_an_indicator_without_words_is_refused(
    inside_initiative: Initiative, backbone: Person, missing: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        make_indicator(by=backbone, **{missing: {"en": "  "}})
    assert refusal.value.field == missing


def test_a_percentage_is_of_a_hundred_whatever_is_typed(
    inside_initiative: Initiative, backbone: Person
) -> None:
    assert make_indicator(by=backbone, multiplier=1000).multiplier == 100


def test_a_changed_definition_is_in_the_ledger_and_moves_the_version(
    inside_initiative: Initiative, backbone: Person
) -> None:
    indicator = make_indicator(by=backbone)
    before = Rollup.objects.get(indicator=indicator).version
    edit_definition(indicator=indicator, definition=replace(GRADUATION, decimals=1), by=backbone)
    assert LedgerEntry.objects.filter(kind="indicator.changed").count() == 1
    assert Rollup.objects.get(indicator=indicator).version == before + 1


def test_the_same_definition_again_changes_nothing(inside_initiative: Initiative, backbone: Person) -> None:
    indicator = make_indicator(by=backbone)
    edit_definition(indicator=indicator, definition=GRADUATION, by=backbone)
    assert not Event.objects.filter(kind="indicator.changed").exists()


def test_a_target_of_the_same_date_is_changed_and_the_ledger_tells(
    inside_initiative: Initiative, backbone: Person
) -> None:
    indicator, due = make_indicator(by=backbone), date(2020, 8, 31)
    for value in (Decimal(90), Decimal(80)):
        set_target(indicator=indicator, value=value, due=due, label="2019-20", rationale=WHY, by=backbone)
    assert [t.value for t in Target.objects.all()] == [80]
    assert list(LedgerEntry.objects.filter(kind__startswith="target").values_list("kind", flat=True)) == [
        "target.set",
        "target.changed",
    ]


@pytest.mark.parametrize("value", ["-1", "101", "1e12"])
def test_a_target_that_cannot_be_is_refused(
    inside_initiative: Initiative, backbone: Person, value: str
) -> None:
    indicator = make_indicator(by=backbone)
    with pytest.raises(RuleBroken):
        set_target(
            indicator=indicator,
            value=Decimal(value),
            due=date(2020, 8, 31),
            label="x",
            rationale=WHY,
            by=backbone,
        )


def test_a_target_without_a_reason_is_refused(inside_initiative: Initiative, backbone: Person) -> None:
    indicator = make_indicator(by=backbone)
    with pytest.raises(RuleBroken, match="why this target"):
        set_target(
            indicator=indicator,
            value=Decimal(90),
            due=date(2020, 8, 31),
            label="x",
            rationale={},
            by=backbone,
        )


def test_a_second_break_on_one_day_is_refused(inside_initiative: Initiative, backbone: Person) -> None:
    indicator = make_indicator(by=backbone)
    said = {"label": {"en": "New method"}, "explanation": {"en": "Counted anew"}, "effect": "caution"}
    record_break(indicator=indicator, starts_on=date(2016, 8, 1), by=backbone, **said)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken):
        record_break(indicator=indicator, starts_on=date(2016, 8, 1), by=backbone, **said)  # type: ignore[arg-type]


def test_the_protection_of_small_groups_has_versions_and_the_same_again_adds_none(
    inside_initiative: Initiative, backbone: Person
) -> None:
    assert policy_in_force(by=backbone).version == 1
    assert adopt_policy(min_denominator=10, min_events=5, by=backbone).version == 1
    assert adopt_policy(min_denominator=20, min_events=5, by=backbone).version == 2
    assert DisclosurePolicy.objects.count() == 2


def test_no_protection_at_all_is_refused(inside_initiative: Initiative, backbone: Person) -> None:
    with pytest.raises(RuleBroken):
        adopt_policy(min_denominator=2, min_events=1, by=backbone)
