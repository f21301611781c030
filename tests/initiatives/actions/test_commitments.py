"""Commitments: proposed and accepted across the table, judged by whoever they were made to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from initiatives import clock
from initiatives.actions.commitments import (
    Promise,
    accept_commitment,
    confirm_met,
    create_commitment,
    note_missed,
    propose_commitment,
    release,
    renegotiate,
    tell_progress,
)
from initiatives.models import Body, Commitment, Event, Initiative, Membership, Seat
from initiatives.rules.refusals import RuleBroken
from tests.factories.partners import make_seat, seat_somebody
from tests.personas import FAR_AHEAD, LONG_AGO, People

SEEN = {"en": "Twelve families told us so"}


@pytest.fixture
def promise(inside_initiative: Initiative) -> Promise:
    due = clock.today() + timedelta(days=30)
    return Promise({"en": "Open two rooms"}, Membership.objects.get(), Body.objects.get(), due)


def test_a_proposal_waits_for_the_other_side(promise: Promise, people: People) -> None:
    made = propose_commitment(promise=promise, by=people.partner)
    with pytest.raises(RuleBroken, match="other side accepts"):
        accept_commitment(commitment=made, by=people.partner)
    accept_commitment(commitment=made, by=people.resident)
    made.refresh_from_db()
    assert (made.state, made.state_changed_by) == (Commitment.State.ACCEPTED, people.resident)


def test_only_the_recipient_says_that_it_was_kept(promise: Promise, people: People) -> None:
    made = create_commitment(promise=promise, by=None)
    tell_progress(commitment=made, words={"en": "One room is open"}, by=people.partner)
    with pytest.raises(RuleBroken, match="promised to"):
        confirm_met(commitment=made, evidence=SEEN, by=people.partner)
    confirm_met(commitment=made, evidence=SEEN, by=people.resident)
    made.refresh_from_db()
    assert (made.state, made.evidence) == (Commitment.State.MET, SEEN)


def test_a_witness_says_it_too(promise: Promise, people: People) -> None:
    witnessed = Promise(promise.words, promise.giver, promise.receiver, promise.due, witness=people.funder)
    made = create_commitment(promise=witnessed, by=None)
    confirm_met(commitment=made, evidence=SEEN, by=people.funder)
    made.refresh_from_db()
    assert made.state == Commitment.State.MET


def test_what_was_missed_keeps_its_reason_and_can_be_agreed_anew(promise: Promise, people: People) -> None:
    made = create_commitment(promise=promise, by=None)
    note_missed(commitment=made, reason={"en": "The roof leaked"}, by=people.partner)
    later = promise.due + timedelta(days=30)
    renewed = renegotiate(commitment=made, due=later, reason={"en": "After the repair"}, by=people.resident)
    made.refresh_from_db()
    assert (made.state, renewed.renews, renewed.due) == (Commitment.State.RENEGOTIATED, made, later)


@pytest.mark.parametrize("days", [0, 30])
def test_a_day_is_only_moved_later(promise: Promise, people: People, days: int) -> None:
    made = create_commitment(promise=promise, by=None)
    with pytest.raises(RuleBroken, match="after the old one"):
        renegotiate(
            commitment=made,
            due=clock.today() + timedelta(days=days),
            reason={"en": "Sooner"},
            by=people.resident,
        )


def test_outsiders_to_a_commitment_cannot_release_it(promise: Promise, people: People) -> None:
    made = create_commitment(promise=promise, by=None)
    with pytest.raises(RuleBroken, match="between whom"):
        release(commitment=made, reason={"en": "Never mind"}, by=people.funder)
    assert not Event.objects.filter(kind="commitment.released").exists()


def test_nobody_promises_themselves(promise: Promise, people: People) -> None:
    own = Promise(promise.words, promise.giver, promise.giver, promise.due)
    with pytest.raises(RuleBroken, match="somebody else"):
        propose_commitment(promise=own, by=people.partner)


def test_an_advisory_seat_does_not_judge_what_the_group_was_promised(
    promise: Promise, people: People
) -> None:
    made = create_commitment(promise=promise, by=None)
    advisory = make_seat(Body.objects.get(), "Advisory seat", seat_class="funder", voting=False)
    seat_somebody(advisory, people.funder, starts=LONG_AGO, ends=FAR_AHEAD)
    with pytest.raises(RuleBroken, match="promised to"):
        confirm_met(commitment=made, evidence=SEEN, by=people.funder)
    with pytest.raises(RuleBroken, match="between whom"):
        release(commitment=made, reason={"en": "Never mind"}, by=people.funder)


def test_whoever_works_for_the_promiser_does_not_judge_it_from_a_seat(
    promise: Promise, people: People
) -> None:
    made = create_commitment(promise=promise, by=None)
    seat = make_seat(Body.objects.get(), "Partner seat", seat_class="partner")
    seat_somebody(seat, people.partner, starts=LONG_AGO, ends=FAR_AHEAD)
    later = promise.due + timedelta(days=30)
    with pytest.raises(RuleBroken, match="your own side promised"):
        confirm_met(commitment=made, evidence=SEEN, by=people.partner)
    with pytest.raises(RuleBroken, match="your own side promised"):
        release(commitment=made, reason={"en": "Never mind"}, by=people.partner)
    with pytest.raises(RuleBroken, match="your own side promised"):
        renegotiate(commitment=made, due=later, reason={"en": "Later"}, by=people.partner)
    tell_progress(commitment=made, words={"en": "One room is open"}, by=people.partner)


def test_a_group_judges_what_it_gave_itself_to_do(promise: Promise, people: People) -> None:
    table = Body.objects.get()
    made = create_commitment(promise=promise, by=None)
    Commitment.objects.filter(pk=made.pk).update(from_membership=None, from_body=table)
    Seat.objects.filter(seat_class="backbone").update(is_voting=False)
    with pytest.raises(RuleBroken, match="promised to"):
        confirm_met(commitment=made, evidence=SEEN, by=people.backbone)
    confirm_met(commitment=made, evidence=SEEN, by=people.resident)
