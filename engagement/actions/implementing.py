"""At EMPOWERING a certified count moves its engagement on by itself: decided, and being carried out. SPECTRUM E4."""

from __future__ import annotations

from engagement.actions.stepping import arrive, locked, weigh
from engagement.gathering.advisers import community_decides
from engagement.models import Decision, Engagement
from engagement.rules.obligations import met_before
from engagement.rules.stages import Transition
from initiatives import clock


def begin_implementing(decision: Decision) -> None:
    """Let an engagement be decided and carried out, if this decision is what it was about; nobody does it by hand.

    What is owed before deciding was asked for when the vote opened: nothing holds what people have decided.
    """
    if decision.engagement is None or not community_decides(decision.engagement):
        return
    if decision.purpose != Decision.Purpose.SUBSTANCE:
        return
    engagement = locked(decision.engagement)
    if engagement.state != Engagement.State.OPTIONS_FROZEN:
        return
    for transition in (Transition.DECIDE, Transition.IMPLEMENT):
        facts, rules = weigh(engagement)
        met = met_before(transition, facts, now=clock.now(), rules=rules)
        engagement = arrive(engagement, transition, by=None, reason={}, met=met)
