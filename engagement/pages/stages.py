"""The stages of an engagement with their days: what is past, where it stands, what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.models import Engagement
from engagement.rules.facts import EngagementFacts
from engagement.rules.stage_words import STAGES
from engagement.rules.stages import ARRIVES, COURSE, Stage, course

WORDS: dict[Stage, Promise] = {stage: _(STAGES[stage]) for stage in COURSE}
NOTHING_ASKED = _("Open")


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage on the way. `since` is when it was reached; `planned` the day for which people were told it."""

    word: Promise
    is_done: bool
    is_now: bool
    since: datetime | None
    planned: date | datetime | None


def marks_of(engagement: Engagement, facts: EngagementFacts) -> tuple[StageMark, ...]:
    """Return the stages of the level's course, each with its day."""
    path = course(facts.level)
    now = facts.timeline.stage
    here = path.index(now) if now in path else -1
    reached = {stage: facts.timeline.of(transition) for transition, stage in ARRIVES.items()}
    reached[Stage.DRAFT] = engagement.record.created_at
    return tuple(
        StageMark(
            word=_word(stage, is_asked=len(path) == len(tuple(WORDS))),
            is_done=reached[stage] is not None and index != here,
            is_now=index == here,
            since=reached[stage],
            planned=_planned(stage, engagement),
        )
        for index, stage in enumerate(path)
    )


def _word(stage: Stage, *, is_asked: bool) -> Promise:
    return NOTHING_ASKED if stage is Stage.OPEN and not is_asked else WORDS[stage]


def _planned(stage: Stage, engagement: Engagement) -> date | datetime | None:
    return {
        Stage.OPEN: engagement.opens_at,
        Stage.CLOSED_TO_INPUT: engagement.input_closes_at,
        Stage.DECIDED: engagement.decide_by,
        Stage.COMPLETED: engagement.implement_by,
    }.get(stage)
