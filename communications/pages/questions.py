"""Questions asked in public that wait for an answer, each with the day by which it is owed: three queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from engagement.models import Engagement, EngagementStep, Question
from engagement.pages.hearing import QuestionRow, question_rows
from engagement.rules.parameters import Rules, rules_of
from initiatives import clock
from initiatives.models import RuleValue
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together

KEY = "question_working_days"
MOST = 5


def waiting_questions(viewer: Viewer, zone: str) -> list[QuestionRow]:
    """Return the questions that wait longest, with the clock of the promise under which each was asked."""
    seen = Engagement.objects.visible_to(viewer)
    asked = Question.objects.filter(
        engagement__in=seen, kind=Question.Kind.QUESTION, hidden_at__isnull=True, answered_at__isnull=True
    )
    questions = asked.select_related("engagement__record__initiative", "asked_by").order_by("asked_at")[:MOST]
    steps = EngagementStep.objects.filter(engagement__in=seen, to_state=Engagement.State.ANNOUNCED)
    values = RuleValue.objects.filter(key=KEY).select_related("clause")
    ask_together(questions, steps, values)
    announced = {step.engagement_id: step.at for step in reversed(list(steps))}  # the first counts
    rows = [
        row
        for one in questions
        for row in question_rows(
            [one], one.kind, zone=zone, rules=_rules_at(values, announced.get(one.engagement_id))
        )
    ]
    return sorted(rows, key=lambda row: row.due)


def _rules_at(values: Iterable[RuleValue], at: datetime | None) -> Rules:
    usual, moment = rules_of({}), at or clock.now()
    for one in values:
        over = one.clause.superseded_at
        if one.clause.adopted_at <= moment and (over is None or over > moment):
            return replace(usual, question_working_days=int(one.value))
    return usual
