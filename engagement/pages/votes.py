"""A decision as its page shows it: how it stands, what it still needs, who may vote, and what this reader can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from engagement.gathering.advisers import advisers_asked, community_decides
from engagement.gathering.numbers import numbers_at
from engagement.gathering.questions import modifiers_of, question_asked, rule_of
from engagement.gathering.voters import elector_asked, needs_tellers, seat_asked
from engagement.models import Criterion, Decision, DecisionOption, Elector, Objection, Recusal, Teller, Vote
from engagement.pages.applied import APPLIED, Number, numbers_from
from engagement.pages.looked_at_again import Again, again_asked
from engagement.pages.vote_words import STANCES, STATES, line_words, modifier_words, rule_words
from engagement.representing import hats_for_asked
from engagement.rules.impossible import Impossible
from engagement.rules.methods import Rule
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Answer, Deed, may
from engagement.rules.tally import requirements_of
from initiatives import clock
from initiatives.models import Person, RuleValue
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of, by_name, nothing_asked, rows_in


@dataclass(frozen=True, slots=True)
class Line:
    """What a vote needs, in words, and whether that is met."""

    words: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A seat of the list: its answer in words where it votes in the open, how often that changed, and whether it stepped aside."""

    elector: Elector
    answer: str
    words: str
    is_silent: bool
    stance: str
    changes: int
    by_alternate: str
    recusal: Recusal | None


@dataclass(frozen=True, slots=True)
class VotePage:
    """Everything that stands on the page of a decision."""

    decision: Decision
    rule: Rule
    rule_words: str
    modifiers: list[str]
    sign: str
    lines: list[Line]
    rows: list[Row]
    options: list[DecisionOption]
    criteria: list[Criterion]
    concerns: list[Objection]
    recusals: list[Recusal]
    tellers: list[Teller]
    numbers: list[RuleValue]
    again: Again
    electors: int
    handed_out: int
    voted: int
    takes_votes: bool
    mine: Elector | None
    is_adviser: bool
    is_teller: bool
    sits_here: bool
    may_steer: bool
    may_chair: bool

    @property
    def is_waiting(self) -> bool:
        """Whether it has yet to open."""
        return self.decision.state in ("noticed", "deliberating", "escalated")

    @property
    def is_due(self) -> bool:
        """Whether its time to open has come and something held it."""
        return self.is_waiting and clock.now() >= self.decision.round.opens_at

    @property
    def is_over(self) -> bool:
        """Whether its time is over and nobody has counted it yet."""
        return self.decision.state == Decision.State.OPEN and not self.takes_votes

    @property
    def spoken(self) -> list[Row]:
        """The seats that said something in their own words, and those that disagree and would rather say nothing."""
        return [row for row in self.rows if row.words or row.is_silent]

    @property
    def may_vote(self) -> bool:
        """Whether this reader can vote now."""
        if self.mine is None or not self.takes_votes or self.is_adviser or self.has_stepped_aside:
            return False
        return not (self.decision.is_secret and self.mine.has_voted)

    @property
    def has_stepped_aside(self) -> bool:
        """Whether this reader, or the seat for which they speak, has no vote in this because of an interest."""
        mine = self.mine
        return mine is not None and any(
            one.seat_id == mine.seat_id if mine.seat_id else one.person_id == mine.person_id
            for one in self.recusals
            if not one.is_found_later
        )

    @property
    def may_step_aside(self) -> bool:
        """Whether this reader can still say that they have an interest in it."""
        is_in_time = self.is_waiting or self.takes_votes
        return is_in_time and not self.has_stepped_aside and (self.mine is not None or self.sits_here)

    @property
    def is_counted(self) -> bool:
        """Whether there is a result to read."""
        return self.decision.result is not None

    @property
    def needs_tellers(self) -> bool:
        """Whether two tellers certify the count."""
        return needs_tellers(self.decision)

    @property
    def applied(self) -> list[Number]:
        """The numbers of the bylaws by which notice was given."""
        return numbers_from(self.numbers, APPLIED["votes"])

    @property
    def is_flagged(self) -> bool:
        """Whether an interest came out after the vote."""
        return any(one.is_found_later for one in self.recusals)


def page_of(decision: Decision, viewer: Viewer, person: Person | None) -> VotePage:
    """Put the page of a decision together for one reader, as it stands now: one journey."""
    return answer_of(page_asked(decision, viewer, person))


def page_asked(decision: Decision, viewer: Viewer, person: Person | None) -> Asking[VotePage]:
    """Ask for the page of a decision, as it stands now for one reader."""
    asked = yield from by_name(**_parts(decision, viewer, person))
    electors, recusals, options = asked["electors"], asked["recusals"], asked["options"]
    rule, sits_here = rule_of(decision), asked["sits_here"]
    return VotePage(
        decision=decision,
        rule=rule,
        rule_words=rule_words(rule),
        modifiers=modifier_words(modifiers_of(decision)),
        sign=STATES.get(decision.state, "flat"),
        lines=asked["lines"],
        rows=_rows(decision, electors, recusals, asked["votes"], options),
        options=options,
        criteria=asked["criteria"],
        concerns=asked["concerns"],
        recusals=recusals,
        tellers=asked["tellers"],
        numbers=asked["numbers"],
        again=asked["again"],
        electors=sum(not one.is_vacant for one in electors),
        handed_out=sum(one.slip_number is not None and one.present_at is not None for one in electors),
        voted=sum(one.has_voted for one in electors),
        takes_votes=decision.state == Decision.State.OPEN and clock.now() < decision.round.closes_at,
        mine=asked["mine"],
        is_adviser=bool(asked["advisers"]),
        is_teller=any(person is not None and one.person_id == person.pk for one in asked["tellers"]),
        sits_here=sits_here,
        may_steer=sits_here or _facilitates(viewer, decision),
        may_chair=asked["may_chair"],
    )


