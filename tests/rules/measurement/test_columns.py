"""Columns are matched by name, then by content; long and wide tables are both seen."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from measurement.rules.columns import ColumnPlan, Layout, Role, assign, choose, fold, plan_columns
from measurement.rules.periods import PeriodKind
from measurement.rules.problems import Problem

DATA = Path(__file__).parents[3] / "measurement" / "data"


def roles(plan: ColumnPlan) -> list[str]:
    return [column.role.value for column in plan.columns]


def plan_of(name: str) -> ColumnPlan:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        headers, *rows = csv.reader(file)
    return plan_columns(headers, rows[:100])


FILES = {
    "minnesota_graduation.csv": "period dimension category value",
    "us_graduation.csv": "period dimension category value denominator",
    "hamilton_infant_mortality.csv": "period category value numerator denominator status note",
    "us_infant_mortality.csv": "period category value",
    "hamilton_ohio_us_infant_mortality_pooled.csv": (
        "period selector dimension category value numerator denominator low high status note source"
    ),
    "hamilton_ohio_us_teen_births.csv": (
        "period selector dimension category value numerator denominator low high status note source"
    ),
    "mn_naep_scores.csv": "period selector selector dimension category value ignored status note source",
    "mn_grade3_reading.csv": "period dimension category selector value status note source",
    "ohio_hamilton_preterm.csv": "period selector dimension category value selector status note source",
    "mn_student_homelessness.csv": "period dimension category selector value status note source",
}


@pytest.mark.parametrize(("name", "expected"), FILES.items())
def test_the_files_of_the_demonstration_are_understood_by_name(name: str, expected: str) -> None:
    plan = plan_of(name)
    assert roles(plan) == expected.split()
    assert plan.layout is Layout.LONG


def test_the_rhythm_is_seen_in_the_labels() -> None:
    assert plan_of("minnesota_graduation.csv").period_kind is PeriodKind.SCHOOL_YEAR
    assert plan_of("us_infant_mortality.csv").period_kind is PeriodKind.CALENDAR_YEAR
    assert plan_of("hamilton_infant_mortality.csv").period_kind is None


def test_several_measures_must_be_chosen_from() -> None:
    plan = plan_of("mn_attendance.csv")
    assert [(p.code, p.found) for p in plan.problems] == [
        (Problem.SEVERAL_MEASURES, "place"),
        (Problem.SEVERAL_MEASURES, "measure"),
    ]
    assert plan.of(Role.SELECTOR)[1].choices == ("chronic absence", "consistent attendance")
    chosen = choose(plan, place="Minnesota", measure="Chronic absence")
    assert (chosen.problems, chosen.keep) == ((), ((1, "minnesota"), (4, "chronic absence")))
    assert len(choose(plan, place="Minnesota").problems) == 1


def test_years_as_headers_make_a_wide_table() -> None:
    plan = plan_columns(["Group", "2017-18", "2018-19", "Note"], [["White", "88.4", "88.7", ""]])
    assert plan.layout is Layout.WIDE_PERIODS
    assert roles(plan) == ["category", "period_value", "period_value", "note"]
    assert (plan.period_kind, plan.problems) == (PeriodKind.SCHOOL_YEAR, ())


def test_known_groups_as_headers_make_a_wide_table() -> None:
    plan = plan_columns(
        ["Year", "All students", "black", "WHITE ", "?"], groups=["All students", "Black", "White"]
    )
    assert plan.layout is Layout.WIDE_GROUPS
    assert roles(plan) == ["period", "group_value", "group_value", "group_value", "ignored"]


def test_unknown_groups_as_headers_are_seen_by_their_figures() -> None:
    plan = plan_columns(["Year", "Eastbank", "Old Mill"], [["2019", "48", "—"], ["2020", "50", "54"]])
    assert roles(plan) == ["period", "group_value", "group_value"]


def test_nameless_columns_are_known_by_what_stands_in_them() -> None:
    plan = plan_columns(["A", "B", "C"], [["2019-20", "White", "88"], ["2019-20", "Black", "69.2"]])
    assert roles(plan) == ["period", "category", "value"]


def test_an_empty_nameless_column_is_ignored() -> None:
    plan = plan_columns(["A", "B", "C"], [["2019", "", "88"], ["2019", "", ""], ["2020"]])
    assert roles(plan) == ["period", "ignored", "value"]


def test_a_column_named_like_a_dimension_is_that_dimension() -> None:
    plan = plan_columns(["year", "Sex", "race", "percent"], dimensions=["Race", "Sex"])
    assert [(c.role, c.meaning) for c in plan.columns[1:3]] == [
        (Role.CATEGORY, "Sex"),
        (Role.CATEGORY, "race"),
    ]


def test_counts_alone_are_the_figures() -> None:
    assert roles(plan_columns(["year", "deaths"])) == ["period", "value"]
    assert roles(plan_columns(["year", "deaths", "births"])) == ["period", "numerator", "denominator"]
    assert plan_columns(["year", "deaths", "births"]).problems == ()


def test_the_person_may_decide_otherwise() -> None:
    plan = plan_of("hamilton_sleep_related_deaths.csv")
    assert roles(plan)[2:4] == ["numerator", "value"]
    changed = assign(plan, {"Deaths": Role.VALUE, "percent": Role.IGNORED, "measure": Role.IGNORED})
    assert roles(changed)[1:4] == ["ignored", "value", "ignored"]
    assert changed.problems == ()


def test_what_is_missing_or_twice_is_said() -> None:
    plan = plan_columns(["note", "note"])
    assert [p.code for p in plan.problems] == [
        Problem.NO_PERIOD_COLUMN,
        Problem.NO_VALUE_COLUMN,
        Problem.DUPLICATE_HEADER,
    ]
    many = plan_columns(["year", "value", *(f"x{i}" for i in range(500))])
    assert [p.code for p in many.problems] == [Problem.TOO_MANY_COLUMNS]


def test_names_are_the_same_whatever_their_case_accents_and_marks() -> None:
    assert fold("  Race_Ethnicity ") == fold("race ethnicity") == fold("RACE/ETHNICITY")
    assert fold("Éte\u0301") == fold("été")
