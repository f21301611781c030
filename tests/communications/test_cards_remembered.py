"""Cards are remembered by all that they are made from: a change of anything is on the page at once."""

from __future__ import annotations

from django.utils.translation import override

from initiatives.models import Initiative, Person
from measurement.actions.imports import bring_figures
from measurement.models import Indicator
from measurement.pages.cards import card_of
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator


def fresh(indicator: Indicator) -> str:
    return card_of(Indicator.objects.select_related("rollup").get(pk=indicator.pk), "/i/harbor/").html


def test_a_new_figure_and_a_new_name_are_on_the_card_at_once(
    inside_initiative: Initiative, backbone: Person
) -> None:
    indicator = make_indicator(by=backbone)
    bring_figures(indicator=indicator, content=long_table("2019-20,81"), note=NOTE, by=backbone)
    first = fresh(indicator)
    assert "81" in first
    bring_figures(indicator=indicator, content=long_table("2020-21,84"), note=NOTE, by=backbone)
    assert "84" in fresh(indicator)
    Indicator.objects.filter(pk=indicator.pk).update(name={"en": "Called differently"})
    assert "Called differently" in fresh(indicator)


def test_a_card_is_remembered_for_each_language(inside_initiative: Initiative, backbone: Person) -> None:
    indicator = make_indicator(by=backbone, name={"en": "On time", "es": "A tiempo"})
    bring_figures(indicator=indicator, content=long_table("2019-20,81"), note=NOTE, by=backbone)
    assert "On time" in fresh(indicator)
    with override("es"):
        assert "A tiempo" in fresh(indicator)
    assert "On time" in fresh(indicator)
