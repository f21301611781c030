"""When a text is agreed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from initiatives.rules.ratification import Need, Outcome, Tally, as_share, requirements, standing

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=20)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Draw seats by stance out of those that were filled."""
    stances = [draw(st.integers(0, 12)) for _ in range(3)]
    return Tally(*stances, eligible=sum(stances) + draw(st.integers(0, 12)))


@pytest.mark.parametrize(
    ("ratify", "aside", "dissent", "eligible", "outcome"),
    [
        (6, 0, 0, 11, Outcome.RATIFIED),
        (5, 0, 0, 11, Outcome.NO_QUORUM),
        (4, 0, 2, 11, Outcome.RATIFIED),
        (3, 1, 2, 11, Outcome.NOT_RATIFIED),
        (2, 0, 1, 6, Outcome.RATIFIED),
        (1, 5, 0, 6, Outcome.RATIFIED),
        (0, 6, 0, 6, Outcome.NOT_RATIFIED),
        (0, 0, 0, 0, Outcome.NO_QUORUM),
        (1, 0, 0, 1, Outcome.RATIFIED),
        (0, 0, 1, 1, Outcome.NOT_RATIFIED),
    ],
)
def test_half_must_answer_and_two_thirds_of_those_for_or_against_must_ratify(
    ratify: int, aside: int, dissent: int, eligible: int, outcome: Outcome
) -> None:
    tally = Tally(ratify, aside, dissent, eligible)
    assert standing(tally, quorum=HALF, pass_share=TWO_THIRDS).outcome is outcome


@given(tallies(), SHARES, SHARES)
def test_one_more_seat_that_ratifies_never_does_harm(tally: Tally, quorum: Fraction, share: Fraction) -> None:
    assume(tally.answered < tally.eligible)
    assume(standing(tally, quorum=quorum, pass_share=share).outcome is Outcome.RATIFIED)
    more = replace(tally, ratify=tally.ratify + 1)
    assert standing(more, quorum=quorum, pass_share=share).outcome is Outcome.RATIFIED


@given(tallies(), SHARES, SHARES)
def test_a_dissent_instead_of_agreement_never_helps(tally: Tally, quorum: Fraction, share: Fraction) -> None:
    assume(tally.ratify)
    other = replace(tally, ratify=tally.ratify - 1, dissent=tally.dissent + 1)
    assume(standing(tally, quorum=quorum, pass_share=share).outcome is Outcome.NOT_RATIFIED)
    assert standing(other, quorum=quorum, pass_share=share).outcome is Outcome.NOT_RATIFIED


@given(tallies(), SHARES, SHARES)
def test_nothing_is_agreed_without_a_seat_that_ratifies(
    tally: Tally, quorum: Fraction, share: Fraction
) -> None:
    silent = replace(tally, ratify=0)
    assert standing(silent, quorum=quorum, pass_share=share).outcome is not Outcome.RATIFIED


@given(tallies(), SHARES, SHARES)
def test_the_lines_of_the_rule_are_all_ticked_exactly_when_the_text_is_agreed(
    tally: Tally, quorum: Fraction, share: Fraction
) -> None:
    assume(tally.eligible)
    lines = requirements(tally, quorum=quorum, pass_share=share)
    agreed = standing(tally, quorum=quorum, pass_share=share).outcome is Outcome.RATIFIED
    assert all(line.is_met for line in lines) == agreed


def test_the_lines_carry_the_numbers_that_the_page_says() -> None:
    quorum, agreement = requirements(Tally(5, 1, 1, 11), quorum=HALF, pass_share=TWO_THIRDS)
    assert (quorum.need, quorum.have, quorum.base, quorum.needed) == (Need.QUORUM, 7, 11, 6)
    assert (agreement.need, agreement.have, agreement.base, agreement.needed) == (Need.AGREEMENT, 5, 6, 4)


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("0.6667", "2/3"),
        ("0.3333", "1/3"),
        ("0.5", "1/2"),
        ("0.75", "3/4"),
        ("0.51", "51/100"),
        ("1", "1"),
        ("0", "0"),
    ],
)
def test_a_share_of_four_decimals_is_read_as_it_was_meant(stored: str, meant: str) -> None:
    assert as_share(Decimal(stored)) == Fraction(meant)
