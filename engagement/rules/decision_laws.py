"""What every decision owes whatever its rule: clocks, evidence, recusal, and a community's block. SPECTRUM, S2, S4, S6."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from engagement.rules.ballots import Voter
from engagement.rules.impossible import Impossible
from engagement.rules.methods import HALF, Base, blocking
from engagement.rules.modifiers import ClassAgreement, Modifiers
from engagement.rules.question import DecisionQuestion, with_rule
from engagement.rules.representation import RESIDENTS
from engagement.rules.spectrum import Level


def later_deadline(before: datetime, after: datetime) -> datetime:
    """Return a new deadline; S2: clocks only lengthen."""
    if after < before:
        raise Impossible(
            "clock_shortened", field="closes_at", before=before.isoformat(), after=after.isoformat()
        )
    return after


def opening_after_notice(noticed_at: datetime, opens_at: datetime, *, days: int) -> datetime:
    """Return when a vote opens; S2 and S10: not before so many whole days of notice."""
    left = opens_at - noticed_at
    if left < timedelta(days=days):
        raise Impossible("notice_too_short", field="opens_at", needed=days, left=max(0, left.days))
    return opens_at


class Owed(StrEnum):
    """What a decision still lacks."""

    EVIDENCE = "evidence"  # a published observation, frozen, or the statement that there is no data
    GAP = "gap"  # the statement "no data" opens an item on the data development agenda
    REVIEW_DATE = "review_date"
    DISSENT = "dissent"  # in the dissenters' own words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a decision is based on: how many frozen observations, or the statement that there are none."""

    observations: int
    says_no_data: bool = False
    has_gap_item: bool = False


def owed_to_open(evidence: Evidence) -> tuple[Owed, ...]:
    """Return what a decision lacks before it may open; S4: evidence, or the explicit statement "no data"."""
    if evidence.observations:
        return ()
    if not evidence.says_no_data:
        return (Owed.EVIDENCE,)
    return () if evidence.has_gap_item else (Owed.GAP,)


def owed_to_adopt(
    evidence: Evidence, *, decided_on: date, review_on: date | None, dissenters: int, dissents: int
) -> tuple[Owed, ...]:
    """Return what a result lacks before it is in force: evidence, a review date after it, and each dissent or a no to it.

    `dissents` counts who wrote down why, or chose to say nothing.
    """
    owed = list(owed_to_open(evidence))
    if review_on is None or review_on <= decided_on:
        owed.append(Owed.REVIEW_DATE)
    if dissents < dissenters:
        owed.append(Owed.DISSENT)
    return tuple(owed)


def recused(electorate: Iterable[Voter], keys: Iterable[str]) -> tuple[Voter, ...]:
    """Return the list of voters with these stepping aside: they do not vote and are in no base (S6)."""
    voters, gone = tuple(electorate), frozenset(keys)
    for key in sorted(gone - {voter.key for voter in voters}):
        raise Impossible("stranger", voter=key)
    return tuple(replace(one, is_recused=True) if one.key in gone else one for one in voters)


def is_flagged(question: DecisionQuestion, interests_found_later: Iterable[str]) -> bool:
    """Whether an interest was found later in somebody who voted: the decision is flagged and may be reopened (S6)."""
    late = frozenset(interests_found_later)
    voted = {ballot.voter for ballot in question.ballots} | {
        one.key for one in question.electorate if one.has_voted
    }
    return bool(late & voted)


def has_community_block(question: DecisionQuestion) -> bool:
    """Whether a community or youth seat has a concern that must be resolved and is not."""
    rows = {voter.key: voter.seat_class for voter in question.electorate}
    blocks = blocking(question.rule)
    return any(
        ballot.stance in blocks
        and not ballot.is_resolved
        and (ballot.seat_class or rows.get(ballot.voter, "")) in RESIDENTS
        for ballot in question.ballots
    )


def escalated(question: DecisionQuestion, *, level: Level) -> DecisionQuestion:
    """Return the question under its fallback rule, without ballots.

    At COLLABORATING and above a community seat's block is not bypassed without the community: its seats must then agree
    by themselves, more than half of those who decide, whatever the fallback rule says.
    """
    fallback = question.modifiers.fallback
    if fallback is None:
        raise Impossible("no_fallback")
    again = with_rule(question, fallback)
    if level < Level.COLLABORATING or not has_community_block(question):
        return again
    return replace(again, modifiers=with_residents(again.modifiers, _classes(question)))


def with_residents(modifiers: Modifiers, seat_classes: Iterable[str]) -> Modifiers:
    """Return what is asked beside the rule, with the residents' seats agreeing by themselves: asked once, and never less."""
    classes = tuple(sorted(RESIDENTS & set(seat_classes)))
    if not classes or asks_residents(modifiers):
        return modifiers
    asked = ClassAgreement(classes, HALF, is_strict=True, base=Base.DECIDED)
    return replace(modifiers, class_agreements=(*modifiers.class_agreements, asked))


def asks_residents(modifiers: Modifiers) -> bool:
    """Whether more than half of the residents' seats that decide must agree by themselves."""
    return any(
        one.is_strict
        and one.share >= HALF
        and one.base is Base.DECIDED
        and set(one.seat_classes) <= RESIDENTS
        for one in modifiers.class_agreements
    )


def binds_what_follows(question: DecisionQuestion, *, level: Level) -> bool:
    """Whether a community seat blocked this, so that whatever is put in its place needs the residents' seats as well."""
    is_bound = has_community_block(question) or asks_residents(question.modifiers)
    return level >= Level.COLLABORATING and is_bound


def is_same_question(asked: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether a question stands in the same words as an earlier one, in any language that both are in."""
    return any(_plain(words) == _plain(before[one]) != "" for one, words in asked.items() if one in before)


def _plain(words: str) -> str:
    return "".join(each for each in words.casefold() if each.isalnum())


def _classes(question: DecisionQuestion) -> frozenset[str]:
    return frozenset(voter.seat_class for voter in question.electorate)
