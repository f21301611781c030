"""When a vote opens and ends: after the notice of the bylaws, or in the meeting on whose agenda it was noticed. S2, S10."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from engagement.actions.box import moment_of
from engagement.gathering.numbers import rules_in_force
from engagement.models import Decision, Engagement
from engagement.rules.decision_laws import opening_after_notice
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import InMeeting

A_DAY = timedelta(days=1)


def lapses(purpose: str, engagement: Engagement | None) -> datetime | None:
    """Return when it is too late to ratify what was urgent; None where nothing lapses."""
    if engagement is None or purpose != Decision.Purpose.RATIFY_EMERGENCY:
        return None
    return engagement.lapses_at


@dataclass(frozen=True, slots=True)
class Times(InMeeting):
    """When a room is noticed, opens and closes; whether it is an item of a meeting."""

    is_in_meeting: bool = False


def in_meeting(meeting: InMeeting) -> Times:
    """Return the times of an item of a meeting, as they were noticed. S10: without enough notice nothing is decided in it."""
    days = rules_in_force().room_notice_days
    if meeting.opens_at - meeting.noticed_at < timedelta(days=days):
        raise RuleBroken(
            _(
                "This was not on the agenda {days} days before the meeting, so it can’t be decided there. Put it to the next one."
            ).format(days=days)
        )
    if clock.now() >= meeting.closes_at:
        raise RuleBroken(_("The time of this meeting is over. Put it to the next one."))
    return Times(meeting.noticed_at, meeting.opens_at, meeting.closes_at, is_in_meeting=True)


def online(lapses_at: datetime | None, opens_at: datetime | None, closes_at: datetime | None) -> Times:
    """Return the times of a round of its own, from now on."""
    now = clock.now()
    return Times(now, *_between(now, opens_at, closes_at, before=lapses_at))


def _between(
    now: datetime, opens_at: datetime | None, closes_at: datetime | None, *, before: datetime | None = None
) -> tuple[datetime, datetime]:
    """Return when a vote opens and ends; one that has to be over `before` something leaves a day for its count."""
    days = rules_in_force().room_notice_days
    opens = opening_after_notice(now, opens_at or now + timedelta(days=days), days=days)
    closes = closes_at or opens + timedelta(days=float(rule_value("round_days")))
    if closes_at is None and before is not None and opens < before - A_DAY:
        closes = min(closes, before - A_DAY)
    if closes <= opens:
        raise RuleBroken(
            _("The vote would end before it opens. Choose a later end than {moment}.").format(
                moment=moment_of(opens)
            ),
            field="closes_at",
        )
    return opens, closes
