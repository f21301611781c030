"""A question that nobody could count is refused when it is written down, with a sentence that says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.decision_laws import escalated
from engagement.rules.decision_machine import Event, State, after
from engagement.rules.impossible import SENTENCES, Impossible
from engagement.rules.methods import (
    RULES,
    Approval,
    Base,
    Budget,
    Consensus,
    Consent,
    Dots,
    FistToFive,
    Irv,
    Majority,
    Score,
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
from engagement.rules.question import DecisionQuestion
from engagement.rules.results import TiePurpose
from engagement.rules.spectrum import Level
from engagement.rules.ties import BodyChoice, lot_order
from tests.rules.engagement.ballot_boxes import PLAIN, pointed, proposal, ranked, stance, voters

HALF = Fraction(1, 2)
YES = Ballot("seat 1", "yes")
MAJORITY = Majority(Base.CAST)


def question(*ballots: Ballot, **more: object) -> DecisionQuestion:
    """Return a majority vote of two community seats."""
    given = {"rule": MAJORITY, "modifiers": PLAIN, "electorate": voters("community", "community")} | more
    return DecisionQuestion(ballots=ballots, **given)  # type: ignore[arg-type]


def between(*ballots: Ballot, rule: object = None, options: tuple[Option, ...] = ()) -> DecisionQuestion:
    """Return a vote between A and B."""
    return question(*ballots, rule=rule or Approval(1), options=options or (Option("A"), Option("B")))


def secret(*ballots: Ballot, voted: int = 0, **more: bool) -> DecisionQuestion:
    """Return a secret vote in which so many of two have voted."""
    roll = tuple(Voter(f"p{at}", has_voted=at < voted, **(more if at == 0 else {})) for at in range(2))
    return question(*ballots, electorate=roll, is_secret=True)


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("share_out_of_range", lambda: Supermajority(Fraction(0), Base.CAST, is_strict=False)),
    ("share_out_of_range", lambda: FistToFive(1, Fraction(3, 2), Base.CAST)),
    ("share_out_of_range", lambda: Quorum(Fraction(0), TakingPart.VOTED, CountedBy.SEATS)),
    ("share_out_of_range", lambda: OpeningFloor(("community",), Fraction(2))),
    ("share_out_of_range", lambda: ClassAgreement(("community",), Fraction(-1, 2), False, Base.CAST)),
    ("share_over_whole", lambda: Supermajority(Fraction(1), Base.CAST, is_strict=True)),
    ("share_over_whole", lambda: ClassAgreement(("community",), Fraction(1), True, Base.CAST)),
    ("share_under_half", lambda: Supermajority(Fraction(1, 3), Base.CAST, is_strict=False)),
    ("number_too_small", lambda: Consensus(-1)),
    ("number_too_small", lambda: FistToFive(-1, HALF, Base.CAST)),
    ("number_too_large", lambda: FistToFive(4, HALF, Base.CAST)),
    ("number_too_small", lambda: Approval(0)),
    ("number_too_small", lambda: Score(0, top=5)),
    ("number_too_small", lambda: Score(1, top=0)),
    ("number_too_large", lambda: Score(1, top=101)),
    ("number_too_small", lambda: Dots(0, points=1)),
    ("number_too_small", lambda: Dots(1, points=0)),
    ("number_too_large", lambda: Dots(1, points=1001)),
    ("number_too_small", lambda: Budget(0, 1, TooDear.SKIP)),
    ("number_too_small", lambda: Budget(1, 0, TooDear.SKIP)),
    ("number_too_large", lambda: Budget(1001, 1, TooDear.SKIP)),
    ("number_too_small", lambda: Stv(0)),
    ("number_too_small", lambda: Quorum(0, TakingPart.VOTED, CountedBy.SEATS)),
    ("no_classes", lambda: ClassAgreement((), HALF, False, Base.CAST)),
    ("no_classes", lambda: OpeningFloor((), HALF)),
    ("fallback_shape", lambda: Modifiers(False, fallback=Irv())),
    ("no_electorate", lambda: question(electorate=())),
    ("no_electorate", lambda: question(electorate=(Voter("a", is_vacant=True),))),
    ("voter_twice", lambda: question(electorate=(Voter("a"), Voter("a")))),
    (
        "no_such_class",
        lambda: question(modifiers=Modifiers(False, opening_floor=OpeningFloor(("youth",), HALF))),
    ),
    (
        "no_such_class",
        lambda: question(
            modifiers=Modifiers(False, quorums=(Quorum(1, TakingPart.VOTED, CountedBy.SEATS, ("youth",)),))
        ),
    ),
    (
        "no_such_class",
        lambda: question(
            modifiers=Modifiers(
                False, class_agreements=(ClassAgreement(("community", "youth"), HALF, False, Base.CAST),)
            )
        ),
    ),
    ("ballot_twice", lambda: question(YES, YES)),
    ("stranger", lambda: question(Ballot("seat 3", "yes"))),
    ("vacant_voted", lambda: question(YES, electorate=(Voter("seat 1", is_vacant=True), Voter("b")))),
    ("too_few_options", lambda: between(options=(Option("A"),))),
    ("too_few_options", lambda: question(rule=Budget(1, 1, TooDear.SKIP))),
    ("option_twice", lambda: between(options=(Option("A"), Option("A")))),
    ("options_not_needed", lambda: question(options=(Option("A"),))),
    ("too_many_winners", lambda: between(rule=Approval(3))),
    ("too_many_winners", lambda: between(rule=Stv(3))),
    ("no_cost", lambda: between(rule=Budget(1, 1, TooDear.SKIP))),
    ("no_cost", lambda: question(rule=Budget(1, 1, TooDear.SKIP), options=(Option("A", -1),))),
    ("unknown_stance", lambda: question(Ballot("seat 1", "maybe"))),
    ("unknown_option", lambda: between(Ballot("seat 1", options=("C",)))),
    ("unknown_option", lambda: between(Ballot("seat 1", points=(("C", 1),)), rule=Star())),
    ("named_twice", lambda: between(Ballot("seat 1", options=("A", "A")))),
    ("named_twice", lambda: between(Ballot("seat 1", points=(("A", 1), ("A", 1))), rule=Star())),
    ("points_out_of_range", lambda: between(Ballot("seat 1", points=(("A", 6),)), rule=Star())),
    ("points_out_of_range", lambda: between(Ballot("seat 1", points=(("A", -1),)), rule=Star())),
    ("points_out_of_range", lambda: between(Ballot("seat 1", points=(("A", 4),)), rule=Score(1, top=3))),
    ("points_out_of_range", lambda: between(Ballot("seat 1", points=(("A", 4),)), rule=Dots(1, points=3))),
    ("over_budget", lambda: between(Ballot("seat 1", points=(("A", 2), ("B", 2))), rule=Dots(1, points=3))),
    ("wrong_shape", lambda: question(Ballot("seat 1", "yes", options=("A",)))),
    ("wrong_shape", lambda: question(Ballot("seat 1", "yes", points=(("A", 1),)))),
    ("wrong_shape", lambda: between(Ballot("seat 1", "yes"))),
    ("wrong_shape", lambda: between(Ballot("seat 1", is_resolved=True))),
    ("wrong_shape", lambda: between(Ballot("seat 1", points=(("A", 1),)))),
    ("wrong_shape", lambda: between(Ballot("seat 1", options=("A",)), rule=Star())),
    ("reason_missing", lambda: question(Ballot("seat 1", "block", harms="renters"), rule=Consensus(0))),
    ("reason_missing", lambda: question(Ballot("seat 1", "objection", reason="why"), rule=Consent())),
    (
        "resolved_nothing",
        lambda: question(replace(stance("seat 1", "concern"), is_resolved=True), rule=Consent()),
    ),
    (
        "secret_by_organisation",
        lambda: question(modifiers=Modifiers(False, is_by_organisation=True), is_secret=True),
    ),
    ("secret_counts_differ", lambda: secret(YES)),
    ("secret_counts_differ", lambda: secret(YES, voted=2)),
    ("secret_counts_differ", lambda: secret(Ballot("x", "yes", seat_class="youth"), voted=1)),
    ("secret_recused", lambda: secret(YES, voted=1, is_recused=True)),
    ("vacant_voted", lambda: secret(YES, voted=1, is_vacant=True)),
    (
        "organisation_of_two_classes",
        lambda: question(
            modifiers=Modifiers(False, is_by_organisation=True),
            electorate=(Voter("a", "partner", "A"), Voter("b", "youth", "A")),
        ),
    ),
    ("attested_differ", lambda: question(attested=(True,))),
    ("no_choice_in_tie", lambda: BodyChoice(TiePurpose.WIN, ("A", "B"), "C")),
    ("seed_missing", lambda: lot_order("", "AB")),
    ("no_fallback", lambda: escalated(question(), level=Level.CONSULTING)),
    ("not_from_here", lambda: after(State.DRAFT, Event.CLOSE)),
    ("only_once", lambda: after(State.NO_QUORUM, Event.REOPEN, was_reopened=True)),
]


@pytest.mark.parametrize(("code", "make"), REFUSED, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_impossible_is_refused_with_its_sentence(code: str, make: Callable[[], object]) -> None:
    with pytest.raises(Impossible) as refused:
        make()
    assert refused.value.code == code
    listed = {
        name: ", ".join(map(str, value)) if isinstance(value, tuple | list) else value
        for name, value in refused.value.values.items()
    }
    assert refused.value.sentence == SENTENCES[code].format(**listed)
    assert "{" not in refused.value.sentence


@pytest.mark.parametrize(
    "make",
    [
        lambda: FistToFive(0, Fraction(1), Base.CAST),
        lambda: FistToFive(3, Fraction(1), Base.CAST),
        lambda: Supermajority(HALF, Base.CAST, is_strict=False),
        lambda: Supermajority(Fraction(1), Base.CAST, is_strict=False),
        lambda: Score(1, top=100),
        lambda: Score(1, top=1),
        lambda: Dots(1, points=1000),
        lambda: Budget(1000, 1, TooDear.STOP),
        lambda: Quorum(1, TakingPart.VOTED, CountedBy.SEATS),
        lambda: Consensus(0),
        lambda: Modifiers(False, fallback=Consent()),
        lambda: proposal(MAJORITY, {"yes": 1}),
        lambda: between(rule=Approval(2)),
        lambda: between(Ballot("seat 1", options=("B", "A")), rule=Irv()),
        lambda: between(Ballot("seat 1", points=(("A", 5), ("B", 0))), rule=Star()),
        lambda: between(Ballot("seat 1", points=(("A", 1), ("B", 2))), rule=Dots(1, points=3)),
        lambda: pointed(Budget(1, 1, TooDear.SKIP), [{"A": 1}], {"A": 0}),
        lambda: ranked(Stv(2), {"AB": 1}),
        lambda: secret(YES, voted=1),
        lambda: question(electorate=(Voter("a", is_vacant=True), Voter("b"))),
        lambda: question(
            modifiers=Modifiers(False, is_by_organisation=True),
            electorate=(Voter("a", "partner"), Voter("b", "youth"), Voter("c", "youth", "C")),
        ),
    ],
)
def test_what_lies_on_the_edge_is_possible(make: Callable[[], object]) -> None:
    assert make() is not None


def test_a_refused_reason_names_its_field() -> None:
    with pytest.raises(Impossible) as refused:
        question(Ballot("seat 1", "block"), rule=Consensus(0))
    assert refused.value.field == "reason"


def test_every_rule_carries_a_version_and_is_known_by_it() -> None:
    assert len(RULES) == 12
    assert all(name == rule.name and name.endswith("@1") for name, rule in RULES.items())
