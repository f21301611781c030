"""Rules that ask one thing of everybody: consensus, consent, fist to five, majority, supermajority. SPECTRUM section 3."""

from __future__ import annotations

from collections import Counter

from engagement.rules.ballots import MUST_BE_RESOLVED, Ballot
from engagement.rules.methods import HALF, Consensus, Consent, FistToFive, Majority, StanceRule, Supermajority
from engagement.rules.requirements import Need, Requirement, line, needed_of
from engagement.rules.results import Count
from engagement.rules.roll import Roll

ENOUGH_FINGERS = 3
AGAINST = frozenset({"no", "stand_aside", "block", "objection"})
FEW_FINGERS = frozenset(str(fingers) for fingers in range(ENOUGH_FINGERS))
DISSENT = AGAINST | FEW_FINGERS


def agrees(ballot: Ballot) -> bool:
    """Whether an answer is for the proposal: yes, support with or without reservations, no open objection, three fingers."""
    if ballot.stance.isdecimal():
        return int(ballot.stance) >= ENOUGH_FINGERS
    return ballot.is_resolved or ballot.stance in ("yes", "support", "reservations", "no_concern", "concern")


def dissents(stance: str) -> bool:
    """Whether an answer is against the proposal, or stands aside: these are printed in their own words. SPECTRUM S4."""
    return stance in DISSENT


def has_answered_for_it(stance: str, *, words: str, is_silent: bool) -> bool:
    """Whether a dissent carries its own words, those of a concern, or that its voter was asked and says nothing."""
    return bool(words.strip()) or is_silent or stance in MUST_BE_RESOLVED


def count_stances(roll: Roll, rule: StanceRule) -> Count:
    """Count the answers under a rule."""
    said = Counter(ballot.stance for ballot in roll.ballots)
    match rule:
        case Consensus():
            lines = _consensus(said, roll, rule)
        case Consent():
            lines = _consent(roll)
        case FistToFive():
            below = sum(times for stance, times in said.items() if int(stance) < rule.floor)
            lines = (
                line(Need.NOBODY_BELOW, below, base=roll.cast(), needed=0),
                _share(roll, needed_of(roll.base(rule.base), rule.share, is_strict=False), rule),
            )
        case Majority():
            lines = (_share(roll, needed_of(roll.base(rule.base), HALF, is_strict=True), rule),)
        case _:
            needed = needed_of(roll.base(rule.base), rule.share, is_strict=rule.is_strict)
            lines = (_share(roll, needed, rule),)
    return Count(lines, agrees)


def _consensus(said: Counter[str], roll: Roll, rule: Consensus) -> tuple[Requirement, ...]:
    cast = roll.cast()
    return (
        line(Need.NO_BLOCK, said["block"], base=cast, needed=0),
        line(Need.STAND_ASIDES, said["stand_aside"], base=cast, needed=rule.stand_aside_limit),
        line(Need.SUPPORT, said["support"] + said["reservations"], base=cast, needed=1),
    )


def _consent(roll: Roll) -> tuple[Requirement, ...]:
    unresolved = sum(one.stance == "objection" and not one.is_resolved for one in roll.ballots)
    return (
        line(Need.NO_OBJECTION, unresolved, base=roll.cast(), needed=0),
        line(Need.SUPPORT, sum(agrees(one) for one in roll.ballots), base=roll.cast(), needed=1),
    )


def _share(roll: Roll, needed: int, rule: FistToFive | Majority | Supermajority) -> Requirement:
    have = sum(agrees(ballot) for ballot in roll.ballots)
    return line(Need.AGREEMENT, have, base=roll.base(rule.base), needed=needed)
