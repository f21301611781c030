"""Reports of progress at regular times, and commitments that are over their time. L5, E6, E7."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from engagement.rules.facts import EngagementFacts
from engagement.rules.outcome_facts import Commitment
from engagement.rules.parameters import Rules
from engagement.rules.settling import Part


def progress_parts(
    start: datetime | None,
    reports: Iterable[datetime],
    *,
    every: int,
    end: datetime | None,
    is_first_owed: bool = False,
) -> tuple[Part, ...]:
    """Return the reports that are owed: each within `every` days of the one before, until `end`.

    The next one lies in the future and holds nothing; the first one does where one at least `is_first_owed`.
    """
    if start is None:
        return (Part(None, None, is_gated=is_first_owed),)
    parts: list[Part] = []
    last, step = start, timedelta(days=every)
    for report in sorted(each for each in reports if each >= start):
        parts.append(Part(last + step, report))
        last = report
    if end is None or end > last + step:
        parts.append(Part(last + step, None, is_gated=is_first_owed and not parts))
    return tuple(parts)


def end_of_time(commitment: Commitment, facts: EngagementFacts) -> datetime:
    """Return when the due day of a commitment is over on the initiative's wall."""
    return datetime.combine(commitment.due + timedelta(days=1), time.min, facts.calendar.zone)


def done_by_body(commitment: Commitment) -> datetime | None:
    """Return when the body marked it done; another's mark counts for nothing."""
    return commitment.done if commitment.done_by_body else None


def settled(commitment: Commitment) -> datetime | None:
    """Return since when nothing is owed of it: the body marked it done, or it was let go by those to whom it was made."""
    return commitment.released or done_by_body(commitment)


def far_late_from(commitment: Commitment, facts: EngagementFacts, rules: Rules) -> datetime:
    """Return from when a commitment is so late that the front page says so."""
    return end_of_time(commitment, facts) + timedelta(days=rules.banner_days)


def banner(facts: EngagementFacts, *, now: datetime, rules: Rules) -> tuple[Commitment, ...]:
    """Return the commitments for which the banner is up: far too late, and not taken down by the body. E7.

    Having done it late takes no banner down: the body does.
    """
    return tuple(
        each
        for each in facts.outcome.commitments
        if was_far_late(each, facts, now, rules) and not _is_taken_down(each, facts, now, rules)
    )


def taken_down(commitment: Commitment, facts: EngagementFacts, rules: Rules) -> datetime | None:
    """Return when the body took the banner of a commitment down; what it took down before this one was late is another."""
    start = far_late_from(commitment, facts, rules)
    return commitment.lifted if commitment.lifted is not None and commitment.lifted >= start else None


def _is_taken_down(commitment: Commitment, facts: EngagementFacts, now: datetime, rules: Rules) -> bool:
    at = taken_down(commitment, facts, rules)
    return at is not None and at <= now


def was_far_late(commitment: Commitment, facts: EngagementFacts, now: datetime, rules: Rules) -> bool:
    """Whether a commitment was still open when the time of the banner came."""
    start, end = far_late_from(commitment, facts, rules), settled(commitment)
    return now > start and (end is None or end > start)
