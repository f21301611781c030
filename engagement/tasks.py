"""Background work of engagement: one line over an action each."""

from __future__ import annotations

from celery import shared_task

from engagement.actions import (
    closing,
    contributors,
    delegations,
    motions,
    obligations,
    opening,
    outcomes,
    promisee_votes,
    reviews,
    second_chances,
)
from initiatives.jobs import InitiativeTask, running


@shared_task(base=InitiativeTask, name=motions.OPEN, time_limit=60, soft_time_limit=50)
def open_decision(run_id: int) -> None:
    """Open a vote whose time has come."""
    with running(run_id) as work:
        if work:
            opening.open_when_due(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=motions.CLOSE, time_limit=120, soft_time_limit=110)
def close_decision(run_id: int) -> None:
    """Close and count a vote whose time is over."""
    with running(run_id) as work:
        if work:
            closing.close_when_due(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=outcomes.LAPSE, time_limit=60, soft_time_limit=50)
def lapse_decision(run_id: int) -> None:
    """Let a vote without a quorum lapse that nobody opened again."""
    with running(run_id) as work:
        if work:
            second_chances.lapse_when_due(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=delegations.LAPSE, time_limit=60, soft_time_limit=50)
def lapse_urgent(run_id: int) -> None:
    """Write down that an urgent decision lapsed that nobody ratified."""
    with running(run_id) as work:
        if work:
            delegations.lapse_when_due(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=motions.REVIEW, time_limit=60, soft_time_limit=50)
def review_decision(run_id: int) -> None:
    """Say that a decision is to be looked at again."""
    with running(run_id) as work:
        if work:
            reviews.come_due_when_due(number=int(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=obligations.RECOMPUTE, time_limit=60, soft_time_limit=50)
def recompute_obligations(run_id: int) -> None:
    """Compute what is owed in one engagement."""
    with running(run_id) as work:
        if work:
            obligations.recompute_when_due(key=str(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=promisee_votes.CLOSE_VOTE, time_limit=60, soft_time_limit=50)
def close_promisee_vote(run_id: int) -> None:
    """Count a vote of the people we promised whose time is over."""
    with running(run_id) as work:
        if work:
            promisee_votes.close_when_due(key=str(work[0].arguments["due_key"]))


@shared_task(base=InitiativeTask, name=contributors.ASK, time_limit=300, soft_time_limit=280)
def ask_for_ratings(run_id: int) -> None:
    """Ask contributors how their words were used."""
    with running(run_id) as work:
        if work:
            contributors.ask_when_due(key=str(work[0].arguments["due_key"]))
