"""Commitments as readers meet them, and the desk of concerns: who reads what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from initiatives import clock
from initiatives.actions.commitments import Promise, create_commitment, note_commitment
from initiatives.actions.conflicts import Side, name_mediator, raise_case
from initiatives.models import Body, Commitment, ConflictCase, Initiative, Membership
from initiatives.plan_words import Sign, sign_of_promise
from tests.conftest import Browser
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
COMMITMENTS = "/i/harbor/plan/commitments/"
CONCERNS = "/i/harbor/people/concerns/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def promised(days: int = 30) -> Commitment:
    due = clock.today() + timedelta(days=days)
    promise = Promise({"en": "Open two rooms"}, Membership.objects.get(), Body.objects.get(), due)
    return create_commitment(promise=promise, by=None)


@pytest.fixture
def concern(inside_initiative: Initiative, people: People) -> ConflictCase:
    sides = [Side(people.partner, 1), Side(people.resident, 2)]
    return raise_case(issue="The secret quarrel", sides=sides, by=people.partner)


def test_an_empty_list_says_where_commitments_come_from(client_of: ClientOf, initiative: Initiative) -> None:
    assert "Nobody has promised anything yet" in body(client_of(None).get(COMMITMENTS))


def test_what_a_commitment_follows_from_is_named_only_to_who_sees_it(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    found = promised()
    found.because = make_record("The closed minutes", by=people.backbone, kind="round")
    found.save()
    assert "The closed minutes" in body(client_of(None).get(found.record.url))
    make_restriction(found.because, by=people.staff, days=28)
    page = body(client_of(None).get(found.record.url))
    assert "Open two rooms" in page
    assert "The closed minutes" not in page


def test_what_is_late_is_said_first(client_of: ClientOf, inside_initiative: Initiative) -> None:
    promised()
    promised(days=-9)
    page = body(client_of(None).get(COMMITMENTS))
    assert "One of 2 commitments that stand is late" in page
    assert body(client_of(None).get(f"{COMMITMENTS}?state=late")).count("Open two rooms") == 1


@pytest.mark.parametrize(
    ("state", "days", "sign"),
    [
        ("proposed", 1, Sign("due", "Proposed")),
        ("proposed", -1, Sign("due", "Waits to be accepted")),
        ("accepted", 0, Sign("keeping", "Accepted")),
        ("accepted", -1, Sign("late", "Late")),
        ("missed", -1, Sign("late", "Missed")),
        ("met", -1, Sign("kept", "Met")),
    ],
)
def test_only_what_was_accepted_is_late(state: str, days: int, sign: Sign) -> None:
    today = date(2026, 11, 22)
    promise = Commitment(state=state, due=today + timedelta(days=days))
    assert sign_of_promise(promise, on=today) == sign


def test_a_proposal_whose_day_is_over_is_nobodys_lateness(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    due = clock.today() - timedelta(days=9)
    promise = Promise({"en": "Open two rooms"}, Membership.objects.get(), Body.objects.get(), due)
    made = note_commitment(promise=promise, by=people.staff)
    assert "Open two rooms" not in body(client_of(None).get(f"{COMMITMENTS}?state=late"))
    page = body(client_of(None).get(made.record.url))
    assert "Waits to be accepted" in page
    assert "Proposed, said Staff on" in page


def test_nobody_is_said_to_have_called_it_late(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    made = promised(days=-9)
    Commitment.objects.filter(pk=made.pk).update(state_changed_by=people.partner)
    page = body(client_of(None).get(made.record.url))
    assert "Late" in page
    assert "Accepted, said Partner on" in page


def test_each_side_is_offered_its_own_deeds(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    url = promised().record.url
    giver, receiver = body(client_of(people.partner).get(url)), body(client_of(people.resident).get(url))
    assert "Tell how far it is" in giver
    assert "Confirm that it was kept" not in giver
    assert "Confirm that it was kept" in receiver
    assert "What you can do" not in body(client_of(None).get(url)).replace('aria-label="What you can do"', "")


def test_the_recipient_confirms_and_the_promiser_is_told_why_not(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    url = f"{promised().record.url}confirmation/"
    refused = client_of(people.partner).post(url, {"words_en": "We did it"})
    assert refused.status_code == 422
    assert "Only whoever it was promised to" in body(refused)
    assert client_of(people.resident).post(url, {"words_en": "Both are open"}).status_code == 302
    assert Commitment.objects.get().state == Commitment.State.MET


def test_a_partner_proposes_and_what_was_typed_stays(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    membership, table = Membership.objects.get(), Body.objects.get()
    typed = {
        "words_en": "Lend our hall",
        "giver": f"partner-{membership.pk}",
        "receiver": f"group-{table.pk}",
        "due": "2020-01-01",
    }
    late = client_of(people.partner).post(f"{COMMITMENTS}add/", typed)
    assert late.status_code == 422
    assert "That day is over" in body(late)
    assert "Lend our hall" in body(late)
    typed["due"] = (clock.today() + timedelta(days=9)).isoformat()
    assert client_of(people.partner).post(f"{COMMITMENTS}add/", typed).status_code == 302
    assert Commitment.objects.get().state == Commitment.State.PROPOSED


def test_the_public_reads_that_there_is_a_concern_and_not_which(
    client_of: ClientOf, concern: ConflictCase, people: People
) -> None:
    assert "One concern is being worked on" in body(client_of(None).get(CONCERNS))
    for reader in (None, people.backbone, people.funder):
        assert "The secret quarrel" not in body(client_of(reader).get(concern.record.url))
    assert "The secret quarrel" in body(client_of(people.resident).get(concern.record.url))


def test_the_director_names_a_mediator_who_then_reads_it_and_closes_it(
    client_of: ClientOf, concern: ConflictCase, people: People
) -> None:
    name = client_of(people.backbone)
    refused = name.post(f"{concern.record.url}mediator/", {"mediator": people.partner.pk, "ties": ""})
    assert refused.status_code == 422
    assert "is a party of this case" in body(refused)
    name.post(f"{concern.record.url}mediator/", {"mediator": people.funder.pk, "ties": "None"})
    mediator = client_of(people.funder)
    assert "The secret quarrel" in body(mediator.get(concern.record.url))
    mediator.post(
        f"{concern.record.url}closing/", {"outcome": "resolved", "learning_en": "Ask before you post"}
    )
    assert "Ask before you post" in body(client_of(None).get(CONCERNS))


def test_nobody_outside_can_write_into_a_case(
    client_of: ClientOf, concern: ConflictCase, people: People
) -> None:
    name_mediator(case=concern, mediator=people.funder, ties="", by=people.backbone)
    answer = client_of(people.steward).post(f"{concern.record.url}notes/", {"words": "Looking in"})
    assert answer.status_code == 404
    assert not concern.notes.exists()
