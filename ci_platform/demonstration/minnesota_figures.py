"""Every Student Graduates: its indicators and where their published figures come from."""

from __future__ import annotations

from ci_platform.demonstration.figures import Extract, Row, is_year
from ci_platform.demonstration.steps import IndicatorPlan, en
from initiatives.models import Population
from measurement.rules.definitions import Definition


def students() -> Population:
    """All public school students in Minnesota."""
    return Population.objects.get(place="Minnesota")


def nation() -> Population:
    """The same in the United States, for comparison."""
    return Population.objects.get(place="United States")


def _statewide(row: Row) -> bool:
    return row["place"] == "Minnesota" and row["measure"] == "chronic absence" and row["dimension"] == "all"


def _absence(row: Row) -> bool:
    rounded_twice = row["period"] == "2021-22" and row["percent"] == "30"
    return _statewide(row) and "or" not in row["period"] and not rounded_twice


def _grade_8_mathematics(row: Row) -> bool:
    known = row["category"] != "Native Hawaiian/Pacific Islander"
    return row["subject"] == "mathematics" and row["grade"] == "8" and known and row["dimension"] != "sex"


LONG = {"period": "school_year", "dimension": "dimension", "category": "category", "percent": "percent"}
DATED = {
    "period": "period",
    "dimension": "dimension",
    "category": "category",
    "percent": "percent",
    "source": "source",
}

