"""The real files of the demonstrations give the known answers when they come in by the way of everybody."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import measurement
from initiatives.models import Initiative, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.starter_groups import DISABILITY, HOUSING, INCOME, LANGUAGE, RACE_ETHNICITY
from measurement.actions.imports import bring_figures
from measurement.imports import Corrections
from measurement.models import Indicator, Observation, Release
from tests.factories.figures import NOTE
from tests.factories.indicators import make_dimension, make_indicator

DATA = Path(measurement.__file__).parent / "data"


def content_of(name: str) -> bytes:
    return (DATA / f"{name}.csv").read_bytes()


def figures_of(indicator: Indicator, period: str, dimension: str) -> dict[str, Decimal]:
    live = Observation.objects.live(indicator=indicator).filter(
        period__label=period, series__memberships__category__dimension__slug=dimension
    )
    rows = live.values_list("series__memberships__category__slug", "value")
    return {slug: value for slug, value in rows if value is not None}


@pytest.fixture
def minnesota(inside_initiative: Initiative, backbone: Person) -> Indicator:
    for starter in (RACE_ETHNICITY, INCOME, LANGUAGE, DISABILITY, HOUSING):
        make_dimension(starter, by=backbone)
    indicator = make_indicator(by=backbone, slug="graduation")
    bring_figures(indicator=indicator, content=content_of("minnesota_graduation"), note=NOTE, by=backbone)
    return indicator


def test_minnesotas_gap_within_race_falls_from_42_to_33(minnesota: Indicator) -> None:
    first, last = (figures_of(minnesota, period, "race-ethnicity") for period in ("2010-11", "2019-20"))
    assert max(first.values()) - min(first.values()) == 42
    assert max(last.values()) - min(last.values()) == 33


def test_minnesotas_widest_gap_is_that_of_students_without_a_home(minnesota: Indicator) -> None:
    white = figures_of(minnesota, "2019-20", "race-ethnicity")["white"]
    assert white - figures_of(minnesota, "2019-20", "housing")["homeless"] == 39


def test_minnesotas_holes_stay_holes(minnesota: Indicator) -> None:
    live = Observation.objects.live(indicator=minnesota)
    known = [one for one in live.filter(period__label="2015-16") if one.value is not None]
    assert [one.series.key for one in known] == [""]
    assert not [one for one in live.filter(period__label="2016-17") if one.value is not None]


def test_minnesotas_file_again_adds_nothing(minnesota: Indicator, backbone: Person) -> None:
    before = Observation.objects.count()
    with pytest.raises(RuleBroken, match="Nothing in this file is new"):
        bring_figures(indicator=minnesota, content=content_of("minnesota_graduation"), note=NOTE, by=backbone)
    assert (Observation.objects.count(), Release.objects.count()) == (before, 1)


def test_hamiltons_correction_counts_and_the_first_figure_does_not(
    inside_initiative: Initiative, backbone: Person
) -> None:
    make_dimension(by=backbone)
    indicator = make_indicator(
        by=backbone,
        slug="infant",
        unit="rate",
        multiplier=1000,
        decimals=1,
        direction="down",
        frequency="calendar_year",
    )
    content = content_of("hamilton_infant_mortality")
    rows = content.decode().splitlines()
    windows = [at for at, row in enumerate(rows, 1) if at > 1 and "-" in row.split(",")[0]]
    corrections = Corrections(left_out=windows)
    bring_figures(indicator=indicator, content=content, note=NOTE, by=backbone, corrections=corrections)
    assert figures_of(indicator, "2020", "race-ethnicity")["black"] == Decimal("11.5")
    whole = Observation.objects.live(indicator=indicator).get(period__label="2021", series__key="")
    assert (whole.numerator, whole.denominator, whole.value) == (66, 10266, Decimal("6.4"))


def test_the_united_states_come_in_with_the_sizes_of_their_cohorts(
    inside_initiative: Initiative, backbone: Person
) -> None:
    for starter in (RACE_ETHNICITY, INCOME, LANGUAGE, DISABILITY, HOUSING):
        make_dimension(starter, by=backbone)
    indicator = make_indicator(by=backbone, slug="other")
    bring_figures(indicator=indicator, content=content_of("us_graduation"), note=NOTE, by=backbone)
    live = Observation.objects.live(indicator=indicator).filter(period__label="2021-22", series__key="")
    assert live.get().denominator == 3_776_449


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mn_student_homelessness", "measure"),
        ("hamilton_ohio_us_low_birthweight", "place"),
    ],
)
def test_a_file_of_several_measures_asks_which(
    inside_initiative: Initiative, backbone: Person, name: str, sentence: str
) -> None:
    indicator = make_indicator(by=backbone, slug="other", unit="count", frequency="irregular")
    with pytest.raises(RuleBroken, match=sentence):
        bring_figures(indicator=indicator, content=content_of(name), note=NOTE, by=backbone)
