"""The grammar of calculated measures, and that percentages are never added, averaged or scaled."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.calculation import (
    CalculationError,
    Kind,
    Problem,
    Quantity,
    kind_of,
    names_in,
    parse,
    work_out,
)

KINDS = {"a": Kind.SHARE, "b": Kind.SHARE, "c": Kind.COUNT, "d": Kind.COUNT, "m": Kind.LEVEL, "n": Kind.LEVEL}


def count(value: int) -> Quantity:
    return Quantity(Kind.COUNT, Decimal(value))


def share(numerator: int, denominator: int) -> Quantity:
    return Quantity(
        Kind.SHARE, 100 * Decimal(numerator) / denominator, Decimal(numerator), Decimal(denominator)
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a - b", Kind.NUMBER),
        ("a / b", Kind.NUMBER),
        ("together(a, b)", Kind.SHARE),
        ("rest(a)", Kind.SHARE),
        ("c + d", Kind.COUNT),
        ("c / d", Kind.SHARE),
        ("(c + d) / 2", Kind.COUNT),
        ("2 * c - d", Kind.COUNT),
        ("m - n", Kind.NUMBER),
        ("least(a, b)", Kind.SHARE),
        ("together(c, d)", Kind.COUNT),
        ("-c", Kind.COUNT),
    ],
)
def test_what_the_result_is(text: str, kind: Kind) -> None:
    assert kind_of(parse(text), KINDS) is kind


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a + b", Problem.AVERAGED),
        ("(a + b) / 2", Problem.AVERAGED),
        ("0.5 * a", Problem.AVERAGED),
        ("a / 2", Problem.AVERAGED),
        ("m + n", Problem.AVERAGED),
        ("together(m, n)", Problem.AVERAGED),
        ("a - c", Problem.MIXED),
        ("c * d", Problem.MIXED),
        ("rest(c)", Problem.MIXED),
        ("most(a, c)", Problem.MIXED),
        ("x - a", Problem.UNKNOWN_NAME),
        ("sum(a, b)", Problem.UNKNOWN_WORD),
        ("", Problem.EMPTY),
        ("a -", Problem.UNFINISHED),
        ("(a - b", Problem.UNFINISHED),
        ("a b", Problem.UNREADABLE),
        ("a ** b", Problem.UNREADABLE),
        ("__import__('os')", Problem.UNREADABLE),
        ("a.b", Problem.UNREADABLE),
        ("rest(a, b)", Problem.UNREADABLE),
        ("(" * 60 + "a" + ")" * 60, Problem.TOO_LONG),
        ("a" + " - a" * 300, Problem.TOO_LONG),
    ],
)
def test_what_must_not_be_is_refused_with_its_reason(text: str, problem: Problem) -> None:
    with pytest.raises(CalculationError) as refusal:
        kind_of(parse(text), KINDS)
    assert refusal.value.problem is problem


def test_times_binds_before_plus_and_brackets_before_both() -> None:
    inputs = {"c": count(2), "d": count(3)}
    found = [work_out(parse(text), inputs) for text in ("c + 4 * d", "(c + d) * 4", "10 - c - d")]
    assert [one.value for one in found if one] == [14, 20, 5]


def test_shares_together_are_worked_out_from_all_their_people() -> None:
    found = work_out(parse("together(a, b)"), {"a": share(9, 10), "b": share(10, 90)})
    assert found is not None
    assert (found.value, found.numerator, found.denominator) == (19, 19, 100)  # not the 50.6 of an average


def test_a_missing_input_or_nobody_gives_nothing_and_never_a_zero() -> None:
    assert work_out(parse("c - d"), {"c": count(1), "d": None}) is None
    assert work_out(parse("c / d"), {"c": count(1), "d": count(0)}) is None
    assert (
        work_out(parse("together(a, b)"), {"a": share(1, 2), "b": Quantity(Kind.SHARE, Decimal(50))}) is None
    )


def test_names_are_told_once_in_their_order() -> None:
    assert names_in(parse("together(b, a, b) - b")) == ("b", "a")


sizes = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(
    lambda both: (min(both), max(both[1], both[0]))
)


@given(st.lists(sizes, min_size=1, max_size=5))
def test_together_is_the_share_of_all_and_lies_between_the_parts(parts: list[tuple[int, int]]) -> None:
    names = "abcde"[: len(parts)]
    found = work_out(
        parse(f"together({', '.join(names)})"),
        {name: share(*part) for name, part in zip(names, parts, strict=True)},
    )
    assert found is not None
    whole = Fraction(sum(n for n, _ in parts), sum(d for _, d in parts))
    assert abs(Fraction(found.value) - 100 * whole) < Fraction(1, 10**20)
    shares = [Fraction(n, d) for n, d in parts]
    assert min(shares) <= whole <= max(shares)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except CalculationError as refusal:
        assert refusal.problem in Problem  # noqa: PT017 (a refusal is one of two right answers)


@given(sizes)
def test_the_rest_of_the_rest_is_the_share_itself(part: tuple[int, int]) -> None:
    found = work_out(parse("rest(rest(a))"), {"a": share(*part)})
    assert found is not None
    assert found.numerator == part[0]
