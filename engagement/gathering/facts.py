"""The one place where rows become the facts of an engagement. Everybody who weighs a promise begins here."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from engagement.gathering.framing import (
    alternatives_of,
    emergency_of,
    explanation_of,
    framing_of,
    levels_of,
    room_of,
    timeline_of,
    timetable_of,
    wording_of,
)
from engagement.gathering.hearing import answering_of, hearing_of, ratings_of, telling_of, themes_of
from engagement.gathering.matter import matter_of
from engagement.gathering.outcome import outcome_of
from engagement.gathering.parity import parity_asked
from engagement.gathering.people import body_of, panel_of
from engagement.gathering.promises import promisees_of
from engagement.gathering.rows import Rows, rows_asked, settled_at
from engagement.models import Decision, Engagement
from engagement.rules.facts import EngagementFacts
from engagement.rules.working_days import OfficeCalendar
from initiatives import clock
from initiatives.together import Asking, answer_of, by_name


def facts_of(engagement: Engagement) -> EngagementFacts:
    """Return an engagement as the rules see it: two journeys."""
    return answer_of(_of_its_rows(engagement))


def _of_its_rows(engagement: Engagement) -> Asking[EngagementFacts]:
    rows = yield from rows_asked(engagement)
    return (yield from facts_asked(engagement, rows))


def facts_asked(engagement: Engagement, rows: Rows) -> Asking[EngagementFacts]:
    """Ask for an engagement as the rules see it; its rows are at hand."""
    times = timeline_of(rows.steps)
    today = clock.today(engagement.initiative.zone)
    asked = yield from by_name(
        hearing=hearing_of(engagement, rows),
        themes=themes_of(engagement),
        panel=panel_of(engagement, rows),
        body=body_of(engagement, rows, on=today),
        parity=parity_asked(engagement),
        outcome=outcome_of(engagement, rows),
        telling=telling_of(engagement, rows),
        answering=answering_of(engagement, rows),
        ratings=ratings_of(engagement, rows),
        promisees=promisees_of(engagement),
    )
    return EngagementFacts(
        calendar=OfficeCalendar(ZoneInfo(engagement.initiative.zone)),
        levels=levels_of(engagement, rows.changes),
        timeline=times,
        timetable=timetable_of(engagement),
        framing=framing_of(engagement, rows),
        wording=wording_of(engagement, rows),
        explanation=explanation_of(engagement, rows, times.announced),
        alternatives=alternatives_of(rows),
        matter=matter_of(rows),
        room=room_of(rows.before_the_table()),
        emergency=emergency_of(engagement, settled_at(rows.decided(Decision.Purpose.RATIFY_EMERGENCY))),
        **asked,
    )