GRADUATION = IndicatorPlan(
    key="graduation",
    result="graduate",
    population=students,
    listing="headline",
    gap_dimension="race-ethnicity",
    extract=Extract("minnesota_graduation.csv", LONG),
    definition=Definition(
        name=en("Students who graduate on time"),
        sentence=en("{figure} students graduated on time"),
        plain_definition=en(
            "Of all students who start ninth grade together in a public high school, those who hold a regular diploma four years later."
        ),
        technical_definition=en(
            "Four-year adjusted cohort graduation rate: graduates with a regular diploma in four years, divided by the ninth-grade cohort adjusted for transfers in and out."
        ),
        why_this_one=en(
            "Families and schools both know it, it is counted for every group, and the state set its goal in it."
        ),
        who_is_missing=en(
            "Students in private and home schools are not counted. Groups overlap: one student may be in several."
        ),
        source=en("National Center for Education Statistics, adjusted cohort graduation rates"),
        unit="percent",
        unit_label=en("students"),
        direction="up",
        frequency="school_year",
    ),
)
GRADUATION_NATION = IndicatorPlan(
    key="graduation-united-states",
    result="graduate",
    population=nation,
    gap_dimension="race-ethnicity",
    benchmark_of="graduation",
    extract=Extract("us_graduation.csv", {**LONG, "cohort": "cohort"}),
    definition=Definition(
        name=en("Students who graduate on time, United States"),
        sentence=en("{figure} students in the United States graduated on time"),
        plain_definition=en("The same share for all public high school students in the United States."),
        source=en("National Center for Education Statistics; United States Department of Education"),
        unit="percent",
        unit_label=en("students"),
        direction="up",
        frequency="school_year",
    ),
)
ABSENCE = IndicatorPlan(
    key="chronic-absence",
    result="graduate",
    population=students,
    listing="headline",
    extract=Extract("mn_attendance.csv", DATED, _absence, sheet="Chronic absence in Minnesota"),
    definition=Definition(
        name=en("Students who miss one day in ten or more"),
        sentence=en("{figure} students missed one school day in ten or more"),
        plain_definition=en(
            "Of all public school students, those absent on 10 percent or more of their school days, for any reason."
        ),
        why_this_one=en("Missing school early is the first sign that graduating will be hard."),
        who_is_missing=en(
            "No figures by group are published for the whole state in one way. We ask for them."
        ),
        source=en("Minnesota Department of Education, through FutureEd and press reports"),
        unit="percent",
        unit_label=en("students"),
        direction="down",
        frequency="school_year",
        decimals=1,
    ),
)
READING = IndicatorPlan(
    key="third-grade-reading",
    result="ready",
    population=students,
    listing="secondary",
    extract=Extract(
        "mn_grade3_reading.csv",
        {
            "period": "period",
            "dimension": "dimension",
            "category": "category",
            "percent": "percent_proficient",
            "source": "source",
        },
        lambda row: is_year(row["period"]),
    ),
    definition=Definition(
        name=en("Third graders reading well"),
        sentence=en("{figure} third graders read well"),
        plain_definition=en(
            "Of all third graders tested in spring, those who reach the state’s reading standard."
        ),
        who_is_missing=en("Years without a published figure are gaps. Figures by group were not found."),
        source=en("State of Minnesota, Milestones and Minnesota Dashboard"),
        unit="percent",
        unit_label=en("third graders"),
        direction="up",
        frequency="calendar_year",
        decimals=1,
    ),
)
MATHEMATICS = IndicatorPlan(
    key="eighth-grade-mathematics",
    result="ready",
    population=students,
    listing="headline",
    gap_dimension="race-ethnicity",
    extract=Extract(
        "mn_naep_scores.csv",
        {
            "period": "period",
            "dimension": "dimension",
            "category": "category",
            "value": "avg_scale_score",
            "source": "source",
        },
        _grade_8_mathematics,
    ),
    definition=Definition(
        name=en("Mathematics in grade 8"),
        sentence=en("Eighth graders scored {figure} points in mathematics"),
        plain_definition=en(
            "The average score of eighth graders in the national mathematics test, on its scale from 0 to 500."
        ),
        technical_definition=en(
            "NAEP mathematics, grade 8, public schools, average scale score. A sample survey; groups under the reporting standard have no figure."
        ),
        who_is_missing=en(
            "In some years too few American Indian students were tested for a figure. Scores by race after 2019 were not found."
        ),
        source=en("National Center for Education Statistics, National Assessment of Educational Progress"),
        unit="index",
        unit_label=en("points"),
        direction="up",
        frequency="irregular",
    ),
)
COLLEGE = IndicatorPlan(
    key="college-enrollment",
    result="graduate",
    population=students,
    listing="secondary",
    extract=Extract(
        "mn_college_participation.csv",
        DATED,
        lambda row: row["measure"] == "enrolled in the fall, in and out of state",
    ),
    definition=Definition(
        name=en("Graduates who go on to college"),
        sentence=en("{figure} graduates went on to college"),
        plain_definition=en("Of all high school graduates, those enrolled in any college in the fall after."),
        who_is_missing=en("Since 2014 only graduates of public schools are counted."),
        source=en("Minnesota Office of Higher Education"),
        unit="percent",
        unit_label=en("graduates"),
        direction="up",
        frequency="calendar_year",
        decimals=1,
    ),
)
DROPOUT = IndicatorPlan(
    key="dropping-out",
    result="graduate",
    population=students,
    listing="secondary",
    extract=Extract("mn_graduation_state_dropout.csv", DATED, lambda row: row["outcome"] == "dropped out"),
    definition=Definition(
        name=en("Students who drop out"),
        sentence=en("{figure} students dropped out"),
        plain_definition=en(
            "Of all students who start ninth grade together, those who have left school without a diploma four years later."
        ),
        who_is_missing=en(
            "Graduating and dropping out do not add up to 100: some students go on, of some nobody knows."
        ),
        source=en("Minnesota Department of Education, through press reports"),
        unit="percent",
        unit_label=en("students"),
        direction="down",
        frequency="calendar_year",
        decimals=1,
    ),
)
BELONGING = IndicatorPlan(
    key="belonging",
    result="graduate",
    population=students,
    listing="data_development",
    extract=None,
    definition=Definition(
        name=en("Students who feel that they belong at school"),
        plain_definition=en(
            "Of all students asked, those who say that at least one adult at school knows them well."
        ),
        why_this_one=en("Students asked for it. Nobody counts it in one way yet."),
        unit="percent",
        unit_label=en("students asked"),
        direction="up",
        frequency="school_year",
    ),
)
