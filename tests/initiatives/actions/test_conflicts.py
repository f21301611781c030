"""Conflicts: notes stay in the room, the outcome is public, the mediator is neutral."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from initiatives import clock
from initiatives.actions.conflicts import (
    Side,
    add_note,
    bring_to_panel,
    close_case,
    mediation_over,
    name_mediator,
    raise_case,
)
from initiatives.models import ConflictCase, Due, Event, Initiative, LedgerPayload
from initiatives.rules.refusals import RuleBroken
from tests.personas import People


@pytest.fixture
def case(inside_initiative: Initiative, people: People) -> ConflictCase:
    return raise_case(
        issue="A secret quarrel", sides=[Side(people.partner, 1), Side(people.resident, 2)], by=people.partner
    )


def test_a_block_enters_at_mediation_with_its_clock(inside_initiative: Initiative, people: People) -> None:
    sides = [Side(people.partner, 1), Side(people.resident, 2)]
    case = raise_case(issue="A block", sides=sides, by=people.resident, at_mediation=True)
    assert case.state == ConflictCase.State.MEDIATION
    assert case.due_at is not None
    assert timedelta(days=13) < case.due_at - clock.now() <= timedelta(days=14)


def test_its_public_title_says_the_day_as_people_do(inside_initiative: Initiative, people: People) -> None:
    Initiative.objects.filter(pk=inside_initiative.pk).update(languages=["en", "es"])
    with clock.at(datetime(2026, 9, 2, 18, tzinfo=UTC)):
        made = raise_case(
            issue="Quiet", sides=[Side(people.partner, 1), Side(people.resident, 2)], by=people.partner
        )
    assert made.record.title["en"] == "Mediation of 2 September 2026"
    assert "2 de septiembre de 2026" in made.record.title["es"]


def test_what_it_is_about_stands_in_no_event_and_no_ledger(case: ConflictCase, people: People) -> None:
    name_mediator(case=case, mediator=people.funder, ties="None", by=people.backbone)
    add_note(case=case, words="Secret words", by=people.partner)
    texts = [str(event.facts) for event in Event.objects.all()]
    texts += [str(payload.body) for payload in LedgerPayload.objects.all()]
    assert not [text for text in texts if "ecret" in text]


def test_a_mediator_of_one_side_is_refused(case: ConflictCase, people: People) -> None:
    with pytest.raises(RuleBroken, match="is a party"):
        name_mediator(case=case, mediator=people.resident, ties="", by=people.backbone)
    case.refresh_from_db()
    assert case.mediator is None


def test_staff_who_are_no_party_cannot_write_notes(case: ConflictCase, people: People) -> None:
    with pytest.raises(RuleBroken, match="parties and the mediator"):
        add_note(case=case, words="Looking in", by=people.backbone)


def test_a_case_is_closed_by_its_mediator_once_and_with_what_was_learned(
    case: ConflictCase, people: People
) -> None:
    name_mediator(case=case, mediator=people.funder, ties="", by=people.backbone)
    with pytest.raises(RuleBroken, match="mediator closes"):
        close_case(case=case, outcome="resolved", learning={"en": "Talk first"}, by=people.partner)
    with pytest.raises(RuleBroken, match="learned"):
        close_case(case=case, outcome="resolved", learning={}, by=people.funder)
    for _ in range(2):
        close_case(case=case, outcome="resolved", learning={"en": "Talk first"}, by=people.funder)
    assert Event.objects.filter(kind="conflict.closed").count() == 1


def test_a_conflict_needs_two_sides(inside_initiative: Initiative, people: People) -> None:
    with pytest.raises(RuleBroken, match="other side"):
        raise_case(issue="Alone", sides=[Side(people.partner, 1)], by=people.partner)


def test_the_end_of_a_mediation_is_written_down_by_itself_and_once(
    case: ConflictCase, people: People
) -> None:
    name_mediator(case=case, mediator=people.funder, ties="", by=people.backbone)
    due = Due.objects.get(job="initiatives.mediation_over")
    mediation_over(case=case)
    with clock.at(due.due_at + timedelta(hours=1)):
        mediation_over(case=case)
        mediation_over(case=case)
    assert Event.objects.filter(kind="conflict.overdue").count() == 1


def test_what_has_gone_before_a_panel_is_not_overdue(case: ConflictCase, people: People) -> None:
    name_mediator(case=case, mediator=people.funder, ties="", by=people.backbone)
    bring_to_panel(case=case, by=people.backbone)
    assert not Due.objects.filter(job="initiatives.mediation_over").exists()
    with clock.at(clock.now() + timedelta(days=60)):
        mediation_over(case=case)
    assert not Event.objects.filter(kind="conflict.overdue").exists()


def test_a_new_mediator_gets_the_whole_time(case: ConflictCase, people: People) -> None:
    name_mediator(case=case, mediator=people.funder, ties="", by=people.backbone)
    with clock.at(clock.now() + timedelta(days=5)):
        name_mediator(case=case, mediator=people.steward, ties="", by=people.backbone)
    case.refresh_from_db()
    assert Due.objects.get(job="initiatives.mediation_over").due_at == case.due_at
