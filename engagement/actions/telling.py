"""Telling everybody at the same moment: the decision and its reasons. I3."""

from __future__ import annotations

from engagement.gathering.hearing import AUDIENCES
from engagement.gathering.rows import rows_of
from engagement.models import Engagement, Told
from initiatives.models import Person
from initiatives.record import record


def tell_decision(engagement: Engagement, *, by: Person | None) -> None:
    """Tell followers, staff and partners at the same moment, once both the decision and its reasons are there."""
    rows = rows_of(engagement)
    if rows.decision_told() is None:
        return
    if Told.objects.of_now(rows.reopened).filter(engagement=engagement, what=Told.What.DECIDED).exists():
        return
    for audience in AUDIENCES:
        Told.objects.create(engagement=engagement, what=Told.What.DECIDED, audience=audience)
    record("engagement.decision_told", by=by, about=engagement)
