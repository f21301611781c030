"""Secret ballots: by account, by slip, on paper; final, mixed at the close, certified by two; nothing that tells whose is whose."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from engagement.actions.certifying import certify, name_teller
from engagement.actions.closing import close_vote
from engagement.actions.electorate import enrol, hand_out, print_slips
from engagement.actions.opening import open_vote
from engagement.actions.recusals import step_aside
from engagement.actions.sheets import type_sheet
from engagement.actions.voting import cast_by_slip, cast_secretly
from engagement.models import BallotSheet, Decision, Elector, SecretBallot, Vote
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Base, Consent, Majority
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, Quorum, TakingPart
from engagement.rules.recount import recount
from initiatives import clock
from initiatives.models import Event, LedgerPayload, Pass, Person
from initiatives.passes import hashed, typed_code
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import (
    PLAIN,
    Council,
    after_the_end,
    make_council,
    make_noticed,
    make_open,
    motion,
    other_than,
    row_of,
    slips_of,
)
from tests.factories.people import make_person
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
OF_PEOPLE = motion(electorate_of="people")


def fresh(decision: Decision) -> Decision:
    return Decision.objects.select_related("round", "record").get(pk=decision.pk)


def drop(decision: Decision, person: Person, stance: str = "yes") -> str:
    return cast_secretly(
        decision=decision, elector=row_of(decision, person), ballot=Ballot("", stance), by=person
    )


def closed(decision: Decision) -> Decision:
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
    return fresh(decision)


def slip(code: str) -> Pass:
    return Pass.objects.get(hash=hashed(code))


def with_slips(council: Council, number: int = 3) -> tuple[Decision, list[str]]:
    """Open a vote of slips by the moved clock of the test: callers stay inside `clock.at`."""
    decision = make_noticed(council, motion(electorate_of="slips"))
    for teller in council.holders[:2]:
        name_teller(decision=decision, person=teller, by=other_than(teller, council.holders))
    return decision, slips_of(decision, number, by=council[0])


def test_secret_ballot_is_final_and_its_receipt_says_nothing(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, OF_PEOPLE)
    receipt = drop(decision, council[0], "no")
    assert len(receipt) == 11
    assert "no" not in receipt.lower()
    with pytest.raises(RuleBroken, match="final"):
        drop(decision, council[0], "yes")
    assert SecretBallot.objects.get(decision=decision).ballot["stance"] == "no"


def test_no_event_history_or_ledger_holds_who_voted_when_or_what(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, OF_PEOPLE)
    before = Event.objects.count()
    drop(decision, council[0])
    assert Event.objects.count() == before
    assert not Vote.objects.filter(elector__decision=decision).exists()
    fields = {field.name for field in SecretBallot._meta.get_fields()}
    assert fields == {"initiative", "id", "decision", "seat_class", "ballot"}
    closed(decision)
    said = [str(payload.body) for payload in LedgerPayload.objects.all()]
    assert not any("yes" in body and "stance" in body for body in said)


def test_closing_gives_every_ballot_a_new_number_in_one_statement(people: People) -> None:
    council = make_council(people.backbone, *["community"] * 6)
    decision = make_open(council, OF_PEOPLE)
    for holder in council.holders:
        drop(decision, holder)
    before = set(SecretBallot.objects.filter(decision=decision).values_list("id", flat=True))
    done = closed(decision)
    after = set(SecretBallot.objects.filter(decision=decision).values_list("id", flat=True))
    assert len(after) == 6
    assert not before & after
    assert done.mixed_at is not None
    assert recount(done.result).holds


def test_ballots_are_never_rewritten_and_come_in_only_while_it_is_open(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, OF_PEOPLE)
    drop(decision, council[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        SecretBallot.objects.filter(decision=decision).update(ballot={"stance": "no"})
    closed(decision)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        SecretBallot.objects.create(decision=decision, ballot={"stance": "no"})


def test_count_waits_for_two_tellers_and_is_then_in_force_by_itself(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, OF_PEOPLE)
    drop(decision, council[0])
    drop(decision, council[1])
    done = closed(decision)
    assert done.state == "tallied"
    certify(decision=done, by=council[0], words="We counted twice.")
    certify(decision=done, by=council[0])
    assert fresh(done).state == "tallied"
    with pytest.raises(RuleBroken, match="Tellers do this"):
        certify(decision=done, by=council[2])
    certify(decision=done, by=council[1])
    assert fresh(done).state == "in_force"


def test_no_vote_that_others_must_be_able_to_talk_about_is_secret(people: People) -> None:
    council = make_council(people.backbone)
    with pytest.raises(RuleBroken, match="secret vote"):
        make_noticed(council, motion(rule=Consent(), electorate_of="people"))


def test_secret_vote_does_not_open_without_tellers_or_voters(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council, OF_PEOPLE)
    with clock.at(decision.round.opens_at), pytest.raises(RuleBroken) as refused:
        open_vote(decision=decision, by=None)
    assert len(refused.value.missing) == 2


def test_where_too_few_took_part_the_box_stays_sealed(people: People) -> None:
    council = make_council(people.backbone)
    quorum = Modifiers(are_vacancies_counted=False, quorums=(Quorum(3, TakingPart.VOTED, CountedBy.SEATS),))
    decision = make_open(council, motion(modifiers=quorum, electorate_of="people"))
    drop(decision, council[0])
    done = closed(decision)
    assert done.state == "no_quorum"
    assert done.result is None


def test_slip_is_used_once_and_only_in_its_own_vote(people: People) -> None:
    council = make_council(people.backbone)
    decision, codes = with_slips(council)
    other, _codes = with_slips(council)
    with clock.at(other.round.opens_at):
        open_vote(decision=decision, by=None)
        open_vote(decision=other, by=None)
        cast_by_slip(decision=decision, slip=slip(codes[0]), ballot=Ballot("", "yes"))
        with pytest.raises(RuleBroken, match="final"):
            cast_by_slip(decision=decision, slip=slip(codes[0]), ballot=Ballot("", "no"))
        with pytest.raises(RuleBroken, match="not for this vote"):
            cast_by_slip(decision=other, slip=slip(codes[1]), ballot=Ballot("", "no"))
    assert SecretBallot.objects.filter(decision=decision).count() == 1


def test_only_tellers_print_and_only_before_it_opens(people: People) -> None:
    council = make_council(people.backbone)
    decision, _codes = with_slips(council)
    with pytest.raises(RuleBroken, match="Tellers do this"):
        print_slips(decision=decision, number=1, by=people.backbone)
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        with pytest.raises(RuleBroken, match="frozen"):
            print_slips(decision=decision, number=1, by=council[0])


def test_a_slip_counts_once_the_teller_who_did_not_print_it_noted_it_as_handed_out(people: People) -> None:
    council = make_council(people.backbone)
    decision, _codes = with_slips(council)
    ((number, code),) = print_slips(decision=decision, number=1, by=council[0])
    with pytest.raises(RuleBroken, match="the other teller notes"):
        hand_out(decision=decision, first=1, last=9, by=council[0])
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        with pytest.raises(RuleBroken, match="not noted as handed out"):
            cast_by_slip(decision=decision, slip=slip(typed_code(code)), ballot=Ballot("", "yes"))
        with pytest.raises(RuleBroken, match="not noted as handed out"):
            type_sheet(decision=decision, number=number, ballot=Ballot("", "yes"), by=council[1])
        assert hand_out(decision=decision, first=1, last=9, by=council[1]) == 1
        cast_by_slip(decision=decision, slip=slip(typed_code(code)), ballot=Ballot("", "yes"))
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
        with pytest.raises(RuleBroken, match="stands as it was noted"):
            hand_out(decision=decision, first=1, last=9, by=council[1])


def test_two_strangers_do_not_make_each_other_tellers_nor_does_anybody_name_themselves(
    people: People,
) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council, motion(electorate_of="slips"))
    for by, person, words in (
        (people.partner, people.resident, "names its tellers"),
        (people.resident, people.partner, "names its tellers"),
        (council[0], council[0], "Nobody names themselves"),
        (people.backbone, people.backbone, "Nobody names themselves"),
    ):
        with pytest.raises(RuleBroken, match=words):
            name_teller(decision=decision, person=person, by=by)
    name_teller(decision=decision, person=people.resident, by=people.backbone)


def test_paper_counts_when_two_typed_the_same_and_nothing_of_it_stays(people: People) -> None:
    council = make_council(people.backbone)
    decision, _codes = with_slips(council)
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        type_sheet(decision=decision, number=1, ballot=Ballot("", "yes"), by=council[0])
        type_sheet(decision=decision, number=1, ballot=Ballot("", "yes"), by=council[0])
        assert SecretBallot.objects.filter(decision=decision).count() == 0
        with pytest.raises(RuleBroken, match="different things"):
            type_sheet(decision=decision, number=1, ballot=Ballot("", "no"), by=council[1])
        type_sheet(decision=decision, number=1, ballot=Ballot("", "yes"), by=council[1])
        type_sheet(decision=decision, number=1, ballot=Ballot("", "yes"), by=council[1])
    sheet = BallotSheet.objects.get(decision=decision)
    assert (sheet.first, sheet.second_by) == (None, council[1])
    assert SecretBallot.objects.filter(decision=decision).count() == 1


def test_paper_of_a_slip_that_was_used_by_its_code_does_not_count_again(people: People) -> None:
    council = make_council(people.backbone)
    decision, codes = with_slips(council)
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        cast_by_slip(decision=decision, slip=slip(codes[0]), ballot=Ballot("", "yes"))
        with pytest.raises(RuleBroken, match="used by its code"):
            type_sheet(decision=decision, number=1, ballot=Ballot("", "no"), by=council[0])
        with pytest.raises(RuleBroken, match="no slip with the number 99"):
            type_sheet(decision=decision, number=99, ballot=Ballot("", "no"), by=council[0])


def test_whoever_has_a_ballot_in_the_box_can_no_longer_step_aside(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, OF_PEOPLE)
    drop(decision, council[0])
    with pytest.raises(RuleBroken, match="can’t be found again"):
        step_aside(decision=decision, interest={"en": "A contract."}, by=council[0])
    step_aside(decision=decision, interest={"en": "A contract."}, by=council[1])
    with pytest.raises(RuleBroken, match="stepped aside"):
        drop(decision, council[1])


def test_small_kinds_of_seat_are_told_only_whether_they_agree(people: People) -> None:
    council = make_council(people.backbone, "community", "community", "partner", "partner", "partner")
    agreement = ClassAgreement(("community",), Fraction(1, 2), is_strict=False, base=Base.CAST)
    modifiers = Modifiers(are_vacancies_counted=False, class_agreements=(agreement,))
    asked = motion(rule=Majority(Base.CAST), modifiers=modifiers, elects_people=True)
    decision = make_open(council, asked)
    for holder, stance in zip(council.holders, ("yes", "no", "yes", "yes", "no"), strict=True):
        drop(decision, holder, stance)
    done = closed(decision)
    line = done.result["outcome"]["requirements"][-1]
    assert (line["need"], line["is_met"], line["have"]) == ("class_agreement", True, None)
    assert {ballot["seat_class"] for ballot in done.result["question"]["ballots"]} == {""}
    assert all(voter["key"].startswith("voter ") for voter in done.result["question"]["electorate"])


def test_nobody_is_added_to_the_list_once_it_is_open(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council, OF_PEOPLE)
    assert enrol(decision=decision, people=[council[0], council[0]], basis="lives here", by=council[0]) == 1
    assert enrol(decision=decision, people=[council[0], council[1]], basis="lives here", by=council[0]) == 1
    opened = make_open(make_council(people.backbone), OF_PEOPLE)
    with pytest.raises(RuleBroken, match="frozen"):
        enrol(decision=opened, people=[make_person()], basis="late", by=council[0])
    assert Elector.objects.filter(decision=opened).count() == 3


def test_vote_of_people_needs_words_on_who_may_vote(people: People) -> None:
    council = make_council(people.backbone)
    asked = motion(electorate_of="people", modifiers=PLAIN)
    with pytest.raises(RuleBroken, match="Say who may vote"):
        make_noticed(
            council,
            type(asked)(question=asked.question, rule=asked.rule, modifiers=PLAIN, electorate_of="people"),
        )
