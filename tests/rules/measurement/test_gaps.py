"""The gap of a dimension over time, over the published figures of Minnesota and over made-up ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from measurement.rules.disaggregation import GapVerdict, NoGap
from measurement.rules.gaps import gap_of, why_no_gap
from measurement.rules.periods import calendar_year
from measurement.rules.reading import Gap, Group, Split
from measurement.rules.series import Point
from measurement.rules.suppression import PublicationState
from measurement.rules.units import Direction, Unit
from tests.rules.measurement.lines_of_figures import line, years

PERCENT = Unit.percent()
RACES = ("American Indian/Alaska Native", "Asian/Pacific Islander", "Hispanic", "Black", "White")


def gap(lines: Mapping[int, Sequence[Point]], unit: Unit = PERCENT, since: float = 0.0) -> Gap:
    found = gap_of(lines, unit=unit, direction=Direction.UP, since=since)
    assert isinstance(found, Gap)
    return found


def test_the_gap_in_minnesota_is_mixed_and_both_measures_are_kept() -> None:
    lines = {i: line("minnesota_graduation.csv", "percent", category=race) for i, race in enumerate(RACES)}
    found = gap(lines)
    assert (found.was_label, found.label) == ("2010-11", "2019-20")
    assert (found.was_best, found.was_worst, found.best, found.worst) == (4, 0, 4, 0)
    assert (found.was_difference, found.difference) == (Decimal(42), Decimal(33))
    assert (found.was_ratio, found.ratio) == (Decimal("3.625"), Decimal(4))
    assert (found.verdict, found.summary) == (GapVerdict.MIXED, Decimal("1.251"))
    assert (found.overlaps, found.to_parity) == (None, ())


def test_a_break_moves_the_base() -> None:
    lines = {i: line("minnesota_graduation.csv", "percent", category=race) for i, race in enumerate(RACES)}
    assert gap(lines, since=2017.0).was_label == "2017-18"


def test_only_groups_with_figures_in_both_periods_are_compared() -> None:
    lines = {1: years([90, 90]), 2: years([50, 60]), 3: years([10, None])}
    found = gap(lines)
    assert (found.was_difference, found.difference) == (Decimal(40), Decimal(30))
    moved = {1: years([90, 90, 90]), 2: years([None, None, 60]), 3: years([10, 20, None])}
    assert (gap(moved).label, gap(moved).was_label) == ("2003", "")


def test_the_first_period_with_two_groups_of_now_is_the_base() -> None:
    lines = {1: years([90, 90, 92]), 2: years([None, 60, 70]), 3: years([10, 20, None])}
    found = gap(lines)
    assert (found.was_label, found.was_difference, found.verdict) == ("2002", Decimal(30), GapVerdict.CLOSING)


def test_one_period_is_too_early_for_a_verdict() -> None:
    found = gap({1: years([90]), 2: years([50])})
    assert (found.verdict, found.was_difference) == (GapVerdict.EARLY, None)


def test_counts_give_the_likely_ranges_and_the_people_to_parity() -> None:
    found = gap({1: years([90], people=100), 2: years([50], people=200)})
    assert (found.overlaps, found.to_parity) == (False, ((2, 80),))
    assert gap({1: years([60], people=20), 2: years([50], people=20)}).overlaps is True


def test_a_hidden_figure_takes_no_part() -> None:
    hidden = [point._replace(state=PublicationState.SUPPRESSED_PRIMARY) for point in years([5])]
    assert gap({1: years([90]), 2: years([50]), 3: hidden}).worst == 2
    assert gap_of({3: hidden}, unit=PERCENT, direction=Direction.UP) is NoGap.ALL_HIDDEN


def test_why_there_is_no_gap_is_said() -> None:
    apart = {1: years([90, None]), 2: years([None, 50])}
    assert gap_of({}, unit=PERCENT, direction=Direction.UP) is NoGap.ONLY_TOTALS
    assert gap_of(apart, unit=PERCENT, direction=Direction.UP) is NoGap.ONE_GROUP
    assert gap_of(apart, unit=PERCENT, direction=Direction.BAND) is NoGap.NO_WAY_IS_BETTER
    assert gap_of(apart, unit=Unit.count(), direction=Direction.UP) is NoGap.COUNTS
    assert gap_of(apart, unit=PERCENT, direction=Direction.UP, since=2010.0) is NoGap.ONLY_TOTALS
    assert gap_of({1: [Point(calendar_year(2020))]}, unit=PERCENT, direction=Direction.UP) is NoGap.ALL_HIDDEN


def test_why_there_is_no_gap_is_told_of_every_indicator_without_one() -> None:
    one, two = (Group(1, ()),), (Group(1, ()), Group(2, ()))
    assert why_no_gap(None) is NoGap.ONLY_TOTALS
    assert why_no_gap(Split(1, two, no_gap=NoGap.COUNTS)) is NoGap.COUNTS
    assert why_no_gap(Split(1, (), no_gap=NoGap.ALL_HIDDEN)) is NoGap.ALL_HIDDEN
    assert why_no_gap(Split(1, one, no_gap=NoGap.ONE_GROUP)) is NoGap.ONE_GROUP
    assert why_no_gap(Split(1, two, no_gap=NoGap.ONE_GROUP)) is NoGap.NO_PERIOD
