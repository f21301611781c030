"""How it was decided and what follows: rationale, criteria, adoption or override, delegation, commitments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rationale:
    """Why it is decided so: rows of the matrix that it cites, and why it deviates from the panel's first choice. V5."""

    written: datetime | None = None
    chosen: str = ""
    cited_rows: int = 0
    deviation_explained: str = ""


@dataclass(frozen=True, slots=True)
class DecisionEvidence:
    """What S4 wants of a decision: rule, who was present, votes, evidence, dissent in its own words, a review date.

    `observations` counts published observations frozen as seen; `no_data_statement` is the explicit "no data",
    which has opened an item on the data development agenda (`agenda_item`). `dissenters` voted against it or
    stood aside; `dissents` are those of them who said why or, asked, chose to say nothing.
    """

    rule: str = ""
    present: int = 0
    answers: int = 0
    observations: int = 0
    no_data_statement: str = ""
    agenda_item: bool = False
    dissenters: int = 0
    dissents: int = 0
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """Criteria and weights: when the joint body adopted them, when options were first scored, scores kept per seat. L2.

    `carried_jointly`: community seats agreed as a class as well. `standing` counts those that are proposed and not out.
    `scored_jointly`: most seats, and most of the residents' among them, have scored every option on every criterion.
    """

    adopted: datetime | None = None
    carried_jointly: bool = False
    first_scored: datetime | None = None
    last_scored: datetime | None = None
    seats_scored: int = 0
    seats_voting: int = 0
    standing: int = 0
    scored_jointly: bool = False


@dataclass(frozen=True, slots=True)
class RaisedObjection:
    """An objection: whether it gives a reason, and whether an amendment round has followed. L3."""

    has_reason: bool
    amendment_round: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The option that the joint body prefers: found by consent, or by the fallback share of the bylaws. L3."""

    found: datetime | None = None
    option: str = ""
    by_fallback: bool = False
    objections: tuple[RaisedObjection, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """The owner decides against the joint body: everything that L4 wants of it.

    `agreed` of `cast` votes; reasons for so many of the `criteria`; the joint body's reply, or when it was asked for.
    """

    voted: datetime
    agreed: int
    cast: int
    criteria: int
    reasons: int
    reply_asked: datetime | None = None
    reply_published: datetime | None = None
    conciliation: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnerAnswer:
    """What the owner does with the recommendation: adopt or override. L4."""

    adopted: datetime | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """The instrument by which a body may decide by itself. E1. `until` is the last day of its duration."""

    adopted: datetime | None = None
    clause: str = ""
    scope: str = ""
    budget: Decimal | None = None
    legal_limits: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """Who may vote, published with the rule of eligibility; attempts by professionals that were refused. E2."""

    published: datetime | None = None
    eligibility: str = ""
    refused_attempts: int = 0


@dataclass(frozen=True, slots=True)
class SetByBody:
    """When the body itself set question, options, rule and quorum. E3."""

    question: datetime | None = None
    options: datetime | None = None
    rule: datetime | None = None
    quorum: datetime | None = None


@dataclass(frozen=True, slots=True)
class Certification:
    """A teller who certified the count; `is_community` when the teller holds no professional's place. E4."""

    teller: str
    is_community: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A seat of the body says that a document is the legal authority's. E5."""

    speaker: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Impossibility:
    """A legal authority says that it can't be done: named, with a document; the matter went back to the body. E5.

    Whoever files it is not the one to say that the document is genuine: seats of the body do (`acknowledgements`).
    """

    filed: datetime
    authority: str
    document: str
    returned: datetime | None = None
    acknowledgements: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What follows from the decision: owner, due, money, reports of progress, and who marked it done.

    One that was agreed anew is one with what came of it: it was `created` with the first, and is due by the latest day.
    `released` is when those to whom it was made let it go: it is not owed any more. `done` counts only when `done_by_body`
    (at EMPOWERING; elsewhere a recipient or witness is enough). `lifted` is when the body took its banner down.
    """

    key: str
    created: datetime
    due: date
    has_owner: bool = True
    progress: tuple[datetime, ...] = ()
    done: datetime | None = None
    done_by_body: bool = False
    released: datetime | None = None
    lifted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """The joint body watching what is done, and the one time it may call the matter back (`recalled`). L5.

    `recalls` counts how often it voted to do so: any but the first calls nothing back.
    """

    reports: tuple[datetime, ...] = ()
    recalled: datetime | None = None
    recalls: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything about deciding and after. `electorate_reopened`: the same electorate voted to take it up again."""

    rationale: Rationale = field(default_factory=Rationale)
    evidence: DecisionEvidence = field(default_factory=DecisionEvidence)
    criteria: Criteria = field(default_factory=Criteria)
    recommendation: Recommendation = field(default_factory=Recommendation)
    owner: OwnerAnswer = field(default_factory=OwnerAnswer)
    delegation: Delegation = field(default_factory=Delegation)
    roll: Roll = field(default_factory=Roll)
    set_by_body: SetByBody = field(default_factory=SetByBody)
    certifications: tuple[Certification, ...] = ()
    impossibilities: tuple[Impossibility, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    monitoring: Monitoring = field(default_factory=Monitoring)
    electorate_reopened: datetime | None = None
