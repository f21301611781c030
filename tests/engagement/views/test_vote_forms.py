"""What can be put to a vote, and what is noted beside it: purposes, changed texts, presence, interests, spoilt papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from engagement.actions.criteria import propose_criterion
from engagement.actions.motions import change_text
from engagement.actions.opening import open_vote
from engagement.gathering.questions import modifiers_of
from engagement.models import Decision, Elector, Engagement, Recusal, SecretBallot
from engagement.rules.methods import HALF, Base, Consensus, Consent, Supermajority
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, OpeningFloor, Quorum, TakingPart
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.models import Body, Event, Person
from tests.access.forms import forms_on
from tests.conftest import Browser
from tests.factories.decisions import (
    Council,
    address,
    after_the_end,
    counted,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    ready,
    say,
    slips_of,
)
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]
ASKED = {"question_en": "Ours?", "rule": "majority", "base": "decided", "winners": 1, "points": 5, "electorate_of": "seats"}  # fmt: skip


def putting(engagement: Engagement) -> str:
    return reverse("vote-add", kwargs={"slug": OWN, "number": engagement.record.number})


def body(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


# --- Purposes ----------------------------------------------------------------------------------------------------------
def test_group_of_the_community_sets_what_is_on_the_ballot_in_the_browser(
    client_of: ClientOf, council: Council
) -> None:
    engagement = make_engagement(council, state="closed_to_input", by=council[0])
    seat = client_of(council[0])
    assert "Which options there are" in body(seat.get(putting(engagement)))
    assert seat.post(putting(engagement), {**ASKED, "purpose": "options"}).status_code == 302
    assert Decision.objects.get().purpose == "options"


def test_whether_an_adviser_may_vote_is_put_with_their_name(
    client_of: ClientOf, council: Council, people: People
) -> None:
    engagement = make_engagement(council, state="closed_to_input", by=council[0])
    sent = {**ASKED, "purpose": "adviser_may_vote"}
    seat = client_of(council[0])
    assert seat.post(putting(engagement), sent).status_code == 422
    assert seat.post(putting(engagement), {**sent, "about_person": people.staff.pk}).status_code == 302
    assert Decision.objects.get().about_person == people.staff


def test_what_cannot_be_put_at_this_stage_is_no_choice(client_of: ClientOf, council: Council) -> None:
    engagement = make_engagement(council, by=council[0], is_ready=False)
    seat = client_of(council[0])
    assert "To take it up again" not in body(seat.get(putting(engagement)))
    assert seat.post(putting(engagement), {**ASKED, "purpose": "reopen"}).status_code == 422
    assert not Decision.objects.exists()


def test_way_to_put_a_question_is_offered_where_there_is_one(
    client_of: ClientOf, council: Council, people: People
) -> None:
    open_one = make_engagement(council, level=2, state="open", titles=(), by=people.backbone)
    ripe = make_engagement(council, level=2, by=people.backbone, is_ready=False)
    offered = {
        one: "Put a question to a vote" in body(client_of(council[0]).get(f"{one.record.url}votes/"))
        for one in (open_one, ripe)
    }
    assert offered == {open_one: False, ripe: True}


def test_those_who_decided_can_take_it_up_again(client_of: ClientOf, council: Council) -> None:
    engagement = make_engagement(council, level=2, by=council[0])
    Engagement.objects.filter(pk=engagement.pk).update(state="decided")
    engagement.steps.create(from_state="options_frozen", to_state="decided", by=council[0])
    assert client_of(council[0]).post(putting(engagement), ASKED).status_code == 302
    assert Decision.objects.get(purpose="reopen").round.body == council.body


def test_owner_decides_otherwise_in_its_own_group(
    client_of: ClientOf, council: Council, people: People
) -> None:
    joint = make_council(people.backbone, *["community"] * 2, slug="joint")
    engagement = make_engagement(joint, level=4, by=joint[0])
    table = Body.objects.get(is_table=True)
    found = make_open(joint, motion(rule=Consent()), engagement=engagement)
    for holder in joint.holders:
        say(found, holder, "no_concern")
    with clock.at(counted(found).closed_at + timedelta(hours=1)):  # type: ignore[operator]
        facilitator = client_of(people.backbone)
        assert "Not to follow the joint body" in body(facilitator.get(putting(engagement)))
        assert (
            facilitator.post(
                putting(engagement), {**ASKED, "purpose": "override", "body": joint.body.pk}
            ).status_code
            == 302
        )
    assert Decision.objects.get(purpose="override").round.body == table


def test_joint_group_votes_on_its_criteria_and_reads_them_beside_the_ballot(
    client_of: ClientOf, council: Council, people: People
) -> None:
    engagement = make_engagement(council, level=4, state="open", titles=(), by=people.backbone)
    seat = client_of(council[0])
    page = f"{engagement.record.url}criteria/"
    assert "Put them to a vote" not in body(seat.get(page))
    propose_criterion(engagement=engagement, words={"en": "Reaches night workers"}, weight=3, by=council[0])
    assert "Put them to a vote" in body(seat.get(page))
    assert "By what options are judged" not in body(seat.get(f"{engagement.record.url}votes/"))
    table = Body.objects.get(is_table=True)
    refused = seat.post(putting(engagement), {**ASKED, "body": table.pk})
    assert refused.status_code == 422
    assert "most of the residents’ seats agree as well" in body(refused)
    sent = {**ASKED, "community": "on", "body": table.pk}
    assert seat.post(putting(engagement), sent).status_code == 302
    vote = Decision.objects.get()
    assert (vote.purpose, vote.round.body) == ("criteria", council.body)
    found = body(client_of(None).get(address(vote)))
    assert "Reaches night workers" in found
    assert "By what options are judged" in body(seat.get(f"{engagement.record.url}votes/"))
    found = body(seat.get(page))
    assert vote.record.url in found
    assert "Put them to a vote" not in found
    assert "Propose a criterion" not in found


def test_a_group_can_hand_a_decision_over_and_a_question_rests_on_that(
    client_of: ClientOf, council: Council, people: People
) -> None:
    where = reverse("vote-add-procedural", kwargs={"slug": OWN})
    sent = {**ASKED, "question_en": "Hand the park over?", "purpose": "delegate", "body": council.body.pk}
    assert client_of(council[0]).post(where, sent).status_code == 302
    decision = Decision.objects.get(purpose="delegate")
    Decision.objects.filter(pk=decision.pk).update(state="in_force", result={}, closed_at=clock.now())
    engagement = make_engagement(council, state="draft", titles=(), by=people.backbone)
    framing = reverse("engagement-framing", kwargs={"slug": OWN, "number": engagement.record.number})
    browser = client_of(people.backbone)
    assert "Hand the park over?" in body(browser.get(framing))
    texts = {f"{name}_en": "The park" for name in ("title", "question")}
    sent = {**texts, "authority_decision": decision.record.pk}
    assert browser.post(framing, sent).status_code == 302
    engagement.refresh_from_db()
    assert engagement.authority_decision == decision.record
    assert "Hand the park over?" in body(browser.get(engagement.record.url))


def test_every_requirement_beside_the_rule_is_asked_in_the_browser(
    client_of: ClientOf, council: Council
) -> None:
    where = reverse("vote-add-procedural", kwargs={"slug": OWN})
    sent = {
        **ASKED, "purpose": "procedure", "body": council.body.pk, "quorum_number": 2, "quorum_by": "present",
        "quorum_of": "members", "residents_quorum": "on", "floor": "on", "community": "on", "vacancies": "on",
        "by_organisation": "on", "fallback": "two_thirds",
    }  # fmt: skip
    assert client_of(council[0]).post(where, sent).status_code == 302
    found = modifiers_of(Decision.objects.get())
    kinds = ("community",)
    assert found.quorums == (
        Quorum(2, TakingPart.PRESENT, CountedBy.MEMBERS),
        Quorum(HALF, TakingPart.PRESENT, CountedBy.SEATS, kinds),
    )
    assert found.opening_floor == OpeningFloor(kinds, HALF)
    assert found.class_agreements == (ClassAgreement(kinds, HALF, is_strict=False, base=Base.CAST),)
    assert (found.are_vacancies_counted, found.is_by_organisation) == (True, True)
    assert found.fallback == Supermajority(Fraction(2, 3), Base.DECIDED, is_strict=False)


def test_slips_have_no_seats_of_residents_to_wait_for(client_of: ClientOf, council: Council) -> None:
    where = reverse("vote-add-procedural", kwargs={"slug": OWN})
    sent = {
        **ASKED, "purpose": "procedure", "body": council.body.pk, "electorate_of": "slips", "eligibility_en": "All here.",
        "residents_quorum": "on", "floor": "on", "community": "on",
    }  # fmt: skip
    assert client_of(council[0]).post(where, sent).status_code == 302
    found = modifiers_of(Decision.objects.get())
    assert (found.quorums, found.opening_floor, found.class_agreements) == ((), None, ())


# --- Changed texts -------------------------------------------------------------------------------------------------------
def test_changed_question_shows_what_changed(client_of: ClientOf, council: Council) -> None:
    decision = make_noticed(council)
    changed = {"en": "Shall the library open on Sundays and holidays?"}
    change_text(decision=decision, question=changed, by=council[0])
    page = body(client_of(None).get(address(decision)))
    assert "What changed in its words" in page
    assert "<ins>" in page
    assert "What changed in its words" not in body(client_of(None).get(address(make_noticed(council))))


def test_changed_text_takes_the_place_of_a_blocked_one(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(rule=Consensus(0)))
    client_of(council[0]).post(
        address(decision, "ballot"),
        {"stance": "block", "reason": "Noise", "harms": "Neighbors", "would_resolve": "Close at eight"},
    )
    done = counted(decision)
    assert done.state == "mediation"
    where = address(done, "vote-revision")
    sent = {**ASKED, "question_en": "Shall the library open on Sundays until eight?"}
    case = done.objections.get().case
    assert case is not None
    with clock.at(after_the_end(done)):
        assert "Shall the library open on Sundays?" in body(client_of(council[0]).get(where))
        assert "in mediation until" in body(client_of(council[0]).post(where, sent))
    with clock.at(case.due_at or clock.now()):
        assert client_of(council[0]).post(where, sent).status_code == 302
    new = Decision.objects.get(previous=done)
    assert (new.version, new.purpose) == (2, done.purpose)
    page = body(client_of(None).get(address(new)))
    assert "until eight" in page
    assert "What changed in its words" in page


def test_new_text_begins_with_all_that_was_asked_beside_the_rule(
    client_of: ClientOf, council: Council
) -> None:
    asked = Modifiers(
        are_vacancies_counted=True,
        quorums=(
            Quorum(HALF, TakingPart.PRESENT, CountedBy.MEMBERS),
            Quorum(HALF, TakingPart.PRESENT, CountedBy.SEATS, ("community",)),
        ),
        opening_floor=OpeningFloor(("community",), HALF),
        fallback=Supermajority(Fraction(2, 3), Base.DECIDED, is_strict=False),
    )
    decision = make_noticed(council, motion(modifiers=asked))
    page = client_of(council[0]).get(address(decision, "vote-revision"))
    form = next(form for form in forms_on(page.content, "") if "quorum" in form.fields)
    sent = {name: values[0] for name, values in form.filled.items()}
    assert (sent["quorum"], sent["quorum_by"], sent["quorum_of"]) == ("1/2", "present", "members")
    assert {"residents_quorum", "floor", "vacancies"} <= set(sent)
    assert "community" not in sent
    assert sent["fallback"] == "two_thirds"


# --- The list of voters --------------------------------------------------------------------------------------------------
def test_who_is_in_the_room_is_noted_once_and_only_while_it_is_open(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_open(council)
    where = address(decision, "vote-presence")
    row = Elector.objects.get(decision=decision, person=council[1])
    assert client_of(people.partner).post(where, {"present": [row.pk]}).status_code == 409
    assert client_of(council[0]).post(where, {"present": [row.pk]}).status_code == 302
    row.refresh_from_db()
    assert row.present_at is not None
    assert f'value="{row.pk}"' not in body(client_of(council[0]).get(where))
    done = counted(decision)
    left = Elector.objects.get(decision=decision, person=council[2])
    answer = client_of(council[0]).post(address(done, "vote-presence"), {"present": [left.pk]})
    assert answer.status_code == 422
    assert "stands as it was noted" in body(answer)


def test_interest_that_came_out_later_flags_the_decision(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council)
    say(decision, council[0])
    done = counted(decision)
    row = Elector.objects.get(decision=decision, person=council[0])
    quiet = Elector.objects.get(decision=decision, person=council[1])
    where = address(done, "vote-interest")
    sent = {"interest_en": "His firm builds it."}
    assert client_of(council[1]).post(where, {**sent, "elector": quiet.pk}).status_code == 422
    assert client_of(council[1]).post(where, {**sent, "elector": row.pk}).status_code == 302
    page = body(client_of(None).get(address(done)))
    assert "An interest of somebody who voted came out after the vote" in page
    assert "His firm builds it." in page


def test_flagged_decision_of_a_question_leads_to_those_who_may_take_it_up_again(
    client_of: ClientOf, council: Council
) -> None:
    engagement = make_engagement(council, level=2, by=council[0])
    decision = make_open(council, engagement=engagement)
    say(decision, council[0])
    done = counted(decision)
    asking = f'href="{engagement.record.url}promises/ask/"'
    assert asking not in body(client_of(None).get(address(done)))
    row = Elector.objects.get(decision=decision, person=council[0])
    sent = {"elector": row.pk, "interest_en": "His firm builds it."}
    client_of(council[1]).post(address(done, "vote-interest"), sent)
    assert asking in body(client_of(None).get(address(done)))


def test_words_of_an_interest_go_with_the_person_and_that_they_stepped_aside_stays(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_open(council)
    client_of(council[0]).post(address(decision, "recusal"), {"interest_en": "My sister Ann works there."})
    erase_person(person=council[0], why="asked", by=people.backbone)
    row = Recusal.objects.get()
    assert row.interest == {"en": "—"}
    assert row.person == council[0]
    assert not [event for event in Event.objects.all() if "Ann" in str(event.facts)]


# --- Spoilt papers -------------------------------------------------------------------------------------------------------
def test_paper_that_nobody_can_read_is_spoilt_when_both_tellers_say_so(
    client_of: ClientOf, council: Council
) -> None:
    decision = make_noticed(council, motion(electorate_of="slips"))
    ready(decision, council)
    codes = slips_of(decision, 2, by=council[0])
    first, second = (client_of(teller) for teller in council.holders[:2])
    where = address(decision, "papers")
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        first.post(where, {"number": 1, "is_spoilt": "on"})
        assert "typed different things" in body(second.post(where, {"number": 1, "stance": "yes"}))
        second.post(where, {"number": 1, "is_spoilt": "on"})
        sheet = decision.sheets.get()
        assert (sheet.is_spoilt, sheet.first) == (True, None)
        assert "used up" in body(client_of(None).post(f"/q/{codes[0]}/", {"stance": "yes"}))
        for teller in (first, second):
            teller.post(where, {"number": 2, "stance": "yes"})
    assert SecretBallot.objects.count() == 1
    done = counted(decision)
    assert "1 paper was spoilt" in body(client_of(None).get(address(done, "count")))
    closed = Event.objects.get(kind="decision.closed").facts
    assert (closed["sheets"], closed["spoilt"]) == (1, 1)
