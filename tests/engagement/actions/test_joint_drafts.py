"""From level 4 up the group that decides sees a draft when staff do: nothing is prepared behind its back. SPECTRUM L6."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engagement.actions.engagements import announce
from engagement.actions.levels import change_level
from engagement.models import Engagement
from initiatives.access import build_viewer
from initiatives.models import Initiative, Person, Record
from tests.factories.decisions import Council, make_council
from tests.factories.engagements import WORDS, make_clause, make_framed, make_joint_table
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def sees(person: Person, made: Engagement) -> bool:
    viewer = build_viewer(person, Initiative.objects.get(pk=made.initiative_id))
    found = Engagement.objects.visible_to(viewer).filter(pk=made.pk).exists()
    assert Record.objects.visible_to(viewer).filter(pk=made.record_id).exists() is found
    return found


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone, "community", "partner")


@pytest.mark.parametrize(("level", "is_shared"), [(2, False), (3, False), (4, True), (5, True)])
def test_seats_of_the_group_see_the_draft_where_they_decide_together(
    people: People, council: Council, level: int, is_shared: bool
) -> None:
    made = make_framed(by=people.backbone, level=level, body=council.body)
    assert [sees(holder, made) for holder in council.holders] == [is_shared] * 2
    assert sees(people.staff, made)
    assert not sees(people.resident, made)
    assert not sees(people.outsider, made)


def test_the_draft_goes_with_the_level_that_is_chosen(people: People, council: Council) -> None:
    made = make_framed(by=people.backbone, level=2, body=council.body)
    change_level(engagement=made, to=4, reason={}, by=people.backbone)
    assert sees(council[0], made)
    change_level(engagement=made, to=3, reason={}, by=people.backbone)
    assert not sees(council[0], made)


def test_another_group_that_is_chosen_sees_it_instead(people: People, council: Council) -> None:
    other = make_council(people.backbone, slug="others")
    made = make_framed(by=people.backbone, level=4, body=council.body)
    made = make_framed(
        by=people.backbone, level=4, body=other.body, words=replace(WORDS, title={"en": "Other"})
    )
    assert not sees(council[0], made)
    assert sees(other[0], made)


def test_what_is_announced_is_everybodys(people: People) -> None:
    table = make_joint_table(by=people.backbone)
    make_clause(by=people.backbone)
    made = make_framed(by=people.backbone, level=4, body=table, panel=(people.resident,))
    announce(engagement=made, by=people.backbone)
    assert sees(people.partner, made)
