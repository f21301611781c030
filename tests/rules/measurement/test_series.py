"""Only figures that may be compared make a line; holes stay holes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from measurement.rules.intervals import Interval
from measurement.rules.periods import PeriodKind, calendar_year, rolling
from measurement.rules.series import BreakEffect, Goal, Point, SeriesBreak, Stretch, comparable
from measurement.rules.suppression import PublicationState
from measurement.rules.units import Direction, Unit
from measurement.rules.values import ValueType
from tests.rules.measurement.lines_of_figures import line, years

NEW_TEST = SeriesBreak(date(2013, 1, 1), BreakEffect.INCOMPARABLE, "new test")
NEW_METHOD = SeriesBreak(date(2016, 8, 1), BreakEffect.CAUTION, "method")


def labels(stretch: Stretch) -> list[str]:
    return [point.period.label for point in stretch.points]


def test_holes_and_hidden_figures_are_left_out_and_named() -> None:
    whole = line("minnesota_graduation.csv", "percent", category="All students")
    found = comparable(whole)
    assert len(found.points) == 9
    assert [period.label for period in found.missing] == ["2016-17"]
    groups = comparable(line("minnesota_graduation.csv", "percent", category="White"))
    assert [period.label for period in groups.missing] == ["2015-16", "2016-17"]
    hidden = Point(calendar_year(2010), Decimal(5), state=PublicationState.SUPPRESSED_PRIMARY)
    assert (comparable([hidden]).points, hidden.is_hidden) == ((), True)
    assert Point(calendar_year(2010), kind=ValueType.SUPPRESSED_AT_SOURCE).is_hidden
    assert comparable([]).points == ()


def test_nothing_is_compared_across_an_incomparable_break() -> None:
    reading = line("mn_grade3_reading.csv", "percent_proficient", test="MCA-II")
    reading += line("mn_grade3_reading.csv", "percent_proficient", period="2013", category="All students")
    reading += line("mn_grade3_reading.csv", "percent_proficient", period="2016", category="All students")
    found = comparable(reading, [NEW_TEST])
    assert labels(found) == ["2013", "2016"]
    assert found.since_break is NEW_TEST
    assert labels(comparable(reading))[0] == "2006"


def test_a_cautious_break_is_crossed_and_named() -> None:
    whole = line("minnesota_graduation.csv", "percent", category="All students")
    found = comparable(whole, [NEW_METHOD])
    assert (len(found.points), found.cautions, found.since_break) == (9, (NEW_METHOD,), None)


def test_a_break_outside_the_line_changes_nothing() -> None:
    future = SeriesBreak(date(2030, 1, 1), BreakEffect.INCOMPARABLE)
    past = SeriesBreak(date(1990, 1, 1), BreakEffect.CAUTION)
    before_wall = SeriesBreak(date(2002, 1, 1), BreakEffect.CAUTION)
    wall = SeriesBreak(date(2003, 1, 1), BreakEffect.INCOMPARABLE)
    assert comparable(years([1, 2, 3]), [future, past]) == comparable(years([1, 2, 3]))
    assert comparable(years([1, 2, 3, 4]), [before_wall, wall]).cautions == ()


def test_windows_among_single_years_are_left_out() -> None:
    found = comparable(line("hamilton_infant_mortality.csv", "rate_per_1000", category="All"))
    assert labels(found) == ["2013", "2014", "2017", "2018", "2020", "2021", "2022", "2023", "2024"]
    assert [period.label for period in found.missing] == ["2015", "2016", "2019"]
    mixed = [
        Point(rolling(2008, 2012), Decimal(1)),
        Point(rolling(2013, 2017), Decimal(2)),
        *years([3], 2018),
    ]
    assert labels(comparable(mixed)) == ["2008-2012", "2013-2017"]
    assert labels(comparable(mixed, rhythm=PeriodKind.CALENDAR_YEAR)) == ["2018"]
    assert labels(comparable(mixed, rhythm=PeriodKind.MONTH)) == ["2008-2012", "2013-2017"]


def test_of_overlapping_windows_only_those_apart_make_a_line() -> None:
    points = [Point(rolling(first, first + 4), Decimal(1)) for first in range(2005, 2016)]
    assert labels(comparable(points)) == ["2005-2009", "2010-2014", "2015-2019"]


def test_goodness_grows_as_things_get_better() -> None:
    up, down = Goal(Direction.UP), Goal(Direction.DOWN)
    band = Goal(Direction.BAND, Decimal(10), Decimal(20))
    assert up.goodness(Decimal(2)) > up.goodness(Decimal(1))
    assert down.goodness(Decimal(1)) > down.goodness(Decimal(2))
    assert [band.goodness(Decimal(v)) for v in (7, 10, 15, 20, 24)] == [-3, 0, 0, 0, -4]
    assert (up.is_clear, band.is_clear, Goal(Direction.BAND).is_clear) == (True, True, False)


def test_a_figure_has_the_interval_of_its_counts_or_the_printed_one() -> None:
    unit = Unit.percent()
    assert Point(calendar_year(2020)).interval(unit) is None
    assert Point(calendar_year(2020), Decimal(5)).interval(unit) is None
    printed = Point(calendar_year(2020), Decimal(5), low=Decimal(4), high=Decimal(7))
    assert printed.interval(unit) == Interval(4, 7)
    counted = Point(calendar_year(2020), Decimal(50), Decimal(50), Decimal(100), Decimal(4), Decimal(7))
    found = counted.interval(unit)
    assert found is not None
    assert round(found.low, 1) == 40.4
