"""Gaps: the known answers of the published figures, and what the words mean."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from measurement.rules.disaggregation import (
    GapReading,
    GapVerdict,
    GroupFigure,
    NoGap,
    adverse_ratio,
    read_gap,
    verdict,
    widest,
)
from measurement.rules.units import Direction, Unit

DATA = Path(__file__).parents[3] / "measurement" / "data"
PERCENT, PER_1000 = Unit.percent(0), Unit.rate(1000)


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as opened:
        return [
            row for row in csv.DictReader(opened) if all(row[key] == value for key, value in wanted.items())
        ]


def groups(found: list[dict[str, str]], value: str, size: str = "") -> list[GroupFigure]:
    return [
        GroupFigure(
            row["category"],
            Decimal(row[value]),
            denominator=Decimal(row[size]) if size and row[size] else None,
        )
        for row in found
    ]


def gap(*values: GroupFigure, unit: Unit = PERCENT, direction: Direction = Direction.UP) -> GapReading:
    found = read_gap(values, unit=unit, direction=direction)
    assert isinstance(found, GapReading)
    return found


def minnesota(year: str, dimension: str = "race_ethnicity") -> GapReading:
    return gap(*groups(rows("minnesota_graduation.csv", school_year=year, dimension=dimension), "percent"))


def test_minnesota_gap_fell_while_the_adverse_ratio_rose_so_it_is_mixed() -> None:
    first, last = minnesota("2010-11"), minnesota("2019-20")
    assert (first.difference, last.difference) == (42, 33)
    assert (first.adverse_ratio, last.adverse_ratio) == (Decimal("3.625"), Decimal("4.000"))
    assert verdict(first, last, direction=Direction.UP) is GapVerdict.MIXED


def test_minnesota_summary_ratio_is_the_best_against_the_mean_of_the_others() -> None:
    assert [minnesota(year).summary_ratio for year in ("2010-11", "2019-20")] == [
        Decimal("1.570"),
        Decimal("1.251"),
    ]


def test_people_to_parity_in_the_united_states() -> None:
    found = rows("us_graduation.csv", school_year="2021-22", dimension="race_ethnicity")
    read = read_gap(
        groups(found, "percent", "cohort"), unit=PERCENT, direction=Direction.UP, reference="White"
    )
    assert isinstance(read, GapReading)
    wanted = {"Black": 48_922, "Hispanic": 73_703, "American Indian/Alaska Native": 4_815}
    assert {key: read.to_parity[key] for key in wanted} == wanted


def test_infant_mortality_gap_fell_while_the_ratio_rose() -> None:
    def of(year: str) -> GapReading:
        found = [
            row for row in rows("us_infant_mortality.csv", year=year) if row["category"] in ("Black", "White")
        ]
        return gap(*groups(found, "rate_per_1000"), unit=PER_1000, direction=Direction.DOWN)

    first, last = of("1995"), of("2021")
    assert (first.difference, last.difference) == (Decimal("8.4"), Decimal("6.1"))
    assert (round(first.adverse_ratio or 0, 2), round(last.adverse_ratio or 0, 2)) == (
        Decimal("2.33"),
        Decimal("2.39"),
    )
    assert verdict(first, last, direction=Direction.DOWN) is GapVerdict.MIXED


def figure(key: str, value: int | None, **more: Decimal | bool) -> GroupFigure:
    return GroupFigure(key, None if value is None else Decimal(value), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((90, 50), (92, 70), GapVerdict.CLOSING),
        ((90, 50), (92, 45), GapVerdict.WIDENING),
        ((90, 50), (90, 50), GapVerdict.FLAT),
        ((90, 50), (70, 50), GapVerdict.LEVELLED_DOWN),
        ((84, 42), (89, 56), GapVerdict.MIXED),
    ],
)
def test_verdict_needs_both_measures(
    before: tuple[int, int], after: tuple[int, int], expected: GapVerdict
) -> None:
    first, last = (gap(figure("a", a), figure("b", b)) for a, b in (before, after))
    assert verdict(first, last, direction=Direction.UP) is expected


def test_scores_have_no_ratio_and_are_judged_by_the_difference() -> None:
    first, last = (gap(figure("a", 300), figure("b", b), unit=Unit.mean()) for b in (270, 280))
    assert first.adverse_ratio is None
    assert first.summary_ratio is None
    assert verdict(first, last, direction=Direction.UP) is GapVerdict.CLOSING


def test_why_there_is_no_gap_is_said() -> None:
    def read(*found: GroupFigure, direction: Direction = Direction.UP) -> GapReading | NoGap:
        return read_gap(found, unit=PERCENT, direction=direction)

    assert read() is NoGap.ONLY_TOTALS
    assert read(figure("a", None, is_hidden=True)) is NoGap.ALL_HIDDEN
    assert read(figure("a", 50), figure("b", None)) is NoGap.ONE_GROUP
    assert read(figure("a", 50), figure("b", 60), direction=Direction.BAND) is NoGap.NO_WAY_IS_BETTER


def test_hidden_and_missing_groups_are_named_and_not_dropped() -> None:
    read = gap(figure("a", 50), figure("b", 60), figure("c", None, is_hidden=True), figure("d", None))
    assert (read.hidden, read.missing) == (("c",), ("d",))


def test_overlap_needs_intervals() -> None:
    wide = {"low": Decimal(40), "high": Decimal(70)}
    assert gap(figure("a", 50, **wide), figure("b", 60, **wide)).overlaps is True
    assert gap(figure("a", 50), figure("b", 60)).overlaps is None


def test_ratio_is_undefined_when_the_bad_thing_never_happens_in_the_best_group() -> None:
    assert adverse_ratio(Decimal(100), Decimal(90), unit=PERCENT, direction=Direction.UP) is None
    assert adverse_ratio(Decimal(5), Decimal(9), unit=PER_1000, direction=Direction.UP) is None


def test_widest_distance_of_any_two_groups_is_39_and_33_within_race() -> None:
    found = [
        row for row in rows("minnesota_graduation.csv", school_year="2019-20") if row["dimension"] != "all"
    ]
    read = gap(*groups(found, "percent"))
    assert (read.difference, read.behind) == (39, "Homeless")
    assert minnesota("2019-20").difference == 33


def test_the_widest_gap_is_chosen_among_gaps_read_within_their_dimension() -> None:
    read = {"race": gap(figure("a", 90), figure("b", 50)), "sex": gap(figure("f", 90), figure("m", 80))}
    assert widest(read) == "race"
    assert widest({}) is None
