"""The numbers by which the engine runs: read from the clauses in force, with the starter set as the fallback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from initiatives import clock
from initiatives.models import Clause, RuleValue
from initiatives.models.backbone import in_force
from initiatives.rule_words import NAMES
from initiatives.rules.bylaws import LIMITS, Limits, StarterClause

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
    "story_days": (Decimal(365), "days"),
    "mediation_days": (Decimal(14), "days"),
    "asks_per_month": (Decimal(4), "count"),
}


STARTER_CLAUSES: list[StarterClause] = []
"""Clauses that upper floors give a new initiative to start with, after those of this floor."""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number that an upper floor obeys: its key, what it is while no clause sets it, how far it may go, its name."""

    key: str
    default: Decimal
    limits: Limits
    name: str


def declare(numbers: Iterable[OwnNumber], clauses: Iterable[StarterClause] = ()) -> None:
    """Let an upper floor register the numbers that it obeys, and clauses to start with; the same again changes nothing.

    Raises ValueError for a key that another floor has with another default.
    """
    for each in numbers:
        pair = (each.default, each.limits.unit)
        if DEFAULTS.get(each.key, pair) != pair:
            raise ValueError(f"{each.key} is declared twice")
        DEFAULTS[each.key], LIMITS[each.key], NAMES[each.key] = pair, each.limits, each.name
    STARTER_CLAUSES.extend(each for each in clauses if each not in STARTER_CLAUSES)


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
    return in_force_among(rules_at(at, key), key)


def rules_at(at: datetime | None, *keys: str) -> QuerySet[RuleValue]:
    """Return the question for rules' numbers, to be asked together with others; `in_force_among` reads it."""
    in_time = in_force(at or clock.now(), prefix="clause__")
    named = RuleValue.objects.filter(in_time, key__in=keys).order_by("key", "pk")
    return named.select_related("clause__document__record__initiative")


def rules_ever(*keys: str) -> QuerySet[RuleValue]:
    """Return the question for rules' numbers in every version; `in_force_on` reads it once the instant is known."""
    return RuleValue.objects.filter(key__in=keys).select_related("clause__document").order_by("key", "pk")


def in_force_on(rules: Iterable[RuleValue], key: str, *, at: datetime) -> InForce:
    """Return a rule's number as it was at an instant, from all its versions, else the starter's."""
    return in_force_among(
        [
            rule
            for rule in rules
            if rule.clause.adopted_at <= at
            and (rule.clause.superseded_at is None or rule.clause.superseded_at > at)
        ],
        key,
    )


def in_force_among(rules: Iterable[RuleValue], key: str) -> InForce:
    """Return a rule's number from those that were read, else the starter's; KeyError for an unknown rule."""
    found = next((rule for rule in rules if rule.key == key), None)
    if found:
        return InForce(found.value, found.unit, found.clause)
    value, unit = DEFAULTS[key]
    return InForce(value, unit, None)


def rule_value(key: str) -> Decimal:
    """Return only the number."""
    return rule_in_force(key).value


def rules_now() -> QuerySet[RuleValue]:
    """Return the question for all numbers in force now, to be asked together with others; `value_in` reads it."""
    return RuleValue.objects.filter(in_force(clock.now(), prefix="clause__"))


def value_in(rules: Iterable[RuleValue], key: str) -> Decimal:
    """Return a number from those in force."""
    return next((rule.value for rule in rules if rule.key == key), DEFAULTS[key][0])
