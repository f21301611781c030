"""All that is owed for an engagement, as it stands: one function, the same answer for anybody. SPECTRUM section 2, S3."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from engagement.rules import collaborating, consulting, empowering, informing, involving
from engagement.rules.duties import OWED_AT
from engagement.rules.facts import EngagementFacts
from engagement.rules.obligation import Obligation
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Code
from engagement.rules.settling import GATES, Owed, settle
from engagement.rules.stages import Transition, steps

Reading = Callable[[EngagementFacts, datetime, Rules], Owed]
READINGS: dict[Code, Reading] = {
    Code.I1: informing.explained,
    Code.I2: informing.in_its_languages,
    Code.I3: informing.told_at_once,
    Code.I4: informing.questions_answered,
    Code.I5: informing.no_pretending,
    Code.C1: consulting.ways_to_speak,
    Code.C2: consulting.acknowledged,
    Code.C3: consulting.what_we_heard,
    Code.C4: consulting.themes_answered,
    Code.C5: consulting.you_said_we_did,
    Code.C6: consulting.asked_to_rate,
    Code.C7: consulting.everybody_heard,
    Code.V1: involving.panel_named,
    Code.V2: involving.heard_twice,
    Code.V3: involving.concerns_placed,
    Code.V4: involving.panel_confirms,
    Code.V5: involving.reasons_cite,
    Code.V6: involving.supports_offered,
    Code.L1: collaborating.joint_body,
    Code.L2: collaborating.criteria_first,
    Code.L3: collaborating.found_by_consent,
    Code.L4: collaborating.owner_answers,
    Code.L5: collaborating.joint_watch,
    Code.L6: collaborating.same_moment,
    Code.E1: empowering.handed_over,
    Code.E2: empowering.open_roll,
    Code.E3: empowering.set_by_body,
    Code.E4: empowering.in_force_by_itself,
    Code.E5: empowering.only_by_law,
    Code.E6: empowering.progress_told,
    Code.E7: empowering.said_on_front_page,
}


def codes_of(facts: EngagementFacts) -> tuple[Code, ...]:
    """Return what is owed at today's level, and what was broken at an earlier one: that is never taken off the page."""
    owed = OWED_AT[facts.level]
    broken = {each.code for each in facts.promisees.broken}
    return tuple(code for code in Code if code in owed or code in broken)


def obligation(code: Code, facts: EngagementFacts, *, now: datetime, rules: Rules) -> Obligation:
    """Say how one obligation stands."""
    return settle(READINGS[code](facts, now, rules), facts, now=now, rules=rules)


def obligations(facts: EngagementFacts, *, now: datetime, rules: Rules) -> tuple[Obligation, ...]:
    """Return everything that is owed, in the order of the specification, as it stands at `now`."""
    return tuple(obligation(code, facts, now=now, rules=rules) for code in codes_of(facts))


def holding(
    transition: Transition, facts: EngagementFacts, *, now: datetime, rules: Rules
) -> tuple[Obligation, ...]:
    """Return the obligations that hold a transition: those of its gate and of the gates before it that aren't met.

    Completing is held by every one, except where what is broken has been answered by a remedy.
    """
    path = steps(facts.level)
    if transition not in path:
        return ()
    gates = path[: path.index(transition) + 1]
    return tuple(
        each
        for each in obligations(facts, now=now, rules=rules)
        if each.code in OWED_AT[facts.level]
        and each.gate in gates
        and each.is_holding
        and not _is_remedied(each, facts, transition)
    )


def met_before(
    transition: Transition, facts: EngagementFacts, *, now: datetime, rules: Rules
) -> tuple[tuple[Code, datetime], ...]:
    """Return what is met of that which a transition and the gates before it hold, and since when: to be written down with it."""
    if transition not in GATES:
        return ()
    gates = GATES[: GATES.index(transition) + 1]
    return tuple(
        (each.code, each.met_at or now)
        for each in obligations(facts, now=now, rules=rules)
        if each.is_met and each.gate in gates and each.code in OWED_AT[facts.level]
    )


def _is_remedied(each: Obligation, facts: EngagementFacts, transition: Transition) -> bool:
    if transition is not Transition.COMPLETE or each.broken_at is None:
        return False
    return any(remedy.code is each.code and remedy.text.strip() for remedy in facts.promisees.remedies)
