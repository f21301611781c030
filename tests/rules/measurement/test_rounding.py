"""How figures that may be shown are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measurement.rules.changes import Figure
from measurement.rules.rounding import as_told
from measurement.rules.suppression import Cell, DisclosurePolicy, PublicationState, suppress
from measurement.rules.units import Unit

SHOWN, CODED = PublicationState.SHOWN, PublicationState.CODED
PERCENT, FIVE = Unit.percent(), DisclosurePolicy(rounding_base=5)
BOUNDS = DisclosurePolicy(top_code=Decimal(95), bottom_code=Decimal(5))


def figure(
    value: str | None, part: int | None = None, whole: int | None = None, low: str | None = None
) -> Figure:
    counts = [None if number is None else Decimal(number) for number in (part, whole)]
    return Figure(
        None if value is None else Decimal(value),
        None if low is None else Decimal(low),
        None,
        *counts,
        "exact",
        "final",
        "",
        "",
    )


def test_nothing_is_changed_where_the_policy_coarsens_nothing() -> None:
    exact = figure("83.53413655", 208, 249)
    assert as_told(exact, SHOWN, DisclosurePolicy(), PERCENT) is exact
    assert DisclosurePolicy(rounding_base=2).is_exact is False
    assert DisclosurePolicy(percent_decimals=0).is_exact is False
    assert DisclosurePolicy(bottom_code=Decimal(5)).is_exact is False
    assert DisclosurePolicy(top_code=Decimal(95)).is_exact is False


def test_a_percent_of_rounded_counts_is_worked_out_from_them() -> None:
    told = as_told(figure("83.53413655", 208, 249), SHOWN, FIVE, PERCENT)
    assert (told.value, told.numerator, told.denominator) == (Decimal("84.0"), 210, 250)


def test_a_percent_of_rounded_counts_is_never_over_a_hundred() -> None:
    assert as_told(figure("100", 13, 13), SHOWN, FIVE, PERCENT).value == 100
    assert as_told(figure("98.3", 118, 120), SHOWN, DisclosurePolicy(rounding_base=100), PERCENT).value == 100


@pytest.mark.parametrize(("count", "told"), [(12, 10), (13, 15), (15, 15), (17, 15), (18, 20)])
def test_counts_go_to_the_nearest_multiple(count: int, told: int) -> None:
    assert as_told(figure(str(count)), SHOWN, FIVE, Unit.count()).value == told


def test_half_a_multiple_goes_up() -> None:
    assert as_told(figure("15"), SHOWN, DisclosurePolicy(rounding_base=10), Unit.count()).value == 20


def test_a_mean_keeps_its_value_and_loses_the_size_of_its_group() -> None:
    told = as_told(figure("248.37", None, 123), SHOWN, FIVE, Unit.mean())
    assert (told.value, told.denominator) == (Decimal("248.4"), 125)


def test_a_rate_without_its_cases_keeps_its_value_with_the_decimals_of_its_page() -> None:
    assert as_told(figure("7.1234", None, 1234), SHOWN, FIVE, Unit.rate(1000)).value == Decimal("7.1")
    assert as_told(figure("7.1234", 0, 0), SHOWN, FIVE, Unit.rate(1000)).value == Decimal("7.1")
    assert as_told(figure(None, 3, 12), SHOWN, FIVE, Unit.rate(1000)).value is None


def test_percents_have_at_most_so_many_decimals_and_their_likely_range_too() -> None:
    told = as_told(
        figure("61.35", 613, 1000, low="58.27"), SHOWN, DisclosurePolicy(percent_decimals=1), PERCENT
    )
    assert (told.value, told.low, told.numerator) == (Decimal("61.4"), Decimal("58.3"), 613)
    rate = figure("7.1234", 7, 1000)
    assert as_told(rate, SHOWN, DisclosurePolicy(percent_decimals=1), Unit.rate(1000)).value == Decimal(
        "7.1234"
    )


def test_rounded_counts_need_no_decimals_of_their_own() -> None:
    assert str(as_told(figure("12.00000000"), SHOWN, FIVE, Unit.count()).value) == "10"


def test_an_extreme_share_is_a_bound_and_has_no_cases() -> None:
    told = as_told(figure("97.5", 195, 200), CODED, BOUNDS, PERCENT)
    assert (told.value, told.low, told.high, told.numerator, told.denominator) == (None, 95, None, None, 200)
    assert told.value_type == "at_least"
    told = as_told(figure("2.5", 5, 200), CODED, BOUNDS, PERCENT)
    assert (told.value, told.low, told.high, told.value_type) == (None, None, 5, "at_most")
    assert as_told(figure("95", 190, 200), CODED, BOUNDS, PERCENT).low == 95


def test_where_bounds_are_told_no_cases_are_told_of_any_share() -> None:
    assert as_told(figure("50", 100, 200), SHOWN, BOUNDS, PERCENT).numerator is None
    assert as_told(figure("50", 100, 200), SHOWN, BOUNDS, Unit.rate(100)).numerator == 100


STATES = [
    (200, 195, CODED),
    (200, 190, CODED),
    (200, 189, SHOWN),
    (200, 10, CODED),
    (200, 11, SHOWN),
    (200, 200, CODED),
]


@pytest.mark.parametrize(("people", "events", "state"), STATES)
def test_a_share_beyond_a_bound_is_coded(people: int, events: int, state: PublicationState) -> None:
    cell = Cell(1, (), Decimal(events), Decimal(people), Decimal(100 * events) / people)
    assert list(suppress([cell], BOUNDS, (), unit=PERCENT).values()) == [state]
    assert CODED not in suppress([cell], BOUNDS, (), unit=Unit.rate(100)).values()


def test_a_small_group_is_hidden_and_not_coded() -> None:
    cells = [Cell(1, (), Decimal(197), Decimal(200), Decimal("98.5")), Cell(2, (), None, Decimal(200), None)]
    found = suppress(cells, BOUNDS, (), unit=PERCENT)
    assert list(found.values()) == [PublicationState.SUPPRESSED_PRIMARY, SHOWN]


def test_one_bound_alone_is_enough() -> None:
    low = DisclosurePolicy(bottom_code=Decimal(5))
    assert low.codes(Decimal(5))
    assert not low.codes(Decimal(99))
    assert not DisclosurePolicy(top_code=Decimal(95)).codes(Decimal(1))
    assert not BOUNDS.codes(None)
