"""The six kinds of rules: each finds what breaks it, blames only new figures, and is silent where nothing is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.periods import Period, calendar_year
from measurement.rules.validation import Amount, Amounts, Demand, Finding, Rule, Shelves, findings

numbers = st.decimals(min_value=0, max_value=1000, places=1, allow_nan=False)


def line(*values: str | None, start: int = 2000) -> dict[Period, dict[tuple[int, ...], Amount]]:
    return {
        calendar_year(start + n): {(): Amount(Decimal(value))}
        for n, value in enumerate(values)
        if value is not None
    }


def ask(new: Amounts, rule: Rule, known: Amounts | None = None) -> list[Finding]:
    return findings(Shelves(new, known or {}), [rule])


def test_a_figure_outside_its_range_is_found_with_what_was_expected() -> None:
    (found,) = ask(line("101"), Rule(1, Demand.RANGE, low=Decimal(0), high=Decimal(100)))
    assert (found.found, found.low, found.high) == (Decimal(101), Decimal(0), Decimal(100))


def test_an_open_end_of_a_range_asks_nothing() -> None:
    assert ask(line("5000"), Rule(1, Demand.RANGE, low=Decimal(0))) == []


def test_what_only_grows_may_not_go_back_even_over_a_missing_year() -> None:
    known = line("10", "12", None)
    (found,) = ask(line("11", start=2003), Rule(1, Demand.MONOTONE), known)
    assert found.low == Decimal(12)


def test_a_change_over_the_limit_is_found_and_one_at_the_limit_is_not() -> None:
    rule = Rule(1, Demand.CHANGE_LIMIT, tolerance=Decimal(5))
    known = line("50")
    assert ask(line("55", start=2001), rule, known) == []
    assert len(ask(line("55.1", start=2001), rule, known)) == 1


def test_groups_that_are_everybody_must_give_the_whole() -> None:
    year = calendar_year(2020)
    new = {
        year: {
            (): Amount(Decimal(60), Decimal(60)),
            (1,): Amount(Decimal(50), Decimal(20)),
            (2,): Amount(Decimal(70), Decimal(30)),
        }
    }
    rule = Rule(1, Demand.SUM_TO_TOTAL)
    (found,) = findings(Shelves(new, {}, partitions=((1, 2),)), [rule])
    assert (found.found, found.low) == (Decimal(50), Decimal(60))
    loose = Rule(1, Demand.SUM_TO_TOTAL, tolerance=Decimal("0.2"))
    assert findings(Shelves(new, {}, partitions=((1, 2),)), [loose]) == []


def test_a_sum_with_an_unknown_group_is_not_judged() -> None:
    year = calendar_year(2020)
    new = {year: {(): Amount(Decimal(60), Decimal(60)), (1,): Amount(Decimal(50), Decimal(20))}}
    assert findings(Shelves(new, {}, partitions=((1, 2),)), [Rule(1, Demand.SUM_TO_TOTAL)]) == []


@pytest.mark.parametrize(("value", "count"), [("49", 1), ("50", 0), ("80", 0), ("81", 1)])
def test_a_share_of_another_indicator_stays_between_its_ends(value: str, count: int) -> None:
    rule = Rule(1, Demand.RATIO, low=Decimal("0.5"), high=Decimal("0.8"), others=line("100"))
    assert len(ask(line(value), rule)) == count


def test_a_part_is_not_greater_than_the_other_indicator_and_unknown_others_say_nothing() -> None:
    rule = Rule(1, Demand.ACROSS_MEASURES, others=line("40"))
    assert [one.high for one in ask(line("41", "99"), rule)] == [Decimal(40)]


@given(st.lists(numbers, min_size=1, max_size=12))
def test_figures_that_count_already_are_never_blamed(values: list[Decimal]) -> None:
    known = {calendar_year(2000 + n): {(): Amount(value)} for n, value in enumerate(values)}
    rules = [Rule(1, Demand.RANGE, low=Decimal(5000)), Rule(2, Demand.MONOTONE), Rule(None, Demand.ODD)]
    assert findings(Shelves({}, known), rules) == []


@given(st.lists(numbers, min_size=1, max_size=12), numbers, numbers)
def test_a_range_finds_exactly_what_lies_outside(values: list[Decimal], one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    new = {calendar_year(2000 + n): {(): Amount(value)} for n, value in enumerate(values)}
    found = ask(new, Rule(1, Demand.RANGE, low=low, high=high))
    assert [f.found for f in found] == [value for value in values if not low <= value <= high]


@given(st.lists(numbers, min_size=1, max_size=12))
def test_what_grows_breaks_no_monotone_rule_and_its_mirror_breaks_it_at_every_step(
    values: list[Decimal],
) -> None:
    up = sorted(set(values))
    rising = {calendar_year(2000 + n): {(): Amount(value)} for n, value in enumerate(up)}
    falling = {calendar_year(2000 + n): {(): Amount(value)} for n, value in enumerate(reversed(up))}
    assert ask(rising, Rule(1, Demand.MONOTONE)) == []
    assert len(ask(falling, Rule(1, Demand.MONOTONE))) == len(up) - 1


def test_nothing_is_compared_across_an_incomparable_break() -> None:
    known, new = line("10", "12", "11"), line("4", start=2003)
    rule = Rule(1, Demand.MONOTONE)
    assert len(findings(Shelves(new, known), [rule])) == 1
    assert findings(Shelves(new, known, breaks=(date(2003, 1, 1),)), [rule]) == []
