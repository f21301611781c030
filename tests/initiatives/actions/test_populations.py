"""Groups by which figures are read, through the actions."""

from __future__ import annotations

import pytest

from initiatives.actions.populations import add_alias, add_category, add_dimension, take_starter_list
from initiatives.models import Category, Initiative, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.starter_groups import STARTER_LISTS


@pytest.mark.parametrize("slug", STARTER_LISTS)
def test_every_starter_list_can_be_taken(inside_initiative: Initiative, backbone: Person, slug: str) -> None:
    dimension = take_starter_list(starter=STARTER_LISTS[slug], by=backbone)
    assert [c.position for c in dimension.categories.all()] == list(range(len(STARTER_LISTS[slug].groups)))


def test_a_starter_list_is_taken_once(inside_initiative: Initiative, backbone: Person) -> None:
    take_starter_list(starter=STARTER_LISTS["sex"], by=backbone)
    with pytest.raises(RuleBroken):
        take_starter_list(starter=STARTER_LISTS["sex"], by=backbone)


def test_a_group_is_added_once(inside_initiative: Initiative, backbone: Person) -> None:
    place = add_dimension(name={"en": "Neighbourhood"}, kind="place", is_community_defined=True, by=backbone)
    add_category(dimension=place, name={"en": "Mill Heights"}, by=backbone)
    with pytest.raises(RuleBroken):
        add_category(dimension=place, name={"en": "Mill heights"}, by=backbone)


def test_a_group_in_another_alphabet_has_an_address_too(
    inside_initiative: Initiative, backbone: Person
) -> None:
    place = add_dimension(name={"en": "Language"}, kind="language", by=backbone)
    assert add_category(dimension=place, name={"so": "ሶማሊ"}, by=backbone).slug == "group-1"


def test_another_name_is_remembered_once(inside_initiative: Initiative, backbone: Person) -> None:
    sex = take_starter_list(starter=STARTER_LISTS["sex"], by=backbone)
    girls = sex.categories.get(slug="female")
    for _ in range(2):
        add_alias(category=girls, alias="fem.", by=backbone)
    assert Category.objects.get(pk=girls.pk).aliases.count("fem.") == 1
