"""Whoever disagrees is asked why, and what is adopted carries it: in their own words, or that they say nothing. SPECTRUM S4."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.closing import close_vote
from engagement.actions.objections import Concern
from engagement.gathering.adopted import answers_of, dissent_among, owed_of
from engagement.gathering.facts import facts_of
from engagement.models import Decision, Vote
from engagement.rules.decision_laws import Owed
from engagement.rules.methods import Base, Consensus, Consent, FistToFive
from initiatives import clock
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import (
    Council,
    after_the_end,
    make_council,
    make_engagement,
    make_open,
    motion,
    row_of,
    say,
)
from tests.factories.inputs import make_engagement as make_bare
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone)


def closed(decision: Decision) -> Decision:
    with clock.at(after_the_end(decision)):
        return close_vote(decision=decision)


@pytest.mark.parametrize(
    ("asked", "stance"),
    [
        (motion(), "no"),
        (motion(rule=Consensus(stand_aside_limit=1)), "stand_aside"),
        (motion(rule=FistToFive(floor=1, share=Fraction(1, 2), base=Base.CAST)), "2"),
    ],
)
def test_who_disagrees_says_why_or_that_they_say_nothing(
    council: Council, asked: object, stance: str
) -> None:
    decision = make_open(council, asked)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="in your own words") as refused:
        say(decision, council[0], stance, says_nothing=False)
    assert refused.value.field == "words"
    assert not Vote.objects.exists()
    say(decision, council[0], stance, words="It costs too much.")
    say(decision, council[1], stance, says_nothing=True)
    assert list(Vote.objects.values_list("words", "is_silent")) == [("It costs too much.", False), ("", True)]


def test_who_agrees_or_abstains_is_not_asked_and_never_silent(council: Council) -> None:
    decision = make_open(council)
    say(decision, council[0], "yes", says_nothing=True)
    say(decision, council[1], "abstain", says_nothing=False)
    assert not Vote.objects.filter(is_silent=True).exists()


def test_a_concern_is_its_own_words(council: Council) -> None:
    decision = make_open(council, motion(rule=Consent()))
    concern = Concern("It gets loud.", "The neighbours", "Close at eight")
    say(decision, council[0], "objection", concern=concern, says_nothing=False)
    found = dissent_among(answers_of(decision))
    assert (found.dissenters, found.answered) == (1, 1)


def test_the_database_takes_no_dissent_that_was_not_asked(council: Council) -> None:
    decision = make_open(council)
    row = row_of(decision, council[0])
    with pytest.raises(IntegrityError, match="vote_dissent_was_asked"), transaction.atomic():
        Vote.objects.create(elector=row, ballot={"stance": "no"}, cast_by=council[0])


def test_the_facts_count_who_disagreed_and_who_answered_for_it(council: Council) -> None:
    engagement = make_engagement(council, level=2, by=council[0])
    decision = make_open(council, motion(), engagement=engagement)
    say(decision, council[0])
    say(decision, council[1])
    say(decision, council[2], "no", words="It costs too much.")
    closed(decision)
    evidence = facts_of(engagement).outcome.evidence
    assert (evidence.dissenters, evidence.dissents) == (1, 1)
    with transaction.atomic():
        assert dissent_among([({"stance": "no"}, "", False), ({"stance": "yes"}, "", False)]).answered == 0


def test_nothing_comes_into_force_without_what_it_rests_on(council: Council) -> None:
    engagement = make_engagement(council, level=2, by=council[0])
    decision = make_open(council, motion(), engagement=engagement)
    for holder in council.holders:
        say(decision, holder)
    bare = make_bare(
        by=council[0], level=1, body=council.body
    )  # evidence is never taken away: another question has none
    Decision.objects.filter(pk=decision.pk).update(engagement=bare)
    decision.refresh_from_db()
    assert owed_of(decision, on=clock.today("UTC")) == (Owed.EVIDENCE,)
    with pytest.raises(RuleBroken, match="can’t come into force") as refused:
        closed(decision)
    assert refused.value.missing[0][1] == f"{bare.record.url}evidence/"
    decision.refresh_from_db()
    assert decision.state == "open"


def test_a_day_of_review_that_has_come_is_set_anew_and_holds_nobody_up(council: Council) -> None:
    decision = make_open(council)
    for holder in council.holders:
        say(decision, holder)
    today = clock.today("UTC")
    Decision.objects.filter(pk=decision.pk).update(review_on=today)
    done = closed(decision)
    assert done.state == "in_force"
    assert done.review_on is not None
    assert done.review_on > today + timedelta(days=300)
