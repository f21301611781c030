"""The matter is voted on once at a time, and given up by nobody over a vote: not by staff, nor by one seat. SPECTRUM E4."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.certifying import certify
from engagement.actions.engagements import withdraw
from engagement.gathering.questions import rule_of
from engagement.models import Decision, Engagement
from engagement.rules.methods import Base, Majority, Supermajority
from initiatives import clock
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import (
    HALF,
    Council,
    counted,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    say,
)
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHY = {"en": "We would rather not."}


def carried(council: Council, decision: Decision, stance: str = "yes") -> Decision:
    for holder in council.holders:
        say(decision, holder, stance)
    done = counted(decision)
    if done.state == "tallied":
        with clock.at(done.round.closes_at):
            for teller in council.holders[:2]:
                certify(decision=done, by=teller)
    return Decision.objects.get(pk=done.pk)


def force(engagement: Engagement) -> None:
    with transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(state="withdrawn")


@pytest.mark.parametrize("level", [2, 5])
def test_nobody_gives_a_question_up_while_it_is_voted_on(people: People, level: int) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, level=level, by=council[0])
    make_open(council, engagement=engagement)
    with pytest.raises(RuleBroken) as refused:
        withdraw(engagement=engagement, reason=WHY, by=council[0] if level == 5 else people.backbone)
    said = dict(refused.value.missing)
    assert any("A vote on it is on the way" in sentence for sentence in said)
    assert f"{engagement.record.url}votes/" in said.values()
    with pytest.raises(IntegrityError, match="not given up over a vote"):
        force(engagement)


def test_where_the_community_decides_it_gives_a_question_up_by_a_vote(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    with pytest.raises(RuleBroken):
        withdraw(engagement=engagement, reason=WHY, by=council[0])
    with pytest.raises(IntegrityError, match="by a vote"):
        force(engagement)
    carried(
        council, make_open(council, motion("Do we give it up?", purpose="withdraw"), engagement=engagement)
    )
    assert withdraw(engagement=engagement, reason=WHY, by=council[0]).state == "withdrawn"


def test_a_second_vote_on_the_matter_waits_for_the_first(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, level=2, by=council[0])
    make_noticed(council, engagement=engagement)
    easier = motion("Or on Mondays?", rule=Majority(Base.CAST))
    with pytest.raises(RuleBroken, match="on the way already"):
        make_noticed(council, easier, engagement=engagement)
    beside = make_noticed(council, replace(easier, purpose="procedure"))
    with pytest.raises(IntegrityError, match="one_vote_on_the_matter"), transaction.atomic():
        Decision.objects.filter(pk=beside.pk).update(engagement=engagement, purpose="substance")


def test_a_lost_vote_is_put_again_in_other_words_and_under_its_own_rule(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, level=2, by=council[0])
    strict = Supermajority(HALF, Base.ELIGIBLE, is_strict=True)
    asked = motion("Shall it open on Sundays?", rule=strict)
    assert carried(council, make_open(council, asked, engagement=engagement), "no").state == "not_adopted"
    with pytest.raises(RuleBroken, match="did not adopt them"):
        make_noticed(council, motion("Shall it open on SUNDAYS"), engagement=engagement)
    again = make_noticed(council, motion("Shall it open on Saturdays?"), engagement=engagement)
    assert rule_of(again) == strict
