"""Checks a published decision: counts it again from its own JSON and says where the two differ. SPECTRUM section 3.

A published decision is one JSON object. Nothing else is needed to count it again; no number in it has a decimal point.

    {"format": "decision@1",
     "question": {
       "rule":       {"name": "supermajority@1", "share": "2/3", "base": "decided", "is_strict": false},
       "modifiers":  {"are_vacancies_counted": false,
                      "quorums": [{"needed": "1/2" or 7, "by": "present" or "voted", "counted": "seats" or "members",
                                   "seat_classes": [] for all, or kinds of seat}],
                      "class_agreements": [{"seat_classes": ["community"], "share": "1/2", "is_strict": false,
                                            "base": "cast"}],
                      "opening_floor": null or {"seat_classes": […], "share": "1/2"},
                      "is_by_organisation": false,
                      "fallback": null or a rule},
       "options":    [{"key": "a", "cost": null or whole cents}],        empty for a vote on one proposal
       "electorate": [{"key": "seat:4", "seat_class": "community", "organisation": "", "is_vacant": false,
                       "is_recused": false, "is_present": true, "has_voted": false}],
       "ballots":    [{"voter": "seat:4", "stance": "yes", "options": [], "points": [], "seat_class": "",
                       "reason": "", "harms": "", "is_resolved": false}],
       "is_secret":  false,
       "tie_rule":   {"seed": "", "choices": [{"purpose": "exclude", "options": ["a", "b"], "chosen": "b"}]},
       "attested":   []},
     "outcome":      what tally() finds: status, requirements with their numbers, counts, standings, rounds, winners, ties,
                     ballots set aside,
     "merkle_root":  one hash over all ballots}

rule        consensus@1 {stand_aside_limit}; consent@1; fist_to_five@1 {floor, share, base}; majority@1 {base};
            supermajority@1 {share, base, is_strict}; approval@1 {winners}; score@1 {winners, top}; dots@1 {winners, points};
            budget@1 {points, money, too_dear}; star@1; irv@1; stv@1 {seats}.
base        cast, decided (cast without abstentions), present, eligible.
ballots     `stance` for a vote on one proposal; `options` approved, or in order of choice; `points` as [option, points].
            In an open vote `voter` is a key of the electorate. In a secret one it is a random number of the ballot, the
            electorate has running numbers for keys, and who has voted is in `has_voted` alone.
attested    only in a secret vote in which somebody's kind of seat had fewer than five voters: whether each class agreement
            was met, certified by the tellers. Ballots then do not say their kind of seat, so nobody can recount this part.
tie_rule    a lot orders options by sha256(seed + "|" + option): the first wins or goes first, the last one leaves.
merkle_root leaves are sha256(0x00 + ballot), with the ballot as JSON with sorted keys, without spaces, in UTF-8, in the
            order of `voter`; nodes are sha256(0x01 + left + right); a lone last one is carried up as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.impossible import Impossible
from engagement.rules.published import Reader, read_question, write_question, written
from engagement.rules.question import DecisionQuestion
from engagement.rules.results import Outcome
from engagement.rules.secret_ballots import publishable, root_of
from engagement.rules.tally import tally
from initiatives.rules.ledger import Json

FORMAT = "decision@1"


class Part(StrEnum):
    """Which part of a published decision a finding is about."""

    FORMAT = "format"
    QUESTION = "question"
    OUTCOME = "outcome"
    MERKLE_ROOT = "merkle_root"
    ATTESTED = "attested"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a published decision is not what a recount finds. Values are texts to be shown side by side."""

    part: Part
    where: str
    published: str
    recounted: str

    @property
    def is_error(self) -> bool:
        """Whether the decision does not hold; what tellers attest is only told, since nobody can recount it."""
        return self.part is not Part.ATTESTED


@dataclass(frozen=True, slots=True)
class Recount:
    """What a recount finds; `outcome` is None where the question itself cannot be read."""

    outcome: Outcome | None
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether the published result is what its own ballots say."""
        return not any(one.is_error for one in self.differences)


def publish(question: DecisionQuestion) -> dict[str, Json]:
    """Return a decision as it is published: what may be read of the question, its outcome and the hash over its ballots."""
    public = publishable(question)
    return {
        "format": FORMAT,
        "question": dict(write_question(public)),
        "outcome": written(tally(public)),
        "merkle_root": root_of(public.ballots),
    }


def recount(published: Json) -> Recount:
    """Count a published decision again. Never raises: what cannot be read is a finding as well."""
    try:
        reader = Reader(published, "decision")
        if reader.text("format") != FORMAT:
            return Recount(None, (Difference(Part.FORMAT, "format", reader.text("format"), FORMAT),))
        question = read_question(reader.value("question"))
        said, root = reader.value("outcome"), reader.text("merkle_root")
    except Impossible as refused:
        return Recount(None, (Difference(Part.QUESTION, "question", refused.sentence, ""),))
    outcome = tally(question)
    found = [*_differences(said, written(outcome), "outcome")]
    own = root_of(question.ballots)
    if own != root:
        found.append(Difference(Part.MERKLE_ROOT, "merkle_root", root, own))
    if question.attested:
        found.append(Difference(Part.ATTESTED, "attested", str(written(question.attested)), ""))
    return Recount(outcome, tuple(found))


def _differences(published: Json, recounted: Json, where: str) -> list[Difference]:
    """Return the smallest parts that differ, each with its place such as "outcome.rounds[2].amounts"."""
    match published, recounted:
        case dict(), dict():
            keys = sorted(published.keys() | recounted.keys())
            pairs = [(f"{where}.{key}", published.get(key), recounted.get(key)) for key in keys]
        case list(), list() if len(published) == len(recounted):
            pairs = [
                (f"{where}[{at}]", one, other)
                for at, (one, other) in enumerate(zip(published, recounted, strict=True))
            ]
        case _:
            is_same = published == recounted and type(published) is type(recounted)
            return [] if is_same else [Difference(Part.OUTCOME, where, str(published), str(recounted))]
    return [found for place, one, other in pairs for found in _differences(one, other, place)]
