"""Concerns, mediation, fallback; a second opening; ties by body or lot; panels by lot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from engagement.actions.certifying import certify
from engagement.actions.closing import close_vote
from engagement.actions.lots import (
    Days,
    Places,
    announce_panel_lot,
    announce_tie_lot,
    draw_panel_lot,
    draw_tie_lot,
    let_body_choose,
    volunteer,
)
from engagement.actions.motions import OptionText, withdraw
from engagement.actions.objections import Concern, resolve
from engagement.actions.opening import open_vote
from engagement.actions.second_chances import escalate, lapse_when_due, reopen, revise
from engagement.actions.voting import cast, cast_secretly
from engagement.gathering.questions import modifiers_of, question_of, rule_of
from engagement.models import Decision, Objection
from engagement.rules.ballots import Ballot
from engagement.rules.decision_laws import asks_residents, has_community_block
from engagement.rules.impossible import Impossible
from engagement.rules.lottery import Quota, draw
from engagement.rules.lottery import Volunteer as Entered
from engagement.rules.methods import Approval, Base, Consensus, Consent, FistToFive, Majority
from engagement.rules.recount import recount
from initiatives import clock
from initiatives.actions.conflicts import close_case, name_mediator
from initiatives.actions.populations import take_starter_list
from initiatives.models import Category, ConflictCase, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.starter_groups import RACE_ETHNICITY
from tests.factories.decisions import (
    PLAIN,
    QUORUM,
    Council,
    after_the_end,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    row_of,
    say,
    soon,
)
from tests.factories.people import make_person
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
CONCERN = Concern("It shuts out night workers.", "Whoever works at night.", "An evening opening.")
WITH_FALLBACK = replace(PLAIN, fallback=Majority(Base.DECIDED))
LOTTERY = {"en": "The state lottery of 4 May."}
TWO = [OptionText({"en": "Paths"}), OptionText({"en": "Shade"})]


def fresh(decision: Decision) -> Decision:
    return Decision.objects.select_related("round", "record", "engagement").get(pk=decision.pk)


def closed(decision: Decision) -> Decision:
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
    return fresh(decision)


def blocked(council: Council, rule: object = None, **more: object) -> Decision:
    decision = make_open(council, motion(rule=rule or Consent(), modifiers=WITH_FALLBACK), **more)  # type: ignore[arg-type]
    stance = "block" if isinstance(rule, Consensus) else "objection"
    say(decision, council[0], stance, concern=CONCERN)
    say(decision, council[1], "support" if isinstance(rule, Consensus) else "no_concern")
    return closed(decision)


def mediated(decision: Decision) -> datetime:
    """Return the first instant after the last mediation of a decision."""
    ends = [one.case.due_at for one in decision.objections.all() if one.case and one.case.due_at]
    return max([*ends, after_the_end(decision)])


def tied(council: Council) -> Decision:
    decision = make_open(council, motion(rule=Approval(1), options=TWO))
    pick(decision, council[0], "option:1")
    pick(decision, council[1], "option:2")
    return closed(decision)


def pick(decision: Decision, holder: Person, option: str) -> None:
    cast(decision=decision, elector=row_of(decision, holder), ballot=Ballot("", options=(option,)), by=holder)


def test_concern_needs_three_parts_and_opens_its_case_at_mediation(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(rule=Consent()))
    for half in (None, Concern("Why", "", ""), Concern("Why", "Whom", " ")):
        with pytest.raises(RuleBroken, match="what would resolve it"):
            say(decision, council[1], "objection", concern=half)
    say(decision, council[1], "objection", concern=CONCERN)
    case = ConflictCase.objects.get()
    assert (case.state, case.about) == ("mediation", decision.record)
    assert case.due_at is not None
    assert {party.person for party in case.parties.all()} == {council[0], council[1]}


def test_concern_that_is_resolved_in_time_lets_the_decision_pass(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(rule=Consent()))
    say(decision, council[1], "objection", concern=CONCERN)
    say(decision, council[0], "no_concern")
    objection = Objection.objects.get()
    with pytest.raises(RuleBroken, match="Only whoever raised"):
        resolve(objection=objection, resolution={"en": "All is well."}, by=council[0])
    resolve(objection=objection, resolution={"en": "It opens in the evening."}, by=council[1])
    assert ConflictCase.objects.get().state == "closed"
    assert closed(decision).state == "in_force"


def test_new_answer_takes_the_concern_back(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(rule=Consent()))
    say(decision, council[1], "objection", concern=CONCERN)
    say(decision, council[1], "concern", words="I can live with it.")
    assert Objection.objects.get().resolved_at is not None
    assert closed(decision).state == "in_force"


def test_words_of_a_concern_are_not_in_the_result_that_stands_for_ever(people: People) -> None:
    done = blocked(make_council(people.backbone))
    assert done.state == "mediation"
    assert "night workers" not in str(done.result)
    assert recount(done.result).holds


def test_fallback_asks_everybody_anew_after_new_notice(people: People) -> None:
    council = make_council(people.backbone)
    done = blocked(council)
    with clock.at(mediated(done)):
        again = escalate(decision=done, by=council[1])
    assert (again.state, again.rule, again.result) == ("escalated", "majority@1", None)
    assert again.earlier[0]["result"]["outcome"]["status"] == "blocked"
    with (
        clock.at(again.round.opens_at - timedelta(minutes=1)),
        pytest.raises(RuleBroken, match="not open yet"),
    ):
        say(again, council[0])
    with clock.at(again.round.opens_at):
        say(again, council[0], "no")
        say(again, council[1])
        say(again, council[2])
    assert closed(again).state == "in_force"


def test_fallback_waits_for_the_mediation_or_its_last_day(people: People) -> None:
    council = make_council(people.backbone)
    done = blocked(council)
    with (
        clock.at(mediated(done) - timedelta(minutes=1)),
        pytest.raises(RuleBroken, match="in mediation until"),
    ):
        escalate(decision=done, by=council[1])
    assert Decision.objects.get(pk=done.pk).state == done.state != "escalated"
    case = ConflictCase.objects.get()
    with clock.at(after_the_end(done) + timedelta(days=1)):
        name_mediator(case=case, mediator=people.partner, ties="", by=people.backbone)
        close_case(
            case=case, outcome="not_resolved", learning={"en": "Evenings matter to both."}, by=people.partner
        )
        assert escalate(decision=done, by=council[1]).state == "escalated"


def test_community_block_at_collaborating_is_not_bypassed_without_the_community(people: People) -> None:
    council = make_council(people.backbone, *["community"] * 3, *["partner"] * 3)
    engagement = make_engagement(council, level=4, by=council[0])
    done = blocked(council, engagement=engagement)
    assert has_community_block(question_of(done))
    with clock.at(mediated(done)):
        again = escalate(decision=done, by=council[1])
    with clock.at(again.round.opens_at):
        for holder, stance in zip(council.holders, ("no", "no", "yes", "yes", "yes", "yes"), strict=True):
            say(again, holder, stance)
    assert closed(again).state == "not_adopted"


def test_without_a_fallback_mediation_ends_in_a_revised_text_or_none(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(rule=Consensus(0)))
    say(decision, council[0], "block", concern=CONCERN)
    done = closed(decision)
    with clock.at(mediated(done)):
        with pytest.raises(Impossible, match="no fallback"):
            escalate(decision=done, by=council[1])
        new = revise(
            decision=done, motion=motion("On Sundays, and late on Fridays?", rule=Consensus(0)), by=council[0]
        )
    assert (new.state, new.version, new.previous) == ("noticed", 2, done)
    assert fresh(done).state == "revised"


def test_too_few_fingers_are_a_concern_with_its_three_parts_and_its_case(people: People) -> None:
    council = make_council(people.backbone, *["community"] * 3, *["partner"] * 3)
    engagement = make_engagement(council, level=4, by=council[0])
    hands = motion(rule=FistToFive(2, Fraction(1, 2), Base.CAST), modifiers=WITH_FALLBACK)
    decision = make_open(council, hands, engagement=engagement)
    with pytest.raises(RuleBroken, match="what would resolve it"):
        say(decision, council[0], "1", words="Never.")
    say(decision, council[0], "1", concern=CONCERN)
    for holder in council.holders[1:]:
        say(decision, holder, "5")
    done = closed(decision)
    assert (done.state, ConflictCase.objects.get().state) == ("mediation", "mediation")
    with clock.at(mediated(done)):
        again = escalate(decision=done, by=council[1])
    assert asks_residents(modifiers_of(again))


def test_a_block_is_mediated_before_another_text_is_put_or_the_question_taken_back(people: People) -> None:
    council = make_council(people.backbone)
    done = blocked(council)
    with clock.at(mediated(done) - timedelta(minutes=1)):
        with pytest.raises(RuleBroken, match="in mediation until"):
            revise(decision=done, motion=motion("On Saturdays?"), by=council[0])
        with pytest.raises(RuleBroken, match="in mediation until"):
            withdraw(decision=done, reason={"en": "Let us see."}, by=council[0])


@pytest.mark.parametrize("way", ["revised", "taken back"])
def test_what_follows_a_community_block_keeps_its_rule_and_needs_the_community(
    people: People, way: str
) -> None:
    council = make_council(people.backbone, *["community"] * 3, *["partner"] * 3)
    engagement = make_engagement(council, level=4, by=council[0])
    done = blocked(council, engagement=engagement)
    easier = motion("On Sundays, then?", rule=Majority(Base.CAST))
    with clock.at(mediated(done)):
        if way == "revised":
            new = revise(decision=done, motion=easier, by=council[3])
        else:
            withdraw(decision=done, reason={"en": "We begin anew."}, by=council[3])
            new = make_noticed(council, easier, engagement=engagement, by=council[3])
    assert rule_of(new) == Consent()
    assert asks_residents(modifiers_of(new))


def test_vote_without_a_quorum_is_opened_once_more_and_then_lapses(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(modifiers=QUORUM))
    say(decision, council[0])
    done = closed(decision)
    with clock.at(after_the_end(done) + timedelta(days=1)):
        again = reopen(decision=done, by=council[0])
    assert (again.state, again.reopened_count, len(again.earlier)) == ("open", 1, 1)
    done = closed(again)
    assert done.state == "no_quorum"
    with clock.at(after_the_end(done) + timedelta(days=1)):
        with pytest.raises(Impossible, match="once only"):
            reopen(decision=done, by=council[0])
        lapse_when_due(number=done.record.number)
    assert fresh(done).state == "lapsed"


def test_second_opening_of_a_secret_vote_keeps_what_lies_in_the_box(people: People) -> None:
    council = make_council(people.backbone)
    decision = make_open(council, motion(modifiers=QUORUM, electorate_of="people"))
    cast_secretly(
        decision=decision, elector=row_of(decision, council[0]), ballot=Ballot("", "yes"), by=council[0]
    )
    done = closed(decision)
    with clock.at(after_the_end(done) + timedelta(hours=1)):
        again = reopen(decision=done, by=council[0])
        cast_secretly(
            decision=again, elector=row_of(again, council[1]), ballot=Ballot("", "no"), by=council[1]
        )
        with pytest.raises(RuleBroken, match="final"):
            cast_secretly(
                decision=again, elector=row_of(again, council[0]), ballot=Ballot("", "no"), by=council[0]
            )
    done = closed(again)
    assert done.result["outcome"]["cast"] == 2
    for teller in council.holders[:2]:
        certify(decision=done, by=teller)
    assert fresh(done).state == "not_adopted"


def test_tie_is_told_and_broken_by_a_lot_that_was_announced_before(people: People) -> None:
    council = make_council(people.backbone)
    done = tied(council)
    assert (done.state, done.result["outcome"]["status"]) == ("tallied", "tied")
    with clock.at(after_the_end(done)):
        lot = announce_tie_lot(decision=done, seed_source=LOTTERY, by=council[0])
        with pytest.raises(RuleBroken, match="at least an hour"):
            draw_tie_lot(lot=lot, seed="7 12 31", by=council[0])
    with clock.at(after_the_end(done) + timedelta(hours=2)):
        settled = draw_tie_lot(lot=lot, seed="7 12 31", by=council[0])
        with pytest.raises(RuleBroken, match="no open tie"):
            draw_tie_lot(lot=lot, seed="other", by=council[0])
    assert settled.state == "in_force"
    assert settled.result["outcome"]["ties"][0]["broken"] == "lot"
    assert recount(settled.result).holds


def test_tie_is_broken_by_a_vote_of_the_group_on_the_tied_options_and_by_no_other(people: People) -> None:
    council = make_council(people.backbone)
    done = tied(council)
    with clock.at(after_the_end(done)):
        shade = make_open(council, motion("Shade before paths?", purpose="procedure"))
        say(shade, council[0])
        again = make_open(
            council, motion("Which of the two?", rule=Approval(1), options=TWO[::-1], purpose="procedure")
        )
        pick(again, council[0], "option:1")
    shade, again = closed(shade), closed(again)
    with clock.at(after_the_end(again)):
        for other, why in ((done, "a vote of its own"), (shade, "not about this tie")):
            with pytest.raises(RuleBroken, match=why):
                let_body_choose(decision=done, because=other, by=council[0])
        settled = let_body_choose(decision=done, because=again, by=council[0])
    assert settled.result["outcome"]["winners"] == ["option:2"]
    assert recount(settled.result).holds


def test_panel_is_drawn_so_that_anybody_can_draw_it_again(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, level=3, state="announced", titles=(), by=people.backbone)
    take_starter_list(starter=RACE_ETHNICITY, by=people.backbone)
    behind, other = Category.objects.order_by("pk")[:2]
    lot = announce_panel_lot(
        engagement=engagement,
        places=3,
        quotas=[Places(behind, 1, 3)],
        seed_source=LOTTERY,
        days=soon(),
        by=people.backbone,
    )
    for at in range(6):
        volunteer(lot=lot, by=make_person(), groups=[behind if at == 4 else other])
    with clock.at(clock.now() + timedelta(hours=2)):
        members = draw_panel_lot(lot=lot, seed="7 12 31", by=people.backbone)
    lot.refresh_from_db()
    assert len(members) == 3
    assert [member.group for member in members if member.group] == [behind]
    entered = [Entered(step["key"], step["group"]) for step in lot.steps]
    again = draw(entered, [Quota(str(behind.pk), 1, 3)], places=3, seed=lot.seed)
    assert [step.key for step in again.steps] == [step["key"] for step in lot.steps]


def test_nobody_puts_a_name_in_after_the_draw(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, level=3, state="announced", titles=(), by=people.backbone)
    lot = announce_panel_lot(
        engagement=engagement, places=1, seed_source={"en": "Dice."}, days=soon(), by=people.backbone
    )
    volunteer(lot=lot, by=council[0])
    volunteer(lot=lot, by=council[0])
    assert lot.volunteers.count() == 1
    with pytest.raises(RuleBroken, match="the seed comes on"):
        draw_panel_lot(lot=lot, seed="6", by=people.backbone)
    with clock.at(lot.hat_closes_at), pytest.raises(RuleBroken, match="The hat closed"):  # type: ignore[arg-type]
        volunteer(lot=lot, by=council[2])
    with clock.at(clock.now() + timedelta(hours=2)):
        draw_panel_lot(lot=lot, seed="6", by=people.backbone)
        with pytest.raises(RuleBroken, match="drawn already"):
            volunteer(lot=lot, by=council[1])


def test_no_seed_is_known_while_names_go_into_the_hat(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, level=3, state="announced", titles=(), by=people.backbone)
    days, early = soon(), timedelta(minutes=1)
    for wrong, field in (
        (replace(days, seed_at=days.seed_at - early), "seed_on"),
        (Days(clock.now(), days.seed_at), "hat_closes_on"),
    ):
        with pytest.raises(RuleBroken) as refused:
            announce_panel_lot(
                engagement=engagement, places=1, seed_source={"en": "Dice."}, days=wrong, by=people.backbone
            )
        assert refused.value.field == field


def test_noticed_decision_of_another_council_is_not_a_reason_to_break_a_tie(people: People) -> None:
    council = make_council(people.backbone)
    done = tied(council)
    stranger = make_noticed(make_council(people.backbone))
    with pytest.raises(RuleBroken, match="a vote of its own"):
        let_body_choose(decision=done, because=stranger, by=council[0])


def test_opening_twice_is_once(people: People) -> None:
    decision = make_open(make_council(people.backbone))
    assert open_vote(decision=decision, by=None).opened_at == decision.opened_at
