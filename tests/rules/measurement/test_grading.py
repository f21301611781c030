"""What a page says of the quality of its figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from measurement.rules.grading import graded
from measurement.rules.reading import Figure, Finding, IndicatorReading, Split

WHOLE = tuple(Figure(2001.5 + i, str(2001 + i), Decimal(50), people=Decimal(100)) for i in range(10))
GOOD = IndicatorReading(whole=WHOLE)


def found(reading: IndicatorReading, *breaks: str, overdue: int | None = None) -> dict[Finding, bool]:
    return {one.finding: one.is_well for one in graded(reading, breaks=breaks, overdue=overdue)[1]}


def test_good_figures_get_an_a_and_are_said_to_be_so() -> None:
    letter, lines = graded(GOOD, breaks=[], overdue=0)
    assert letter == "A"
    assert [line.finding for line in lines] == [
        Finding.ON_TIME,
        Finding.COMPLETE,
        Finding.SAME_METHOD,
        Finding.SIZES_KNOWN,
    ]
    assert [line.label for line in lines[:3]] == ["2010", "2001", "2001"]
    assert Finding.ON_TIME not in found(GOOD)


def test_missing_periods_are_counted_and_named() -> None:
    holes = (*WHOLE[:4], replace(WHOLE[4], value=None), *WHOLE[5:])
    letter, lines = graded(replace(GOOD, whole=holes), breaks=[])
    assert (letter, lines[0].finding, lines[0].is_well) == ("B", Finding.MISSING_PERIODS, False)
    assert (lines[0].count, lines[0].label) == (1, "2005")
    long = tuple(Figure(float(i), str(i), Decimal(5) if i else None, people=Decimal(9)) for i in range(30))
    assert found(replace(GOOD, whole=long))[Finding.MISSING_PERIODS] is True


def test_every_weakness_is_said() -> None:
    last = replace(WHOLE[-1], mark="provisional", people=None)
    splits = (Split(1, (), hidden=(11, 12)),)
    weak = replace(GOOD, whole=(*WHOLE[:-1], last), splits=splits)
    assert found(weak, "2005", overdue=3) == {
        Finding.COMPLETE: True,
        Finding.LATE: False,
        Finding.METHOD_CHANGED: False,
        Finding.PROVISIONAL: False,
        Finding.SIZES_UNKNOWN: False,
        Finding.GROUPS_HIDDEN: True,
    }
    assert graded(weak, breaks=["2005"], overdue=3)[0] == "C"


def test_without_figures_there_is_no_grade() -> None:
    assert graded(IndicatorReading(), breaks=[]) == ("", ())


def test_count_of_people_is_its_own_size() -> None:
    bare = replace(GOOD, whole=tuple(replace(one, people=None) for one in WHOLE))
    assert Finding.SIZES_UNKNOWN in {one.finding for one in graded(bare, breaks=[])[1]}
    letter, lines = graded(bare, breaks=[], is_count=True)
    assert letter == graded(GOOD, breaks=[])[0]
    assert not {Finding.SIZES_KNOWN, Finding.SIZES_UNKNOWN} & {one.finding for one in lines}
