"""Rules and quorums read as sentences."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engagement.pages.vote_words import modifier_words, rule_words, spoken
from engagement.rules.methods import Approval, Dots, Score
from engagement.rules.modifiers import CountedBy, Modifiers, Quorum, TakingPart


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(1, 2), "half"),
        (Fraction(2, 3), "two thirds"),
        (Fraction(3, 5), "3 of every 5"),
    ],
)
def test_a_share_is_said_in_words(share: Fraction, said: str) -> None:
    assert spoken(share) == said


@pytest.mark.parametrize("rule", [Approval(1), Score(1, 5), Dots(points=5, winners=1)])
def test_one_winner_is_one(rule: Approval | Score | Dots) -> None:
    assert "Chosen is the one" in rule_words(rule)


def test_several_winners_are_counted() -> None:
    assert "Chosen are the 3 that most marked" in rule_words(Approval(3))


@pytest.mark.parametrize(
    ("needed", "classes", "said"),
    [
        (Fraction(1, 2), (), "Half of those who may vote must do so."),
        (30, (), "30 of those who may vote must do so."),
        (Fraction(1, 3), ("community",), "A third of community seats must vote."),
    ],
)
def test_a_quorum_is_a_sentence(needed: Fraction | int, classes: tuple[str, ...], said: str) -> None:
    quorum = Quorum(needed, TakingPart.VOTED, CountedBy.SEATS, classes)
    assert modifier_words(Modifiers(are_vacancies_counted=False, quorums=(quorum,))) == [said]
