"""Commitments on Today: mine to accept, mine and late, those that wait for my word; and all late ones for the backbone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from communications.attention import needs_of
from communications.attention_commitments import COMMITMENT_SOURCES
from communications.desk import Desk
from communications.rules.attention import Need
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Role
from initiatives import clock
from initiatives.access.viewers import build_viewer
from initiatives.actions.commitments import Promise, create_commitment, deeds_of, note_commitment
from initiatives.models import Body, Commitment, Initiative, Membership, Person
from initiatives.rules.commitments import Deed
from initiatives.rules.permissions import Permission
from tests.conftest import Browser
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.spectrum_scene import make_scene
from tests.personas import FAR_AHEAD, LONG_AGO, People

EVERYBODY = ("backbone", "staff", "partner", "resident", "funder")


def needs(initiative: Initiative, person: Person | None) -> list[Need]:
    desk = Desk(initiative, build_viewer(person, initiative), clock.today(initiative.zone))
    return needs_of(question for source in COMMITMENT_SOURCES for question in source(desk))


def promise(days: int) -> Promise:
    due = clock.today() + timedelta(days=days)
    return Promise({"en": "Open two rooms"}, Membership.objects.get(), Body.objects.get(), due)


@pytest.mark.parametrize("proposer", EVERYBODY)
def test_whoever_may_accept_it_finds_it_and_nobody_else(
    inside_initiative: Initiative, people: People, proposer: str
) -> None:
    made = note_commitment(promise=promise(9), by=getattr(people, proposer))
    for name in EVERYBODY:
        person = getattr(people, name)
        found = [need.url for need in needs(inside_initiative, person)]
        assert found == ([made.record.url] if Deed.ACCEPT in deeds_of(made, person) else []), name


def test_a_proposal_whose_day_is_over_still_waits_and_is_not_late(
    inside_initiative: Initiative, people: People
) -> None:
    note_commitment(promise=promise(-9), by=people.resident)
    (need,) = needs(inside_initiative, people.partner)
    assert (need.due, need.meta[-1]) == (None, "Waits to be accepted")
    assert needs(inside_initiative, people.staff) == []


def test_what_is_late_asks_each_side_for_its_own_word_and_the_backbone_sees_it(
    inside_initiative: Initiative, people: People
) -> None:
    made = create_commitment(promise=promise(-9), by=None)
    create_commitment(promise=promise(0), by=None)
    asked = {
        name: [(need.action, need.due) for need in needs(inside_initiative, getattr(people, name))]
        for name in ("partner", "resident", "staff", "funder")
    }
    assert asked == {
        "partner": [("Tell how far it is", made.due)],
        "resident": [("Say whether it was kept", made.due)],
        "staff": [("Look at it", made.due)],
        "funder": [],
    }


@pytest.mark.parametrize("level", [Level.COLLABORATING, Level.EMPOWERING])
def test_where_the_community_decides_today_asks_whoever_the_table_lets_judge(
    inside_initiative: Initiative, people: People, level: Level
) -> None:
    scene = make_scene(level, initiative=inside_initiative, by=people.backbone)
    council, because = scene.council.body, scene.engagement.record
    for hat in (Role.RESIDENT, Role.BACKBONE, Role.FUNDER, Role.SUPERUSER, Role.TELLER, Role.ADVISER):
        seat = make_seat(council, f"Seat of {hat}")
        seat_somebody(seat, scene.people[hat], starts=LONG_AGO, ends=FAR_AHEAD)
    given = Promise({"en": "Open two rooms"}, Membership.objects.get(), council, FAR_AHEAD, because=because)
    of_witness = replace(given, receiver=Body.objects.get(is_table=True), witness=scene.people[Role.ADVISER])
    made = [create_commitment(promise=one, by=None) for one in (given, of_witness)]
    Commitment.objects.update(due=clock.today() - timedelta(days=2))
    asked, judged = {}, {}
    for hat, person in scene.people.items():
        if Permission.COMMITMENT_EDIT in build_viewer(person, inside_initiative).permissions:
            found = needs(inside_initiative, person)
            asked[hat] = {need.url for need in found if need.action == "Say whether it was kept"}
            judged[hat] = {one.record.url for one in made if Deed.MEET in deeds_of(one, person)}
    assert asked == judged
    assert len({len(urls) for urls in judged.values()}) > 1 or level < Level.EMPOWERING


def test_it_stands_on_today_and_counts_beside_the_plan(
    client_of: Callable[..., Browser], inside_initiative: Initiative, people: People
) -> None:
    create_commitment(promise=promise(-9), by=None)
    page = " ".join(client_of(people.partner).get("/i/harbor/today/").content.decode().split())
    assert '<h2 class="grp" id="part-commitments">' in page
    assert "9 days late" in page
    assert "Harbor Learns Library to Harbor Learns table" in page
