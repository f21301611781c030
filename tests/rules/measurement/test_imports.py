"""A brought table gives figures, or errors that say what was found, what was expected and how to mend it."""

from __future__ import annotations

import csv
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from measurement.rules.columns import choose, plan_columns
from measurement.rules.imports import read_rows
from measurement.rules.periods import PeriodKind, school_year
from measurement.rules.problems import Fix, Problem
from measurement.rules.rows import (
    Context,
    KnownCategory,
    KnownDimension,
    RowError,
    RowReading,
    RowStatus,
    group_errors,
)
from measurement.rules.units import Unit
from measurement.rules.values import NumberStyle, ValueType

DATA = Path(__file__).parents[3] / "measurement" / "data"
RACE = KnownDimension(
    1,
    "race_ethnicity",
    (
        KnownCategory(11, "American Indian/Alaska Native", ("American Indian",)),
        KnownCategory(12, "Asian/Pacific Islander", ("Asian",)),
        KnownCategory(13, "Hispanic"),
        KnownCategory(14, "Black"),
        KnownCategory(15, "White"),
        KnownCategory(16, "Native Hawaiian/Pacific Islander", ("Native Hawaiian/Other Pacific Islander",)),
        KnownCategory(17, "Two or more races"),
        KnownCategory(18, "Other"),
    ),
    ("race", "Race"),
)
SEX = KnownDimension(
    2, "sex", (KnownCategory(21, "Female"), KnownCategory(22, "Male"), KnownCategory(23, "Other"))
)
MORE = (
    KnownDimension(3, "income", (KnownCategory(31, "Economically disadvantaged"),)),
    KnownDimension(4, "language", (KnownCategory(41, "English learners"),)),
    KnownDimension(5, "disability", (KnownCategory(51, "Students with disabilities"),)),
    KnownDimension(6, "housing", (KnownCategory(61, "Homeless"),)),
)
PERCENT = Context(Unit.percent(), dimensions=(RACE, SEX, *MORE))
RATE = Context(Unit.rate(1000), dimensions=(RACE, SEX))
Answers = tuple[list[RowReading], list[RowError]]


def read(text: str, context: Context = PERCENT, **chosen: str) -> Answers:
    headers, *rows = csv.reader(text.strip().splitlines())
    plan = plan_columns(headers, rows, dimensions=context.dimension_names, groups=context.group_names)
    return apart(list(read_rows(choose(plan, **chosen), rows, context)))


def apart(answers: list[RowReading | RowError]) -> Answers:
    return [a for a in answers if isinstance(a, RowReading)], [a for a in answers if isinstance(a, RowError)]


def read_file(name: str, context: Context, **chosen: str) -> Answers:
    return read((DATA / name).read_text(encoding="utf-8"), context, **chosen)


def codes(errors: list[RowError]) -> list[str]:
    return [error.code.value for error in errors]


def test_the_graduation_file_reads_whole_with_its_holes() -> None:
    readings, errors = read_file("minnesota_graduation.csv", PERCENT)
    assert (len(readings), errors) == (100, [])
    assert sum(r.value.kind is ValueType.NOT_AVAILABLE for r in readings) == 24
    last = readings[-1]
    assert (last.period, last.categories, last.value.value) == (school_year(2019), (61,), Decimal(50))
    assert readings[0].categories == ()


def test_the_national_file_has_cohorts_in_one_year() -> None:
    readings, errors = read_file("us_graduation.csv", PERCENT)
    assert (len(readings), errors) == (109, [])
    assert next(r.denominator for r in readings if r.denominator) == Decimal(3776449)


def test_a_corrected_figure_stands_beside_the_one_it_supersedes() -> None:
    readings, errors = read_file("hamilton_infant_mortality.csv", RATE)
    assert errors == []
    black = [
        (r.value.value, r.status) for r in readings if r.period.label == "2020" and r.categories == (14,)
    ]
    assert black == [(Decimal("10.6"), RowStatus.SUPERSEDED), (Decimal("11.5"), RowStatus.REVISED)]
    assert [r.status for r in readings if r.period.label == "2014"] == [RowStatus.PROVISIONAL]


