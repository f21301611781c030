"""What can be wrong with a text that somebody typed: what was found, what was expected, how to mend it.

The words are keys; sentences are made from them where the language of the reader is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FOUND_LENGTH = 60


class Problem(StrEnum):
    """Why a text, a row or a file was not taken as it is."""

    NOT_A_NUMBER = "not_a_number"
    NOT_FINITE = "not_finite"
    EXPONENT = "exponent"
    TOO_MANY_DIGITS = "too_many_digits"
    FORMULA = "formula"
    SPREADSHEET_ERROR = "spreadsheet_error"
    AMBIGUOUS_SEPARATOR = "ambiguous_separator"
    REVERSED_RANGE = "reversed_range"
    NOT_A_PERIOD = "not_a_period"
    AMBIGUOUS_PERIOD = "ambiguous_period"
    WRONG_PERIOD_KIND = "wrong_period_kind"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_DIMENSION = "unknown_dimension"
    AMBIGUOUS_CATEGORY = "ambiguous_category"
    OUT_OF_RANGE = "out_of_range"
    NEGATIVE = "negative"
    NUMERATOR_OVER_DENOMINATOR = "numerator_over_denominator"
    RATE_DISAGREES = "rate_disagrees"
    PERCENT_SIGN = "percent_sign"
    CONFLICTING_ROWS = "conflicting_rows"
    UNKNOWN_STATUS = "unknown_status"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_PERIOD_COLUMN = "no_period_column"
    NO_VALUE_COLUMN = "no_value_column"
    DUPLICATE_HEADER = "duplicate_header"
    SEVERAL_MEASURES = "several_measures"
    TOTALS_ROW = "totals_row"
    EMPTY_FILE = "empty_file"
    NOT_A_TABLE = "not_a_table"
    UNREADABLE_ENCODING = "unreadable_encoding"
    FILE_TOO_LARGE = "file_too_large"


class Expected(StrEnum):
    """What would have been understood."""

    NUMBER = "number"
    NUMBER_OR_MARK = "number_or_mark"
    PERIOD = "period"
    CALENDAR_YEAR = "calendar_year"
    SCHOOL_YEAR = "school_year"
    FISCAL_YEAR = "fiscal_year"
    QUARTER = "quarter"
    MONTH = "month"
    ROLLING = "rolling"
    KNOWN_CATEGORY = "known_category"
    KNOWN_DIMENSION = "known_dimension"
    WITHIN_RANGE = "within_range"
    NOT_NEGATIVE = "not_negative"
    AT_MOST_DENOMINATOR = "at_most_denominator"
    RATE_OF_COUNTS = "rate_of_counts"
    ONE_FIGURE_PER_CELL = "one_figure_per_cell"
    KNOWN_STATUS = "known_status"
    FEWER_ROWS = "fewer_rows"
    CELLS_LIKE_HEADER = "cells_like_header"
    FEWER_COLUMNS = "fewer_columns"
    PERIOD_COLUMN = "period_column"
    VALUE_COLUMN = "value_column"
    DIFFERENT_HEADERS = "different_headers"
    ONE_MEASURE = "one_measure"
    TEXT_TABLE = "text_table"
    SMALLER_FILE = "smaller_file"


class Fix(StrEnum):
    """The next step for the person who brought the text."""

    TYPE_A_NUMBER = "type_a_number"
    TYPE_A_MARK = "type_a_mark"
    WRITE_NUMBER_OUT = "write_number_out"
    ROUND_IT = "round_it"
    PASTE_VALUES = "paste_values"
    SAY_DECIMAL_COMMA = "say_decimal_comma"
    SAY_DECIMAL_POINT = "say_decimal_point"
    SWAP_ENDS = "swap_ends"
    WRITE_PERIOD = "write_period"
    SAY_SCHOOL_YEAR = "say_school_year"
    LEAVE_ROW_OUT = "leave_row_out"
    ADD_OR_CHOOSE_CATEGORY = "add_or_choose_category"
    ADD_OR_CHOOSE_DIMENSION = "add_or_choose_dimension"
    NAME_DIMENSION = "name_dimension"
    CHECK_UNIT = "check_unit"
    CHECK_COUNTS = "check_counts"
    CHOOSE_ROW = "choose_row"
    CHOOSE_STATUS = "choose_status"
    SPLIT_FILE = "split_file"
    CHECK_SEPARATOR = "check_separator"
    CHOOSE_COLUMN = "choose_column"
    RENAME_HEADER = "rename_header"
    CHOOSE_MEASURE = "choose_measure"
    SAVE_AS_CSV = "save_as_csv"
    SAVE_AS_UTF8 = "save_as_utf8"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that was refused: nothing is guessed on the reader's behalf."""

    found: str
    code: Problem
    expected: Expected
    fix: Fix


def unreadable(found: str, code: Problem, expected: Expected, fix: Fix) -> Unreadable:
    """Refuse a text; a very long one is quoted only at its beginning."""
    short = found if len(found) <= FOUND_LENGTH else found[: FOUND_LENGTH - 1] + "…"
    return Unreadable(short, code, expected, fix)
