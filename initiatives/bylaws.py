"""The numbers by which the engine runs: read from the clauses in force, with the starter set as the fallback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from initiatives.models import Clause, RuleValue

DEFAULTS: dict[str, tuple[Decimal, str]] = {
    "notice_days": (Decimal(7), "days"),
    "round_days": (Decimal(14), "days"),
    "quorum": (Decimal("0.5"), "share"),
    "pass_share": (Decimal("0.6667"), "share"),
    "restriction_alone_days": (Decimal(30), "days"),
    "restriction_longest_days": (Decimal(365), "days"),
    "restriction_warning_days": (Decimal(8), "days"),
    "invitation_days": (Decimal(14), "days"),
    "seat_term_days": (Decimal(730), "days"),
    "undo_hours": (Decimal(24), "hours"),
    "asks_per_month": (Decimal(4), "count"),
}


@dataclass(frozen=True, slots=True)
class InForce:
    """A number in force and the clause that sets it, if one does."""

    value: Decimal
    unit: str
    clause: Clause | None


def rule_in_force(key: str, *, at: datetime | None = None) -> InForce:
    """Return a rule's number in the open initiative, now or as it was `at` an instant; KeyError for an unknown rule.

    What is under way goes by the rule as it was when it began: nobody changes the rule of a question that is open.
    """
    in_force = Q(clause__superseded_at__isnull=True)
    if at is not None:
        in_force = Q(clause__adopted_at__lte=at) & (in_force | Q(clause__superseded_at__gt=at))
    found = (
        RuleValue.objects.filter(in_force, key=key)
        .select_related("clause__document__record__initiative")
        .first()
    )
    if found:
        return InForce(found.value, found.unit, found.clause)
    value, unit = DEFAULTS[key]
    return InForce(value, unit, None)


def rule_value(key: str) -> Decimal:
    """Return only the number."""
    return rule_in_force(key).value
