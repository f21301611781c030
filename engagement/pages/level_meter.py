"""How much the community decides, as people read it: per year and level the share of matters and of money. SPECTRUM S8."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.screen import bar
from charts.spec import BarRow, Tone
from engagement.rules.promise_board import MeterLine
from engagement.rules.spectrum import Level

PERCENT = 100
THIN = 8


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of a year was decided at one level, with a bar for the matters and one for the money, if any was moved."""

    line: MeterLine
    bar: SafeString
    money_bar: SafeString
    money: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year in which something was decided: what the community decided itself of it, in a sentence, and its five levels."""

    year: int
    finding: str
    matters: int
    meters: tuple[Meter, ...]


def years_of(lines: Iterable[MeterLine]) -> tuple[Year, ...]:
    """Return the years as they come, each with its levels."""
    return tuple(_year(year, tuple(found)) for year, found in groupby(lines, lambda line: line.year))


def percent_in_words(share: Fraction) -> str:
    """Return a share in whole percents; neither a little nor nearly all of it is rounded away."""
    if 0 < share < Fraction(1, PERCENT):
        return _("under 1%")
    if Fraction(PERCENT - 1, PERCENT) < share < 1:
        return _("over 99%")
    return _("{percent}%").format(percent=round(share * PERCENT))


def _year(year: int, lines: tuple[MeterLine, ...]) -> Year:
    matters = sum(line.matters for line in lines)
    own = next(line for line in lines if line.level is Level.EMPOWERING)
    return Year(year, _finding(own, matters), matters, tuple(_meter(line) for line in lines))


def _finding(own: MeterLine, matters: int) -> str:
    """Say how many matters the community decided itself, and with how much of the money that was moved."""
    values: dict[str, str | int] = {"year": own.year, "own": own.matters, "matters": matters}
    if not own.matters:
        return ngettext(
            "{year}: one matter was decided, and not by the community itself",
            "{year}: of {matters} matters the community decided none itself",
            matters,
        ).format(**values)
    if own.share_of_money is None:
        return ngettext(
            "{year}: the community decided the one matter itself",
            "{year}: the community decided {own} of {matters} matters itself",
            matters,
        ).format(**values)
    return ngettext(
        "{year}: the community decided the one matter itself, and {share} of the money",
        "{year}: the community decided {own} of {matters} matters itself, and {share} of the money",
        matters,
    ).format(share=percent_in_words(own.share_of_money), **values)


def _meter(line: MeterLine) -> Meter:
    matters = _("{percent} of the matters").format(
        percent=percent_in_words(line.share_of_matters or Fraction(0))
    )
    if line.share_of_money is None:
        return Meter(line, _bar(line.share_of_matters, matters), SafeString(), "")
    money = _("{percent} of the money").format(percent=percent_in_words(line.share_of_money))
    return Meter(
        line, _bar(line.share_of_matters, matters), _bar(line.share_of_money, money, thin=True), money
    )


def _bar(share: Fraction | None, spoken: str, *, thin: bool = False) -> SafeString:
    part = share or Fraction(0)
    row = BarRow(
        Decimal(part.numerator), Decimal(part.denominator), spoken, tone=Tone.PLAIN if thin else Tone.CHOSEN
    )
    return SafeString(bar(row, height=THIN) if thin else bar(row))
