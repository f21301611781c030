"""What all partners did together, in one line of the overview: what was logged, the money of commitments, policies that changed, a story."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from initiatives.access import Answers, Asked, Prepared, at_once
from initiatives.models import ActivityLog, CollectiveOutput, Commitment
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


CHANGED_SHOWN = 60
CHANGED = Prepared[CollectiveOutput](
    lambda asked: (
        CollectiveOutput.objects.visible_to(asked.viewer)
        .standing()
        .select_related("record")
        .order_by("-happened_on", "-pk")[:CHANGED_SHOWN]
    )
)
MONEY = Prepared[tuple[Decimal, Decimal]](lambda asked: _money(asked.viewer))


@dataclass(frozen=True, slots=True)
class Outputs:
    """What all of it comes to."""

    times: int
    people: int
    hours: Decimal
    promised: Decimal
    met: Decimal
    policies: list[CollectiveOutput]
    stories: list[CollectiveOutput]

    @property
    def changed(self) -> list[CollectiveOutput]:
        """What changed, of both kinds."""
        return [*self.policies, *self.stories]


def outputs_for(asked: Asked) -> Outputs | None:
    """Return it for whoever asks for nothing else, as a report does."""
    return outputs_of(at_once(asked, LOGGED, MONEY, CHANGED))


def outputs_of(answers: Answers) -> Outputs | None:
    """Return it; None while nothing was logged, no money was given as promised and nothing changed."""
    logged = Tally(*(answers.first(LOGGED) or (0, 0, Decimal(0))))
    promised, met = answers.first(MONEY) or (Decimal(0), Decimal(0))
    changed = answers.rows(CHANGED)
    if not (logged.times or met or changed):
        return None
    return Outputs(
        logged.times,
        logged.people,
        logged.hours,
        promised if met else Decimal(0),
        met,
        [one for one in changed if one.kind == CollectiveOutput.Kind.POLICY],
        [one for one in changed if one.kind == CollectiveOutput.Kind.STORY],
    )
