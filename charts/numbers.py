"""Figures as people read them: rounded in Decimal, separated, signed, with their unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

Localize = Callable[[Decimal, int], str]
"""Writes a rounded magnitude (never negative) with so many decimals in the reader's language."""

MINUS = "−"
SHORT_UNIT = 3
"""A unit of at most this many characters is repeated beside every figure on a picture."""

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


def english(magnitude: Decimal, decimals: int) -> str:
    """1234.5 with one decimal is written 1,234.5."""
    return f"{magnitude:,.{decimals}f}"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half goes away from zero, as taught at school: 60.5 becomes 61 and −60.5 becomes −61."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How the figures of one indicator are written: decimals, and a unit before or after."""

    decimals: int = 0
    suffix: str = ""
    prefix: str = ""
    localize: Localize = english

    def bare(self, value: Decimal, decimals: int | None = None) -> str:
        """The figure without its unit; what rounds to zero has no sign.

        Without `decimals` a whole number is written whole, 15 and not 15.0; a column of figures asks for them.
        """
        figure = rounded(value, self.decimals if decimals is None else decimals)
        places = (
            decimals if decimals is not None else 0 if figure == figure.to_integral_value() else self.decimals
        )
        sign = MINUS if figure < 0 else ""
        return sign + self.localize(abs(figure), places)

    def full(self, value: Decimal, decimals: int | None = None) -> str:
        """The figure with its whole unit, for sentences, tables and tips."""
        figure = self.bare(value, decimals)
        sign = MINUS if figure.startswith(MINUS) else ""
        return f"{sign}{self.prefix}{figure.removeprefix(MINUS)}{self.suffix}"

    def brief(self, value: Decimal) -> str:
        """The figure for a label on a picture: a long unit stands once on the axis instead."""
        return self.full(value) if self.has_short_unit else self.bare(value)

    @property
    def has_short_unit(self) -> bool:
        """Whether the unit is short enough to stand beside every figure."""
        return len(self.prefix.strip()) + len(self.suffix.strip()) <= SHORT_UNIT
