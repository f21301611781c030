"""What is missing before something may be done: in numbers, in words, and where to do it. Never a bare refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.obligation import PagePart
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence, Value, say
from initiatives.rules.refusals import RuleBroken


class Lack(StrEnum):
    """The kind of what is missing; stable, for tests and for the API."""

    NOT_ON_THE_WAY = "not_on_the_way"
    QUESTION = "question"
    FIXED = "fixed"
    STILL_OPEN = "still_open"
    WHO_DECIDES = "who_decides"
    AUTHORITY = "authority"
    AFFECTED = "affected"
    TIMETABLE = "timetable"
    PARTICIPATION_BUDGET = "participation_budget"
    REFERENCE_DATA = "reference_data"
    LEVEL_FIRST = "level_first"
    LEVEL_AFTER_DECISION = "level_after_decision"
    PROMISEES_VOTE = "promisees_vote"
    REASON = "reason"
    NOTICE = "notice"
    WINDOW = "window"
    EARLIER_DATE = "earlier_date"
    TOO_EARLY = "too_early"
    GROUND = "ground"
    EMERGENCY_LAPSED = "emergency_lapsed"
    OBLIGATION = "obligation"
    RULE = "rule"
    PRESENCE = "presence"
    EVIDENCE = "evidence"
    DISSENT = "dissent"
    REVIEW_DATE = "review_date"
    APPEND_ONLY = "append_only"
    SECOND_PERSON = "second_person"
    AUTHOR_NOT_TOLD = "author_not_told"
    RECUSED = "recused"
    REOPENING = "reopening"
    ALREADY = "already"
    ROUND = "round"
    ROOM_NOTICE = "room_notice"
    CLOSED_SESSION = "closed_session"
    PUBLIC_STUB = "public_stub"
    COMMITMENTS = "commitments"
    VOTE_ON_THE_WAY = "vote_on_the_way"
    VOTE_IN_FORCE = "vote_in_force"
    GROUP_VOTE = "group_vote"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing. The sentence says what, why, and the next step; `part` is where to take it."""

    kind: Lack
    sentence: Sentence
    part: PagePart
    code: Code | None = None

    @property
    def numbers(self) -> tuple[tuple[str, Value], ...]:
        """The numbers and words in the sentence, by their names."""
        return self.sentence.values


def lack(kind: Lack, part: PagePart, pattern: str, **values: Value) -> Missing:
    """Name one thing that is missing; `pattern` says what, why and the next step."""
    return Missing(kind, say(pattern, **values), part)


def refuse(missing: tuple[Missing, ...], *, address: Callable[[PagePart], str], words: str) -> None:
    """Raise RuleBroken with everything that is missing, each with its address; do nothing if nothing is."""
    if missing:
        raise RuleBroken(words, missing=tuple((str(each.sentence), address(each.part)) for each in missing))
