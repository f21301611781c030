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
    share_in_groups,
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
    assert (first.difference, last.difference) == (Decimal(42), Decimal(33))
    assert (first.adverse_ratio, last.adverse_ratio) == (Decimal("3.625"), Decimal("4.000"))
    assert verdict(first, last, unit=PERCENT, direction=Direction.UP) is GapVerdict.MIXED


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
    assert verdict(first, last, unit=PER_1000, direction=Direction.DOWN) is GapVerdict.MIXED


def figure(key: str, value: int | None, **more: Decimal | bool) -> GroupFigure:
    return GroupFigure(key, None if value is None else Decimal(value), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((90, 50), (92, 70), GapVerdict.CLOSING),
        ((90, 50), (92, 45), GapVerdict.WIDENING),
        ((90, 50), (90, 50), GapVerdict.FLAT),
        ((90, 50), (70, 50), GapVerdict.LEVELLED_DOWN),
        ((90, 50), (80, 55), GapVerdict.LEVELLED_DOWN),
        ((90, 50), (87, 60), GapVerdict.CLOSING),
        ((84, 42), (89, 56), GapVerdict.MIXED),
        ((90, 71), (59, 32), GapVerdict.MIXED),
        ((90, 50), (91, 51), GapVerdict.WIDENING),
    ],
)
def test_verdict_needs_both_measures(
    before: tuple[int, int], after: tuple[int, int], expected: GapVerdict
) -> None:
    first, last = (gap(figure("a", a), figure("b", b)) for a, b in (before, after))
    assert verdict(first, last, unit=PERCENT, direction=Direction.UP) is expected


def test_scores_have_no_ratio_and_are_judged_by_the_difference() -> None:
    first, last = (gap(figure("a", 300), figure("b", b), unit=Unit.mean()) for b in (270, 280))
    assert first.adverse_ratio is None
    assert first.summary_ratio is None
    assert verdict(first, last, unit=PERCENT, direction=Direction.UP) is GapVerdict.CLOSING


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
    assert read.difference == 39
    assert read.behind == "Homeless"
    assert minnesota("2019-20").difference == 33


def test_the_widest_gap_is_chosen_among_gaps_read_within_their_dimension() -> None:
    read = {"race": gap(figure("a", 90), figure("b", 50)), "sex": gap(figure("f", 90), figure("m", 80))}
    assert widest(read) == "race"
    assert widest({}) is None


def test_named_reference_differences_in_minnesota() -> None:
    def difference(year: str, group: str) -> Decimal:
        found = rows("minnesota_graduation.csv", school_year=year, dimension="race_ethnicity")
        pair = groups([row for row in found if row["category"] in ("White", group)], "percent")
        read = read_gap(pair, unit=PERCENT, direction=Direction.UP, reference="White")
        assert isinstance(read, GapReading)
        return read.difference

    assert [difference(year, "Black") for year in ("2010-11", "2019-20")] == [Decimal(35), Decimal("19.8")]
    assert [difference(year, "Hispanic") for year in ("2010-11", "2019-20")] == [Decimal(33), Decimal("18.6")]


def test_a_named_reference_may_fare_worse() -> None:
    found = rows("mn_college_participation.csv", period="2012", measure="enrolled in the fall, in Minnesota")
    pair = groups([row for row in found if row["category"] in ("White", "Hispanic")], "percent")
    read = read_gap(pair, unit=PERCENT, direction=Direction.UP, reference="White")
    assert isinstance(read, GapReading)
    assert read.difference == Decimal("-9.6")


def test_five_race_groups_hold_96_6_percent_of_the_cohort() -> None:
    found = groups(
        rows("us_graduation.csv", school_year="2021-22", dimension="race_ethnicity"), "percent", "cohort"
    )
    whole = groups(rows("us_graduation.csv", school_year="2021-22", dimension="all"), "percent", "cohort")[0]
    assert sum(group.denominator or 0 for group in found) == 3_646_509
    assert round(100 * (share_in_groups(found, whole) or 0), 1) == Decimal("96.6")
    assert share_in_groups([figure("a", 50)], whole) is None
    assert share_in_groups(found, figure("", 50)) is None


def pooled(name: str, rate: str, place: str, part: str = "", whole: str = "") -> dict[str, GroupFigure]:
    found = rows(name, period="2017-2023", place=place, dimension="race_ethnicity")
    return {
        row["category"]: GroupFigure(
            row["category"],
            Decimal(row[rate]) if row[rate] else None,
            Decimal(row[part]) if part and row[part] else None,
            Decimal(row[whole]) if whole and row[whole] else None,
            Decimal(row["ci_low"]) if row["ci_low"] else None,
            Decimal(row["ci_high"]) if row["ci_high"] else None,
            is_hidden=row["status"] == "suppressed",
        )
        for row in found
    }


INFANT = ("hamilton_ohio_us_infant_mortality_pooled.csv", "rate_per_1000")
COUNTS = ("numerator_deaths", "denominator_births")


