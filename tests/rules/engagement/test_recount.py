"""A published decision holds when its own JSON, counted again, comes to the same; every change of it is found."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.impossible import Impossible
from engagement.rules.methods import (
    Approval,
    Base,
    Budget,
    Consensus,
    Consent,
    Dots,
    FistToFive,
    Irv,
    Majority,
    Rule,
    Score,
    Shape,
    Star,
    Stv,
    Supermajority,
    TooDear,
)
from engagement.rules.modifiers import (
    ClassAgreement,
    CountedBy,
    Modifiers,
    OpeningFloor,
    Quorum,
    TakingPart,
)
from engagement.rules.published import read_question, share_of, write_question, written
from engagement.rules.question import DecisionQuestion
from engagement.rules.recount import FORMAT, Part, publish, recount
from engagement.rules.results import Status, TiePurpose
from engagement.rules.ties import BodyChoice, TieRule
from initiatives.rules.ledger import canonical
from tests.rules.engagement.ballot_boxes import PLAIN, pointed, proposal, ranked, stance, voters
from tests.rules.engagement.random_bodies import random_body
from tests.rules.engagement.random_elections import MAKERS, election

HALF = Fraction(1, 2)
EVERY_RULE: list[Rule] = [
    Consensus(1),
    Consent(),
    FistToFive(1, Fraction(2, 3), Base.PRESENT),
    Majority(Base.ELIGIBLE),
    Supermajority(Fraction(3, 5), Base.DECIDED, is_strict=True),
    Approval(2),
    Score(1, top=7),
    Dots(2, points=4),
    Budget(3, 1000, TooDear.STOP),
    Star(),
    Irv(),
    Stv(2),
]


def full(rule: Rule) -> DecisionQuestion:
    """Return a question in which nothing is left out."""
    is_one = rule.shape is Shape.STANCE
    return DecisionQuestion(
        rule,
        Modifiers(
            are_vacancies_counted=True,
            quorums=(
                Quorum(HALF, TakingPart.VOTED, CountedBy.MEMBERS),
                Quorum(2, TakingPart.PRESENT, CountedBy.SEATS, ("community",)),
            ),
            class_agreements=(ClassAgreement(("community",), HALF, True, Base.CAST),),
            opening_floor=OpeningFloor(("community",), Fraction(1, 3)),
            is_by_organisation=True,
            fallback=Supermajority(Fraction(3, 4), Base.CAST, is_strict=False),
        ),
        (
            *voters("community", "community"),
            Voter("seat 3", "partner", "Food Bank", False, True, True),
            Voter("seat 4", "partner", is_vacant=True),
        ),
        options=() if is_one else (Option("A", 400), Option("B", 0)),
        tie_rule=TieRule("seed", (BodyChoice(TiePurpose.EXCLUDE, ("A", "B"), "A"),)),
    )


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda one: one.name)
def test_every_question_is_the_same_after_writing_and_reading(rule: Rule) -> None:
    question = full(rule)
    text = json.dumps(write_question(question))
    assert read_question(json.loads(text)) == question
    assert "." not in text.replace("Food Bank", "")


def test_drawn_questions_are_the_same_after_writing_and_reading_and_hold() -> None:
    dice = random.Random(3)
    drawn = [random_body(dice) for _ in range(100)]
    drawn += [election(dice, method).question for method in sorted(MAKERS) for _ in range(30)]
    for question in drawn:
        published = json.loads(canonical(dict(publish(question))))
        assert read_question(published["question"]) == question
        again = recount(published)
        assert again.holds, again.differences
        assert again.differences == ()


def published(question: DecisionQuestion) -> dict[str, Any]:
    """Return what is published, as it comes out of a file."""
    found: dict[str, Any] = json.loads(canonical(dict(publish(question))))
    return found


MAJORITY = proposal(Majority(Base.CAST), {"yes": 3, "no": 1})


def test_a_changed_ballot_is_found_in_outcome_and_root() -> None:
    file = published(MAJORITY)
    file["question"]["ballots"][0]["stance"] = "no"
    again = recount(file)
    assert not again.holds
    assert {one.part for one in again.differences} == {Part.OUTCOME, Part.MERKLE_ROOT}
    where = {one.where: (one.published, one.recounted) for one in again.differences}
    assert where["outcome.status"] == ("adopted", "not_adopted")
    assert where["outcome.counts[0][1]"] == ("3", "2")
    assert again.outcome is not None
    assert again.outcome.status is Status.NOT_ADOPTED


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("outcome", "status"), "not_adopted"),
        (("outcome", "cast"), 5),
        (("outcome", "cast"), True),
        (("outcome", "requirements", 0, "needed"), 2),
        (("outcome", "winners"), ["A"]),
        (("outcome", "nonsense"), 1),
        (("outcome",), None),
        (("merkle_root",), "0" * 64),
    ],
)
def test_every_changed_word_is_found(path: tuple[str | int, ...], value: object) -> None:
    file = published(MAJORITY)
    place: Any = file
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    again = recount(file)
    assert not again.holds
    assert len(again.differences) == 1


def test_a_missing_word_is_found() -> None:
    file = published(MAJORITY)
    del file["outcome"]["ties"]
    (found,) = recount(file).differences
    assert (found.where, found.published) == ("outcome.ties", "None")


def test_what_tellers_attest_is_told_and_does_not_break_a_decision() -> None:
    asked = Modifiers(False, class_agreements=(ClassAgreement(("community",), HALF, False, Base.CAST),))
    question = DecisionQuestion(
        Majority(Base.CAST),
        asked,
        (Voter("a", "community", has_voted=True), Voter("b", "partner", has_voted=True)),
        (Ballot("x", "yes", seat_class="community"), Ballot("y", "yes", seat_class="partner")),
        is_secret=True,
    )
    again = recount(published(question))
    assert again.holds
    (told,) = again.differences
    assert (told.part, told.published, told.is_error) == (Part.ATTESTED, "[True]", False)


Change = Any
BROKEN: list[tuple[str, Change]] = [
    ("no object", lambda file: file.update(question=[])),
    ("says nothing about rule", lambda file: file["question"].pop("rule")),
    ("There is no rule called majority@9", lambda file: file["question"]["rule"].update(name="majority@9")),
    ("base in rule cannot be “all”", lambda file: file["question"]["rule"].update(base="all")),
    ("ballots in question is not of the kind list", lambda file: file["question"].update(ballots={})),
    ("is_secret in question is not of the kind bool", lambda file: file["question"].update(is_secret=0)),
    ("ballots 1 is no object", lambda file: file["question"]["ballots"].insert(0, 3)),
    ("is no list of texts", lambda file: file["question"]["ballots"][0].update(options=[1])),
    ("points are pairs", lambda file: file["question"]["ballots"][0].update(points=[["A", True]])),
    ("points are pairs", lambda file: file["question"]["ballots"][0].update(points=[["A", 1, 2]])),
    ("has two ballots", lambda file: file["question"]["ballots"].append(file["question"]["ballots"][0])),
    ("says nothing about outcome", lambda file: file.pop("outcome")),
    ("says nothing about merkle_root", lambda file: file.pop("merkle_root")),
    ("says nothing about format", lambda file: file.pop("format")),
    ("is no list of true and false", lambda file: file["question"].update(attested=[1])),
]


@pytest.mark.parametrize(("words", "change"), BROKEN)
def test_what_cannot_be_read_is_a_finding_in_words(words: str, change: Change) -> None:
    file = published(MAJORITY)
    change(file)
    again = recount(file)
    assert again.outcome is None
    assert not again.holds
    (found,) = again.differences
    assert found.part is Part.QUESTION
    assert words in found.published


def test_another_format_is_not_guessed_at() -> None:
    again = recount({**published(MAJORITY), "format": "decision@2"})
    (found,) = again.differences
    assert (found.part, found.published, found.recounted) == (Part.FORMAT, "decision@2", FORMAT)
    assert not again.holds
    assert not recount([1]).holds


@pytest.mark.parametrize("text", ["0.5", "1", "1/0", "-1/2", "a/b", "1/2/3", "", "½"])
def test_a_share_is_two_whole_numbers(text: str) -> None:
    with pytest.raises(Impossible, match="no share"):
        share_of(text)


def test_shares_keep_their_value() -> None:
    assert share_of("2/3") == Fraction(2, 3)
    assert written(Fraction(4, 6)) == "2/3"


def test_a_float_is_never_written() -> None:
    with pytest.raises(Impossible, match="float"):
        written((0.5,))


def test_a_number_or_a_share_of_a_quorum_stays_what_it_was() -> None:
    quorum = Quorum(2, TakingPart.VOTED, CountedBy.SEATS)
    question = replace(MAJORITY, modifiers=replace(PLAIN, quorums=(quorum, replace(quorum, needed=HALF))))
    again = read_question(json.loads(json.dumps(write_question(question))))
    assert [type(one.needed) for one in again.modifiers.quorums] == [int, Fraction]


def test_a_recount_changes_nothing_that_it_reads() -> None:
    file = published(ranked(Irv(), {"AB": 2, "BA": 1}))
    before = deepcopy(file)
    recount(file)
    assert file == before


def test_reasons_of_an_open_vote_are_published() -> None:
    question = DecisionQuestion(Consent(), PLAIN, voters("community"), (stance("seat 1", "objection"),))
    assert published(question)["question"]["ballots"][0]["reason"] == "too dear"
    assert published(pointed(Star(), [{"A": 5, "B": 1}]))["outcome"]["winners"] == ["A"]
