"""Draws bodies with recusals, empty seats and organisations that vote on one proposal, and weighs them word by word."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from engagement.rules.ballots import Ballot, Voter
from engagement.rules.methods import (
    Base,
    Consensus,
    Consent,
    FistToFive,
    Majority,
    Rule,
    StanceRule,
    Supermajority,
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
from engagement.rules.results import Status
from engagement.rules.tally import tally

CLASSES = ("community", "partner")
SHARES = [Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1)]
FOR = {"yes", "support", "reservations", "no_concern", "concern", "3", "4", "5"}
NEITHER = {"abstain", "stand_aside"}


def random_body(dice: random.Random) -> DecisionQuestion:
    """Draw a question with everybody's answers."""
    by_organisation = dice.random() < 0.3
    voters = tuple(_voter(dice, at, by_organisation) for at in range(dice.randint(2, 9)))
    voters = (Voter("c", "community"), Voter("p", "partner"), *voters)
    rule = _rule(dice)
    ballots = tuple(
        _ballot(dice, voter.key, rule) for voter in voters if not voter.is_vacant and dice.random() < 0.75
    )
    return DecisionQuestion(rule, _modifiers(dice, by_organisation), voters, ballots)


def _voter(dice: random.Random, at: int, by_organisation: bool) -> Voter:
    seat_class = dice.choice(CLASSES)
    return Voter(
        f"seat:{at}",
        seat_class,
        dice.choice(["", f"{seat_class} 1", f"{seat_class} 2"]) if by_organisation else "",
        is_vacant=dice.random() < 0.2,
        is_recused=dice.random() < 0.15,
        is_present=dice.random() < 0.3,
    )


def _rule(dice: random.Random) -> StanceRule:
    base, share = dice.choice(list(Base)), dice.choice(SHARES)
    return dice.choice(
        [
            Consensus(dice.randint(0, 2)),
            Consent(),
            FistToFive(dice.randint(0, 2), share, base),
            Majority(base),
            Supermajority(share, base, is_strict=share < 1 and dice.random() < 0.5),
        ]
    )


def _ballot(dice: random.Random, key: str, rule: StanceRule) -> Ballot:
    stance = dice.choice([*rule.stances[:2], *rule.stances])
    must = stance in ("block", "objection")
    return Ballot(
        key,
        stance,
        reason="it harms" if must else "",
        harms="renters" if must else "",
        is_resolved=stance == "objection" and dice.random() < 0.7,
    )


def _modifiers(dice: random.Random, by_organisation: bool) -> Modifiers:
    classes = dice.choice([(), ("community",), ("partner",)])
    needed = dice.choice([*SHARES, 1, 2, 4])
    quorum = Quorum(needed, dice.choice(list(TakingPart)), dice.choice(list(CountedBy)), classes)
    share = dice.choice(SHARES)
    agreement = ClassAgreement(
        ("community",), share, share < 1 and dice.random() < 0.5, dice.choice(list(Base))
    )
    return Modifiers(
        are_vacancies_counted=dice.random() < 0.5,
        quorums=(quorum,) if dice.random() < 0.6 else (),
        class_agreements=(agreement,) if dice.random() < 0.5 else (),
        opening_floor=OpeningFloor(("community",), Fraction(1, 3)) if dice.random() < 0.3 else None,
        is_by_organisation=by_organisation,
    )


def body_faults(question: DecisionQuestion) -> Iterator[str]:
    """Say where the product differs from the rule as it is written."""
    found, expected = tally(question).status, weighed(question)
    if found is not expected:
        yield f"mismatch: {found} where {expected} is right"


