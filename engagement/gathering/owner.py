"""What the joint body recommends and what the owner makes of it, as the rules see it. L3 and L4."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from engagement.gathering.rows import Rows, settled_at
from engagement.models import (
    Criterion,
    Decision,
    DecisionOption,
    DecisionStep,
    Engagement,
    Objection,
    Override,
    Statement,
)
from engagement.rules.outcome_facts import Override as OverrideFacts
from engagement.rules.outcome_facts import OwnerAnswer, RaisedObjection, Recommendation
from initiatives.together import Asking, counted, number_of

Purpose = Decision.Purpose


def recommendation_of(engagement: Engagement, rows: Rows) -> Asking[Recommendation]:
    """Ask for the option that the engagement's body found, with the objections on the way to it."""
    own = [
        row
        for row in rows.decisions
        if row.purpose == Purpose.SUBSTANCE and row.round.body_id == engagement.body_id
    ]
    found = rows.decided_by(engagement.body_id)
    raised = Objection.objects.filter(decision__in=own).select_related("decision")
    offered = options_of(found)
    escalated = DecisionStep.objects.filter(
        decision__in=_with_its_former(rows, found), to_state=Decision.State.ESCALATED
    )
    yield raised, offered, escalated
    revised = {row.previous_id: row.record.created_at for row in rows.decisions if row.previous_id}
    return Recommendation(
        found=settled_at(found),
        option=chosen_by(found, offered),
        by_fallback=bool(escalated),
        objections=tuple(
            RaisedObjection(bool(each.reason.strip()), revised.get(each.decision_id, each.resolved_at))
            for each in raised
        ),
    )


def owner_of(engagement: Engagement, rows: Rows) -> Asking[OwnerAnswer]:
    """Ask for the owner's answer. Where the joint body is the table itself, what it found is adopted with that."""
    joint = rows.decided_by(engagement.body_id)
    if engagement.body is not None and engagement.body.is_table:
        return OwnerAnswer(adopted=settled_at(joint))
    adopted = next((row for row in rows.adopted(Purpose.SUBSTANCE) if row.round.body.is_table), None)
    overridden = Override.objects.filter(engagement=engagement).select_related("decision")
    criteria = counted(Criterion.objects.filter(engagement=engagement, removed_at__isnull=True))
    yield overridden, criteria
    override = _override(overridden[0], rows, number_of(criteria)) if overridden else None
    return OwnerAnswer(adopted=settled_at(adopted), override=override)


def chosen_by(decision: Decision | None, offered: Iterable[DecisionOption]) -> str:
    """Return the key of the option that a decision chose, the first of several; "" for none.

    A vote on one proposal chooses that; one without any option of the engagement is named by itself.
    """
    if decision is None:
        return ""
    found = [option for option in winners_among(offered, decision) if option.alternative_id is not None]
    return str(found[0].alternative_id) if found else str(decision.pk)


def options_of(decision: Decision | None) -> QuerySet[DecisionOption]:
    """Return the question for what stands on a ballot, in its order."""
    return DecisionOption.objects.filter(decision=decision or 0).select_related("alternative")


def winners_of(decision: Decision) -> list[DecisionOption]:
    """Return what a decision chose, in the order of the ballot: one journey."""
    return winners_among(options_of(decision), decision)


def winners_among(offered: Iterable[DecisionOption], decision: Decision) -> list[DecisionOption]:
    """Return what a decision chose of what was offered: the published result names options as option:1, …"""
    options = list(offered)
    outcome = (decision.result or {}).get("outcome") or {}
    chosen = set(outcome.get("winners") or ())
    if not chosen:
        return options if len(options) == 1 else []
    return [option for option in options if option.key in chosen]


def _with_its_former(rows: Rows, decision: Decision | None) -> list[int]:
    """Return the keys of a decision and of the one whose text it revised: either may have been put to its fallback rule."""
    if decision is None:
        return []
    return [row.pk for row in rows.decisions if row.pk in (decision.pk, decision.previous_id)]


def _override(row: Override, rows: Rows, criteria: int) -> OverrideFacts:
    reply, met = rows.first_now(Statement.Kind.REPLY), rows.first_now(Statement.Kind.CONCILIATION)
    agreed, cast = agreed_of(row.decision)
    return OverrideFacts(
        voted=settled_at(row.decision) or row.at,
        agreed=agreed,
        cast=cast,
        criteria=criteria,
        reasons=len(row.reasons),
        reply_asked=row.at,
        reply_published=reply.published_at if reply else None,
        conciliation=met.published_at if met else None,
    )


def agreed_of(decision: Decision) -> tuple[int, int]:
    """Return how many said yes, of how many votes cast."""
    outcome = (decision.result or {}).get("outcome") or {}
    counts = dict(outcome.get("counts") or {})
    cast = sum(int(n) for n in counts.values())
    return int(counts.get("yes", 0)), cast