def test_one_place_of_a_file_of_three_is_read_with_its_counts_and_limits() -> None:
    name = "hamilton_ohio_us_infant_mortality_pooled.csv"
    context = Context(Unit.rate(1000, 2), PeriodKind.ROLLING, (RACE,))
    readings, errors = read_file(name, context, place="Hamilton County, Ohio")
    assert {(e.found, e.code) for e in errors} == {
        (f"CHR release {year}", Problem.NOT_A_PERIOD) for year in (2014, 2015, 2016)
    }
    by_cell = {r.categories: r for r in readings}
    assert (by_cell[(14,)].numerator, by_cell[(14,)].denominator) == (Decimal(337), Decimal(22557))
    assert (by_cell[(14,)].low, by_cell[(14,)].high) == (Decimal("13.345"), Decimal("16.535"))


def test_a_row_marked_suppressed_is_so_at_its_source() -> None:
    readings, errors = read_file("ohio_infant_mortality_by_race.csv", RATE)
    hidden = [r.numerator for r in readings if r.value.kind is ValueType.SUPPRESSED_AT_SOURCE]
    assert hidden == [Decimal(2), Decimal(2), Decimal(0)]
    assert set(codes(errors)) == {"not_a_period", "unknown_dimension"}


def test_school_files_of_three_measures_read_one() -> None:
    chosen = {"place": "Minnesota", "measure": "chronic absence"}
    readings, errors = read_file("mn_attendance.csv", PERCENT, **chosen)
    assert codes(errors) == ["not_a_period", "conflicting_rows", "conflicting_rows"]
    assert [e.other_row for e in errors] == [None, 9, 6]
    assert [r.status for r in readings if r.period.label == "2024-25"] == [RowStatus.DOUBTFUL]


WIDE_PERIODS = "Group,2017-18,2018-19,Source\nAll,83.2,83.7,State\nWhite,88.4,,State\nHispanic,—,61.5,State"


def test_a_wide_table_of_years_gives_a_figure_for_every_filled_cell() -> None:
    readings, errors = read(WIDE_PERIODS)
    assert errors == []
    assert [(r.row, r.column, r.categories, r.value.text) for r in readings] == [
        (2, "2017-18", (), "83.2"),
        (2, "2018-19", (), "83.7"),
        (3, "2017-18", (15,), "88.4"),
        (4, "2017-18", (13,), "—"),
        (4, "2018-19", (13,), "61.5"),
    ]
    assert {r.source for r in readings} == {"State"}


def test_a_wide_table_of_groups_gives_a_figure_for_every_filled_cell() -> None:
    readings, errors = read("Year,All students,Black,White\n2018,83.2,67.4,\n2019,83.7,,88.7")
    assert errors == []
    assert [(r.period.label, r.categories) for r in readings] == [
        ("2018", ()),
        ("2018", (14,)),
        ("2019", ()),
        ("2019", (15,)),
    ]


def test_an_error_in_a_wide_table_names_its_column() -> None:
    readings, errors = read("Group,2017-18,2018-19\nWhite,188,x\nGreen,1,2\nBlack,50,51", PERCENT)
    assert [(e.row, e.column, e.code, e.found) for e in errors] == [
        (2, "2017-18", Problem.OUT_OF_RANGE, "188"),
        (2, "2018-19", Problem.NOT_A_NUMBER, "x"),
        (3, "Group", Problem.UNKNOWN_CATEGORY, "Green"),
    ]
    assert len(readings) == 2


def test_a_group_column_that_nobody_knows_is_named_for_each_of_its_rows() -> None:
    rows = [["2018", "1", "2"], ["soon", "1", "2"]]
    plan = plan_columns(["Year", "White", "Green"], rows[:1])
    readings, errors = apart(list(read_rows(plan, rows, PERCENT)))
    assert [(e.row, e.column, e.found) for e in errors] == [(2, "Green", "Green"), (3, "Year", "soon")]
    assert len(readings) == 1


def test_crossed_groups_are_one_cell() -> None:
    readings, errors = read("year,Sex,Race,percent\n2019,Female,Black,61\n2019,All,Black,60\n2019,All,All,70")
    assert errors == []
    assert [r.categories for r in readings] == [(14, 21), (14,), ()]