def _facilitates(viewer: Viewer, decision: Decision) -> bool:
    """Whether this reader moves votes on by profession: nowhere where the community decides."""
    return Permission.VOTE_OPEN in viewer.permissions and not community_decides(decision.engagement)


def _parts(decision: Decision, viewer: Viewer, person: Person | None) -> dict[str, Asking[Any]]:
    """The parts of the page that are read. Who voted what is read of an open vote only."""
    electors = decision.electorate.select_related("seat", "person", "alternate", "organization")
    given = Vote.objects.filter(elector__decision=decision).select_related("cast_by").order_by("at", "pk")
    concerns = decision.objections.select_related(
        "elector__seat", "elector__person", "case__record__initiative"
    )
    return {
        "electors": rows_in(electors.order_by("seat_class", "pk")),
        "recusals": rows_in(decision.recusals.select_related("person", "seat")),
        "votes": nothing_asked([]) if decision.is_secret else rows_in(given),
        "options": rows_in(decision.options.all()),
        "criteria": _criteria_voted_on(decision),
        "concerns": rows_in(concerns),
        "tellers": rows_in(decision.tellers.select_related("person")),
        "numbers": rows_in(numbers_at(decision.round.noticed_at)),
        "again": again_asked(decision, viewer),
        "lines": lines_asked(decision),
        "mine": elector_asked(decision, person),
        "advisers": advisers_asked([person.pk] if person else [], decision.engagement),
        "sits_here": seat_asked(decision.round.body, person),
        "may_chair": _chairs(decision, person),
    }


def _criteria_voted_on(decision: Decision) -> Asking[list[Criterion]]:
    """The criteria that a vote is on: they stay as they are until it is counted."""
    if decision.purpose != Decision.Purpose.CRITERIA:
        return (yield from nothing_asked([]))
    return (yield from rows_in(Criterion.objects.filter(engagement=decision.engagement, removed_at=None)))


def _chairs(decision: Decision, person: Person | None) -> Asking[bool]:
    """Ask whether this reader may begin the discussion: the table says so of an engagement's votes, and of no other."""
    engagement = decision.engagement
    if engagement is None:
        return True
    key = person.pk if person else None
    hats = yield from hats_for_asked(Deed.CHAIR, key, engagement, body=decision.round.body)
    return may(Level(engagement.level), Deed.CHAIR, hats).answer is Answer.ALLOWED


def lines_of(decision: Decision) -> list[Line]:
    """Return what the vote needs, ticked off as it stands; nothing before it opened."""
    return answer_of(lines_asked(decision))


def lines_asked(decision: Decision) -> Asking[list[Line]]:
    """Ask what the vote needs, ticked off as it stands; nothing before it opened."""
    if decision.opened_at is None:
        return []
    try:
        question = yield from question_asked(decision)
        found = requirements_of(question)
    except Impossible:
        return []
    return [Line(line_words(one), one.is_met) for one in found]


def answer_words(decision: Decision, said: dict[str, object], options: Iterable[DecisionOption]) -> str:
    """Return an answer in words: a stance, or the options that it names, with their points."""
    stance = str(said.get("stance") or "")
    if stance:
        return str(STANCES[stance])
    names = {one.key: str(one) for one in options}
    points = [f"{names.get(key, key)}: {number}" for key, number in said.get("points") or ()]  # type: ignore[attr-defined]
    chosen = [names.get(str(key), str(key)) for key in said.get("options") or ()]  # type: ignore[attr-defined]
    return ", ".join([*chosen, *points])


def _rows(
    decision: Decision,
    electors: list[Elector],
    recusals: list[Recusal],
    given: list[Vote],
    options: list[DecisionOption],
) -> list[Row]:
    """The seats with their answers; of a secret vote nobody's."""
    if decision.is_secret:
        return []
    votes: dict[int, list[Vote]] = {}
    for vote in given:
        votes.setdefault(vote.elector_id, []).append(vote)
    aside = {one.seat_id: one for one in recusals if one.seat_id}
    return [
        _row(decision, one, votes.get(one.pk, []), aside.get(one.seat_id or 0), options) for one in electors
    ]


def _row(
    decision: Decision,
    elector: Elector,
    votes: list[Vote],
    aside: Recusal | None,
    options: list[DecisionOption],
) -> Row:
    now = next((vote for vote in votes if vote.replaced_at is None), None)
    by_alternate = now is not None and now.cast_by_id != elector.person_id
    return Row(
        elector=elector,
        answer=answer_words(decision, now.ballot, options) if now else "",
        words=now.words if now else "",
        is_silent=now is not None and now.is_silent,
        stance=str(now.ballot.get("stance", "")) if now else "",
        changes=max(len(votes) - 1, 0),
        by_alternate=now.cast_by.shown_name if now and by_alternate else "",
        recusal=aside,
    )
