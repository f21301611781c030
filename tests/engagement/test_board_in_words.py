"""What the promise board and the level meter say is true with nothing, with one and with many. SPECTRUM S8."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from engagement.pages.level_meter import percent_in_words, years_of
from engagement.pages.promise_board import heading_of
from engagement.rules.promise_board import BoardLine, Matter, level_meter
from engagement.rules.spectrum import Level

E, C = Level.EMPOWERING, Level.CONSULTING


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (BoardLine(open=7, waived=1), "No part of a promise has come due yet"),
        (BoardLine(kept=1), "The one part of a promise so far is kept"),
        (BoardLine(kept_late=1), "The one part of a promise so far is kept, but late"),
        (BoardLine(late=1), "The one part of a promise so far is late or broken"),
        (BoardLine(kept=5, open=2), "All 5 parts of our promises so far are kept"),
        (BoardLine(kept=5, kept_late=1), "All 6 parts of our promises so far are kept, 1 of them late"),
        (BoardLine(kept=5, broken=1), "1 of 6 parts of our promises so far is late or broken"),
        (BoardLine(kept=4, late=1, broken=1), "2 of 6 parts of our promises so far are late or broken"),
    ],
)
def test_the_heading_of_the_board(line: BoardLine, said: str) -> None:
    assert heading_of(line) == said


@pytest.mark.parametrize(
    ("matters", "said"),
    [
        ([Matter(2026, C)], "2026: one matter was decided, and not by the community itself"),
        ([Matter(2026, C)] * 2, "2026: of 2 matters the community decided none itself"),
        ([Matter(2026, E)], "2026: the community decided the one matter itself"),
        (
            [Matter(2026, E, Decimal(3)), Matter(2026, C, Decimal(997))],
            "2026: the community decided 1 of 2 matters itself, and under 1% of the money",
        ),
        (
            [Matter(2026, E, Decimal(500)), Matter(2026, C)],
            "2026: the community decided 1 of 2 matters itself, and 100% of the money",
        ),
    ],
)
def test_the_finding_of_a_year(matters: list[Matter], said: str) -> None:
    (year,) = years_of(level_meter(matters))
    assert year.finding == said


def test_a_year_without_money_says_nothing_of_money_and_no_year_says_nothing() -> None:
    (year,) = years_of(level_meter([Matter(2026, C)]))
    assert {meter.money for meter in year.meters} == {""}
    assert years_of(level_meter([])) == ()


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (Fraction(1, 900), "under 1%"), (Fraction(899, 900), "over 99%"), (1, "100%")],
)
def test_little_and_nearly_all_are_not_rounded_away(share: Fraction, said: str) -> None:
    assert percent_in_words(Fraction(share)) == said
