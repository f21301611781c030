"""The six activities of the backbone, measured from events: this year beside the year before, and who did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communications.rules.effectiveness import KINDS, BackboneActivity, Measured, Tally, measured
from initiatives import clock
from initiatives.models import Commitment, Event, RoleHolding
from initiatives.rules.roles import BACKBONE
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together

A_YEAR = timedelta(days=365)
ACTIVITY_NAMES: dict[BackboneActivity, str | Promise] = {
    BackboneActivity.GUIDES_VISION: _("Guides vision and strategy"),
    BackboneActivity.ALIGNED_ACTIVITIES: _("Supports aligned activities"),
    BackboneActivity.SHARED_MEASUREMENT: _("Establishes shared measurement"),
    BackboneActivity.BUILDS_WILL: _("Builds public will"),
    BackboneActivity.ADVANCES_POLICY: _("Advances policy"),
    BackboneActivity.MOBILISES_FUNDING: _("Mobilises funding"),
}
LINE_NAMES: dict[str, str | Promise] = {
    "agenda_agreed": _("Versions of the agenda agreed"),
    "conversations": _("Turn-the-curve conversations ended"),
    "strategies": _("Strategies added or changed"),
    "learnings": _("Things learned, written down"),
    "activities": _("Activities begun or done"),
    "commitments_met": _("Commitments met"),
    "partners": _("Partners and people who joined"),
    "meetings": _("Meetings and rounds held"),
    "figures": _("Figures published or corrected"),
    "numbers": _("Numbers sent by partners"),
    "readings": _("Readings of figures by residents"),
    "problems": _("Data problems answered"),
    "questions": _("Questions taken to people"),
    "voices": _("Times that people spoke"),
    "answers": _("Answers given in public"),
    "news": _("Statements and updates published"),
    "decisions": _("Decisions in force"),
    "rules": _("Rules adopted"),
    "carried_out": _("Decisions carried out to the end"),
    "agreements": _("Agreements signed"),
    "roles": _("Roles written down with their money"),
    "supports": _("Stipends and supports arranged"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """What was promised in commitments with a sum, and what of it was met."""

    promised: Decimal
    met: Decimal


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """All of it."""

    activities: tuple[Measured, ...]
    money: Money

    @property
    def silent(self) -> int:
        """For how many of the six nothing was counted this year."""
        return sum(1 for one in self.activities if one.is_silent)


def effectiveness_for(viewer: Viewer) -> Effectiveness:
    """Return what was counted that this viewer may know: one journey."""
    events, money = _events(viewer), _money(viewer)
    ask_together(events, money)
    tallies = [Tally(kind, bool(now), bool(ours), count) for kind, now, ours, count in events]
    return Effectiveness(tuple(measured(tallies)), _sums(money))


def _events(viewer: Viewer) -> QuerySet[Event, Any]:
    now = clock.now()
    backbone = RoleHolding.objects.filter(person=OuterRef("actor_id"), role__in=list(BACKBONE))
    counted = Event.objects.readable_by(viewer).filter(at__gte=now - 2 * A_YEAR, kind__in=KINDS).order_by()
    flagged = counted.annotate(
        is_this_year=Case(
            When(Q(at__gte=now - A_YEAR), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        is_ours=Exists(backbone),
    )
    return flagged.values_list("kind", "is_this_year", "is_ours").annotate(count=Count("pk"))


def _money(viewer: Viewer) -> QuerySet[Commitment, Any]:
    promised = Commitment.objects.visible_to(viewer).filter(money__isnull=False).order_by()
    return promised.values_list("state", "money")


def _sums(rows: Iterable[tuple[str, Decimal]]) -> Money:
    known = list(rows)
    counts = (Commitment.State.PROPOSED, Commitment.State.RELEASED, Commitment.State.RENEGOTIATED)
    return Money(
        sum((money for state, money in known if state not in counts), Decimal(0)),
        sum((money for state, money in known if state == Commitment.State.MET), Decimal(0)),
    )
