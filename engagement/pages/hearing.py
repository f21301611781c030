"""Questions with their clocks, and sessions with their support, as the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from engagement.models import Engagement, Hiding, Question, Session, Support
from engagement.rules.parameters import Rules
from engagement.rules.working_days import OfficeCalendar
from initiatives import clock
from initiatives.together import Asking

State = Support.State


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with the day by which it is owed an answer."""

    question: Question
    due: datetime
    is_late: bool
    days_late: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What support came to, in sum over all sessions: the only thing of it that is public."""

    asked: int
    offered: int
    delivered: int
    paid: int
    money: Decimal


def questions_of(engagement: Engagement) -> QuerySet[Question]:
    """Return the question for everything that was asked, hidden or not."""
    return engagement.questions.select_related("asked_by")


def question_rows(asked: Iterable[Question], kind: str, *, zone: str, rules: Rules) -> list[QuestionRow]:
    """Return the questions of one kind that are shown, those that wait for an answer first."""
    calendar, now = OfficeCalendar(ZoneInfo(zone)), clock.now()
    rows = []
    for question in asked:
        if question.kind != kind or question.hidden_at is not None:
            continue
        due = calendar.after(question.asked_at, rules.question_working_days)
        end = question.answered_at or now
        rows.append(QuestionRow(question, due, end > due, max((end - due).days + 1, 0) if end > due else 0))
    return sorted(
        rows, key=lambda row: (row.question.answered_at is not None, -row.question.asked_at.timestamp())
    )


def hidden_questions(asked: Iterable[Question]) -> list[tuple[str, int]]:
    """Return how many questions are hidden, by ground."""
    found = Counter(each.hidden_ground for each in asked if each.hidden_at is not None)
    return [(str(label), found[key]) for key, label in Hiding.Ground.choices if found[key]]


def sessions_of(engagement: Engagement) -> QuerySet[Session]:
    """Return the question for the sessions that were not cancelled, in their order."""
    return engagement.sessions.filter(cancelled_at__isnull=True)


def sessions_to_come(engagement: Engagement) -> list[Session]:
    """Return the sessions to which somebody can still come."""
    now = clock.now()
    return [each for each in sessions_of(engagement) if each.ends_at > now]


def support_words(session: Session) -> list[str]:
    """Return what is offered at a session, in words."""
    names = dict(Support.Kind.choices)
    return [str(names[kind]) for kind in session.supports_offered if kind in names]


def totals_of(engagement: Engagement) -> Asking[Totals]:
    """Ask what support came to: how often it was asked for, offered, delivered and paid, and the money."""
    rows = Support.objects.filter(session__engagement=engagement).order_by().values("session__engagement")
    summed = rows.annotate(
        asked=Count("pk"),
        offered=Count("offered_at"),
        delivered=Count("delivered_at"),
        paid=Count("paid_at"),
        money=Sum("amount", filter=Q(state=State.PAID)),
    )
    yield (summed,)
    if not summed:
        return Totals(0, 0, 0, 0, Decimal(0))
    found = summed[0]
    return Totals(
        found["asked"], found["offered"], found["delivered"], found["paid"], found["money"] or Decimal(0)
    )
