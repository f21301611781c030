"""Labels of time are read as their publishers mean them; what could mean two things is settled or asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.periods import (
    Period,
    PeriodKind,
    YearStarts,
    calendar_year,
    fiscal_year,
    follows,
    guess_kind,
    missing_between,
    month,
    next_period,
    overlaps,
    parse_period,
    quarter,
    rolling,
    school_year,
)
from measurement.rules.problems import Problem, Unreadable

READ = {
    calendar_year(2019): ["2019", " 2019 ", "2019.0"],
    school_year(2019): ["2019-20", "2019–20", "2019/20", "2019-2020", "2019–2020", "SY2019-20", "sy 2019/20"],
    school_year(1999): ["1999-00", "1999-2000"],
    school_year(2010): ["2010-11"],
    school_year(2000): ["2000-01"],
    rolling(2017, 2023): ["2017-2023", "2017–2023", "2017-23"],
    rolling(2008, 2012): ["2008-2012"],
    rolling(2001, 2010): ["2001-2010"],
    quarter(2020, 1): ["2020 Q1", "Q1 2020", "2020Q1", "2020-Q1", "q1/2020", "2020 q1"],
    month(2020, 3): ["2020-03", "2020/03", "03/2020", "3/2020", "Mar 2020", "March 2020", "2020 mar."],
    month(2020, 9): ["Sept 2020", "September 2020"],
    month(2020, 12): ["December 2020", "2020-12"],
    fiscal_year(2020): ["FY2020", "FY 2020", "fy20", "FY2019-20", "FY 2019/2020"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "period"), [(text, period) for period, texts in READ.items() for text in texts]
)
def test_a_label_is_read(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "not stated",
            "CHR release 2014",
            "2009 report card",
            "2015-16 or 2016-17",
            "20",
            "1700",
        ),
        *("2300", "2020-00", "2020 Q5", "Foo 2020", "2023-2017", "2020-2020", "1500-1510", "1900-1999"),
        *(
            "FY2019-21",
            "FY3000",
            "1500 Q1",
            "2020-13-01",
            "13/2020",
            "Mar 1500",
            "2020-03-17",
            "2020-02-30",
            "²⁰¹⁹",
        ),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    refusal = parse_period(text)
    assert isinstance(refusal, Unreadable)
    assert refusal.code is Problem.NOT_A_PERIOD


SETTLED = [
    ("2010-11", PeriodKind.MONTH, month(2010, 11)),
    ("2010-11", PeriodKind.SCHOOL_YEAR, school_year(2010)),
    ("2012-2013", PeriodKind.ROLLING, rolling(2012, 2013)),
    ("2012-2013", None, school_year(2012)),
    ("2012-13", PeriodKind.FISCAL_YEAR, fiscal_year(2013)),
    ("2020", PeriodKind.FISCAL_YEAR, fiscal_year(2020)),
    ("2004-09", PeriodKind.ROLLING, rolling(2004, 2009)),
    ("2004-09", None, month(2004, 9)),
]


@pytest.mark.parametrize(("text", "kind", "period"), SETTLED)
def test_the_expected_kind_settles_what_could_be_two(
    text: str, kind: PeriodKind | None, period: Period
) -> None:
    assert parse_period(text, kind) == period


def test_a_lone_year_is_asked_about_where_school_years_are_expected() -> None:
    refusal = parse_period("2019", PeriodKind.SCHOOL_YEAR)
    assert isinstance(refusal, Unreadable)
    assert (refusal.code, refusal.expected) == (Problem.AMBIGUOUS_PERIOD, "school_year")


def test_a_window_among_years_is_of_the_wrong_kind() -> None:
    refusal = parse_period("2008-2012", PeriodKind.CALENDAR_YEAR)
    assert isinstance(refusal, Unreadable)
    assert refusal.code is Problem.WRONG_PERIOD_KIND


def test_an_unreadable_label_names_the_expected_kind() -> None:
    refusal = parse_period("soon", PeriodKind.QUARTER)
    assert isinstance(refusal, Unreadable)
    assert refusal.expected == "quarter"


def test_dates_enclose_the_period() -> None:
    ends = {p.label: (p.start, p.end) for p in READ}
    assert ends["2019"] == (date(2019, 1, 1), date(2019, 12, 31))
    assert ends["2019-20"] == (date(2019, 8, 1), date(2020, 7, 31))
    assert ends["2017-2023"] == (date(2017, 1, 1), date(2023, 12, 31))
    assert ends["2020 Q1"] == (date(2020, 1, 1), date(2020, 3, 31))
    assert month(2020, 2).end == date(2020, 2, 29)
    assert ends["FY2020"] == (date(2019, 7, 1), date(2020, 6, 30))
    assert fiscal_year(2020, YearStarts(fiscal=1)).start == date(2020, 1, 1)
    assert school_year(2019, YearStarts(school=9)).start == date(2019, 9, 1)


def test_positions_are_the_middle_in_years() -> None:
    assert calendar_year(2019).position == 2019.5
    assert rolling(2017, 2023).position == 2020.5
    assert school_year(2020).position - school_year(2019).position == pytest.approx(1)
    assert (calendar_year(2019).year, school_year(2019).year) == (2019, 2020)


def test_later_means_ending_later() -> None:
    assert sorted([calendar_year(2012), rolling(2008, 2012), calendar_year(2011)]) == [
        calendar_year(2011),
        rolling(2008, 2012),
        calendar_year(2012),
    ]


@pytest.mark.parametrize("period", READ)
def test_the_next_period_follows_and_can_be_read_back(period: Period) -> None:
    after = next_period(period)
    assert follows(period, after)
    assert not follows(after, period)
    assert not follows(period, next_period(after))
    assert parse_period(after.label, period.kind) == after


def test_a_hole_of_two_school_years_is_seen() -> None:
    missing = missing_between(school_year(2014), school_year(2017))
    assert [period.label for period in missing] == ["2015-16", "2016-17"]
    assert missing_between(school_year(2016), school_year(2017)) == []


def test_a_figure_of_every_second_year_has_no_hole_between() -> None:
    assert follows(calendar_year(2011), calendar_year(2013), step=2)
    assert missing_between(calendar_year(2011), calendar_year(2013), step=2) == []
    assert missing_between(calendar_year(2013), calendar_year(2017), step=2) == [calendar_year(2015)]


def test_windows_follow_by_a_year_or_end_to_end() -> None:
    assert follows(rolling(2008, 2012), rolling(2009, 2013))
    assert follows(rolling(2008, 2012), rolling(2013, 2017))
    assert not follows(rolling(2008, 2012), rolling(2011, 2015))
    assert not follows(rolling(2008, 2012), rolling(2009, 2012))
    assert not follows(calendar_year(2012), school_year(2013))


def test_a_series_of_mixed_kinds_has_an_end() -> None:
    assert [p.label for p in missing_between(calendar_year(2012), school_year(2014))] == ["2013", "2014"]


def test_overlapping_windows_are_known() -> None:
    assert overlaps(rolling(2007, 2011), rolling(2010, 2014))
    assert overlaps(calendar_year(2019), school_year(2019))
    assert not overlaps(calendar_year(2019), calendar_year(2020))


COLUMNS = [
    (["2010-11", "2011-12", "2019-20"], PeriodKind.SCHOOL_YEAR),
    (["2010-11", "2010-12", "2011-01"], PeriodKind.MONTH),
    (["2019", "2020", ""], PeriodKind.CALENDAR_YEAR),
    (["2012-2013", "2009-2013"], PeriodKind.ROLLING),
    (["2012-2013", "2013-2014"], PeriodKind.SCHOOL_YEAR),
    (["FY2019", "2020"], PeriodKind.FISCAL_YEAR),
    (["2020 Q1"], PeriodKind.QUARTER),
    (["2019", "2008-2012"], None),
    ([], None),
]


@pytest.mark.parametrize(("labels", "kind"), COLUMNS)
def test_a_column_tells_its_kind(labels: list[str], kind: PeriodKind | None) -> None:
    assert guess_kind(labels) is kind


@given(st.integers(1800, 2150), st.sampled_from(PeriodKind), st.integers(0, 11))
def test_every_period_reads_its_own_label(year: int, kind: PeriodKind, part: int) -> None:
    period = {
        PeriodKind.CALENDAR_YEAR: calendar_year(year),
        PeriodKind.SCHOOL_YEAR: school_year(year),
        PeriodKind.FISCAL_YEAR: fiscal_year(year),
        PeriodKind.QUARTER: quarter(year, part % 4 + 1),
        PeriodKind.MONTH: month(year, part + 1),
        PeriodKind.ROLLING: rolling(year, year + part + 1),
    }[kind]
    assert parse_period(period.label, kind) == period
    assert period.start < period.end
    assert period.start.day == 1
    assert period < next_period(period)


@given(st.text(max_size=40), st.sampled_from([None, *PeriodKind]))
def test_any_label_gets_an_answer(text: str, kind: PeriodKind | None) -> None:
    assert isinstance(parse_period(text, kind), Period | Unreadable)


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("2020-03-01", PeriodKind.MONTH, "2020-03"),
        ("2020-03-31 00:00:00", PeriodKind.MONTH, "2020-03"),
        ("2020-01-01", PeriodKind.CALENDAR_YEAR, "2020"),
        ("2020-12-31", None, "2020"),
        ("2020-04-01", PeriodKind.QUARTER, "2020 Q2"),
        ("2020-08-01", PeriodKind.SCHOOL_YEAR, "2020-21"),
        ("2020-06-30", PeriodKind.FISCAL_YEAR, "FY2020"),
    ],
)
def test_a_day_that_begins_or_ends_a_period_means_it(text: str, kind: PeriodKind | None, label: str) -> None:
    found = parse_period(text, kind)
    assert isinstance(found, Period)
    assert found.label == label
