"""What a group can be asked in an engagement, at which level and stage: the matter itself is one purpose among others."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from engagement.rules.facts import EngagementFacts
from engagement.rules.level_law import OPTIONS_ARE_WRITTEN
from engagement.rules.spectrum import Level
from engagement.rules.stages import BEFORE_DECIDED, FROM_DECIDED_ON, Stage


class VotePurpose(StrEnum):
    """What a vote decides in its engagement; the words of the page are those of the decision's own purposes."""

    SUBSTANCE = "substance"
    CRITERIA = "criteria"
    OPTIONS = "options"
    OVERRIDE = "override"
    RATIFY_EMERGENCY = "ratify_emergency"
    ADVISER_MAY_VOTE = "adviser_may_vote"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


RUNNING = BEFORE_DECIDED - {Stage.DRAFT}


def _substance(facts: EngagementFacts) -> bool:
    """The matter itself, one vote at a time: when its options are fixed; at INFORMING nothing is collected or fixed."""
    stage, matter = facts.timeline.stage, facts.matter
    is_its_time = stage is Stage.OPTIONS_FROZEN or (facts.level is Level.INFORMING and stage in RUNNING)
    return is_its_time and not matter.on_the_way


def _criteria(facts: EngagementFacts) -> bool:
    """L2: by what options are judged, once something is proposed, before it is agreed and before anything is scored."""
    criteria = facts.outcome.criteria
    is_to_agree = criteria.standing > 0 and criteria.adopted is None and criteria.first_scored is None
    return facts.level is Level.COLLABORATING and facts.timeline.stage in RUNNING and is_to_agree


def _options(facts: EngagementFacts) -> bool:
    """E3: the community's group sets question, options, rule and quorum, while options can still be written."""
    return facts.level is Level.EMPOWERING and facts.timeline.stage in OPTIONS_ARE_WRITTEN


def _override(facts: EngagementFacts) -> bool:
    """L4: not to follow the joint group, once it has found its answer and as long as the owner has not answered."""
    outcome = facts.outcome
    is_asked = outcome.recommendation.found is not None and outcome.owner.adopted is None
    is_on_the_way = facts.timeline.stage is Stage.OPTIONS_FROZEN and outcome.owner.override is None
    return facts.level is Level.COLLABORATING and is_asked and is_on_the_way


def _ratify(facts: EngagementFacts) -> bool:
    """S2: what was decided urgently lapses unless it is ratified."""
    return facts.emergency is not None and facts.emergency.ratified is None


def _adviser(facts: EngagementFacts) -> bool:
    """E2: whoever is resident and staff advises, unless the community's group decides otherwise."""
    return facts.level is Level.EMPOWERING and facts.timeline.stage in RUNNING


def _reopen(facts: EngagementFacts) -> bool:
    """S7: those who decided may take it up again; a joint group once (L5)."""
    has_recalled = facts.level is Level.COLLABORATING and facts.outcome.monitoring.recalls > 0
    return facts.timeline.stage in FROM_DECIDED_ON and not has_recalled


def _withdraw(facts: EngagementFacts) -> bool:
    """Where the community decides it alone gives a question up, and not while it votes on it or once it has decided."""
    matter = facts.matter
    is_free = not (matter.on_the_way or matter.in_force or matter.given_up)
    return facts.level is Level.EMPOWERING and facts.timeline.stage in RUNNING and is_free


_ASKABLE: dict[VotePurpose, Callable[[EngagementFacts], bool]] = {
    VotePurpose.SUBSTANCE: _substance,
    VotePurpose.CRITERIA: _criteria,
    VotePurpose.OPTIONS: _options,
    VotePurpose.OVERRIDE: _override,
    VotePurpose.RATIFY_EMERGENCY: _ratify,
    VotePurpose.ADVISER_MAY_VOTE: _adviser,
    VotePurpose.REOPEN: _reopen,
    VotePurpose.WITHDRAW: _withdraw,
}


def possible_votes(facts: EngagementFacts) -> tuple[VotePurpose, ...]:
    """Return what can be put to a vote now, the matter itself first."""
    return tuple(purpose for purpose, is_askable in _ASKABLE.items() if is_askable(facts))


OF_THE_GROUP = frozenset(set(VotePurpose) - {VotePurpose.SUBSTANCE, VotePurpose.OVERRIDE})
"""What only the group answers that the announcement names: it ratifies, agrees criteria, welcomes, takes up again."""


def is_answered_by(purpose: str, level: Level, *, is_own_group: bool, is_owner: bool) -> bool:
    """Whether the vote of a group counts for a purpose in an engagement: its own group’s, and what the owner answers its.

    The matter itself is the group's that the announcement names; at COLLABORATING the joint group recommends and the
    owner adopts. Anything beside these purposes is asked of whom one likes.
    """
    if is_for_owner(purpose, level):
        return is_owner
    if purpose == VotePurpose.SUBSTANCE:
        return is_own_group or (level is Level.COLLABORATING and is_owner)
    return is_own_group or purpose not in set(VotePurpose)


def is_for_owner(purpose: str, level: Level) -> bool:
    """Whether the group that owns the decision answers, and not the joint group."""
    return level is Level.COLLABORATING and purpose == VotePurpose.OVERRIDE
