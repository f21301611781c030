"""Is one figure possible? Range of its unit, counts that fit together, a rate that agrees with its counts."""

from __future__ import annotations

from decimal import Decimal

from measurement.rules.columns import Role
from measurement.rules.problems import Expected, Fix, Problem, Unreadable, unreadable
from measurement.rules.units import Unit
from measurement.rules.values import ParsedValue

Wrong = list[tuple[Role, Unreadable]]


class FigureCheck:
    """The checks of one unit, prepared once for many figures."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.floor = Decimal("-Infinity") if unit.floor is None else unit.floor
        self.ceiling = Decimal("Infinity") if unit.ceiling is None else unit.ceiling
        self.percent_ok, self.counted, self.multiplier = unit.is_share, unit.has_events, unit.multiplier

    def is_fine(self, value: ParsedValue, numerator: Decimal | None, denominator: Decimal | None) -> bool:
        """The quick answer. False only says: look closely (`wrong` may then find nothing)."""
        figure = value.value
        if (
            figure is None
            or not self.floor <= figure <= self.ceiling
            or (value.percent and not self.percent_ok)
        ):
            return False
        if numerator is None or not denominator:
            return numerator is None and denominator is None
        if not 0 <= numerator <= denominator or not self.counted:
            return False
        return abs(numerator * self.multiplier - figure * denominator) <= value.rounding * denominator

    def wrong(self, value: ParsedValue, numerator: Decimal | None, denominator: Decimal | None) -> Wrong:
        """What is impossible or doubtful about a figure, with the part to blame; empty when all is well."""
        wrong: Wrong = []
        if value.percent and not self.percent_ok:
            wrong.append((Role.VALUE, _refuse(value.text, Problem.PERCENT_SIGN, Expected.NUMBER)))
        if not self._in_range(value):
            code = Problem.OUT_OF_RANGE if self.percent_ok else Problem.NEGATIVE
            expected = Expected.WITHIN_RANGE if self.percent_ok else Expected.NOT_NEGATIVE
            wrong.append((Role.VALUE, _refuse(value.text, code, expected)))
        wrong += self._wrong_counts(numerator, denominator)
        if numerator is not None and denominator and not wrong:
            wrong += self._wrong_rate(value, numerator, denominator)
        return wrong

    def _in_range(self, value: ParsedValue) -> bool:
        numbers = (value.value, value.low, value.high)
        return all(number is None or self.floor <= number <= self.ceiling for number in numbers)

    def _wrong_counts(self, numerator: Decimal | None, denominator: Decimal | None) -> Wrong:
        """Counts are not negative, and a part is not more than its whole."""
        wrong: Wrong = [
            (role, _refuse(str(count), Problem.NEGATIVE, Expected.NOT_NEGATIVE, Fix.CHECK_COUNTS))
            for role, count in ((Role.NUMERATOR, numerator), (Role.DENOMINATOR, denominator))
            if count is not None and count < 0
        ]
        if numerator is None or denominator is None or numerator <= denominator or not self.counted:
            return wrong
        found, code = f"{numerator} > {denominator}", Problem.NUMERATOR_OVER_DENOMINATOR
        return [
            *wrong,
            (Role.NUMERATOR, _refuse(found, code, Expected.AT_MOST_DENOMINATOR, Fix.CHECK_COUNTS)),
        ]

    def _wrong_rate(self, value: ParsedValue, numerator: Decimal, denominator: Decimal) -> Wrong:
        """The printed rate may differ from its counts by the rounding of its last place, no more."""
        if value.value is None or not self.counted:
            return []
        computed = numerator * self.multiplier / denominator
        if abs(computed - value.value) <= value.rounding:
            return []
        found = f"{value.value} ≠ {computed:.{value.decimals + 1}f}"
        return [
            (Role.VALUE, _refuse(found, Problem.RATE_DISAGREES, Expected.RATE_OF_COUNTS, Fix.CHECK_COUNTS))
        ]


def _refuse(found: str, code: Problem, expected: Expected, fix: Fix = Fix.CHECK_UNIT) -> Unreadable:
    return unreadable(found, code, expected, fix)
