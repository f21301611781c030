"""Everything that the rules must know of an engagement. Rows of the database are mapped to this, once, by one function.

Instants are aware datetimes, dates are dates of the initiative's wall, shares are counts of a base. A fact that isn't
known yet is None or empty; nothing here is computed, and nothing names a person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from engagement.rules.framing_facts import (
    Alternative,
    Emergency,
    Explanation,
    Framing,
    LevelChange,
    MeetingNotice,
    Timetable,
    Wording,
)
from engagement.rules.hearing_facts import Answering, Hearing, Ratings, Telling
from engagement.rules.matter import Matter
from engagement.rules.outcome_facts import Outcome
from engagement.rules.people_facts import Body, Panel, Parity
from engagement.rules.promise_facts import Promisees
from engagement.rules.spectrum import Level
from engagement.rules.stages import Timeline
from engagement.rules.theme_facts import Themes
from engagement.rules.working_days import OfficeCalendar


@dataclass(frozen=True, slots=True)
class EngagementFacts:
    """One engagement as the rules see it.

    `levels` holds every declaration of the level, the first one first; the last one is in force. After a reopening the
    facts stay what they are: what was told, certified, recommended or noticed before it doesn't count for the new course.
    """

    calendar: OfficeCalendar
    levels: tuple[LevelChange, ...]
    timeline: Timeline = field(default_factory=Timeline)
    timetable: Timetable = field(default_factory=Timetable)
    framing: Framing = field(default_factory=Framing)
    wording: Wording = field(default_factory=Wording)
    explanation: Explanation = field(default_factory=Explanation)
    alternatives: tuple[Alternative, ...] = ()
    room: MeetingNotice = field(default_factory=MeetingNotice)
    hearing: Hearing = field(default_factory=Hearing)
    themes: Themes = field(default_factory=Themes)
    panel: Panel = field(default_factory=Panel)
    body: Body = field(default_factory=Body)
    parity: Parity = field(default_factory=Parity)
    outcome: Outcome = field(default_factory=Outcome)
    matter: Matter = field(default_factory=Matter)
    telling: Telling = field(default_factory=Telling)
    answering: Answering = field(default_factory=Answering)
    ratings: Ratings = field(default_factory=Ratings)
    promisees: Promisees = field(default_factory=Promisees)
    emergency: Emergency | None = None

    @property
    def level(self) -> Level:
        """The level that is promised today."""
        return self.levels[-1].level

    @property
    def first_alternative(self) -> datetime | None:
        """When the first option was written."""
        return min((each.written for each in self.alternatives), default=None)


def facts_hash(*parts: object) -> str:
    """Return the hash of what an obligation was computed from, so that anybody can see whether it was computed anew."""
    text = json.dumps(parts, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(str(each) for each in value)
        case Decimal() | Fraction():
            return str(value)
    return {each.name: getattr(value, each.name) for each in fields(value)}  # type: ignore[arg-type]  # a dataclass
