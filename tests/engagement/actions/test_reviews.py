"""After a decision: those who took it vote on whether it stands, changes or ends; no seat does that alone. SPECTRUM section 3."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.certifying import certify, name_teller
from engagement.actions.motions import OptionText, change_text
from engagement.actions.motions import withdraw as take_back
from engagement.actions.opening import open_vote
from engagement.actions.reviews import ChangedText, ask_review, ask_revision, come_due
from engagement.gathering.questions import modifiers_of, rule_of
from engagement.gathering.rows import rows_of
from engagement.models import Decision
from engagement.rules.impossible import Impossible
from engagement.rules.methods import Approval, Base, Consent, Majority
from initiatives import clock
from initiatives.models import Commitment, Due, Event
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import (
    BOTH_MAJORITIES,
    Council,
    counted,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    other_than,
    ready,
    say,
)
from tests.factories.partners import make_seat, seat_somebody
from tests.personas import FAR_AHEAD, LONG_AGO, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHY = {"en": "Nobody came on Sundays."}
STANDS, ENDS = Decision.Purpose.REAFFIRM, Decision.Purpose.END
A_LATER_DAY = timedelta(days=40)


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone)


def taken(council: Council, *, stance: str = "yes", **more: object) -> Decision:
    """Let the council adopt something that it looks at again in a month."""
    asked = replace(motion(), review_on=clock.today() + timedelta(days=30), **more)  # type: ignore[arg-type]
    decision = make_open(council, asked)
    for holder in council.holders:
        say(decision, holder, stance)
    return counted(decision)


def voted(council: Council, vote: Decision, stance: str = "yes") -> Decision:
    """Let everybody say the same to a vote at a review, and count it."""
    with clock.at(vote.round.opens_at):
        open_vote(decision=vote, by=None)
        for holder in council.holders:
            say(vote, holder, stance)
    return counted(vote)


def fresh(decision: Decision) -> Decision:
    return Decision.objects.get(pk=decision.pk)


# --- Nobody's act --------------------------------------------------------------------------------------------------------
def test_a_seat_only_puts_it_to_those_who_decided_and_until_they_vote_it_stands(council: Council) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
    assert (vote.state, vote.reviews, vote.round.body) == ("noticed", done, council.body)
    assert vote.question == {"en": "Does this decision end? “Shall the library open on Sundays?”"}
    assert fresh(done).state == "review_due"


def test_a_decision_ends_when_those_who_took_it_vote_so(council: Council) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
    assert voted(council, vote).state == "in_force"
    assert fresh(done).state == "ended"
    step = done.steps.latest("pk")
    assert (step.by, step.reason) == (None, WHY)
    assert Event.objects.get(kind="decision.ended").facts["by_record"] == vote.record.number
    assert not Due.objects.filter(job="engagement.review_decision", key=str(vote.record.number)).exists()


def test_a_decision_stands_until_another_day_when_those_who_took_it_vote_so(council: Council) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        until = clock.today() + timedelta(days=300)
        vote = ask_review(decision=done, purpose=STANDS, reason=WHY, review_on=until, by=council[0])
    voted(council, vote)
    assert (fresh(done).state, fresh(done).review_on) == ("reaffirmed", until)
    due = Due.objects.get(job="engagement.review_decision", key=str(done.record.number))
    assert due.due_at.date() == until
    assert not Due.objects.filter(job="engagement.review_decision", key=str(vote.record.number)).exists()
    with clock.at(clock.now() + timedelta(days=400)):
        assert come_due(decision=done).state == "review_due"


@pytest.mark.parametrize("purpose", [STANDS, ENDS])
def test_what_finds_no_majority_changes_nothing_and_can_be_asked_again(
    council: Council, purpose: str
) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        until = clock.today() + timedelta(days=300)
        vote = ask_review(decision=done, purpose=purpose, reason=WHY, review_on=until, by=council[0])
        assert voted(council, vote, "no").state == "not_adopted"
        assert fresh(done).state == "review_due"
        ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])


def test_one_vote_on_it_at_a_time(council: Council) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
        with pytest.raises(RuleBroken, match="on the way") as refusal:
            ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[1])
        assert refusal.value.missing == ((str(vote), vote.record.url),)
        take_back(decision=vote, reason=WHY, by=council[0])
        ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[1])


def test_before_its_day_and_without_a_reason_nothing_is_put(council: Council) -> None:
    done = taken(council)
    with pytest.raises(RuleBroken, match="not to be looked at again yet"):
        ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        with pytest.raises(RuleBroken, match="Say why"):
            ask_review(decision=done, purpose=ENDS, reason={"en": " "}, by=council[0])
        for day in (None, clock.today() + timedelta(days=3)):
            with pytest.raises(RuleBroken, match="a day after the vote"):
                ask_review(decision=done, purpose=STANDS, reason=WHY, review_on=day, by=council[0])
    assert not Decision.objects.filter(reviews=done).exists()


def test_whether_a_decision_ends_is_not_put_without_that_decision(council: Council) -> None:
    with pytest.raises(RuleBroken, match="about which decision"):
        make_noticed(council, motion(purpose=ENDS))


def test_what_is_asked_at_a_review_is_not_reworded(council: Council) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
        with pytest.raises(RuleBroken, match="stands or ends"):
            change_text(decision=vote, question={"en": "Do we like it?"}, by=council[0])


# --- The same people, the same rule --------------------------------------------------------------------------------------
def test_nobody_gets_round_a_rule_by_asking_again(council: Council) -> None:
    done = taken(council, stance="no_concern", rule=Consent(), modifiers=BOTH_MAJORITIES)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
    assert (rule_of(vote), modifiers_of(vote)) == (Consent(), BOTH_MAJORITIES)
    assert (vote.rule, vote.parameters) == (done.rule, done.parameters)


def test_what_people_decided_by_slips_is_looked_at_again_by_slips(council: Council) -> None:
    options = [OptionText({"en": "Paths"}), OptionText({"en": "Shade"})]
    done = make_noticed(council, motion(rule=Approval(1), options=options, electorate_of="slips"))
    ready(done, council)
    Decision.objects.filter(pk=done.pk).update(state="review_due", result={}, in_force_at=clock.now())
    vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
    assert (vote.electorate_of, vote.is_secret, vote.eligibility) == ("slips", True, done.eligibility)
    assert rule_of(vote) == Majority(Base.DECIDED)


# --- A changed text ------------------------------------------------------------------------------------------------------
def test_the_old_text_stands_until_the_new_one_is_adopted(council: Council) -> None:
    done = taken(council)
    text = ChangedText({"en": "Shall the library open on Saturdays?"})
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        vote = ask_revision(decision=done, text=text, reason=WHY, by=council[0])
    assert (vote.previous, vote.reviews, vote.version, fresh(done).state) == (done, done, 2, "review_due")
    new = voted(council, vote)
    assert (new.state, fresh(done).state, fresh(done).record.state) == ("in_force", "revised", "superseded")
    assert Due.objects.filter(job="engagement.review_decision", key=str(new.record.number)).exists()


def test_a_text_that_is_not_adopted_leaves_the_old_one_as_it_was(council: Council) -> None:
    done = taken(council)
    text = ChangedText({"en": "Shall the library open on Saturdays?"})
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        first = ask_revision(decision=done, text=text, reason=WHY, by=council[0])
        voted(council, first, "no")
        second = ask_revision(decision=done, text=text, reason=WHY, by=council[0])
    assert fresh(done).state == "review_due"
    assert {first.previous, second.previous} == {done}


def test_what_people_were_heard_on_is_not_changed_without_them(council: Council, people: People) -> None:
    engagement = make_engagement(council, level=2, by=people.backbone)
    decision = make_open(council, engagement=engagement)
    say(decision, council[0])
    done = counted(decision)
    with clock.at(clock.now() + timedelta(days=500)):
        come_due(decision=done)
        with pytest.raises(RuleBroken, match="heard once more") as refusal:
            ask_revision(decision=done, text=ChangedText({"en": "Less"}), reason=WHY, by=council[0])
    assert refusal.value.missing[0][1] == f"{engagement.record.url}votes/add/"


# --- What followed from it -----------------------------------------------------------------------------------------------
def community_ends_it(council: Council) -> Decision:
    """Let a community's council decide, and a year later vote that it ends; its tellers certify both."""
    engagement = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=engagement)
    for holder in council.holders:
        say(decision, holder)
    done = certified(council, counted(decision))
    with clock.at(clock.now() + timedelta(days=500)):
        come_due(decision=done)
        vote = ask_review(decision=done, purpose=ENDS, reason=WHY, by=council[0])
        for person in council.holders[:2]:
            name_teller(decision=vote, person=person, by=other_than(person, council.holders))
        vote = voted(council, vote)
        assert (vote.state, fresh(done).state) == ("tallied", "review_due")
        certified(council, vote)
    return fresh(done)


