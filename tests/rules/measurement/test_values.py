"""A cell is understood as a careful person would, or refused with a reason; nothing is guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.problems import Fix, Problem, Unreadable
from measurement.rules.values import MAX_DECIMALS, NumberStyle, ParsedValue, ValueType, parse_value

Key = TypeVar("Key")


def pairs(table: dict[Key, list[str]]) -> list[tuple[str, Key]]:
    return [(text, key) for key, texts in table.items() for text in texts]


EXACT = {
    "0": ["0"],
    "77": ["77", " 77 ", "077", "\ufeff77", "77%", "77 %", "+77", "77."],
    "79.8": ["79.8", "79.80"],
    "-3.5": ["-3.5", "−3.5", "- 3.5"],
    "0.5": [".5", "0.5"],
    "1234": ["1234", "1,234", "1 234", "1\u00a0234", "1'234", "1\u202f234"],
    "1234.5": ["1,234.5", "1 234.5"],
    "25936466": ["25,936,466"],
    "83.33333333": ["83.333333333333329"],
    "123456789012345": ["123456789012345"],
}


@pytest.mark.parametrize(("text", "number"), pairs(EXACT))
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    parsed = parse_value(text)
    assert isinstance(parsed, ParsedValue)
    assert (parsed.kind, parsed.value) == (ValueType.EXACT, Decimal(number))


MARKS = {
    ValueType.NOT_AVAILABLE: ["", " ", "—", "–", "-", "−", "--", "..", "…", "NA", "no data"],
    ValueType.NOT_APPLICABLE: ["N/A", "n/a", "†"],
    ValueType.SUPPRESSED_AT_SOURCE: ["*", "***", "‡", "PS", "Suppressed"],
}


@pytest.mark.parametrize(("text", "kind"), pairs(MARKS))
def test_a_mark_is_no_number(text: str, kind: ValueType) -> None:
    parsed = parse_value(text)
    assert isinstance(parsed, ParsedValue)
    assert (parsed.kind, parsed.value, parsed.low, parsed.high) == (kind, None, None, None)


BOUNDS: dict[tuple[ValueType, str | None, str | None], list[str]] = {
    (ValueType.AT_LEAST, "90", None): ["≥90%", ">=90%", "90+", "GE90", "at least 90%"],
    (ValueType.AT_MOST, None, "10"): ["<=10", "≤10", "≤ 10", "=<10", "le10%", "at most 10"],
    (ValueType.MORE_THAN, "90", None): [">90", "> 90 %", "gt 90", "more than 90", "Over 90%"],
    (ValueType.LESS_THAN, None, "10"): ["<10", "LT10", "fewer than 10", "Less than 10%", "under 10"],
    (ValueType.LESS_THAN, None, "1000"): ["< 1,000"],
    (ValueType.RANGE, "10", "20"): ["10–20", "10-20", "10—20", "10 - 20", "10 to 20", "10%–20%"],
    (ValueType.RANGE, "-5", "-3"): ["-5 – -3"],
    (ValueType.RANGE, "1000", "2000"): ["1,000–2,000"],
    (ValueType.RANGE, "10", "10"): ["10-10"],
}


@pytest.mark.parametrize(("text", "expected"), pairs(BOUNDS))
def test_a_bound_or_a_range_keeps_its_ends(
    text: str, expected: tuple[ValueType, str | None, str | None]
) -> None:
    parsed = parse_value(text)
    assert isinstance(parsed, ParsedValue)
    kind, low, high = expected
    assert parsed.kind is kind
    assert (parsed.low, parsed.high) == (Decimal(low) if low else None, Decimal(high) if high else None)
    assert (parsed.value, parsed.text) == (None, text)


FOOTNOTES = {
    "*": ["83.5*"],
    "†": ["83.5†", "83.5 †"],
    "¹": ["83.5¹"],
    "[a]": ["83.5 [a]"],
    "(1)": ["83.5(1)"],
    "!": ["83.5 !"],
    "p": ["83.5 p"],
    "‡": ["83.5%‡"],
}


@pytest.mark.parametrize(("text", "note"), pairs(FOOTNOTES))
def test_a_footnote_mark_is_taken_off_and_kept(text: str, note: str) -> None:
    parsed = parse_value(text)
    assert isinstance(parsed, ParsedValue)
    assert (parsed.kind, parsed.value, parsed.footnote) == (ValueType.EXACT, Decimal("83.5"), note)


REFUSED = {
    Problem.NOT_FINITE: ["nan", "NaN", "inf", "-Infinity", "sNaN12", "∞"],
    Problem.EXPONENT: ["1e5", "1E+999999999", "1.2e-5"],
    Problem.TOO_MANY_DIGITS: [
        "123456789012345678901",
        "0.123456789012345678901",
        "1234567890123456",
        str(2**65),
    ],
    Problem.FORMULA: ["=1+1", "=SUM(A1:A9)", "@SUM(1)", "-A1", "+(1)"],
    Problem.SPREADSHEET_ERROR: ["#DIV/0!", "#N/A"],
    Problem.AMBIGUOUS_SEPARATOR: ["61,5", "1.234,5"],
    Problem.REVERSED_RANGE: ["20-10"],
    Problem.NOT_A_NUMBER: [
        *("1_000", "12 34", "٣", "１２", "about 12", "$12", "<", "< x", "1-x2", "1x-2", "1-2x", "12k"),
        *("%", "x1-2", "1–2–3", "+", "0x10", "<script>", "5%%", "(5)", "9" * 5000),
    ],
}


@pytest.mark.parametrize(("text", "code"), pairs(REFUSED), ids=lambda v: str(v)[:20])
def test_what_is_no_figure_is_refused_with_its_reason(text: str, code: Problem) -> None:
    refusal = parse_value(text)
    assert isinstance(refusal, Unreadable)
    assert refusal.code is code
    assert refusal.found[:10] == text[:10]
    assert len(refusal.found) <= 60


def test_a_decimal_comma_must_be_declared() -> None:
    refusal = parse_value("61,5")
    assert isinstance(refusal, Unreadable)
    assert refusal.fix is Fix.SAY_DECIMAL_COMMA
    for text, number in {"61,5": "61.5", "1.234,5": "1234.5", "1 234,5": "1234.5", ",5": "0.5"}.items():
        parsed = parse_value(text, NumberStyle.COMMA)
        assert isinstance(parsed, ParsedValue)
        assert parsed.value == Decimal(number)


def test_a_decimal_point_in_a_comma_file_is_asked_about() -> None:
    refusal = parse_value("61.5", NumberStyle.COMMA)
    assert isinstance(refusal, Unreadable)
    assert refusal.fix is Fix.SAY_DECIMAL_POINT


def test_printed_decimals_say_what_rounding_could_hide() -> None:
    parsed = [parse_value(text) for text in ("77", "79.8", "7.063", "<10")]
    assert [p.decimals for p in parsed if isinstance(p, ParsedValue)] == [0, 1, 3, 0]


def test_a_percent_sign_is_remembered() -> None:
    parsed = [parse_value(text) for text in ("61%", "61", "≥90%", "1–2%")]
    assert [p.percent for p in parsed if isinstance(p, ParsedValue)] == [True, False, True, True]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_written_number_comes_back(number: Decimal) -> None:
    for text in (f"{number:f}", f"{number:,f}", f"{number:,f}".replace(",", "\u00a0")):
        parsed = parse_value(text)
        assert isinstance(parsed, ParsedValue)
        assert parsed.value == number
    european = f"{number:,f}".replace(",", " ").replace(".", ",")
    parsed = parse_value(european, NumberStyle.COMMA)
    assert isinstance(parsed, ParsedValue)
    assert parsed.value == number


@given(st.text(max_size=100), st.sampled_from(NumberStyle))
def test_any_text_gets_an_answer_and_every_number_is_finite_and_short(text: str, style: NumberStyle) -> None:
    parsed = parse_value(text, style)
    if isinstance(parsed, ParsedValue):
        for number in filter(None, (parsed.value, parsed.low, parsed.high)):
            assert number.is_finite()
            assert len(number.as_tuple().digits) <= 20
            assert -number.as_tuple().exponent <= MAX_DECIMALS  # type: ignore[operator]


@given(st.text(alphabet="0123456789.,- –≥<>%*†e+ ", max_size=24))
def test_texts_that_look_like_figures_never_raise(text: str) -> None:
    assert isinstance(parse_value(text), ParsedValue | Unreadable)
