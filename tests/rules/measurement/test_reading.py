"""A reading is stored and read back without loss, and answers what pages ask of it."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.disaggregation import GapVerdict, NoGap
from measurement.rules.forecast import NoForecast
from measurement.rules.reading import (
    Caution,
    Figure,
    Finding,
    Found,
    Gap,
    Group,
    IndicatorReading,
    Promise,
    Run,
    Split,
    Step,
)
from measurement.rules.targets import TargetWord
from measurement.rules.trend import TrendWhy, TrendWord

WHOLE = (
    Figure(2016.5, "2016"),
    Figure(2017.5, "2017", Decimal("53.0"), Decimal(50), Decimal(56), Decimal(1000)),
    Figure(2018.5, "2018"),
    Figure(2019.5, "2019", Decimal(61), mark="provisional"),
)
GAP = Gap("2019", 11, 12, Decimal(33), Decimal(4), "2017", 11, 12, Decimal(42), Decimal("3.625"))
FULL = IndicatorReading(
    whole=WHOLE,
    step=1.0,
    course=TrendWord.BETTER,
    why=TrendWhy.RUN,
    run=Run(5, "2014", 2014.5, ("2016",)),
    points=2,
    since=0,
    promise=Promise(
        Decimal(75), 2029.5, "2029", TargetWord.BEHIND, Decimal("4.7"), Decimal("2.3"), Decimal(68)
    ),
    forecast=(Step(2020.5, "2020", Decimal(62), Decimal(60), Decimal(64)),),
    splits=(
        Split(1, (Group(11, WHOLE), Group(12, WHOLE)), (13, 14), (15,), GAP, further=3, under_floor=(12,)),
        Split(2, (Group(21, WHOLE),), no_gap=NoGap.ONE_GROUP),
    ),
    grade="B",
    quality=(Found(Finding.MISSING_PERIODS, False, 2, "2016, 2018"),),
    rising=True,
    usual=(Decimal("50.1"), Decimal("60.2")),
    past=(Promise(Decimal(70), 2020.5, "2020", TargetWord.MISSED, period="2020", floor=Decimal(65)),),
    unseen=NoForecast.NO_CLEAR_PACE,
    cautions=(Caution(2017.0, "2017"),),
    within_noise=False,
    until="2030-01-01",
    walls=(2016.0,),
)


def test_a_full_reading_comes_back_whole_from_json() -> None:
    stored = json.loads(json.dumps(FULL.to_json()))
    assert IndicatorReading.from_json(stored) == FULL


def test_what_other_rules_stored_is_not_trusted() -> None:
    stored = json.loads(json.dumps(FULL.to_json()))
    del stored["past"]
    assert IndicatorReading.from_json({**stored, "version": 1}) == IndicatorReading()
    del stored["version"]
    assert IndicatorReading.from_json(stored) == IndicatorReading()


def test_cautions_are_those_that_lie_after_a_place() -> None:
    assert FULL.cautions_since(2016.5) == FULL.cautions
    assert FULL.cautions_since(2017.0) == ()


def test_an_empty_reading_comes_back_from_nothing() -> None:
    assert IndicatorReading.from_json({}) == IndicatorReading()
    assert (
        IndicatorReading.from_json(json.loads(json.dumps(IndicatorReading().to_json()))) == IndicatorReading()
    )


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from(GapVerdict), st.booleans()
)
def test_every_gap_comes_back(number: Decimal, verdict: GapVerdict, overlaps: bool) -> None:
    gap = Gap(
        "2019",
        1,
        2,
        number,
        number,
        verdict=verdict,
        summary=number,
        overlaps=overlaps,
        to_parity=((1, 5), (2, 7)),
    )
    reading = IndicatorReading(splits=(Split(1, (), gap=gap),))
    assert IndicatorReading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_now_is_the_last_figure_and_before_the_first_comparable_one() -> None:
    assert FULL.now is WHOLE[3]
    assert FULL.before is WHOLE[1]
    assert IndicatorReading(whole=WHOLE, since=2).before is None
    assert IndicatorReading(whole=WHOLE[:1]).now is None


def test_a_split_is_found_by_its_dimension() -> None:
    assert FULL.split(2) is FULL.splits[1]
    assert FULL.split(3) is None
    assert FULL.split(None) is None


def test_headline_gap_is_read_in_the_named_dimension_else_in_the_first_that_has_one() -> None:
    without, with_gap = Split(2, (), no_gap=NoGap.ONE_GROUP), Split(1, (), gap=GAP)
    reading = IndicatorReading(whole=WHOLE, splits=(without, with_gap))
    assert reading.headline_split(2) is without
    assert reading.headline_split(None) is with_gap
    assert reading.headline_split(9) is with_gap
    assert IndicatorReading(splits=(without,)).headline_split(None) is without
    assert IndicatorReading().headline_split(None) is None