def certified(council: Council, decision: Decision) -> Decision:
    with clock.at(decision.round.closes_at):
        for teller in council.holders[:2]:
            certify(decision=decision, by=teller)
    return fresh(decision)


def test_what_the_community_ended_is_not_owed_any_more_and_stays_on_record_as_decided(
    council: Council,
) -> None:
    done = community_ends_it(council)
    assert done.state == "ended"
    owed = Commitment.objects.get()
    assert (owed.state, owed.state_reason, owed.state_changed_by) == ("released", WHY, None)
    assert done.engagement is not None
    assert rows_of(done.engagement).substance() == done


def test_a_professional_does_not_put_the_end_of_what_the_community_decided(
    council: Council, people: People
) -> None:
    engagement = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=engagement)
    for holder in council.holders:
        say(decision, holder)
    done = certified(council, counted(decision))
    seat = make_seat(council.body, "Funder seat", seat_class="funder")
    seat_somebody(seat, people.funder, starts=LONG_AGO, ends=FAR_AHEAD)
    with clock.at(clock.now() + timedelta(days=500)):
        come_due(decision=done)
        with pytest.raises(RuleBroken, match="attempt is on record"):
            ask_review(decision=done, purpose=ENDS, reason=WHY, by=people.funder)
    assert Event.objects.filter(kind="engagement.attempt_refused", actor=people.funder).count() == 1


