"""Giving a question up before it is decided is no veto: not over a vote, nor over the group that decides. SPECTRUM E4."""

from __future__ import annotations

import pytest

from engagement.rules.machine import missing_for
from engagement.rules.matter import Matter
from engagement.rules.missing import Lack
from engagement.rules.spectrum import Level
from engagement.rules.stages import Stage, Transition
from tests.rules.engagement.kept import RULES, day, kept, without


@pytest.mark.parametrize(
    ("level", "matter", "lacks"),
    [
        (Level.CONSULTING, Matter(on_the_way=frozenset({1})), [Lack.VOTE_ON_THE_WAY]),
        (Level.COLLABORATING, Matter(in_force=frozenset({1})), [Lack.VOTE_IN_FORCE]),
        (Level.EMPOWERING, Matter(), [Lack.GROUP_VOTE]),
        (Level.EMPOWERING, Matter(given_up=day(10)), []),
        (Level.EMPOWERING, Matter(on_the_way=frozenset({1}), given_up=day(10)), [Lack.VOTE_ON_THE_WAY]),
    ],
)
def test_giving_a_question_up_is_no_veto(level: Level, matter: Matter, lacks: list[Lack]) -> None:
    facts = without(kept(level, Stage.OPTIONS_FROZEN), matter=matter)
    found = missing_for(Transition.WITHDRAW, facts, now=day(20), rules=RULES, reason="We would rather not.")
    assert [each.kind for each in found] == lacks
