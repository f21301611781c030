"""What follows from a decision: whose it is to judge, when it came into being, and from whose decision. SPECTRUM E4, E6, L4."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engagement.actions.certifying import certify
from engagement.actions.closing import close_vote
from engagement.actions.overrides import override, standing_criteria
from engagement.actions.stepping import weigh
from engagement.models import Decision, Engagement
from engagement.rules.empowering import in_force_by_itself, progress_told
from engagement.rules.outcome_facts import Commitment as Fact
from engagement.rules.settling import Owed
from initiatives import clock
from initiatives.actions.commitments import confirm_met, release, renegotiate, tell_progress
from initiatives.actions.witnesses import name_witness
from initiatives.models import Body, Commitment, Event, Initiative, Membership, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.decisions import (
    Council,
    after_the_end,
    make_council,
    make_engagement,
    make_open,
    motion,
    say,
)
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.people import give_role, make_person
from tests.personas import FAR_AHEAD, LONG_AGO, OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[..., Browser]
WHY = {"en": "The bridge is closed until then."}


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone)


@pytest.fixture
def community_decided(council: Council) -> Engagement:
    """Give what the community decided and the library carries out."""
    made = make_engagement(council, by=council[0])
    library = Membership.objects.get()
    decision = make_open(council, motion(carried_out_by=library), engagement=made)
    decide_it(decision, council)
    made.refresh_from_db()
    return made


def decide_it(decision: Decision, council: Council) -> None:
    """Let everybody say yes and count it, as of the end of the vote."""
    for holder in council.holders:
        if decision.electorate.filter(person=holder).exists():
            say(decision, holder)
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
        for teller in council.holders[:2]:
            if Decision.objects.get(pk=decision.pk).state == Decision.State.TALLIED:
                certify(decision=decision, by=teller)


def attempts() -> list[tuple[str, Person | None]]:
    found = Event.objects.filter(kind="engagement.attempt_refused")
    return [(str(event.facts["deed"]), event.actor) for event in found]


def take_seat(council: Council, person: Person, seat_class: str) -> None:
    seat = make_seat(council.body, f"Seat of {person}", seat_class=seat_class)
    seat_somebody(seat, person, starts=LONG_AGO, ends=FAR_AHEAD)


# --- Who judges it: the community's body, not the implementer -------------------------------------------------------------
@pytest.mark.parametrize("path", ["confirmation", "release", "renewal"])
def test_professionals_with_a_vote_in_the_council_are_refused_and_it_is_on_record(
    community_decided: Engagement, council: Council, people: People, client_of: ClientOf, path: str
) -> None:
    take_seat(council, people.funder, "funder")
    made = Commitment.objects.get()
    url = f"{made.record.url}{path}/"
    typed = {"words_en": "Done", "due": (made.due + timedelta(days=9)).isoformat()}
    client_of(people.funder).post(url, typed)
    made.refresh_from_db()
    assert made.state == Commitment.State.ACCEPTED
    assert attempts() == [("mark done", people.funder)]


def test_professionals_are_not_offered_it_and_the_council_is(
    community_decided: Engagement, council: Council, people: People, client_of: ClientOf
) -> None:
    take_seat(council, people.funder, "funder")
    url = Commitment.objects.get().record.url
    assert "confirmation/" not in client_of(people.funder).get(url).content.decode()
    assert "confirmation/" in client_of(council[2]).get(url).content.decode()
    assert attempts() == []
    client_of(council[2]).post(f"{url}confirmation/", {"words_en": "We were there"})
    assert Commitment.objects.get().state == Commitment.State.MET
    assert attempts() == []


def test_where_the_whole_council_sits_at_the_table_a_resident_from_outside_judges_for_it(
    council: Council, people: People
) -> None:
    made = make_engagement(council, by=council[0])
    decide_it(make_open(council, engagement=made), council)
    promised = Commitment.objects.get()
    table = Body.objects.get(is_table=True)
    assert promised.from_body == table
    for holder in council.holders:
        seat_somebody(make_seat(table, f"Of {holder}"), holder, starts=LONG_AGO, ends=FAR_AHEAD)
    with pytest.raises(RuleBroken, match="your own side promised"):
        confirm_met(commitment=promised, evidence=WHY, by=council[0])
    with pytest.raises(RuleBroken, match="can’t judge this"):
        name_witness(commitment=promised, person=people.partner, by=council[0])
    somebody = make_person(name="Ada Outside")
    give_role(somebody, Role.RESIDENT, Initiative.objects.get(slug=OWN))
    name_witness(commitment=promised, person=somebody, by=council[0])
    confirm_met(commitment=promised, evidence=WHY, by=somebody)
    facts, _rules = weigh(made)
    (only,) = facts.outcome.commitments
    assert (only.done is not None, only.done_by_body) == (True, True)
    assert attempts() == []


# --- Agreed anew, and released --------------------------------------------------------------------------------------------
def owed(made: Engagement) -> tuple[tuple[Fact, ...], Owed, Owed]:
    facts, rules = weigh(made)
    now = clock.now()
    return facts.outcome.commitments, in_force_by_itself(facts, now, rules), progress_told(facts, now, rules)


def test_agreeing_on_a_later_day_does_not_make_the_beginning_late(
    community_decided: Engagement, council: Council, people: People
) -> None:
    first = Commitment.objects.get()
    began = first.record.created_at
    with clock.at(began + timedelta(days=20)):
        tell_progress(commitment=first, words={"en": "Half of it"}, by=people.partner)
        later = first.due + timedelta(days=30)
        second = renegotiate(commitment=first, due=later, reason=WHY, by=council[0])
        (fact,), e4, _e6 = owed(community_decided)
    assert fact.key == str(second.pk)
    assert (fact.created, fact.due) == (began, later)
    assert fact.progress == (began + timedelta(days=20),)
    assert e4.parts[1].done == began


def test_what_was_released_came_into_being_and_is_not_owed_any_more(
    community_decided: Engagement, council: Council
) -> None:
    first = Commitment.objects.get()
    began = first.record.created_at
    with clock.at(began + timedelta(days=20)):
        release(commitment=first, reason=WHY, by=council[0])
        (fact,), e4, e6 = owed(community_decided)
        now = clock.now()
    assert fact.released == now
    assert e4.parts[1].done == began
    assert not any(part.is_open(now) for part in e6.parts if part.is_gated)


# --- Whose decision it follows from ---------------------------------------------------------------------------------------
def test_what_a_joint_group_recommends_is_nobodys_to_do_until_the_owner_adopts_it(
    council: Council, people: People
) -> None:
    made = make_engagement(council, level=4, by=people.backbone)
    decide_it(make_open(council, engagement=made), council)
    assert not Commitment.objects.exists()
    table = Council(Body.objects.get(is_table=True), [people.resident, people.backbone])
    decide_it(make_open(table, by=people.backbone, engagement=made), table)
    (only,) = Commitment.objects.all()
    assert only.to_body == table.body


def test_after_deciding_otherwise_nothing_is_left_of_what_was_recommended(
    council: Council, people: People
) -> None:
    made = make_engagement(council, level=4, by=people.backbone)
    decide_it(make_open(council, engagement=made), council)
    table = Council(Body.objects.get(is_table=True), [people.resident, people.backbone])
    otherwise = make_open(
        table, motion(purpose=Decision.Purpose.OVERRIDE), by=people.backbone, engagement=made
    )
    decide_it(otherwise, table)
    otherwise.refresh_from_db()
    reasons = {each.pk: WHY for each in standing_criteria(made)}
    override(engagement=made, decision=otherwise, reasons=reasons, by=people.resident)
    assert not Commitment.objects.exists()


def test_where_the_owner_itself_is_the_group_it_is_somebodys_at_once(people: People) -> None:
    table = Council(Body.objects.get(is_table=True), [people.resident, people.backbone])
    made = make_engagement(table, level=4, by=people.backbone)
    decide_it(make_open(table, by=people.backbone, engagement=made), table)
    assert Commitment.objects.count() == 1
