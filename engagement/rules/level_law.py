"""S1, level first: what may be written before a level is declared, and how a level may be changed."""

from __future__ import annotations

from datetime import datetime

from engagement.rules.facts import EngagementFacts
from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import PagePart
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Purpose
from engagement.rules.promisees import carried
from engagement.rules.spectrum import Level
from engagement.rules.stages import BEFORE_DECIDED, Stage
from initiatives.rules.refusals import gettext_noop as _

OPTIONS_ARE_WRITTEN = frozenset({Stage.ANNOUNCED, Stage.OPEN, Stage.CLOSED_TO_INPUT, Stage.REOPENED})


def alternative_missing(facts: EngagementFacts) -> tuple[Missing, ...]:
    """Return what stands against writing an option now: no level declared yet, or the options are frozen."""
    stage = facts.timeline.stage
    if stage is Stage.DRAFT:
        return (
            lack(
                Lack.LEVEL_FIRST,
                PagePart.LEVEL,
                _(
                    "No option may be written yet: people must first know how much their word will weigh. Announce the level."
                ),
            ),
        )
    if stage not in OPTIONS_ARE_WRITTEN:
        return (
            lack(
                Lack.NOT_ON_THE_WAY,
                PagePart.ALTERNATIVES,
                _(
                    "The options are final: what people decide on does not change under their hands. Reopen the matter to change them."
                ),
            ),
        )
    return ()


def is_to_be_handed_over(level: Level, stage: Stage) -> bool:
    """Whether the power to decide can still be handed over: at EMPOWERING, until it is decided.

    It comes before the announcement (E1); a question that is raised to this level later is handed over then.
    """
    return level is Level.EMPOWERING and stage in BEFORE_DECIDED


def level_change_missing(
    facts: EngagementFacts, to: Level, *, reason: str, now: datetime, rules: Rules
) -> tuple[Missing, ...]:
    """Return what a change of level still wants.

    Raising is always allowed while nothing is decided: it adds obligations. Lowering wants a reason once announced, and
    once opened a vote of the people we promised, carried after the level that it lowers was declared.
    """
    found: list[Missing] = []
    if facts.timeline.stage not in BEFORE_DECIDED:
        found.append(_decided())
    if to is facts.level:
        found.append(lack(Lack.ALREADY, PagePart.LEVEL, _("This is the level already. Choose another one.")))
    if to < facts.level:
        found += _lowering_missing(facts, to, reason=reason, now=now, rules=rules)
    return tuple(found)


def _decided() -> Missing:
    return lack(
        Lack.LEVEL_AFTER_DECISION,
        PagePart.PROMISEES,
        _(
            "The level can’t be changed any more: what it promises before deciding is over. Have the matter reopened first."
        ),
    )


def _lowering_missing(
    facts: EngagementFacts, to: Level, *, reason: str, now: datetime, rules: Rules
) -> list[Missing]:
    found: list[Missing] = []
    if facts.timeline.announced is not None and not reason.strip():
        found.append(
            lack(
                Lack.REASON,
                PagePart.LEVEL,
                _("A reason is missing: it is printed beside the old promise. Write it."),
            )
        )
    if facts.timeline.opened is None and facts.timeline.reopened is None:
        return found
    vote = carried(facts.promisees, Purpose.LOWER_LEVEL, now=now, rules=rules, to=to)
    if vote is None or vote <= facts.levels[-1].at:
        found.append(
            lack(
                Lack.PROMISEES_VOTE,
                PagePart.PROMISEES,
                _(
                    "The people we promised must agree to this very level: they took part because of this promise. Ask them; they have {days} days."
                ),
                days=rules.promisees_vote_days,
            )
        )
    return found
