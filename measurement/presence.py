"""What there is around an indicator: one question for all panels of its page, so that an empty panel costs nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from initiatives.models import Record
from initiatives.together import Asking
from measurement.models import (
    Calculation,
    Contribution,
    Indicator,
    PerformanceMeasure,
    Release,
    ResidentReading,
    Revision,
    Turn,
)


@dataclass(frozen=True, slots=True)
class Presence:
    """Which rows there are; whether this viewer sees them is asked by the panel that shows them."""

    figures: bool
    measure: bool
    contributions: bool
    calculation: bool
    readings: bool
    turns: bool
    corrections: bool


NOTHING = Presence(*[False] * 7)


def presence_of(record: Record) -> Asking[Presence]:
    """Ask what there is around the indicator of a record: one question for each record object, whoever asks."""
    asked: QuerySet[Indicator, tuple[bool, ...]] = vars(record).setdefault("_presence", _around(record))
    yield (asked,)
    return Presence(*asked[0]) if asked else NOTHING


def _around(record: Record) -> QuerySet[Indicator, tuple[bool, ...]]:
    its = OuterRef("pk")
    return Indicator.objects.filter(record=record).values_list(
        Exists(Release.objects.filter(indicator=its)),
        Exists(PerformanceMeasure.objects.filter(measure=its)),
        Exists(Contribution.objects.filter(indicator=its)),
        Exists(Calculation.objects.filter(indicator=its)),
        Exists(ResidentReading.objects.filter(indicator=its)),
        Exists(Turn.objects.filter(indicator=its)),
        Exists(Revision.objects.filter(release__indicator=its)),
    )
