"""Steps about votes: put to a group, cast in the open or by slip, counted, certified, and what followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from ci_platform.demonstration.engagements import Act, during, group_of
from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from engagement.actions.certifying import certify, name_teller
from engagement.actions.closing import close_vote
from engagement.actions.electorate import hand_out, print_slips
from engagement.actions.motions import Motion, put_to_body
from engagement.actions.opening import open_vote
from engagement.actions.sheets import type_sheet
from engagement.actions.voting import cast, cast_by_slip
from engagement.models import Decision, Engagement
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Rule
from engagement.rules.modifiers import CountedBy, Modifiers, Quorum, TakingPart
from initiatives import clock
from initiatives.actions.commitments import confirm_met, tell_progress
from initiatives.models import Body, Commitment

HALF_OF_THE_SEATS = Modifiers(
    are_vacancies_counted=False, quorums=(Quorum(Fraction(1, 2), TakingPart.VOTED, CountedBy.SEATS),)
)


@dataclass(frozen=True, slots=True)
class Vote:
    """A question put to a group: who moves it, under which rule, for how long after how many days of notice."""

    question: str
    rule: Rule
    by: str = "director"
    body: str = "table"
    modifiers: Modifiers = HALF_OF_THE_SEATS
    purpose: str = Decision.Purpose.SUBSTANCE
    notice: int = 8
    length: int = 8
    electorate_of: str = "seats"
    eligibility: str = ""
    carried_out_by: str = ""
    carried_out_in: int = 240
    tellers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot of a seat: whose, its one answer, or the places of the options that it approves; words if it dissents."""

    who: str
    stance: str = ""
    approves: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One secret ballot on a slip: its number, the points for options by their place, and whether it came on paper.

    Whoever votes by the code or on paper may say to which `group` they belong.

    A paper that nobody can read is spoilt: both tellers say so, and it is no vote.
    """

    number: int
    points: tuple[tuple[int, int], ...] = field(default=())
    is_paper: bool = False
    is_spoilt: bool = False
    group: str = ""


def put(days_ago: int, key: str, plan: Vote) -> Step:
    """The question is put to the group, in a room of its own."""

    def act(told: Told, made: Engagement) -> None:
        now = clock.now()
        motion = Motion(
            question=en(plan.question),
            rule=plan.rule,
            modifiers=plan.modifiers,
            purpose=plan.purpose,
            electorate_of=plan.electorate_of,
            eligibility=en(plan.eligibility) if plan.eligibility else {},
            review_on=(now + timedelta(days=plan.notice + plan.length + 365)).date(),
            carried_out_by=told.partners.get(plan.carried_out_by),
            carry_out_by=(now + timedelta(days=plan.carried_out_in)).date(),
        )
        decision = put_to_body(
            motion=motion,
            body=told.bodies.get(plan.body) or Body.objects.get(is_table=True),
            by=told.people[plan.by],
            engagement=made,
            opens_at=now + timedelta(days=plan.notice),
            closes_at=now + timedelta(days=plan.notice + plan.length),
        )
        for teller in plan.tellers:
            name_teller(decision=decision, person=told.people[teller], by=told.people[plan.by])

    return during(days_ago, key, act, hour=16)


def voted(days_ago: int, key: str, casts: Sequence[Cast]) -> list[Step]:
    """Seats vote in the open, one after the other."""
    return [during(days_ago - n // 5, key, _casting(plan), hour=9 + n % 5) for n, plan in enumerate(casts)]


def counted(days_ago: int, key: str) -> Step:
    """The time is over and the vote is counted."""

    def act(told: Told, made: Engagement) -> None:
        close_vote(decision=last_vote(made))

    return during(days_ago, key, act, hour=23)


def slips(days_ago: int, key: str, number: int, *, by: str) -> Step:
    """A teller prints slips with a code each; who gets one is noted later."""

    def act(told: Told, made: Engagement) -> None:
        decision = last_vote(made)
        print_slips(decision=decision, number=number, by=told.people[by])

    return during(days_ago, key, act, hour=10)


def box(days_ago: int, key: str, papers: Sequence[Paper], *, first: str, second: str) -> Step:
    """Slips are handed out and come back: by their code on a phone, or on paper, typed in by two tellers."""

    def act(told: Told, made: Engagement) -> None:
        decision = last_vote(made)
        open_vote(decision=decision, by=None)
        hand_out(decision=decision, first=1, last=len(papers), by=told.people[second])
        for paper in papers:
            ballot = Ballot(voter="", points=tuple((f"option:{at + 1}", many) for at, many in paper.points))
            groups = [group_of(paper.group)] if paper.group else []
            if paper.is_paper:
                said = None if paper.is_spoilt else ballot
                for teller in (first, second):
                    by = told.people[teller]
                    type_sheet(decision=decision, number=paper.number, ballot=said, groups=groups, by=by)
            else:
                row = decision.electorate.select_related("slip").get(slip_number=paper.number)
                assert row.slip is not None  # noqa: S101 (a numbered row is a slip)
                cast_by_slip(decision=decision, slip=row.slip, ballot=ballot, groups=groups)

    return during(days_ago, key, act, hour=18)


def certified(days_ago: int, key: str, tellers: Sequence[str]) -> list[Step]:
    """Two tellers certify the count, one after the other; with the second it is in force."""
    return [during(days_ago, key, _certifying(who), hour=11 + n) for n, who in enumerate(tellers)]


def progress(days_ago: int, key: str, words: str, *, by: str, which: int = 0) -> Step:
    """Whoever carries out a commitment tells how far it is."""

    def act(told: Told, made: Engagement) -> None:
        row = commitments_of(made)[which]
        tell_progress(commitment=row, words=en(words), by=told.people[by])

    return during(days_ago, key, act, hour=16)


def kept(days_ago: int, key: str, evidence: str, *, by: str, which: int = 0) -> Step:
    """Whoever it was promised to confirms that it was kept."""

    def act(told: Told, made: Engagement) -> None:
        row = commitments_of(made)[which]
        confirm_met(commitment=row, evidence=en(evidence), by=told.people[by])

    return during(days_ago, key, act, hour=17)


def last_vote(made: Engagement) -> Decision:
    """Return the newest decision of an engagement."""
    return made.decisions.select_related("record__initiative", "round").order_by("-record__number")[0]


def commitments_of(made: Engagement) -> list[Commitment]:
    """Return what follows from an engagement's decisions, the oldest first."""
    records = made.decisions.values("record")
    return list(
        Commitment.objects.filter(because__in=records)
        .select_related("record__initiative")
        .order_by("record__number")
    )


def _casting(plan: Cast) -> Act:
    def act(told: Told, made: Engagement) -> None:
        decision = last_vote(made)
        open_vote(decision=decision, by=None)
        elector = decision.electorate.get(person=told.people[plan.who])
        ballot = Ballot(
            voter="", stance=plan.stance, options=tuple(f"option:{at + 1}" for at in plan.approves)
        )
        cast(
            decision=decision,
            elector=elector,
            ballot=ballot,
            words=plan.words,
            says_nothing=not plan.words,
            by=told.people[plan.who],
        )

    return act


def _certifying(who: str) -> Act:
    return lambda told, made: certify(
        decision=last_vote(made), by=told.people[who], words="Counted twice, the same both times."
    )
