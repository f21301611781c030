"""The people we promised: one voice each, never early, never late; what they carry happens. SPECTRUM S1, S3, S7."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.inputs import claim_input
from engagement.actions.levels import change_level
from engagement.actions.not_kept import answer_not_kept, make_good, say_not_kept
from engagement.actions.obligations import recompute
from engagement.actions.promisee_votes import Petition, ask_promisees, close_vote, give_voice
from engagement.gathering.promised import input_of_receipt, people_promised, reachable
from engagement.models import Engagement, Input, LevelChange, Obligation, PromiseeVoice, PromiseeVote
from initiatives import clock
from initiatives.models import LedgerEntry, RoleHolding
from initiatives.passes import shown_code
from initiatives.rules.refusals import RuleBroken
from tests.factories.engagements import make_open
from tests.factories.inputs import make_prompt, say_something
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHY = {"en": "There is less money than we thought."}


@pytest.fixture
def asked(people: People) -> Engagement:
    """Give an open question with six contributors who left an address, and the resident."""
    made = make_open(by=people.backbone)
    make_prompt(made)
    for n in range(6):
        say_something(made, f"Words {n}", email=f"someone{n}@home.example")
    say_something(made, "Mine", contributor=people.resident)
    return made


def lower(engagement: Engagement, people: People, to: int = 1) -> PromiseeVote:
    petition = Petition(purpose="lower", reason=WHY, to_level=to)
    return ask_promisees(engagement=engagement, petition=petition, by=people.backbone)


def waive(engagement: Engagement, people: People, code: str = "C3") -> PromiseeVote:
    petition = Petition(purpose="waive", reason=WHY, code=code)
    return ask_promisees(engagement=engagement, petition=petition, by=people.backbone)


def answered(vote: PromiseeVote, yes: int, no: int = 0) -> None:
    for n, given in enumerate(Input.objects.filter(contributor__isnull=True)[: yes + no]):
        give_voice(vote=vote, agrees=n < yes, by=None, given=given)


def test_the_promised_are_contributors_and_how_many_can_be_reached_is_frozen(
    asked: Engagement, people: People
) -> None:
    assert people_promised(asked) == {people.resident.pk}
    assert reachable(asked) == 7
    vote = lower(asked, people)
    say_something(asked, "Later", email="later@home.example")
    assert PromiseeVote.objects.get(pk=vote.pk).reachable == 7


def test_a_receipt_is_found_however_it_is_typed_and_only_in_its_own_question(
    asked: Engagement, people: People
) -> None:
    receipt = say_something(asked, "With a receipt")
    assert input_of_receipt(asked, f" {shown_code(receipt.code).upper()} ") == receipt.input
    assert input_of_receipt(asked, "nobody-made-this") is None
    assert input_of_receipt(make_open(by=people.backbone), receipt.code) is None


def test_the_level_is_lowered_by_itself_once_they_have_carried_it(asked: Engagement, people: People) -> None:
    vote = lower(asked, people)
    answered(vote, yes=5, no=1)
    with clock.at(vote.closes_at):
        close_vote(vote=vote)
    asked.refresh_from_db()
    assert asked.level == 1
    change = LevelChange.objects.get(engagement=asked)
    assert (change.from_level, change.to_level, change.vote) == (2, 1, vote)
    assert LedgerEntry.objects.filter(kind="engagement.level_lowered").exists()


def test_no_other_level_than_the_one_they_voted_for_and_it_happens_without_its_opener(
    asked: Engagement, people: People
) -> None:
    change_level(engagement=asked, to=3, reason=WHY, by=people.backbone)
    vote = lower(asked, people, to=2)
    answered(vote, yes=6)
    RoleHolding.objects.filter(person=people.backbone).update(until=clock.now())
    with clock.at(vote.closes_at):
        with pytest.raises(RuleBroken):
            change_level(engagement=asked, to=1, reason=WHY, by=people.staff)
        close_vote(vote=vote)
    asked.refresh_from_db()
    assert asked.level == 2
    assert LevelChange.objects.get(engagement=asked, to_level=2).by is None


@pytest.mark.parametrize(("yes", "no"), [(3, 3), (4, 0), (2, 4)])
def test_too_few_or_no_majority_changes_nothing(asked: Engagement, people: People, yes: int, no: int) -> None:
    vote = lower(asked, people)
    answered(vote, yes=yes, no=no)
    with clock.at(vote.closes_at):
        closed = close_vote(vote=vote)
    asked.refresh_from_db()
    assert (closed.carried, asked.level) == (False, 2)


def test_a_vote_never_ends_early_and_takes_nothing_after_its_end(asked: Engagement, people: People) -> None:
    vote = lower(asked, people)
    answered(vote, yes=6)
    assert close_vote(vote=vote).closed_at is None
    with clock.at(vote.closes_at), pytest.raises(RuleBroken, match="over"):
        give_voice(vote=vote, agrees=True, by=people.resident)


def test_one_person_has_one_voice_with_account_and_receipt_together(
    asked: Engagement, people: People
) -> None:
    vote = lower(asked, people)
    own = Input.objects.get(contributor=people.resident)
    give_voice(vote=vote, agrees=True, by=people.resident)
    give_voice(vote=vote, agrees=False, by=None, given=own)
    assert [voice.agrees for voice in PromiseeVoice.objects.filter(vote=vote)] == [False]


def test_what_comes_in_after_a_vote_began_gives_no_voice_in_it(asked: Engagement, people: People) -> None:
    vote = lower(asked, people)
    with clock.at(vote.opened_at + timedelta(hours=1)):
        late = say_something(asked, "Later").input
        say_something(asked, "As a partner", contributor=people.partner)
        with pytest.raises(RuleBroken, match="after the vote had begun"):
            give_voice(vote=vote, agrees=True, by=None, given=late)
        with pytest.raises(RuleBroken, match="for the people we promised"):
            give_voice(vote=vote, agrees=True, by=people.partner)
    assert not PromiseeVoice.objects.exists()


def test_a_receipt_that_is_claimed_while_the_vote_runs_is_no_second_voice(
    asked: Engagement, people: People
) -> None:
    first, second = Input.objects.filter(contributor__isnull=True)[:2]
    vote = lower(asked, people)
    for given, agrees in ((first, True), (second, False)):
        give_voice(vote=vote, agrees=agrees, by=None, given=given)
        claim_input(given=given, by=people.resident)
    assert list(vote.voices.values_list("person", "input", "agrees")) == [(people.resident.pk, None, True)]


def test_a_partner_who_contributed_is_one_of_the_people_we_promised(
    asked: Engagement, people: People
) -> None:
    say_something(asked, "As a partner", contributor=people.partner)
    vote = lower(asked, people)
    assert give_voice(vote=vote, agrees=False, by=people.partner).person == people.partner
    recompute(engagement=asked)
    say_not_kept(engagement=asked, code="C1", words="There is no paper form.", by=people.partner)
    with pytest.raises(RuleBroken, match="Not as staff"):
        give_voice(vote=vote, agrees=True, by=people.backbone)


def test_whom_nobody_promised_anything_has_no_voice(asked: Engagement, people: People) -> None:
    vote = lower(asked, people)
    for who in (people.partner, people.backbone, people.outsider, None):
        with pytest.raises(RuleBroken):
            give_voice(vote=vote, agrees=True, by=who)


def test_nobody_but_a_facilitator_asks_to_lower_or_to_waive(asked: Engagement, people: People) -> None:
    for who in (people.resident, people.partner, None):
        for petition in (Petition("lower", WHY, to_level=1), Petition("waive", WHY, code="C3")):
            with pytest.raises(RuleBroken):
                ask_promisees(engagement=asked, petition=petition, by=who)


@pytest.mark.parametrize(
    ("petition", "field"),
    [
        (Petition("lower", {}, to_level=1), "reason"),
        (Petition("lower", WHY, to_level=2), "to_level"),
        (Petition("lower", WHY), "to_level"),
        (Petition("waive", WHY, code="L4"), "code"),
        (Petition("waive", WHY, code="C1"), "code"),
        (Petition("reopen", WHY), "purpose"),
    ],
)
def test_a_petition_is_refused_beside_what_is_wrong(
    asked: Engagement, people: People, petition: Petition, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        ask_promisees(engagement=asked, petition=petition, by=people.backbone)
    assert refused.value.field == field


def test_the_same_is_not_asked_twice_at_a_time(asked: Engagement, people: People) -> None:
    lower(asked, people)
    with pytest.raises(RuleBroken, match="already"):
        lower(asked, people)


def test_what_they_let_go_holds_nothing_any_more(asked: Engagement, people: People) -> None:
    vote = waive(asked, people)
    answered(vote, yes=6)
    with clock.at(vote.closes_at):
        close_vote(vote=vote)
        assert Obligation.objects.get(engagement=asked, code="C3").state == "waived_by_promisees"
    assert LedgerEntry.objects.filter(kind="obligation.waived").count() == 1


def test_a_claim_without_an_answer_in_time_breaks_the_promise(asked: Engagement, people: People) -> None:
    recompute(engagement=asked)
    claim = say_not_kept(engagement=asked, code="C1", words="There was no paper form.", by=people.resident)
    with clock.at(clock.now() + timedelta(days=10, minutes=1)):
        recompute(engagement=asked)
        assert Obligation.objects.get(engagement=asked, code="C1").state == "broken"
        answer_not_kept(claim=claim, answer={"en": "Sorry."}, by=people.backbone)
        assert Obligation.objects.get(engagement=asked, code="C1").state == "broken"


def test_a_late_answer_breaks_the_promise_even_before_the_clock_looked(
    asked: Engagement, people: People
) -> None:
    recompute(engagement=asked)
    claim = say_not_kept(engagement=asked, code="C1", words="There was no paper form.", by=people.resident)
    with clock.at(clock.now() + timedelta(days=11)):
        answer_not_kept(claim=claim, answer={"en": "Sorry."}, by=people.backbone)
        assert Obligation.objects.get(engagement=asked, code="C1").state == "broken"


def test_an_answer_in_time_keeps_it_and_stands_once(asked: Engagement, people: People) -> None:
    recompute(engagement=asked)
    claim = say_not_kept(engagement=asked, code="C1", words="There was no paper form.", by=people.resident)
    answer_not_kept(claim=claim, answer={"en": "They lie in the library."}, by=people.backbone)
    with clock.at(clock.now() + timedelta(days=11)):
        recompute(engagement=asked)
        assert Obligation.objects.get(engagement=asked, code="C1").state != "broken"
    with pytest.raises(RuleBroken, match="already"):
        answer_not_kept(claim=claim, answer={"en": "Or not."}, by=people.backbone)


def test_a_receipt_can_say_it_too_but_nobody_else(asked: Engagement, people: People) -> None:
    recompute(engagement=asked)
    given = Input.objects.filter(contributor__isnull=True).first()
    say_not_kept(engagement=asked, code="C1", words="No form.", by=None, given=given)
    for who in (people.partner, people.backbone, people.outsider, None):
        with pytest.raises(RuleBroken):
            say_not_kept(engagement=asked, code="C1", words="No form.", by=who)


def test_only_what_broke_is_made_good_and_it_stays_broken(asked: Engagement, people: People) -> None:
    recompute(engagement=asked)
    with pytest.raises(RuleBroken, match="not broken"):
        make_good(engagement=asked, code="C2", remedy={"en": "We read them now."}, by=people.backbone)
    with clock.at(clock.now() + timedelta(days=60)):
        recompute(engagement=asked)
        make_good(engagement=asked, code="C2", remedy={"en": "We read them now."}, by=people.backbone)
        row = Obligation.objects.get(engagement=asked, code="C2")
        assert row.state == "broken"
        assert row.remedied_by == people.backbone
        with pytest.raises(RuleBroken, match="already"):
            make_good(engagement=asked, code="C2", remedy={"en": "Twice."}, by=people.backbone)
