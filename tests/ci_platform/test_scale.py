"""Synthetic initiatives are made whole, once, and the same every time."""

from __future__ import annotations

from ci_platform.demonstration.scale import Depth, make_scale, table
from initiatives.models import Initiative
from initiatives.tenancy import inside
from measurement.models import Observation

SMALL = Depth(indicators=2, periods=3, groups=2)


def test_each_synthetic_initiative_has_all_its_figures_on_a_public_page(db: None) -> None:
    made = list(make_scale(2, SMALL))
    assert made == ["scale-0001", "scale-0002"]
    for slug in made:
        initiative = Initiative.objects.get(slug=slug)
        assert initiative.is_published
        assert initiative.is_illustrative
        with inside(initiative.pk):
            assert Observation.objects.count() == SMALL.figures == 18
            assert not Observation.objects.exclude(publication=Observation.Publication.SHOWN).exists()


def test_making_them_again_makes_only_those_that_are_missing(db: None) -> None:
    assert list(make_scale(1, SMALL)) == ["scale-0001"]
    assert list(make_scale(2, SMALL)) == ["scale-0002"]
    assert list(make_scale(2, SMALL)) == []


def test_figures_come_out_the_same_every_time_and_differ_between_indicators() -> None:
    assert table(SMALL, 7) == table(SMALL, 7) != table(SMALL, 8)
