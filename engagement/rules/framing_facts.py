"""How an engagement is set up: what is asked, what is fixed, who decides, in which languages. SPECTRUM section 2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engagement.rules.spectrum import Level


@dataclass(frozen=True, slots=True)
class Framing:
    """What is frozen at the announcement. Texts as they stand in the initiative's first language; "" is missing.

    `data_snapshot` counts published observations kept as seen; `no_data_reason` is the explicit statement "no data".
    `participation_budget` is a text (it may be "none", but must say so).
    """

    question: str = ""
    fixed: str = ""
    still_open: str = ""
    who_decides: str = ""
    authority: str = ""
    affected: str = ""
    participation_budget: str = ""
    data_snapshot: int = 0
    no_data_reason: str = ""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The dates that people were told, as they stand now (S2 lets them only move later)."""

    opens: datetime | None = None
    closes: datetime | None = None
    decides: datetime | None = None


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A level that was declared: the first one, or a later change. `by_promisees` when their vote carried it."""

    level: Level
    at: datetime
    by_promisees: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LanguageWaiver:
    """A recorded decision to publish without a required language, or above the reading grade."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """The languages that the page must be in, those it is in (language, since when), and its English school grade."""

    required: frozenset[str] = frozenset({"en"})
    present: tuple[tuple[str, datetime], ...] = ()
    grade: Decimal | None = None
    waiver: LanguageWaiver | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing that could be decided and still stands: when it was written, since when reasons against it are shown."""

    key: str
    written: datetime
    reasons_against: datetime | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The plain-language page before deciding: problem, alternatives (or why there is none). I1."""

    published: datetime | None = None
    problem: str = ""
    no_alternative_because: str = ""


@dataclass(frozen=True, slots=True)
class MeetingNotice:
    """The Round in which it is decided: an item of a noticed meeting, or a noticed online round. S10.

    `is_closed` sessions need a listed ground, a recorded open vote to close, and a public stub.
    """

    noticed: datetime | None = None
    starts: datetime | None = None
    is_published_item: bool = False
    is_closed: bool = False
    closing_ground: str = ""
    open_vote_to_close: datetime | None = None
    public_stub: datetime | None = None


@dataclass(frozen=True, slots=True)
class Emergency:
    """An urgent decision at INFORMING, with its ground; it lapses unless ratified at the level first declared. S2."""

    ground: str
    decided: datetime
    ratified: datetime | None = None
