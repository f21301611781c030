"""R9 and G15: decisions against an oracle, and how long a hundred thousand ballots take."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.methods import Stv
from engagement.rules.modifiers import Modifiers
from engagement.rules.question import DecisionQuestion
from engagement.rules.tally import tally
from engagement.rules.ties import TieRule
from tests.bench import mutants
from tests.bench.ground import Ground
from tests.bench.measuring import Row, seconds
from tests.rules.engagement.random_bodies import body_faults, random_body
from tests.rules.engagement.random_elections import MAKERS, election, faults

ELECTIONS = 20_000
BALLOTS, OPTIONS, SEATS = 100_000, 10, 3
_RULES = """ballots decision_laws decision_machine instant_runoff lottery methods modifiers points published question
quorums rankings recount requirements results roll secret_ballots stances star tally ties transfers"""
# The fast ones first: a change that is noticed ends its run.
_TESTS = """stances modifiers requirements points instant_runoff transfers ties question decision_laws secret_ballots lottery
recount decision_machine oracle star"""
RULES = [f"engagement/rules/{name}.py" for name in _RULES.split()]
TESTS = [f"tests/rules/engagement/test_{name}.py" for name in _TESTS.split()]
DRAWN = 400
_PROMISES = """collaborating consulting empowering informing involving machine obligations progress promise_clock promisees
settling stages themes parity"""
_KEPT = """hearing_people states_of_a_promise when_it_is_due promise_clock banner laws_of_level_and_clock what_is_owed
laws_of_record_and_room course"""
PROMISES = [f"engagement/rules/{name}.py" for name in _PROMISES.split()]
KEPT = [f"tests/rules/engagement/test_{name}.py" for name in _KEPT.split()]


def oracle(_ground: Ground) -> list[Row]:
    """R9: every method on so many elections full of ties, each against a count that shares no code with it."""
    found: Counter[str] = Counter()
    for method in sorted(MAKERS):
        dice = random.Random(f"bench {method}")
        for _ in range(ELECTIONS):
            found.update(_kinds(faults(election(dice, method))))
    dice = random.Random("bench bodies")
    for _ in range(ELECTIONS * 5):  # five rules for one proposal
        found.update(_kinds(body_faults(random_body(dice))))
    methods = len(MAKERS) + 5
    return [
        Row(
            "R9",
            f"{ELECTIONS} elections × {methods} rules: {what}",
            "0",
            str(found[what]),
            found[what] == 0,
        )
        for what in ("mismatch", "silent tie-break")
    ]


def _kinds(said: Iterator[str]) -> Iterator[str]:
    return ("silent tie-break" if one.startswith("silent") else "mismatch" for one in said)


def speed(ground: Ground) -> list[Row]:
    """G15: the single transferable vote with so many ballots, from the question to its outcome."""
    question = large_election()
    taken = min(seconds(lambda: tally(question)) for _ in range(ground.rounds))
    what = f"tally of {BALLOTS} ballots × {OPTIONS} options, {SEATS} seats (stv)"
    return [Row("G15", what, "≤ 5 s", f"{taken:.1f} s", taken <= 5)]


def large_election(ballots: int = BALLOTS) -> DecisionQuestion:
    """Return an election in which most rankings occur once."""
    dice = random.Random(1)
    names = [f"option {at}" for at in range(OPTIONS)]
    given = tuple(
        Ballot(f"v{at}", options=tuple(dice.sample(names, dice.randint(1, OPTIONS)))) for at in range(ballots)
    )
    return DecisionQuestion(
        Stv(SEATS),
        Modifiers(are_vacancies_counted=False),
        tuple(Voter(ballot.voter) for ballot in given),
        given,
        tuple(Option(name) for name in names),
        tie_rule=TieRule(seed="announced"),
    )


def mutation(_ground: Ground) -> list[Row]:
    """R15: small changes of the rules of decisions and of promises, a drawn share of them, and whether their tests fail."""
    return [
        _scored("decisions", mutants.run(RULES, TESTS, most=DRAWN)),
        _scored("what is owed", mutants.run(PROMISES, KEPT, most=DRAWN)),
    ]


def _scored(what: str, found: mutants.Found) -> Row:
    words = f"{found.killed} of {found.tried} changes noticed: {found.score:.1%}"
    return Row("R15", f"mutation score of {what}", "≥ 85 %", words, found.score >= 0.85)