def weighed(question: DecisionQuestion) -> Status:
    """Weigh a question in the most literal way."""
    asked = question.modifiers
    filled = [one for one in question.electorate if not one.is_vacant and not one.is_recused]
    floor = asked.opening_floor
    if floor and (
        not filled
        or Fraction(sum(one.seat_class in floor.seat_classes for one in filled), len(filled)) < floor.share
    ):
        return Status.NO_QUORUM
    units = _units(question)
    for quorum in asked.quorums:
        if not _is_there(units, quorum):
            return Status.NO_QUORUM
    answers = [unit["answer"] for unit in units if unit["answer"]]
    if _is_blocked(question.rule, answers):
        return Status.BLOCKED
    met = _is_met(question.rule, units)
    for one in asked.class_agreements:
        own = [unit for unit in units if unit["voter"].seat_class in one.seat_classes]
        met = met and _reaches(own, one.share, one.base, strict=one.is_strict)
    return Status.ADOPTED if met else Status.NOT_ADOPTED


def _units(question: DecisionQuestion) -> list[dict]:
    """One unit for each seat, or for each organisation: who it is, whether there, whether it voted, what it says."""
    said = {one.voter: one for one in question.ballots}
    groups: dict[str, list[Voter]] = {}
    for voter in question.electorate:
        together = question.modifiers.is_by_organisation and voter.organisation
        groups.setdefault(f"o {voter.organisation}" if together else f"v {voter.key}", []).append(voter)
    found = []
    for voters in groups.values():
        if any(one.is_recused for one in voters):
            continue
        empty = all(one.is_vacant for one in voters)
        if empty and not question.modifiers.are_vacancies_counted:
            continue
        ballots = [said[one.key] for one in voters if one.key in said]
        agreed = len({(one.stance, one.is_resolved) for one in ballots}) == 1
        voted = bool(ballots)
        there = voted or any(one.is_present for one in voters)
        found.append(
            {"voter": voters[0], "voted": voted, "there": there, "answer": ballots[0] if agreed else None}
        )
    return found


def _is_there(units: list[dict], quorum: Quorum) -> bool:
    own = [u for u in units if not quorum.seat_classes or u["voter"].seat_class in quorum.seat_classes]
    took = [u for u in own if u["voted"] or (quorum.by is TakingPart.PRESENT and u["there"])]
    if quorum.counted is CountedBy.MEMBERS:
        base = len({u["voter"].organisation or u["voter"].key for u in own})
        have = len({u["voter"].organisation or u["voter"].key for u in took})
    else:
        base, have = len(own), len(took)
    if isinstance(quorum.needed, Fraction):
        return have > 0 and have >= quorum.needed * base
    return have >= quorum.needed


def _is_blocked(rule: Rule, answers: list[Ballot]) -> bool:
    match rule:
        case Consensus():
            return any(one.stance == "block" for one in answers)
        case Consent():
            return any(one.stance == "objection" and not one.is_resolved for one in answers)
        case FistToFive():
            return any(int(one.stance) < rule.floor for one in answers)
        case _:
            return False


def _is_met(rule: Rule, units: list[dict]) -> bool:
    answers = [unit["answer"] for unit in units if unit["answer"]]
    match rule:
        case Consensus():
            aside = len([one for one in answers if one.stance == "stand_aside"])
            return aside <= rule.stand_aside_limit and any(one.stance in FOR for one in answers)
        case Consent():
            return len(answers) > 0
        case FistToFive():
            return _reaches(units, rule.share, rule.base, strict=False)
        case Majority():
            return _reaches(units, Fraction(1, 2), rule.base, strict=True)
        case Supermajority():
            return _reaches(units, rule.share, rule.base, strict=rule.is_strict)
        case _:
            raise AssertionError(rule)


def _reaches(units: list[dict], share: Fraction, base: Base, *, strict: bool) -> bool:
    answers = [unit["answer"] for unit in units if unit["answer"]]
    have = len([one for one in answers if one.stance in FOR or one.is_resolved])
    of = {
        Base.CAST: len([unit for unit in units if unit["voted"]]),
        Base.DECIDED: len([one for one in answers if one.stance not in NEITHER]),
        Base.PRESENT: len([unit for unit in units if unit["there"]]),
        Base.ELIGIBLE: len(units),
    }[base]
    if have == 0 or of == 0:
        return False
    return Fraction(have, of) > share if strict else Fraction(have, of) >= share
