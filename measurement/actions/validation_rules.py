"""Rules that the figures of an indicator must pass: set with a reason, ended, never changed."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from measurement.models import Indicator, ValidationRule

NEEDS: dict[str, tuple[str, ...]] = {
    ValidationRule.Kind.CHANGE_LIMIT: ("tolerance",),
    ValidationRule.Kind.RATIO: ("other", "low", "high"),
    ValidationRule.Kind.ACROSS_MEASURES: ("other",),
}


@transaction.atomic
def set_rule(
    *,
    indicator: Indicator,
    kind: str,
    reason: dict[str, str],
    by: Person,
    severity: str = ValidationRule.Severity.ASKS,
    low: Decimal | None = None,
    high: Decimal | None = None,
    tolerance: Decimal | None = None,
    other: Indicator | None = None,
) -> ValidationRule:
    """Set what new figures must be like. Figures that are public stay as they are.

    Raises RuleBroken when the numbers that the kind needs are missing or stand the wrong way round.
    """
    values = {"low": low, "high": high, "tolerance": tolerance, "other": other}
    for name in NEEDS.get(kind, ()):
        if values[name] is None:
            raise RuleBroken(_("This kind of rule needs it."), field=name)
    if kind == ValidationRule.Kind.RANGE and low is None and high is None:
        raise RuleBroken(_("Say the least or the most that is possible."), field="low")
    if low is not None and high is not None and low > high:
        raise RuleBroken(_("The least is more than the most."), field="high")
    if tolerance is not None and tolerance < 0:
        raise RuleBroken(_("Type zero or more."), field="tolerance")
    if other is not None and other.pk == indicator.pk:
        raise RuleBroken(_("Choose another indicator to compare with."), field="other")
    rule = ValidationRule.objects.create(
        indicator=indicator,
        kind=kind,
        severity=severity,
        reason=reason,
        set_by=by,
        set_at=clock.now(),
        **values,
    )
    record("rule.set", by=by, about=indicator, facts={"rule": rule.pk, "kind": kind, "severity": severity})
    return rule


@transaction.atomic
def end_rule(*, rule: ValidationRule, by: Person) -> None:
    """End a rule; what it found stays answered. Once is enough."""
    if rule.ended_at is not None:
        return
    rule.ended_at = clock.now()
    rule.save(update_fields=["ended_at"])
    record("rule.ended", by=by, about=rule.indicator, facts={"rule": rule.pk, "kind": rule.kind})
