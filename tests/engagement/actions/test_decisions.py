"""A question is put to a body, opened, voted on in the open, closed and counted; and everything that is refused on the way."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from engagement.actions.closing import close_vote
from engagement.actions.electorate import mark_present
from engagement.actions.motions import OptionText, change_text, postpone, withdraw
from engagement.actions.objections import Concern
from engagement.actions.opening import open_when_due
from engagement.actions.recusals import find_interest, step_aside
from engagement.actions.voting import cast
from engagement.gathering.questions import question_of
from engagement.models import Decision, Elector, Vote
from engagement.rules.ballots import Ballot
from engagement.rules.impossible import Impossible
from engagement.rules.methods import Approval, Base, FistToFive, Irv, Score, Star, Stv, Supermajority
from engagement.rules.modifiers import OpeningFloor
from engagement.rules.recount import recount
from engagement.rules.tally import requirements_of
from initiatives import clock
from initiatives.ledger import check_ledger
from initiatives.models import Event, Initiative, LedgerEntry, Seat, SeatTerm
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from tests.factories.decisions import (
    BOTH_MAJORITIES,
    PLAIN,
    QUORUM,
    after_the_end,
    make_council,
    make_noticed,
    make_open,
    motion,
    row_of,
    say,
)
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.people import make_person
from tests.personas import FAR_AHEAD, LONG_AGO, People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def fresh(decision: Decision) -> Decision:
    return Decision.objects.select_related("round", "record").get(pk=decision.pk)


def closed(decision: Decision) -> Decision:
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
    return fresh(decision)


def test_majority_is_noticed_opened_voted_closed_counted_and_in_force(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    say(decision, council[0])
    say(decision, council[1])
    say(decision, council[2], "no", words="It costs too much.")
    done = closed(decision)
    assert done.state == "in_force"
    assert done.result["outcome"]["counts"] == [["yes", 2], ["no", 1], ["abstain", 0]]
    assert recount(done.result).holds
    assert [step.to_state for step in done.steps.all()] == [
        "noticed", "deliberating", "open", "closed", "tallied", "adopted", "in_force",
    ]  # fmt: skip
    kinds = set(LedgerEntry.objects.values_list("kind", flat=True))
    assert {
        "decision.noticed",
        "decision.electorate_frozen",
        "decision.tallied",
        "decision.in_force",
    } <= kinds
    assert check_ledger() == []


def test_nothing_opens_before_the_notice_is_over(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council)
    with pytest.raises(RuleBroken, match="not open yet"):
        cast(decision=decision, elector=Elector(pk=0), ballot=Ballot("", "yes"), by=council[0])
    with pytest.raises(Impossible, match="7 days of notice"):
        make_noticed(council, opens_at=clock.now() + timedelta(days=6))


def test_first_vote_opens_it_when_no_job_did(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council)
    with clock.at(decision.round.opens_at + timedelta(minutes=1)):
        with pytest.raises(RuleBroken, match="Only those on the list"):
            cast(decision=decision, elector=Elector(pk=0), ballot=Ballot("", "yes"), by=council[0])
        open_when_due(number=decision.record.number)
        say(decision, council[0])
    assert fresh(decision).state == "open"
    assert Event.objects.filter(kind="decision.opened").count() == 1


def test_changed_vote_replaces_the_first_and_keeps_it(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    say(decision, council[0])
    say(decision, council[0], "no", words="I thought again.")
    row = row_of(decision, council[0])
    assert [vote.ballot["stance"] for vote in row.votes.order_by("pk")] == ["yes", "no"]
    assert [ballot.stance for ballot in question_of(decision).ballots] == ["no"]


def test_vote_at_the_deadline_is_late_and_a_moment_before_is_not(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    end = after_the_end(decision)
    with clock.at(end - timedelta(microseconds=1)):
        say(decision, council[0])
    with clock.at(end), pytest.raises(RuleBroken, match="does not count"):
        say(decision, council[1])


def test_database_itself_refuses_a_vote_after_the_end(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    row = row_of(decision, council[0])
    with clock.at(after_the_end(decision)):
        with pytest.raises(DatabaseError, match="No vote outside its time"), transaction.atomic():
            Vote.objects.create(elector=row, ballot={"stance": "yes"}, cast_by=council[0])
        with pytest.raises(DatabaseError, match="No vote outside its time"), transaction.atomic():
            Elector.objects.filter(pk=row.pk).update(has_voted=True)


def test_nobody_closes_before_the_end_and_twice_is_once(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    say(decision, council[0])
    with pytest.raises(RuleBroken, match="takes votes until"):
        close_vote(decision=decision)
    first = closed(decision)
    assert closed(decision).result == first.result
    assert Event.objects.filter(kind="decision.closed").count() == 1


def test_list_of_voters_is_frozen_at_the_opening(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    newcomer, seat = make_person(), make_seat(council.body, "New seat")
    seat_somebody(seat, newcomer, starts=LONG_AGO, ends=FAR_AHEAD)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Elector.objects.create(decision=decision, seat=seat, person=newcomer, basis="late")
    SeatTerm.objects.filter(person=council[0]).update(left_on=clock.today())
    say(decision, council[0])
    assert decision.electorate.count() == 3


def test_empty_seat_is_on_the_list_and_counts_only_where_it_is_said(people: People) -> None:
    council = make_council(people.backbone)
    make_seat(council.body, "Empty seat")
    decision = make_open(council, motion(modifiers=QUORUM))
    assert decision.electorate.filter(is_vacant=True).count() == 1
    assert requirements_of(question_of(decision))[0].base == 3


def test_without_a_quorum_nothing_is_decided(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(modifiers=QUORUM))
    say(decision, council[0])
    done = closed(decision)
    assert done.state == "no_quorum"
    assert done.result["outcome"]["status"] == "no_quorum"


def test_double_majority_fails_without_the_community(people: People) -> None:
    council = make_council(people.backbone, "community", "community", "partner", "partner", "partner")
    decision = make_open(council, motion(modifiers=BOTH_MAJORITIES))
    for holder, stance in zip(council.holders, ("no", "no", "yes", "yes", "yes"), strict=True):
        say(decision, holder, stance)
    assert closed(decision).state == "not_adopted"


def test_floor_at_opening_holds_while_residents_hold_too_few_seats(people: People) -> None:
    council = make_council(people.backbone, "community", "partner", "partner")
    floor = OpeningFloor(("community",), Fraction(1, 2))
    asked = motion(modifiers=type(PLAIN)(are_vacancies_counted=False, opening_floor=floor))
    with pytest.raises(RuleBroken) as refused:
        make_open(council, asked)
    assert "Residents hold too few" in refused.value.missing[0][0]


def test_stepping_aside_leaves_numerator_and_base_and_is_printed(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(rule=Supermajority(Fraction(1, 2), Base.ELIGIBLE, is_strict=False)))
    say(decision, council[0], "no")
    step_aside(decision=decision, interest={"en": "My sister works there."}, by=council[0])
    with pytest.raises(RuleBroken, match="stepped aside"):
        say(decision, council[0])
    say(decision, council[1])
    done = closed(decision)
    assert done.state == "in_force"
    assert done.result["outcome"]["eligible"] == 2
    assert done.result["outcome"]["set_aside"] == [
        {"voter": f"seat:{row_of(decision, council[0]).seat_id}", "why": "recused"}
    ]


def test_interest_found_later_flags_and_changes_no_number(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    say(decision, council[0])
    done = closed(decision)
    find_interest(
        decision=decision,
        elector=row_of(decision, council[0]),
        interest={"en": "A contract."},
        by=people.backbone,
    )
    assert fresh(decision).result == done.result
    assert fresh(decision).recusals.get().is_found_later


def test_alternate_votes_while_the_holder_has_not(people: People) -> None:
    council = make_council(people.backbone)
    alternate = make_person()
    SeatTerm.objects.filter(person=council[0]).update(alternate=alternate)
    decision = make_open(council)
    row = row_of(decision, council[0])
    cast(decision=decision, elector=row, ballot=Ballot("", "no"), by=alternate, says_nothing=True)
    say(decision, council[0], "yes")
    with pytest.raises(RuleBroken, match="has voted for this seat"):
        cast(decision=decision, elector=row, ballot=Ballot("", "no"), by=alternate, says_nothing=True)
    assert [ballot.stance for ballot in question_of(decision).ballots] == ["yes"]


def test_nobody_votes_for_a_seat_of_others(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    with pytest.raises(RuleBroken, match="Only whoever held the seat"):
        cast(decision=decision, elector=row_of(decision, council[0]), ballot=Ballot("", "yes"), by=council[1])


def test_text_changes_with_new_notice_and_not_once_open(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council)
    opens = decision.round.opens_at
    with clock.at(opens - timedelta(days=1)):
        changed = change_text(decision=decision, question={"en": "On Saturdays?"}, by=council[0])
    assert changed.version == 2
    assert changed.round.opens_at >= opens + timedelta(days=6)
    opened = make_open(make_council(people.backbone))
    with pytest.raises(RuleBroken, match="not possible"):
        change_text(decision=opened, question={"en": "Never?"}, by=council[0])


def test_end_moves_later_never_earlier(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    end = after_the_end(decision)
    postpone(
        decision=decision, closes_at=end + timedelta(days=3), reason={"en": "A holiday."}, by=people.backbone
    )
    assert after_the_end(decision) == end + timedelta(days=3)
    with pytest.raises(Impossible, match="never earlier"):
        postpone(decision=decision, closes_at=end, reason={"en": "Haste."}, by=people.backbone)


def test_question_is_taken_back_before_it_opens_with_a_reason(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_noticed(council)
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw(decision=decision, reason={"en": " "}, by=council[0])
    assert withdraw(decision=decision, reason={"en": "Not ripe."}, by=council[0]).state == "withdrawn"


@pytest.mark.parametrize(
    ("rule", "ballots", "winners"),
    [
        (Approval(1), [Ballot("", options=("option:1",)), Ballot("", options=("option:1", "option:2"))], ["option:1"]),
        (Score(1, 5), [Ballot("", points=(("option:2", 5),)), Ballot("", points=(("option:1", 1),))], ["option:2"]),
        (Star(), [Ballot("", points=(("option:3", 5),)), Ballot("", points=(("option:3", 4), ("option:1", 1)))], ["option:3"]),
        (Irv(), [Ballot("", options=("option:2",)), Ballot("", options=("option:2", "option:1"))], ["option:2"]),
        (Stv(1), [Ballot("", options=("option:3",)), Ballot("", options=("option:3",))], ["option:3"]),
    ],
)  # fmt: skip
def test_options_are_ranked_under_every_rule(
    people: People, rule: object, ballots: list[Ballot], winners: list[str]
) -> None:
    council = make_council(people.backbone)
    options = [OptionText({"en": title}) for title in ("Paths", "Shade", "Play")]
    decision = make_open(council, motion(rule=rule, options=options))  # type: ignore[arg-type]
    for holder, ballot in zip(council.holders, ballots, strict=False):
        cast(decision=decision, elector=row_of(decision, holder), ballot=ballot, by=holder)
    done = closed(decision)
    assert done.result["outcome"]["winners"] == winners
    assert recount(done.result).holds


def test_fingers_below_the_floor_block(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(rule=FistToFive(2, Fraction(1, 2), Base.CAST)))
    for holder, fingers in zip(council.holders, "531", strict=True):
        say(decision, holder, fingers, concern=Concern("It is too early.", "Families.", "An hour later."))
    assert closed(decision).state == "mediation"


def test_result_stands_whatever_anybody_writes(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    say(decision, council[0])
    done = closed(decision)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=done.pk).update(result={**done.result, "format": "mine"})
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=done.pk).update(state="not_there")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=done.pk).update(state="withdrawn")


def test_somebody_in_the_room_is_present_without_voting(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council)
    mark_present(elector=row_of(decision, council[0]), by=people.backbone)
    assert question_of(decision).electorate[0].is_present


def test_other_initiative_has_none_of_it(people: People, other_initiative: Initiative) -> None:

    decision = make_noticed(make_council(people.backbone))
    with inside(other_initiative.pk):
        assert not Decision.objects.filter(pk=decision.pk).exists()
        assert Seat.objects.filter(body__slug__startswith="council").count() == 0
