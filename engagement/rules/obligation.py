"""An obligation: one checkable part of a promise, with a due time and a state that is computed, never typed. S3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence
from engagement.rules.spectrum import Level
from engagement.rules.stages import Transition


class ObligationState(StrEnum):
    """How an obligation stands. `lapsed`: the engagement ended before anybody was asked anything, so nothing is owed."""

    NOT_YET_DUE = "not_yet_due"
    PENDING = "pending"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    WAIVED_BY_PROMISEES = "waived_by_promisees"
    LAPSED = "lapsed"


class PagePart(StrEnum):
    """The part of an engagement's pages where something is to be done; a view knows its address."""

    FRAMING = "framing"
    LEVEL = "level"
    TIMETABLE = "timetable"
    EVIDENCE = "evidence"
    EXPLANATION = "explanation"
    LANGUAGES = "languages"
    ALTERNATIVES = "alternatives"
    QUESTIONS = "questions"
    CHANNELS = "channels"
    INPUTS = "inputs"
    HEARD = "heard"
    THEMES = "themes"
    MATRIX = "matrix"
    PARITY = "parity"
    PANEL = "panel"
    BODY = "body"
    SUPPORTS = "supports"
    CRITERIA = "criteria"
    RECOMMENDATION = "recommendation"
    OWNER = "owner"
    DELEGATION = "delegation"
    ROLL = "roll"
    COUNT = "count"
    DECISION = "decision"
    VOTES = "votes"
    ROOM = "room"
    OUTCOME = "outcome"
    ANSWERS = "answers"
    RATINGS = "ratings"
    COMMITMENTS = "commitments"
    PROMISEES = "promisees"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What is owed, until when, and how it stands.

    `gate` is the transition that it holds until it is met. `days_late` is 0 unless late or done late.
    `met_at` is when the last of it was done; `broken_at` when it broke, for ever; `waived_at` when the people we promised
    let it go (one that broke before stays broken). `inputs_hash` is the hash of the facts
    that it was computed from. `owed` says what was promised, `done` how far it is.
    """

    code: Code
    level: Level
    gate: Transition
    state: ObligationState
    due: datetime | None
    days_late: int
    is_met: bool
    met_at: datetime | None
    broken_at: datetime | None
    waived_at: datetime | None
    owed: Sentence
    done: Sentence
    part: PagePart
    inputs_hash: str

    @property
    def is_holding(self) -> bool:
        """Whether it holds its gate: not met, and not waived. Breaking it opens no gate."""
        return not self.is_met and self.waived_at is None and self.state is not ObligationState.LAPSED
