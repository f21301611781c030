"""Steps about what partners give and gain: written down, and one day there, by the word of whoever gets it."""

from __future__ import annotations

from collections.abc import Iterable

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives.actions.benefits import note_received, promise_benefit

Line = tuple[str, str, str, str, str, str]
"""Partner, gives or gains, what it is, in a sentence; and what has come, by whose word (both empty: nothing yet)."""


def giving(days_ago: int, lines: Iterable[Line], *, later: int = 60) -> list[Step]:
    """Partners write down what they give and gain; some of it is there later."""

    def promise(told: Told) -> None:
        for partner, way, kind, words, _received, _who in lines:
            promise_benefit(
                membership=told.partners[partner], way=way, kind=kind, words=en(words), by=told.director
            )

    def receive(told: Told) -> None:
        for partner, way, _kind, words, received, who in lines:
            if received:
                found = told.partners[partner].benefits.get(way=way, promised__en=words)
                note_received(benefit=found, words=en(received), by=told.people[who])

    return [Step(days_ago, promise, hour=13), Step(days_ago - later, receive, hour=13)]
