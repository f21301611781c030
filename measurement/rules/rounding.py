"""How a figure that may be shown is told: rounded counts, fewer decimals, and extreme shares as a bound.

This comes after `suppression` has decided which cells are shown, and coarsens what readers see of them; the exact figure
stays in the tables. With rounded counts a percent or rate is worked out from them again, since an exact one would give
them away. Where extreme shares are told as bounds, numbers of cases are not told at all: they would give the share away.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from measurement.rules.changes import Figure
from measurement.rules.suppression import DisclosurePolicy, PublicationState
from measurement.rules.units import Unit, UnitKind
from measurement.rules.values import ValueType


def as_told(figure: Figure, state: str, policy: DisclosurePolicy, unit: Unit) -> Figure:
    """The figure as readers see it; the same one where the policy coarsens nothing."""
    if policy.is_exact:
        return figure
    part, whole = (_to_base(count, policy.rounding_base) for count in (figure.numerator, figure.denominator))
    if state == PublicationState.CODED:
        return _bound(figure, whole, policy)
    value, low, high = (
        _to_decimals(number, _decimals(policy, unit))
        for number in (_value(figure, part, whole, policy, unit), figure.low, figure.high)
    )
    return figure._replace(
        value=value,
        low=low,
        high=high,
        numerator=None if policy.has_bounds and unit.is_share else part,
        denominator=whole,
    )


def _value(
    figure: Figure, part: Decimal | None, whole: Decimal | None, policy: DisclosurePolicy, unit: Unit
) -> Decimal | None:
    if figure.value is None or policy.rounding_base <= 1:
        return figure.value
    if unit.kind is UnitKind.COUNT:
        return _to_base(figure.value, policy.rounding_base)
    if unit.has_events and part is not None and whole:
        found = unit.value_of(part, whole)
        return min(found, unit.ceiling) if found is not None and unit.ceiling is not None else found
    return figure.value


def _decimals(policy: DisclosurePolicy, unit: Unit) -> int | None:
    """The decimals that readers get; None for all that there are. With rounded counts no more than pages print."""
    if unit.is_share and policy.percent_decimals is not None:
        return policy.percent_decimals
    return unit.decimals if policy.rounding_base > 1 and unit.kind is not UnitKind.COUNT else None


def _bound(figure: Figure, whole: Decimal | None, policy: DisclosurePolicy) -> Figure:
    is_high = policy.top_code is not None and figure.value is not None and figure.value >= policy.top_code
    kind = ValueType.AT_LEAST if is_high else ValueType.AT_MOST
    return figure._replace(
        value=None,
        low=policy.top_code if is_high else None,
        high=None if is_high else policy.bottom_code,
        numerator=None,
        denominator=whole,
        value_type=kind.value,
    )


def _to_base(count: Decimal | None, base: int) -> Decimal | None:
    """To the nearest multiple; half of it goes up."""
    if count is None or base <= 1:
        return count
    return (count / base).quantize(Decimal(1), ROUND_HALF_UP) * base


def _to_decimals(number: Decimal | None, decimals: int | None) -> Decimal | None:
    return (
        number
        if number is None or decimals is None
        else number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )
