"""The body of the room's page: framing, options, evidence, what we said, dates that moved, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.models import Alternative, Engagement, Evidence, Framing, Postponement, Prompt, Statement
from engagement.pages.outcome_card import OutcomeCard, outcome_asked
from engagement.pages.room import Head, Step, step_of
from engagement.pages.steps import BUTTONS
from engagement.rules.clock_law import EmergencyState, emergency_lapses, emergency_state
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Answer, Deed
from engagement.rules.stages import BEFORE_DECIDED, Stage, Transition, possible
from initiatives.models import Follow
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of, by_name, rows_in


@dataclass(frozen=True, slots=True)
class Urgency:
    """An urgent decision: how it stands, and when it lapses or lapsed."""

    state: EmergencyState
    until: datetime


@dataclass(frozen=True, slots=True)
class RoomPage:
    """What the room shows below its header."""

    framing: Framing | None
    options: list[Alternative]
    withdrawn: list[Alternative]
    evidence: list[Evidence]
    statements: list[Statement]
    moved: list[Postponement]
    prompts: list[Prompt]
    outcome: OutcomeCard | None
    exits: tuple[Step, ...]
    ways: tuple[tuple[str, Promise], ...]
    urgent: Urgency | None
    next_words: str
    may_frame: bool
    may_write_options: bool
    follows: bool | None  # None: this reader has no account here, or there is nothing to follow yet


def room_page(head: Head, viewer: Viewer) -> RoomPage:
    """Read what the room shows."""
    engagement = head.engagement
    asked = answer_of(by_name(**_parts(engagement, viewer)))
    framings, options, follows = asked["framings"], asked["options"], asked["follows"]
    return RoomPage(
        framing=framings[0] if framings else None,
        options=[each for each in options if each.withdrawn_at is None],
        withdrawn=[each for each in options if each.withdrawn_at is not None],
        evidence=advice_last(asked["evidence"]),
        statements=newest(asked["statements"]),
        moved=asked["moved"],
        prompts=asked["prompts"],
        outcome=asked["outcome"],
        exits=_exits(head),
        ways=_ways(head),
        urgent=_urgent(head),
        next_words=str(BUTTONS[head.next.transition]) if head.next else "",
        may_frame=Permission.ENGAGEMENT_FACILITATE in viewer.permissions
        and engagement.state == Engagement.State.DRAFT,
        may_write_options=Permission.ENGAGEMENT_FACILITATE in viewer.permissions,
        follows=bool(follows) if _may_follow(head, viewer) else None,
    )


def _parts(engagement: Engagement, viewer: Viewer) -> dict[str, Asking[Any]]:
    """The parts of the page that are read, together."""
    follows = Follow.objects.filter(record=engagement.record_id, person=viewer.person_id or 0)[:1]
    return {
        "framings": rows_in(Framing.objects.filter(engagement=engagement)),
        "options": rows_in(engagement.alternatives.all()),
        "evidence": rows_in(evidence_of(engagement)),
        "statements": rows_in(statements_of(engagement)),
        "moved": rows_in(engagement.postponements.order_by("-at")),
        "prompts": rows_in(engagement.prompts.filter(removed_at__isnull=True)),
        "follows": rows_in(follows),
        "outcome": outcome_asked(engagement, viewer),
    }


def _may_follow(head: Head, viewer: Viewer) -> bool:
    return head.is_announced and not viewer.as_public and Permission.SEE_TODAY in viewer.permissions


def _ways(head: Head) -> tuple[tuple[str, Promise], ...]:
    """Return what else this reader may do here: address and words."""
    home, stage = head.engagement.record.url, head.facts.timeline.stage
    is_before = stage in BEFORE_DECIDED and stage is not Stage.DRAFT
    offered = (
        (is_before and head.may(Deed.MOVE_DATE), "timetable/", _("Move a date later")),
        (is_before and head.may(Deed.RAISE_LEVEL), "level/", _("Change the level")),
        (
            is_before and head.facts.emergency is None and head.may(Deed.DECIDE_URGENTLY),
            "urgent/",
            _("Decide urgently"),
        ),
        (head.level > Level.INFORMING and head.may(Transition.OPEN), "asking/", _("How people can speak")),
    )
    return tuple((f"{home}{path}", words) for holds, path, words in offered if holds)


def _urgent(head: Head) -> Urgency | None:
    found = head.facts.emergency
    if found is None:
        return None
    state = emergency_state(found, now=head.now, rules=head.rules)
    return Urgency(state, emergency_lapses(found, head.rules))


def evidence_of(engagement: Engagement) -> QuerySet[Evidence]:
    """Return the question for the evidence."""
    return engagement.evidence.select_related(
        "release__indicator__record__initiative", "attachment", "data_item__record__initiative", "added_by"
    )


def advice_last(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return evidence in its order; advice of professionals stands after the community's own."""
    return sorted(evidence, key=lambda row: (row.kind == Evidence.Kind.ADVICE, row.added_at))


def statements_of(engagement: Engagement) -> QuerySet[Statement]:
    """Return the question for everything that was said, the latest first."""
    return engagement.statements.select_related("published_by", "attachment", "alternative")


def newest(statements: Iterable[Statement]) -> list[Statement]:
    """Return the newest statement of each kind, the latest first."""
    found: dict[str, Statement] = {}
    for row in statements:
        found.setdefault(row.kind, row)
    return list(found.values())


def _exits(head: Head) -> tuple[Step, ...]:
    """Return the ways out that this reader may take: withdrawing, taking it up again."""
    stage = head.facts.timeline.stage
    offered = (Transition.WITHDRAW, Transition.REOPEN)
    steps = (
        step_of(each, head.engagement, head.facts, head.rules, head.hats)
        for each in possible(stage, head.level)
        if each in offered
    )
    return tuple(each for each in steps if each.cell.answer is Answer.ALLOWED)
