"""What is owed, computed from facts and server time by one function, stored with the hash of its inputs. SPECTRUM S3.

Nobody types a state. It is computed anew after whatever happens in an engagement, and when a clock runs out; computing it
twice changes nothing. What broke stays broken, and stands in the ledger.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from engagement.actions.stepping import locked, weigh
from engagement.models import Engagement, FrontBanner, Obligation
from engagement.rules.facts import EngagementFacts
from engagement.rules.obligation import Obligation as Owed
from engagement.rules.obligation import ObligationState
from engagement.rules.obligations import obligations
from engagement.rules.parameters import Rules
from engagement.rules.progress import banner
from engagement.rules.promise_clock import next_change
from engagement.rules.spectrum import Level
from initiatives import clock
from initiatives.due import forgive, owe
from initiatives.record import record

RECOMPUTE = "engagement.recompute_obligations"
AT_ONCE = "!"
BANNER = "E7"
State = ObligationState
STORED: dict[ObligationState, Obligation.State] = {
    State.NOT_YET_DUE: Obligation.State.PENDING,
    State.PENDING: Obligation.State.PENDING,
    State.LATE: Obligation.State.LATE,
    State.KEPT: Obligation.State.KEPT,
    State.KEPT_LATE: Obligation.State.KEPT_LATE,
    State.BROKEN: Obligation.State.BROKEN,
    State.WAIVED_BY_PROMISEES: Obligation.State.WAIVED,
}
TOLD: dict[str, str] = {
    Obligation.State.LATE: "obligation.late",
    Obligation.State.KEPT_LATE: "obligation.kept_late",
    Obligation.State.BROKEN: "obligation.broken",
    Obligation.State.WAIVED: "obligation.waived",
}


@transaction.atomic
def recompute(*, engagement: Engagement) -> tuple[Owed, ...]:
    """Compute everything that is owed as it stands now, keep it, and wind the clock for the next change.

    Nothing is owed while it is framed. Writes to the ledger what broke, was kept late or was waived since the last time.
    """
    engagement = locked(engagement)
    if engagement.state == Engagement.State.DRAFT:
        return ()
    now = clock.now()
    facts, rules = weigh(engagement)
    owed = obligations(facts, now=now, rules=rules)
    rows = {row.code: row for row in Obligation.objects.filter(engagement=engagement, part="")}
    for each in owed:
        _keep(engagement, rows.pop(each.code.value, None), each)
    _let_go(rows)
    _raise_banner(engagement, facts, rules)
    _wind(engagement, next_change(owed, facts, now=now, rules=rules))
    return owed


def recompute_when_due(*, key: str) -> None:
    """Compute what is owed in the engagement that a clock, or something that happened, points at."""
    number = int(key.removesuffix(AT_ONCE))
    engagement = Engagement.objects.filter(record__number=number).first()
    if engagement is not None:
        recompute(engagement=engagement)


def wake(*, number: int) -> None:
    """Let what is owed in the engagement with this record number be computed anew, as soon as what happened is kept.

    It is put on the list of what is due, a whole second ahead: whatever happens after it was claimed is due later.
    """
    at = clock.now().replace(microsecond=0) + timedelta(seconds=1)
    owe(RECOMPUTE, key=f"{number}{AT_ONCE}", at=at)


def _keep(engagement: Engagement, row: Obligation | None, each: Owed) -> None:
    state = STORED.get(each.state)
    if state is None:
        _let_go({"": row} if row is not None else {})
        return
    is_broken = state == Obligation.State.BROKEN
    values: dict[str, object] = {
        "state": state,
        "due_at": each.due,
        "kept_at": each.met_at,
        "broken_at": each.broken_at if is_broken else None,
        "facts_hash": each.inputs_hash,
    }
    before = row.state if row is not None else ""
    if row is None:
        Obligation.objects.create(
            engagement=engagement, code=each.code.value, level=engagement.level, **values
        )
    elif row.facts_hash != each.inputs_hash or before != state or row.due_at != each.due:
        values["computed_at"] = clock.now()
        values["level"] = row.level if row.broken_at else engagement.level
        Obligation.objects.filter(pk=row.pk).update(**values)
    if state != before and state in TOLD:
        facts = {"code": each.code.value, "days": each.days_late, "facts_hash": each.inputs_hash}
        record(TOLD[state], by=None, about=engagement, facts=dict(facts))


def _let_go(rows: dict[str, Obligation]) -> None:
    """Take off what is not owed any more, as after a lower level; what broke is never taken off."""
    gone = [row.pk for row in rows.values() if row.broken_at is None]
    if gone:
        Obligation.objects.filter(pk__in=gone, broken_at__isnull=True).delete()


def _raise_banner(engagement: Engagement, facts: EngagementFacts, rules: Rules) -> None:
    late = banner(facts, now=clock.now(), rules=rules) if engagement.level == Level.EMPOWERING else ()
    if not late or FrontBanner.objects.filter(engagement=engagement, lifted_at__isnull=True).exists():
        return
    FrontBanner.objects.create(engagement=engagement, code=BANNER, raised_at=clock.now())
    record("banner.raised", by=None, about=engagement, facts={"commitments": len(late)})


def _wind(engagement: Engagement, at: datetime | None) -> None:
    key = str(engagement.record.number)
    if at is None:
        forgive(RECOMPUTE, key=key)
    else:
        owe(RECOMPUTE, key=key, at=at)
