"""Whatever is published and taken back: the figures that count are those of before, and hidden ones stay out of the reading."""

from __future__ import annotations

import json
import random

import pytest

from initiatives.models import Initiative, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import bring_figures
from measurement.actions.releases import withdraw_release
from measurement.figures import read_shelf
from measurement.models import Indicator, Rollup
from tests.factories.figures import NOTE
from tests.factories.indicators import make_dimension, make_indicator

GROUPS = ("All students", "Asian", "Black", "Hispanic", "White")


@pytest.fixture
def indicator(inside_initiative: Initiative, backbone: Person) -> Indicator:
    make_dimension(by=backbone)
    return make_indicator(by=backbone, slug="grad")


def some_file(chance: random.Random) -> bytes:
    rows = ["period,category,numerator,denominator"]
    for year in chance.sample(range(2000, 2006), 3):
        for group in chance.sample(GROUPS, 4):
            people = chance.choice((4, 7, 60, 500))
            rows.append(f"{year}-{(year + 1) % 100:02d},{group},{chance.randint(0, people)},{people}")
    return "\n".join(rows).encode()


@pytest.mark.parametrize("seed", range(12))
def test_taking_back_restores_what_counted_before(indicator: Indicator, backbone: Person, seed: int) -> None:
    chance = random.Random(seed)
    bring_figures(indicator=indicator, content=some_file(chance), note=NOTE, by=backbone)
    for _ in range(3):
        before, reading = read_shelf(indicator).live, Rollup.objects.get(indicator=indicator).reading
        try:
            release = bring_figures(indicator=indicator, content=some_file(chance), note=NOTE, by=backbone)
        except RuleBroken:
            continue
        withdraw_release(release=release, reason=NOTE, by=backbone)
        assert read_shelf(indicator).live == before
        assert Rollup.objects.get(indicator=indicator).reading == reading


def test_a_hidden_figure_is_not_in_the_rollup(indicator: Indicator, backbone: Person) -> None:
    content = (
        b"period,category,numerator,denominator\n2019-20,All students,801,1003\n2019-20,Black,181,251\n"
        b"2019-20,White,401,501\n2019-20,Hispanic,3,7\n2019-20,Asian,216,244\n2018-19,Hispanic,40,70\n"
    )
    bring_figures(indicator=indicator, content=content, note=NOTE, by=backbone)
    rollup = Rollup.objects.get(indicator=indicator)
    stored = json.dumps([rollup.reading, rollup.card])
    assert "57.14" in stored
    assert "42.857" not in stored
    hidden = rollup.reading["splits"][0]["hidden"]
    assert len(hidden) == 2