@pytest.mark.parametrize(
    ("place", "difference", "ratio"),
    [
        ("Hamilton County, Ohio", "10.52", "3.38"),
        ("Ohio", "9.68", "2.84"),
        ("United States", "6.79", "2.55"),
    ],
)
def test_pooled_infant_mortality_black_against_white(place: str, difference: str, ratio: str) -> None:
    found = pooled(*INFANT, place)
    read = gap(found["White"], found["Black"], unit=Unit.rate(1000, 2), direction=Direction.DOWN)
    assert round(read.difference, 2) == Decimal(difference)
    assert round(read.adverse_ratio or 0, 2) == Decimal(ratio)
    assert read.overlaps is False


def test_black_infant_deaths_to_parity_are_exact_where_the_counts_are_known() -> None:
    found = pooled(*INFANT, "Hamilton County, Ohio", *COUNTS)
    read = gap(found["White"], found["Black"], unit=Unit.rate(1000, 2), direction=Direction.DOWN)
    assert read.to_parity == {"Black": 237}


def test_groups_hidden_at_their_source_are_named() -> None:
    read = gap(*pooled(*INFANT, "Hamilton County, Ohio").values(), unit=PER_1000, direction=Direction.DOWN)
    assert read.hidden == ("American Indian/Alaska Native", "Asian", "Native Hawaiian/Pacific Islander")


def test_low_birth_weight_black_against_white() -> None:
    found = pooled(
        "hamilton_ohio_us_low_birthweight.csv", "percent", "Hamilton County, Ohio", "numerator", "denominator"
    )
    read = gap(found["White"], found["Black"], unit=Unit.percent(2), direction=Direction.DOWN)
    assert round(read.difference, 2) == Decimal("8.11")
    assert round(read.adverse_ratio or 0, 3) == Decimal("2.148")
    assert [round(100 * found[group].rate(Unit.percent()), 2) for group in ("White", "Black")] == [
        Decimal("7.06"),
        Decimal("15.18"),
    ]


def test_teen_births_hispanic_against_white() -> None:
    found = pooled("hamilton_ohio_us_teen_births.csv", "rate_per_1000_women_15_19", "Hamilton County, Ohio")
    read = gap(found["White"], found["Hispanic"], unit=PER_1000, direction=Direction.DOWN)
    assert round(read.adverse_ratio or 0, 2) == Decimal("7.93")


def test_grade_8_mathematics_white_against_black_widened() -> None:
    def of(year: str) -> GapReading:
        found = rows(
            "mn_naep_scores.csv", period=year, subject="mathematics", grade="8", dimension="race_ethnicity"
        )
        pair = [row for row in found if row["category"] in ("White", "Black")]
        return gap(*groups(pair, "avg_scale_score"), unit=Unit.mean(0))

    first, last = of("2011"), of("2019")
    assert (first.difference, last.difference) == (Decimal(36), Decimal(45))
    assert verdict(first, last, unit=Unit.mean(0), direction=Direction.UP) is GapVerdict.WIDENING


def test_ohio_black_against_white_by_difference_and_ratio() -> None:
    def of(year: str) -> GapReading:
        found = rows("ohio_infant_mortality_by_race.csv", period=year, dimension="race")
        pair = [row for row in found if row["category"] in ("White", "Black")]
        return gap(*groups(pair, "rate_per_1000"), unit=PER_1000, direction=Direction.DOWN)

    assert [of(year).difference for year in ("2015", "2017", "2019")] == [
        Decimal(v) for v in ("9.6", "10.3", "9.2")
    ]
    assert [of(year).adverse_ratio for year in ("2015", "2017", "2019")] == [
        Decimal(v) for v in ("2.745", "2.943", "2.804")
    ]


def test_the_whole_may_be_the_reference_even_for_one_group() -> None:
    read = read_gap([figure("a", 50)], unit=PERCENT, direction=Direction.UP, whole=figure("", 84))
    assert isinstance(read, GapReading)
    assert (read.reference, read.difference) == ("", Decimal(34))


def test_groups_that_share_the_worst_figure_are_all_named() -> None:
    read = gap(figure("a", 50), figure("b", 90), figure("c", 50))
    assert (read.behind, read.all_behind) == ("a", ("a", "c"))


def test_counts_of_groups_are_not_compared() -> None:
    pair = [figure("a", 5), figure("b", 9)]
    assert read_gap(pair, unit=Unit.count(), direction=Direction.DOWN) is NoGap.COUNTS


def test_what_has_no_size_or_is_no_share_has_no_people_to_parity() -> None:
    assert gap(figure("a", 5), figure("b", 9)).to_parity == {}
    sized = figure("a", 5, denominator=Decimal(100)), figure("b", 9, denominator=Decimal(100))
    assert gap(*sized, unit=Unit.mean()).to_parity == {}
    assert gap(*sized).to_parity == {"a": 4}
    ahead = read_gap(sized, unit=PERCENT, direction=Direction.UP, reference="a")
    assert isinstance(ahead, GapReading)
    assert ahead.to_parity == {}


def test_no_group_can_be_compared_with_a_best_that_never_has_it() -> None:
    read = gap(figure("a", 0), figure("b", 9), unit=PER_1000, direction=Direction.DOWN)
    assert (read.adverse_ratio, read.summary_ratio) == (None, None)