ONE_WRONG = {
    "2019,race,Green,61,,": (Problem.UNKNOWN_CATEGORY, "category", "Green"),
    "2019,shoe size,White,61,,": (Problem.UNKNOWN_DIMENSION, "dimension", "shoe size"),
    "2019,,Other,61,,": (Problem.AMBIGUOUS_CATEGORY, "category", "Other"),
    "2019-02-30,race,White,61,,": (Problem.NOT_A_PERIOD, "year", "2019-02-30"),
    "2019,race,White,161,,": (Problem.OUT_OF_RANGE, "percent", "161"),
    "2019,race,White,-1,,": (Problem.OUT_OF_RANGE, "percent", "-1"),
    "2019,race,White,≥101,,": (Problem.OUT_OF_RANGE, "percent", "≥101"),
    "2019,race,White,sixty,,": (Problem.NOT_A_NUMBER, "percent", "sixty"),
    "2019,race,White,61,-5,": (Problem.NEGATIVE, "numerator", "-5"),
    "2019,race,White,61,,-5": (Problem.NEGATIVE, "denominator", "-5"),
    "2019,race,White,61,70,60": (Problem.NUMERATOR_OVER_DENOMINATOR, "numerator", "70 > 60"),
    "2019,race,White,61,x,60": (Problem.NOT_A_NUMBER, "numerator", "x"),
    "2019,race,White,61,,,9": (Problem.TOO_MANY_CELLS, "", "7"),
}


@pytest.mark.parametrize(("line", "expected"), ONE_WRONG.items())
def test_one_wrong_thing_blocks_its_row(line: str, expected: tuple[Problem, str, str]) -> None:
    readings, errors = read(f"year,dimension,category,percent,numerator,denominator\n{line}\n2018,,,50,,")
    assert [(e.code, e.column, e.found, e.row, e.blocking) for e in errors] == [(*expected, 2, True)]
    assert len(readings) == 1


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    _, errors = read("year,category,percent\nsoon,Green,lots")
    assert codes(errors) == ["not_a_period", "unknown_category", "not_a_number"]


def test_a_rate_that_disagrees_with_its_counts_is_a_caution() -> None:
    head = "year,category,percent,numerator,denominator\n"
    readings, errors = read(
        f"{head}2019,White,61.5,615,1000\n2019,Black,61,615,1000\n2019,Hispanic,63,615,1000"
    )
    assert len(readings) == 3
    assert [(e.row, e.code, e.blocking, e.found) for e in errors] == [
        (4, Problem.RATE_DISAGREES, False, "63 ≠ 61.5")
    ]


def test_an_unknown_status_word_is_a_caution() -> None:
    readings, errors = read("year,percent,status\n2019,61,Preliminary\n2020,62,wobbly")
    assert [r.status for r in readings] == [RowStatus.PROVISIONAL, RowStatus.FINAL]
    assert [(e.row, e.code, e.blocking) for e in errors] == [(3, Problem.UNKNOWN_STATUS, False)]


def test_a_percent_sign_in_a_rate_is_asked_about() -> None:
    _, errors = read("year,rate\n2019,8%", RATE)
    assert codes(errors) == ["percent_sign"]
    _, errors = read("year,rate\n2019,-8", RATE)
    assert codes(errors) == ["negative"]


def test_a_score_has_no_limits_and_no_counts_to_agree_with() -> None:
    readings, errors = read("year,score,n\n2019,-1.5,\n2020,248,12\n2021,250,12", Context(Unit.mean()))
    assert (len(readings), errors) == (3, [])
    readings, errors = read("year,score,num,den\n2019,248,12,3", Context(Unit.mean()))
    assert (len(readings), errors) == (1, [])


def test_a_blank_rate_is_computed_from_its_counts() -> None:
    readings, errors = read(
        "year,rate,deaths,births\n2021,,66,10266\n2022,—,66,10266\n2023,,,10026\n2024,,3,", RATE
    )
    assert errors == []
    assert [r.value.value for r in readings] == [Decimal("6.42898890"), None, None, None]
    readings, errors = read("year,deaths,births\n2021,66,10266", RATE)
    assert [(r.value.value, r.column) for r in readings] == [(Decimal("6.42898890"), "deaths")]


