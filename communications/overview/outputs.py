"""What all partners did together, in one line of the overview: what was logged, and the money of commitments."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from initiatives.access import Answers, Prepared
from initiatives.models import ActivityLog, Commitment
from initiatives.rules.viewer import Viewer
from measurement.pages.quick_log import Tally, tallies

NOT_PROMISED = (Commitment.State.PROPOSED, Commitment.State.RELEASED, Commitment.State.RENEGOTIATED)
LOGGED = Prepared[tuple[int, int, Decimal]](
    lambda asked: tallies(ActivityLog.objects.visible_to(asked.viewer).standing())
)


def _money(viewer: Viewer) -> QuerySet[Commitment, tuple[Decimal, Decimal]]:
    """Ask for the money that was promised and for that of the commitments that were met: one row."""
    promised = (
        Commitment.objects.visible_to(viewer).filter(money__isnull=False).exclude(state__in=NOT_PROMISED)
    )
    added = (
        promised.order_by()
        .values("initiative_id")
        .annotate(
            promised=Sum("money"),
            kept=Coalesce(Sum("money", filter=Q(state=Commitment.State.MET)), Decimal(0)),
        )
    )
    return added.values_list("promised", "kept")


MONEY = Prepared[tuple[Decimal, Decimal]](lambda asked: _money(asked.viewer))


@dataclass(frozen=True, slots=True)
class Outputs:
    """What all of it comes to."""

    times: int
    people: int
    hours: Decimal
    promised: Decimal
    met: Decimal


def outputs_of(answers: Answers) -> Outputs | None:
    """Return it; None while nothing was logged and no money was given as promised."""
    logged = Tally(*(answers.first(LOGGED) or (0, 0, Decimal(0))))
    promised, met = answers.first(MONEY) or (Decimal(0), Decimal(0))
    if not (logged.times or met):
        return None
    return Outputs(logged.times, logged.people, logged.hours, promised if met else Decimal(0), met)
