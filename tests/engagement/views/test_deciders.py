"""Who decided: people on the list say for themselves to which groups they belong; the page shows sums, protected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engagement.actions.certifying import certify
from engagement.actions.elector_groups import say_groups
from engagement.actions.opening import open_vote
from engagement.actions.parity import record_outreach, say_shares
from engagement.actions.voting import cast_by_slip, cast_secretly
from engagement.models import Decision, ElectorGroup, Engagement
from engagement.rules.ballots import Ballot
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Category, Event, Person
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.decisions import (
    Council,
    address,
    counted,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    ready,
    row_of,
    say,
    slips_of,
)
from tests.factories.people import make_person
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]
YES = Ballot("", "yes")


@pytest.fixture
def engagement(council: Council, people: People) -> Engagement:
    return make_engagement(council, level=5, by=council[0])


@pytest.fixture
def ages(engagement: Engagement, people: People) -> list[Category]:
    """Give two ages, how many of those whom it concerns are of each, and how both were reached for: it may be voted on."""
    by = people.backbone
    dimension = add_dimension(name={"en": "Age"}, kind="age", by=by)
    made = [add_category(dimension=dimension, name={"en": name}, by=by) for name in ("Young", "Old")]
    with clock.at(clock.now() - timedelta(days=20)):
        shares = dict(zip(made, (60, 40), strict=True))
        say_shares(engagement=engagement, shares=shares, source="Census 2020", by=by)
        for each in made:
            record_outreach(
                engagement=engagement, category=each, words={"en": "We asked at the doors"}, by=by
            )
    return made


def body(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def heard(client_of: ClientOf, engagement: Engagement) -> str:
    return body(client_of(None).get(f"{engagement.record.url}heard/"))


def people_vote(
    council: Council, engagement: Engagement, ages: list[Category], numbers: tuple[int, int, int, int]
) -> Decision:
    """Let so many young people be on a list, so many of them vote, and so of the old ones; count it."""
    decision = make_noticed(council, motion(electorate_of="people"), engagement=engagement)
    crowd = [make_person(name=f"Voter {n}") for n in range(numbers[0] + numbers[2])]
    ready(decision, Council(council.body, [*council.holders[:2], *crowd]))
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        for at, person in enumerate(crowd):
            is_young = at < numbers[0]
            row = row_of(decision, person)
            say_groups(elector=row, groups=[ages[0] if is_young else ages[1]], by=person)
            if at < numbers[1] or numbers[0] <= at < numbers[0] + numbers[3]:
                cast_secretly(decision=decision, elector=row, ballot=YES, by=person)
    done = counted(decision)
    with clock.at(decision.round.closes_at):
        for teller in council.holders[:2]:
            certify(decision=decision, by=teller)
    return done


def test_page_shows_who_could_vote_and_who_did_beside_those_whom_it_concerns(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    assert "Who decided" not in heard(client_of, engagement)
    people_vote(council, engagement, ages, (10, 5, 10, 5))
    page = heard(client_of, engagement)
    assert "Who decided" in page
    assert "20 of the 22 on the list of voters said to which group they belong." in page
    assert page.count("50 %") == 4
    assert "About its share" in page
    assert "More than its share" in page


def test_small_groups_of_those_who_decided_are_not_shown(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    people_vote(council, engagement, ages, (3, 3, 10, 5))
    page = heard(client_of, engagement)
    assert page.count("Not shown") == 4
    assert "13 of the 15" in page


def test_where_fewer_than_five_said_it_nothing_is_shown(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    people_vote(council, engagement, ages, (2, 2, 2, 2))
    page = heard(client_of, engagement)
    assert "Fewer than five of those who could vote" in page
    assert "Of those who could vote" not in page


def test_while_it_is_open_nobody_learns_who_has_voted(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    decision = make_open(council, engagement=engagement)
    for holder in council.holders:
        say_groups(elector=row_of(decision, holder), groups=[ages[0]], by=holder)
        say(decision, holder)
    assert "Who decided" not in heard(client_of, engagement)


def test_seat_says_it_for_itself_changes_it_and_takes_it_back(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category], people: People
) -> None:
    decision = make_open(council, engagement=engagement)
    where, field = address(decision, "vote-groups"), f"group_{ages[0].dimension_id}"
    seat = client_of(council[0])
    assert "Who you are, if you like" in body(seat.get(address(decision)))
    assert "Who you are, if you like" not in body(client_of(people.partner).get(address(decision)))
    assert client_of(people.partner).post(where, {field: ages[0].pk}).status_code == 409
    seat.post(where, {field: ages[0].pk})
    assert f'value="{ages[0].pk}" selected' in body(seat.get(address(decision)))
    seat.post(where, {field: ages[1].pk})
    assert [row.category for row in ElectorGroup.objects.all()] == [ages[1]]
    seat.post(where, {field: ""})
    assert not ElectorGroup.objects.exists()
    assert not Event.objects.filter(kind__contains="group").exists()


def test_nobody_says_it_for_others_for_other_groups_or_after_the_end(
    council: Council, engagement: Engagement, ages: list[Category], people: People
) -> None:
    decision = make_open(council, engagement=engagement)
    row = row_of(decision, council[0])
    with pytest.raises(RuleBroken, match="for themselves"):
        say_groups(elector=row, groups=[ages[0]], by=council[1])
    place = add_dimension(name={"en": "Place"}, kind="place", by=people.backbone)
    other = add_category(dimension=place, name={"en": "North"}, by=people.backbone)
    with pytest.raises(RuleBroken, match="asked for here"):
        say_groups(elector=row, groups=[other], by=council[0])
    say(decision, council[0])
    counted(decision)
    with pytest.raises(RuleBroken, match="closed"):
        say_groups(elector=row, groups=[ages[0]], by=council[0])


def test_slip_carries_its_group_to_the_list_and_not_into_the_box(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    decision = make_noticed(council, motion(electorate_of="slips"), engagement=engagement)
    ready(decision, council)
    first, second = slips_of(decision, 2, by=council[0])
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        page = body(client_of(None).get(f"/q/{first}/"))
        assert "I’d rather not say" in page
        field = f"group_{ages[0].dimension_id}"
        client_of(None).post(f"/q/{first}/", {"stance": "yes", field: ages[0].pk})
        slip = decision.electorate.get(slip_number=2).slip
        assert slip is not None
        cast_by_slip(decision=decision, slip=slip, ballot=YES)
    assert second
    only = ElectorGroup.objects.get()
    assert (only.elector.slip_number, only.category) == (1, ages[0])
    assert decision.secret_ballots.count() == 2


def test_paper_ballot_carries_its_group_to_the_list_once_both_tellers_typed_the_same(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    decision = make_noticed(council, motion(electorate_of="slips"), engagement=engagement)
    ready(decision, council)
    slips_of(decision, 2, by=council[0])
    where, field = address(decision, "papers"), f"group_{ages[0].dimension_id}"
    typed = {"number": 1, "stance": "yes", field: ages[0].pk}
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        first, second = client_of(council[0]), client_of(council[1])
        assert "Not said" in body(first.get(where))
        assert first.post(where, typed).status_code == 302
        assert not ElectorGroup.objects.exists()
        other = second.post(where, {**typed, field: ages[1].pk})
        assert "typed different things" in body(other)
        assert second.post(where, typed).status_code == 302
        assert first.post(where, {"number": 2, "stance": "no"}).status_code == 302
        assert second.post(where, {"number": 2, "stance": "no"}).status_code == 302
    only = ElectorGroup.objects.get()
    assert (only.elector.slip_number, only.category) == (1, ages[0])
    assert [one.ballot.get("groups") for one in decision.secret_ballots.all()] == [None, None]


def test_page_with_the_slips_says_what_to_print_on_each_paper(
    client_of: ClientOf, council: Council, engagement: Engagement, ages: list[Category]
) -> None:
    decision = make_noticed(council, motion(electorate_of="slips"), engagement=engagement)
    ready(decision, council)
    page = body(client_of(council[0]).post(address(decision, "slips"), {"number": 2}))
    assert "To print on each paper ballot" in page
    assert all(str(each) in page for each in ages)


def test_it_goes_with_the_person(
    council: Council, engagement: Engagement, ages: list[Category], people: People
) -> None:
    decision = make_open(council, engagement=engagement)
    say_groups(elector=row_of(decision, council[0]), groups=[ages[0]], by=council[0])
    erase_person(person=council[0], why="asked", by=people.backbone)
    assert not ElectorGroup.objects.exists()
