"""Reading figures again where nothing was published: a day has passed, or the rules have changed."""

from __future__ import annotations

from django.db import transaction

from initiatives.models import Initiative
from initiatives.record import record
from initiatives.tenancy import inside
from measurement.models import Indicator
from measurement.scoring import outdated, recompute


@transaction.atomic
def read_again(*, indicator_id: int) -> None:
    """Read one indicator again because of the day that it is: a target's day has passed, a figure is overdue.

    The event moves every copy that is kept of its pages.
    """
    indicator = Indicator.objects.select_related("record", "rollup").filter(pk=indicator_id).first()
    if indicator is not None:
        recompute(indicator=indicator)
        record("indicator.read_again", by=None, about=indicator)


def read_outdated() -> int:
    """Read again, in every initiative, what an earlier version of the rules has read. Returns how many."""
    count = 0
    for pk in Initiative.objects.values_list("pk", flat=True):
        with transaction.atomic(), inside(pk):
            for rollup in outdated():
                recompute(indicator=rollup.indicator)
                count += 1
    return count
