"""Deciding against the joint group: only at level 4, by a recorded vote, with a reason for each criterion. SPECTRUM L4."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.overrides import override, votes_to_override
from engagement.models import Criterion, Decision, Engagement, Override
from initiatives import clock
from initiatives.identity import give_record
from initiatives.models import Body, Initiative, LedgerEntry, Round
from initiatives.rules.refusals import RuleBroken
from tests.factories.inputs import make_engagement
from tests.factories.partners import make_body
from tests.personas import People

WHY = {"en": "It would leave the north without any hub for two more years."}


@pytest.fixture
def joint(inside_initiative: Initiative, people: People) -> Engagement:
    """Give a question at level 4 in which the joint group has found its answer by two criteria."""
    body = make_body("Joint group", by=people.backbone)
    made = make_engagement(by=people.backbone, level=4, state="options_frozen", body=body)
    for position, name in enumerate(("Near", "Soon"), start=1):
        Criterion.objects.create(
            engagement=made,
            position=position,
            words={"en": name},
            weight=1,
            proposed_by=people.backbone,
            adopted_at=clock.now(),
        )
    decided(made, body, people, Decision.Purpose.SUBSTANCE, yes=4, no=0)
    return made


def decided(
    engagement: Engagement, body: Body, people: People, purpose: str, *, yes: int, no: int
) -> Decision:
    now = clock.now()
    question = {"en": f"Shall we ({purpose})?"}
    room = Round.objects.create(
        record=give_record(
            "round", title=question, path="decisions/{number}/", by=people.backbone, published=True
        ),
        body=body,
        question=question,
        noticed_at=now - timedelta(days=20),
        opens_at=now - timedelta(days=10),
        closes_at=now - timedelta(days=1),
        closed_at=now - timedelta(days=1),
    )
    return Decision.objects.create(
        record=give_record(
            "decision", title=question, path="decisions/{number}/", by=people.backbone, published=True
        ),
        engagement=engagement,
        purpose=purpose,
        round=room,
        question=question,
        rule="supermajority@1",
        electorate_of="seats",
        state=Decision.State.IN_FORCE,
        closed_at=now - timedelta(days=1),
        in_force_at=now - timedelta(days=1),
        result={"outcome": {"status": "adopted", "counts": [["yes", yes], ["no", no]], "winners": []}},
    )


def vote_of_owner(joint: Engagement, people: People, *, yes: int = 4, no: int = 1) -> Decision:
    return decided(joint, Body.objects.get(is_table=True), people, Decision.Purpose.OVERRIDE, yes=yes, no=no)


def reasons(joint: Engagement) -> dict[int, dict[str, str]]:
    return {each.pk: WHY for each in Criterion.objects.filter(engagement=joint)}


def test_the_owner_decides_otherwise_in_the_open(joint: Engagement, people: People) -> None:
    vote = vote_of_owner(joint, people)
    made = override(engagement=joint, decision=vote, reasons=reasons(joint), by=people.resident)
    assert made.standstill_until == vote.in_force_at + timedelta(days=7)  # type: ignore[operator]
    assert len(made.reasons) == 2
    assert LedgerEntry.objects.filter(kind="override.made").count() == 1


def test_a_reason_for_each_criterion_is_needed(joint: Engagement, people: People) -> None:
    first, second = Criterion.objects.filter(engagement=joint)
    with pytest.raises(RuleBroken, match="Soon") as refused:
        override(
            engagement=joint,
            decision=vote_of_owner(joint, people),
            reasons={first.pk: WHY},
            by=people.resident,
        )
    assert refused.value.field == f"reason_{second.pk}"


def test_a_simple_majority_is_too_few(joint: Engagement, people: People) -> None:
    vote = vote_of_owner(joint, people, yes=3, no=2)
    with pytest.raises(RuleBroken, match="3 of 5"):
        override(engagement=joint, decision=vote, reasons=reasons(joint), by=people.resident)


def test_without_a_vote_of_the_owner_nothing_is_overridden(joint: Engagement, people: People) -> None:
    own = decided(joint, joint.body, people, Decision.Purpose.OVERRIDE, yes=5, no=0)  # type: ignore[arg-type]
    assert votes_to_override(joint) == []
    with pytest.raises(RuleBroken, match="recorded vote"):
        override(engagement=joint, decision=own, reasons=reasons(joint), by=people.resident)


@pytest.mark.parametrize("who", ["backbone", "funder", "partner"])
def test_nobody_but_a_seat_of_the_owner_does_it(joint: Engagement, people: People, who: str) -> None:
    vote = vote_of_owner(joint, people)
    with pytest.raises(RuleBroken):
        override(engagement=joint, decision=vote, reasons=reasons(joint), by=getattr(people, who))


def test_at_level_5_there_is_no_such_thing_in_the_table_or_in_the_database(
    joint: Engagement, people: People
) -> None:
    vote = vote_of_owner(joint, people)
    Engagement.objects.filter(pk=joint.pk).update(level=5)
    joint.refresh_from_db()
    with pytest.raises(RuleBroken):
        override(engagement=joint, decision=vote, reasons=reasons(joint), by=people.resident)
    with pytest.raises(IntegrityError, match="no override"), transaction.atomic():
        Override.objects.create(
            engagement=joint, decision=vote, reasons=[], standstill_until=clock.now(), by=people.backbone
        )


def test_what_was_overridden_stands_once_and_unchanged(joint: Engagement, people: People) -> None:
    vote = vote_of_owner(joint, people)
    override(engagement=joint, decision=vote, reasons=reasons(joint), by=people.resident)
    with pytest.raises(RuleBroken, match="already"):
        override(engagement=joint, decision=vote, reasons=reasons(joint), by=people.resident)
