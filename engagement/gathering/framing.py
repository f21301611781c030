"""How an engagement is set up, as the rules see it: level, dates, words, options, room, urgency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from engagement.gathering.rows import Rows
from engagement.models import Decision, Engagement, EngagementStep, Evidence, Statement
from engagement.models import LevelChange as LevelChangeRow
from engagement.rules.framing_facts import (
    Alternative,
    Emergency,
    Explanation,
    Framing,
    LanguageWaiver,
    LevelChange,
    MeetingNotice,
    Timetable,
    Wording,
)
from engagement.rules.promise_facts import Code
from engagement.rules.reading_grade import reading_grade
from engagement.rules.spectrum import Level
from engagement.rules.stages import ARRIVES, Passage, Stage, Timeline, timeline
from initiatives.models import local

PASSAGES = {stage: transition for transition, stage in ARRIVES.items()}
SPOKEN_TO_ALL = ("title", "question", "fixed", "still_open")


def timeline_of(steps: Iterable[EngagementStep]) -> Timeline:
    """Return when the engagement arrived where."""
    return timeline(
        Passage(
            PASSAGES[Stage(step.to_state)],
            step.at,
            tuple((Code(code), datetime.fromisoformat(at)) for code, at in step.met.items()),
        )
        for step in steps
    )


def levels_of(engagement: Engagement, changes: list[LevelChangeRow]) -> tuple[LevelChange, ...]:
    """Return every declaration of the level: the first one with the record, then each change."""
    first = changes[0].from_level if changes else engagement.level
    later = (
        LevelChange(
            Level(row.to_level), row.at, by_promisees=row.vote_id is not None, reason=local(row.reason)
        )
        for row in changes
    )
    return (LevelChange(Level(first), engagement.record.created_at), *later)


def framing_of(engagement: Engagement, rows: Rows) -> Framing:
    """Return what is frozen at the announcement, as far as it is written."""
    return Framing(
        question=local(engagement.question),
        fixed=local(engagement.fixed),
        still_open=local(engagement.still_open),
        who_decides=str(engagement.body or ""),
        authority=_authority(engagement),
        affected=str(engagement.population or ""),
        participation_budget=_money(engagement.participation_budget),
        data_snapshot=sum(row.kind == Evidence.Kind.FIGURES for row in rows.evidence),
        no_data_reason=next(
            (local(row.words) for row in rows.evidence if row.kind == Evidence.Kind.NO_DATA), ""
        ),
    )


def timetable_of(engagement: Engagement) -> Timetable:
    """Return the dates as they stand."""
    return Timetable(engagement.opens_at, engagement.input_closes_at, engagement.decide_by)


def wording_of(engagement: Engagement, rows: Rows) -> Wording:
    """Return the languages in which people can read it, and how hard its English is.

    It owes the languages that the initiative required when it was announced: one added later breaks no promise.
    """
    languages = frozenset(engagement.required_languages or engagement.initiative.owed_languages)
    texts = [getattr(engagement, name) for name in SPOKEN_TO_ALL]
    texts += [rows.framing.difficulty, rows.framing.opportunity] if rows.framing else []
    written = [text for text in texts if text]
    complete = [
        language for language in sorted(languages) if written and all(text.get(language) for text in written)
    ]
    since = max(engagement.worded_at, rows.framing.written_at) if rows.framing else engagement.worded_at
    waiver = rows.first(Statement.Kind.LANGUAGE_WAIVER)
    return Wording(
        required=languages,
        present=tuple((language, since) for language in complete),
        grade=reading_grade("\n\n".join(text["en"] for text in written if text.get("en"))),
        waiver=LanguageWaiver(local(waiver.words), waiver.published_at) if waiver else None,
    )


def alternatives_of(rows: Rows) -> tuple[Alternative, ...]:
    """Return the options that stand."""
    return tuple(
        Alternative(str(row.pk), row.written_at, row.reasons_at)
        for row in rows.alternatives
        if row.withdrawn_at is None
    )


def explanation_of(engagement: Engagement, rows: Rows, announced: datetime | None) -> Explanation:
    """Return the page that explains: its problem is the difficulty of the framing, public since the announcement."""
    framing = rows.framing
    published = max(announced, framing.written_at) if announced and framing else None
    return Explanation(
        published=published,
        problem=local(framing.difficulty) if framing else "",
        no_alternative_because=local(engagement.no_alternative_because),
    )


def room_of(decision: Decision | None) -> MeetingNotice:
    """Return the round in which it is decided."""
    if decision is None:
        return MeetingNotice()
    room = decision.round
    return MeetingNotice(
        noticed=room.noticed_at, starts=room.opens_at, is_published_item=room.record.published_at is not None
    )


def emergency_of(engagement: Engagement, ratified: datetime | None) -> Emergency | None:
    """Return the urgent decision, if there was one."""
    if engagement.urgent_at is None:
        return None
    return Emergency(local(engagement.emergency_ground), engagement.urgent_at, ratified)


def _authority(engagement: Engagement) -> str:
    if engagement.authority is not None:
        return str(engagement.authority)
    return str(engagement.authority_decision or "")


def _money(amount: Decimal | None) -> str:
    """An amount in words; nothing at all is an answer too."""
    if amount is None:
        return ""
    return f"{amount:f}" if amount else "none"