# --- The database --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("becomes", ["ended", "revised", "reaffirmed"])
def test_the_database_lets_nobody_end_a_decision_without_that_vote(council: Council, becomes: str) -> None:
    done = taken(council)
    with pytest.raises(IntegrityError, match="vote on it again"), transaction.atomic():
        Decision.objects.filter(pk=done.pk).update(state=becomes)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        with pytest.raises(IntegrityError, match="vote on it again"), transaction.atomic():
            Decision.objects.filter(pk=done.pk).update(state=becomes)


def test_a_vote_of_an_earlier_review_does_not_serve_a_later_one(council: Council) -> None:
    done = taken(council)
    with clock.at(clock.now() + A_LATER_DAY):
        come_due(decision=done)
        until = clock.today() + timedelta(days=300)
        vote = ask_review(decision=done, purpose=STANDS, reason=WHY, review_on=until, by=council[0])
    voted(council, vote)
    with clock.at(clock.now() + timedelta(days=500)):
        come_due(decision=done)
        with pytest.raises(IntegrityError, match="vote on it again"), transaction.atomic():
            Decision.objects.filter(pk=done.pk).update(state="reaffirmed")


def test_a_review_is_of_something_in_force(council: Council) -> None:
    decision = make_open(council)
    with pytest.raises((RuleBroken, Impossible)):
        ask_review(decision=decision, purpose=ENDS, reason=WHY, by=council[0])
