"""Today: what needs this person, promises first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.attention import needs_of, questions_of
from communications.context import counts_of
from communications.desk import Desk
from communications.focus import focus_in, focus_rows
from communications.looking_ahead import coming_up, loads_of, pulse_of, side_of
from communications.rules.attention import Need, Urgency, late_in, ordered
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.together import ask_together


@dataclass(frozen=True, slots=True)
class Row:
    """A need as it stands on a day."""

    need: Need
    urgency: Urgency
    days_late: int
    is_pressing: bool


def row_of(need: Need, *, today: date) -> Row:
    """Return how a need stands on a day."""
    return Row(need, need.urgency(today=today), need.days_late(today=today), need.is_pressing(today=today))


@require_safe
@guard(Permission.SEE_TODAY)
def today(request: InitiativeRequest) -> HttpResponse:
    """Show the rows of the day, what is coming, and whether the whole is working."""
    desk = Desk(request.initiative, request.viewer, clock.today(request.initiative.zone))
    questions, side = questions_of(desk), side_of(desk)
    focus = focus_rows(desk.viewer, desk.today)
    ask_together(*(question.rows for question in questions), *side.questions, focus)
    needs = needs_of(questions)
    late = late_in(needs, today=desk.today)
    return render(
        request,
        "communications/today/detail.html",
        {
            "nav_section": "today",
            "nav_counts": counts_of(needs, request.initiative.url),
            "day": desk.today,
            "count": len(needs),
            "late": late.total(),
            "parts": [
                (part, [row_of(need, today=desk.today) for need in rows])
                for part, rows in ordered(needs, today=desk.today)
            ],
            "coming": coming_up(side),
            "focus": focus_in(focus, desk.today),
            "pulse": pulse_of(side, late) if request.viewer.is_staff else [],
            "loads": loads_of(side) if request.viewer.is_staff else [],
            "restricted": list(desk.restrictions),
        },
    )
