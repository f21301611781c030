"""Units know their limits and which comparisons mean something."""

from __future__ import annotations

from decimal import Decimal

from measurement.rules.units import Unit, UnitKind


def test_a_percent_lies_between_0_and_100_and_has_a_rest() -> None:
    unit = Unit.percent()
    assert (unit.floor, unit.ceiling, unit.is_share, unit.has_ratio) == (Decimal(0), Decimal(100), True, True)


def test_a_rate_and_a_count_are_not_negative_and_have_no_upper_limit() -> None:
    rate, count = Unit.rate(1000), Unit.count()
    for unit in (rate, count):
        assert (unit.floor, unit.ceiling, unit.is_share) == (Decimal(0), None, False)


def test_a_score_has_no_natural_zero() -> None:
    for unit in (Unit.mean(), Unit(UnitKind.INDEX)):
        assert (unit.floor, unit.ceiling, unit.has_ratio, unit.has_events) == (None, None, False, False)


def test_a_figure_is_recomputed_from_its_counts() -> None:
    assert Unit.rate(1000).value_of(Decimal(337), Decimal(22557)) == Decimal("14.9399299552")
    assert Unit.percent().value_of(Decimal(0), Decimal(0)) is None
