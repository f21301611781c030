"""Which indicators a strategy is meant to move: the arrows of the theory of change."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from initiatives.identity import change_record
from initiatives.models import Person, Strategy
from initiatives.record import record
from measurement.models import Indicator, StrategyIndicator


@transaction.atomic
def mean_to_move(*, strategy: Strategy, indicators: Collection[Indicator], by: Person) -> None:
    """Let a strategy be meant to move these indicators and no others. The same again changes nothing."""
    wanted = {one.pk for one in indicators}
    known = set(StrategyIndicator.objects.filter(strategy=strategy).values_list("indicator", flat=True))
    if wanted == known:
        return
    StrategyIndicator.objects.filter(strategy=strategy).exclude(indicator__in=wanted).delete()
    StrategyIndicator.objects.bulk_create(
        StrategyIndicator(strategy=strategy, indicator_id=one) for one in wanted - known
    )
    change_record(strategy.record)
    record("strategy.meant", by=by, about=strategy, facts={"count": len(wanted)})
