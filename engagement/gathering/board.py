"""The rows of the promise board: every obligation of every engagement, and what was decided at which level. SPECTRUM S8.

It takes no reader: what it counts is the same for everybody. Only whether a title is shown depends on who reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from engagement.models import Engagement, EngagementStep, Obligation
from engagement.rules.duties import DUTIES
from engagement.rules.obligation import Obligation as Owed
from engagement.rules.obligation import ObligationState
from engagement.rules.parameters import DEFAULTS, Rules, rules_of
from engagement.rules.promise_board import Matter, Promised
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import say
from engagement.rules.spectrum import Level
from initiatives.models import RuleValue
from initiatives.together import ask_together

State = ObligationState
ONE_DAY = timedelta(days=1)
NO_BODY = "-"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An obligation as stored, with its engagement, and as the rules count it."""

    row: Obligation
    promised: Promised

    @property
    def owed(self) -> Owed:
        """What is owed, as the rules see it."""
        return self.promised.obligation


def board_rows(*, now: datetime) -> list[BoardRow]:
    """Return everything that is owed in the open initiative: four queries, however many engagements there are."""
    rows = Obligation.objects.select_related("engagement__record__initiative", "engagement__body")
    found = list(rows.order_by("engagement__record__number", "pk"))
    numbers = numbers_of({row.engagement_id for row in found})
    return [BoardRow(row, _promised(row, numbers[row.engagement_id], now)) for row in found]


def matters(zone: str) -> list[Matter]:
    """Return each matter that was decided: in which year, at which level, how much money it moved. Two queries at most."""
    first: dict[int, datetime] = {}
    steps = EngagementStep.objects.filter(to_state=Engagement.State.DECIDED).order_by("at")
    for key, at in steps.values_list("engagement", "at"):
        first.setdefault(key, at)
    rows = Engagement.objects.filter(pk__in=first).values_list("pk", "level", "money")
    return [
        Matter(first[pk].astimezone(ZoneInfo(zone)).year, Level(level), money or Decimal(0))
        for pk, level, money in rows
    ]


def numbers_of(engagements: Iterable[int]) -> dict[int, Rules]:
    """Return the numbers by which each engagement runs: those of the bylaws when it was announced. One journey."""
    steps = EngagementStep.objects.filter(
        engagement__in=list(engagements), to_state=Engagement.State.ANNOUNCED
    ).order_by("-at")
    begun = steps.values_list("engagement", "at")
    values = RuleValue.objects.filter(key__in=DEFAULTS).values_list(
        "key", "value", "clause__adopted_at", "clause__superseded_at"
    )
    ask_together(begun, values)
    announced = dict(begun)
    found: dict[int, Rules] = defaultdict(rules_of)
    for key, at in announced.items():
        found[key] = rules_of(
            {name: value for name, value, start, end in values if start <= at and (end is None or end > at)}
        )
    return found


def _promised(row: Obligation, rules: Rules, now: datetime) -> Promised:
    state = state_now(row, now)
    code = Code(row.code)
    duty = DUTIES[code]
    owed = Owed(
        code=code,
        level=Level(row.level),
        gate=duty.gate,
        state=state,
        due=row.due_at,
        days_late=days_late(row, state, now),
        is_met=row.kept_at is not None,
        met_at=row.kept_at,
        broken_at=row.broken_at,
        waived_at=None,
        owed=duty.in_words(rules),
        done=say(""),
        part=duty.page,
        inputs_hash=row.facts_hash,
    )
    return Promised(str(row.engagement.body_id or NO_BODY), owed)


def state_now(row: Obligation, now: datetime) -> State:
    """A clock that ran out a moment ago counts at once, before the machine has written it down."""
    if row.state == Obligation.State.PENDING and row.due_at is not None and row.due_at < now:
        return State.LATE
    return State(row.state)


def days_late(row: Obligation, state: State, now: datetime) -> int:
    """Return by how many days it is or was late; a day that has begun counts."""
    if row.due_at is None or state not in (State.LATE, State.KEPT_LATE, State.BROKEN):
        return 0
    end = now if row.kept_at is None else row.kept_at
    return max(0, -(-(end - row.due_at) // ONE_DAY))
