"""Which indicators a strategy is meant to move: the arrows of the theory of change."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from initiatives.identity import change_record
from initiatives.models import Person, Strategy
from initiatives.record import record
from measurement.models import Indicator, StrategyIndicator


@transaction.atomic
def mean_to_move(
    *,
    strategy: Strategy,
    indicators: Collection[Indicator],
    by: Person,
    among: Collection[Indicator] | None = None,
) -> None:
    """Let a strategy be meant to move these indicators and no others. The same again changes nothing.

    `among`: those that somebody chose from. What they could not see stays as it is; None: they saw all.
    """
    Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)
    arrows = StrategyIndicator.objects.filter(strategy=strategy)
    known = set(arrows.values_list("indicator", flat=True))
    unseen = known - {one.pk for one in among} if among is not None else set()
    wanted = {one.pk for one in indicators} | unseen
    if wanted == known:
        return
    arrows.exclude(indicator__in=wanted).delete()
    StrategyIndicator.objects.bulk_create(
        StrategyIndicator(strategy=strategy, indicator_id=one) for one in wanted - known
    )
    change_record(strategy.record)
    record("strategy.meant", by=by, about=strategy, facts={"count": len(wanted)})