def test_marks_and_bounds_pass_through() -> None:
    readings, errors = read(
        "year,category,percent\n2019,White,≥90%\n2019,Black,*\n2019,Asian,N/A\n2019,Male,<10"
    )
    assert errors == []
    assert [r.value.kind.value for r in readings] == [
        "at_least",
        "suppressed_at_source",
        "not_applicable",
        "less_than",
    ]


def test_the_same_figure_twice_is_one_and_a_different_one_names_both_rows() -> None:
    readings, errors = read("year,category,percent\n2019,White,61\n2019, white ,61.0\n2019,White,62")
    assert len(readings) == 1
    assert [(e.row, e.other_row, e.code, e.fix) for e in errors] == [
        (4, 2, Problem.CONFLICTING_ROWS, Fix.CHOOSE_ROW)
    ]


def test_two_measures_in_one_column_are_not_taken_for_one_series() -> None:
    rows = [["2019", "Ohio", "1"], ["2020", "Ohio", "2"], ["2020", "Utah", "3"]]
    plan = plan_columns(["year", "place", "percent"], rows[:2])
    readings, errors = apart(list(read_rows(plan, rows, PERCENT)))
    assert len(readings) == 2
    assert [(e.row, e.column, e.found, e.code) for e in errors] == [
        (4, "place", "Utah", Problem.SEVERAL_MEASURES)
    ]


def test_nothing_is_read_while_the_plan_has_problems() -> None:
    readings, errors = read("year,place,percent\n2019,Ohio,1\n2019,Utah,2")
    assert (readings, codes(errors)) == ([], ["several_measures"])


def test_a_file_over_the_limit_stops() -> None:
    context = Context(Unit.percent(), max_rows=2)
    readings, errors = read("year,percent\n2017,1\n2018,2\n2019,3\n2020,4", context)
    assert (len(readings), codes(errors)) == (2, ["too_many_rows"])


def test_empty_and_short_rows_and_empty_extra_cells_do_no_harm() -> None:
    readings, errors = read("year,percent,note\n2017,1\n,,\n2018,2,fine,,\n")
    assert ([r.note for r in readings], errors) == (["", "fine"], [])


def test_letters_composed_in_another_way_are_the_same_group() -> None:
    context = Context(Unit.percent(), dimensions=(KnownDimension(1, "d", (KnownCategory(7, "Café"),)),))
    readings, _ = read(f"year,category,percent\n2019,{unicodedata.normalize('NFD', 'Café')},61", context)
    assert readings[0].categories == (7,)


def test_keys_may_be_words() -> None:
    dims = (KnownDimension("r", "race", (KnownCategory("b", "Black"), KnownCategory(3, "White"))),)
    readings, _ = read("year,race,percent\n2019,Black,61", Context(Unit.percent(), dimensions=dims))
    assert readings[0].categories == ("b",)


def test_a_decimal_comma_is_read_where_it_is_declared() -> None:
    readings, errors = read('year,percent\n2019,"61,5"', Context(Unit.percent(), style=NumberStyle.COMMA))
    assert (readings[0].value.value, errors) == (Decimal("61.5"), [])


def test_equal_errors_are_mended_together() -> None:
    _, errors = read("year,category,percent\n2018,Green,1\n2019,Green,2\n2020,Blue,3")
    groups = group_errors(errors)
    assert [(g.found, g.rows, g.fix, g.blocking) for g in groups] == [
        ("Green", (2, 3), Fix.ADD_OR_CHOOSE_CATEGORY, True),
        ("Blue", (4,), Fix.ADD_OR_CHOOSE_CATEGORY, True),
    ]


def test_a_file_of_endless_different_texts_is_read_with_bounded_memory() -> None:
    rows = [[str(1900 + i % 200), f"{i}"] for i in range(60_000)]
    plan = plan_columns(["year", "value"], rows[:10])
    answers = list(read_rows(plan, rows, Context(Unit.count())))
    assert len(answers) == 60_000
