"""Calculated measures: made from what is public, anew when it changes, and nothing of before is lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from initiatives.models import Initiative
from initiatives.rules.refusals import RuleBroken
from measurement.actions.approvals import approve_release, lock_release
from measurement.actions.calculations import set_calculation
from measurement.actions.imports import bring_figures
from measurement.actions.releases import withdraw_release
from measurement.models import Indicator, Observation, Release, Revision
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import GRADUATION, make_dimension, make_indicator
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def named(name: str, slug: str, people: People, **changes: object) -> Indicator:
    definition = replace(GRADUATION, name={"en": name}, **changes)  # type: ignore[arg-type]
    return make_indicator(definition, by=people.backbone, slug=slug)


def whole(indicator: Indicator) -> dict[str, Decimal | None]:
    live = Observation.objects.live(indicator=indicator).select_related("period", "series")
    return {one.period.label: one.value for one in live if one.series.key == ""}


def pair(people: People) -> tuple[Indicator, Indicator, Indicator]:
    make_dimension(by=people.backbone)
    north, south = named("North", "north", people), named("South", "south", people)
    for one, figures in ((north, (90, 100)), (south, (100, 900))):
        content = by_group("2019-20", all=figures)
        bring_figures(indicator=one, content=content, note=NOTE, by=people.backbone)
    return north, south, named("Both", "both", people)


def test_two_districts_together_are_worked_out_from_their_people(people: People) -> None:
    north, south, both = pair(people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    assert whole(both) == {"2019-20": Decimal(19)}


def test_a_changed_input_makes_it_anew_and_the_earlier_figure_stays_readable(people: People) -> None:
    north, south, both = pair(people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    bring_figures(indicator=north, content=by_group("2019-20", all=(100, 100)), note=NOTE, by=people.backbone)
    assert whole(both) == {"2019-20": Decimal(20)}
    assert Release.objects.filter(indicator=both).count() == 2
    assert Observation.objects.filter(series__indicator=both, value=19).exists()


def test_a_locked_figure_follows_its_input_as_a_correction_with_its_reason(people: People) -> None:
    north, south, both = pair(people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    locked = Release.objects.get(indicator=both)
    approve_release(release=locked, by=people.staff)
    lock_release(release=locked, by=people.staff)
    bring_figures(indicator=north, content=by_group("2019-20", all=(100, 100)), note=NOTE, by=people.backbone)
    assert whole(both) == {"2019-20": Decimal(20)}
    assert "North" in Revision.objects.get(release__indicator=both).reason["en"]


def test_an_input_that_is_taken_back_leaves_not_available_and_never_a_zero(people: People) -> None:
    north, south, both = pair(people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    withdraw_release(release=Release.objects.get(indicator=north), reason=NOTE, by=people.backbone)
    assert whole(both) == {"2019-20": None}


def test_what_is_calculated_from_a_calculated_one_follows_too(people: People) -> None:
    north, south, both = pair(people)
    rest = named("Not yet", "rest", people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    set_calculation(indicator=rest, expression="rest(a)", inputs={"a": both}, by=people.backbone)
    bring_figures(indicator=south, content=by_group("2019-20", all=(810, 900)), note=NOTE, by=people.backbone)
    assert whole(rest) == {"2019-20": Decimal(10)}


def test_a_circle_is_refused(people: People) -> None:
    north, south, both = pair(people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    rest = named("Not yet", "rest", people)
    set_calculation(indicator=rest, expression="rest(a)", inputs={"a": both}, by=people.backbone)
    with pytest.raises(RuleBroken, match="circle"):
        set_calculation(indicator=both, expression="rest(a)", inputs={"a": rest}, by=people.backbone)


def test_an_average_of_percentages_is_refused_with_what_to_do(people: People) -> None:
    north, south, both = pair(people)
    with pytest.raises(RuleBroken, match=r"together\(a, b\)"):
        set_calculation(
            indicator=both, expression="(a + b) / 2", inputs={"a": north, "b": south}, by=people.backbone
        )


def test_figures_are_not_brought_to_an_indicator_that_is_calculated(people: People) -> None:
    north, south, both = pair(people)
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    with pytest.raises(RuleBroken, match="calculated from others"):
        bring_figures(indicator=both, content=long_table("2018-19,60"), note=NOTE, by=people.backbone)


def test_an_indicator_with_figures_of_its_own_does_not_become_calculated(people: People) -> None:
    north, south, _both = pair(people)
    with pytest.raises(RuleBroken, match="figures of its own"):
        set_calculation(indicator=north, expression="rest(a)", inputs={"a": south}, by=people.backbone)


def test_a_group_that_is_not_shown_is_not_calculated_from(people: People, initiative: Initiative) -> None:
    make_dimension(by=people.backbone)
    north, south, both = named("N", "n", people), named("S", "s", people), named("B", "b", people)
    for one in (north, south):
        Indicator.objects.filter(pk=one.pk).update(source_is_public=False)
        one.refresh_from_db()
        content = by_group("2019-20", all=(80, 100), asian=(2, 4), white=(78, 96))
        bring_figures(indicator=one, content=content, note=NOTE, by=people.backbone)
    assert Observation.objects.filter(publication="suppressed_primary").exists()
    set_calculation(
        indicator=both, expression="together(a, b)", inputs={"a": north, "b": south}, by=people.backbone
    )
    assert {
        one.series.key for one in Observation.objects.filter(series__indicator=both).select_related("series")
    } == {""}
