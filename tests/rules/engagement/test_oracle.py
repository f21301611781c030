"""Counts equal those of an independent, literal count, on elections full of ties; no tie is ever broken in silence."""

from __future__ import annotations

import random

import pytest

from tests.rules.engagement.random_bodies import body_faults, random_body
from tests.rules.engagement.random_elections import MAKERS, election, faults


@pytest.mark.parametrize("method", sorted(MAKERS))
def test_every_method_equals_the_oracle_and_tells_every_tie(method: str) -> None:
    dice = random.Random(method)
    several = 0
    for number in range(400):
        one = election(dice, method)
        several += len(one.possible) > 1
        assert list(faults(one)) == [], (number, one)
    assert several >= 10, "the draw must be full of ties"


def test_every_rule_for_one_proposal_equals_the_oracle() -> None:
    dice = random.Random(9)
    for number in range(1500):
        one = random_body(dice)
        assert list(body_faults(one)) == [], (number, one)
