"""After a matter was taken up again: what is decided anew takes the place of what was in force, at that moment, for all to see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.opening import open_vote
from engagement.actions.reviewed import supersede
from engagement.models import Decision, Engagement, EngagementStep
from initiatives import clock
from initiatives.models import Body, Commitment, Event, Person, Record
from tests.factories.decisions import (
    Council,
    counted,
    make_council,
    make_engagement,
    make_noticed,
    motion,
    say,
)
from tests.factories.ready_to_vote import be_ready_to_vote
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHY = {"en": "The river took the bridge, and the park with it."}


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone)


@pytest.fixture
def asked(council: Council) -> Engagement:
    made = make_engagement(council, level=1, state="open", by=council[0])
    be_ready_to_vote(made, council.holders, by=council[0])
    return made


def vote(
    asked: Engagement, council: Council, question: str, *, by: Person | None = None, yes: bool = True
) -> Decision:
    """Let a group vote now and count it at the end, by the clock of the test."""
    now = clock.now()
    opens = now + timedelta(days=8)
    decision = make_noticed(
        council,
        motion(question),
        engagement=asked,
        opens_at=opens,
        closes_at=opens + timedelta(days=7),
        by=by,
    )
    with clock.at(opens):
        open_vote(decision=decision, by=None)
        for holder in council.holders:
            say(decision, holder, "yes" if yes else "no")
    return counted(decision)


def take_up_again(asked: Engagement, first: Decision) -> None:
    """Write down that those it was promised to had it taken up again, a month after the decision."""
    assert first.in_force_at is not None
    at = first.in_force_at + timedelta(days=30)
    for before, after in (("open", "decided"), ("decided", "reopened"), ("reopened", "open")):
        hours = timedelta(hours=("decided", "reopened", "open").index(after))
        EngagementStep.objects.create(
            engagement=asked, from_state=before, to_state=after, at=at + hours, by=None, reason=WHY
        )


def test_new_decision_takes_the_place_of_the_one_before(asked: Engagement, council: Council) -> None:
    first = vote(asked, council, "Shall it be paths?")
    (owed,) = Commitment.objects.all()
    take_up_again(asked, first)
    with clock.at(first.in_force_at + timedelta(days=40)):  # type: ignore[operator]
        second = vote(asked, council, "Shall it be shade?")
    first.refresh_from_db()
    owed.refresh_from_db()
    assert (first.state, second.state) == ("revised", "in_force")
    assert Record.objects.get(pk=first.record_id).state == Record.State.SUPERSEDED
    assert first.steps.latest("pk").reason == WHY
    told = Event.objects.get(kind="decision.revised", record=first.record_id)
    assert told.facts["by_record"] == second.record.number
    assert owed.state == Commitment.State.RELEASED
    assert Commitment.objects.standing().get().because_id == second.record_id


def test_until_then_the_earlier_one_stands_and_so_it_does_where_the_new_one_fails(
    asked: Engagement, council: Council
) -> None:
    first = vote(asked, council, "Shall it be paths?")
    take_up_again(asked, first)
    first.refresh_from_db()
    assert first.state == "in_force"
    with clock.at(first.in_force_at + timedelta(days=40)):  # type: ignore[operator]
        second = vote(asked, council, "Shall it be shade?", yes=False)
    first.refresh_from_db()
    assert (first.state, second.state) == ("in_force", "not_adopted")


def test_without_a_reopening_two_decisions_stand_beside_each_other(
    asked: Engagement, council: Council
) -> None:
    first = vote(asked, council, "Shall it be paths?")
    vote(asked, council, "And benches?")
    first.refresh_from_db()
    assert first.state == "in_force"


def test_nobody_sets_a_decision_aside_by_hand(asked: Engagement, council: Council) -> None:
    first = vote(asked, council, "Shall it be paths?")
    take_up_again(asked, first)
    with pytest.raises(IntegrityError, match="A decision stands"), transaction.atomic():
        Decision.objects.filter(pk=first.pk).update(state="revised")


def test_a_new_recommendation_leaves_what_the_owner_adopted(people: People) -> None:
    joint = make_council(people.backbone, slug="joint")
    table = Council(Body.objects.get(is_table=True), [people.resident, people.backbone])
    asked = make_engagement(joint, level=4, by=people.backbone)
    recommended = vote(asked, joint, "Shall it be paths?")
    adopted = vote(asked, table, "Do we adopt the paths?", by=people.backbone)
    take_up_again(asked, adopted)
    for after_step in ("closed_to_input", "options_frozen"):
        EngagementStep.objects.create(
            engagement=asked, from_state="open", to_state=after_step, by=None,
            at=adopted.in_force_at + timedelta(days=31),  # type: ignore[operator]
        )  # fmt: skip
    at = adopted.in_force_at + timedelta(days=40)  # type: ignore[operator]
    with clock.at(at):
        later = make_noticed(joint, motion("Shall it be shade?", purpose="procedure"), engagement=asked)
    later.purpose, later.in_force_at, later.state = "substance", at, "in_force"
    later.result = recommended.result
    later.save()
    with clock.at(at):
        supersede(later, is_recommendation=True)
    recommended.refresh_from_db()
    adopted.refresh_from_db()
    assert (recommended.state, adopted.state) == ("revised", "in_force")
