"""What an engagement owes people before the vote on the matter itself opens. SPECTRUM S3: gates hold."""

from __future__ import annotations

from engagement.gathering.facts import facts_of
from engagement.gathering.numbers import rules_for
from engagement.models import Decision
from engagement.rules.clock_law import as_first_declared
from engagement.rules.obligation import Obligation
from engagement.rules.obligations import holding
from engagement.rules.promise_facts import Code
from engagement.rules.stages import Transition
from initiatives import clock

BY_THE_VOTE = frozenset({Code.V5, Code.L3, Code.L4, Code.E4})
"""What only the vote itself brings, or what is written once it is counted: no vote could open if it waited for these."""

SETTLE = frozenset({Decision.Purpose.SUBSTANCE, Decision.Purpose.RATIFY_EMERGENCY})


def owed_before(decision: Decision) -> tuple[Obligation, ...]:
    """Return all that is owed before deciding and would still be open when people vote.

    At EMPOWERING the count settles it, with no step in between: what isn't held here is held by nobody. Ratifying what was
    urgent owes what the level first declared asks (S2). Votes for another purpose, and those without an engagement, owe
    nothing.
    """
    engagement = decision.engagement
    if engagement is None or decision.purpose not in SETTLE:
        return ()
    facts, rules = facts_of(engagement), rules_for(engagement)
    if decision.purpose == Decision.Purpose.RATIFY_EMERGENCY:
        facts = as_first_declared(facts)
    held = holding(Transition.DECIDE, facts, now=clock.now(), rules=rules)
    return tuple(each for each in held if each.code not in BY_THE_VOTE)
