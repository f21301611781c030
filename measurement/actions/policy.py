"""How small groups are protected: versions of the disclosure policy. Never a chart's own setting."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative
from measurement.models import DisclosurePolicy

LEAST_DENOMINATOR, LEAST_EVENTS = 3, 1
_POLICY_LOCK = 74


@transaction.atomic
def adopt_policy(*, min_denominator: int, min_events: int, by: Person | None) -> DisclosurePolicy:
    """Adopt the next version of the disclosure policy; it holds for releases from now on. The same again adds nothing.

    `min_denominator` and `min_events` count people. Figures that are already public stay as they were published:
    hiding them later would only point at them.
    """
    if min_denominator < LEAST_DENOMINATOR or min_events < LEAST_EVENTS:
        raise RuleBroken(
            _("A group of fewer than {least} people cannot be protected. Choose {least} or more.").format(
                least=LEAST_DENOMINATOR
            ),
            field="min_denominator",
        )
    _wait_for_turn()
    before = DisclosurePolicy.objects.order_by("-version").first()
    if before and (before.min_denominator, before.min_events) == (min_denominator, min_events):
        return before
    policy = DisclosurePolicy.objects.create(
        version=before.version + 1 if before else 1,
        min_denominator=min_denominator,
        min_events=min_events,
        adopted_by=by,
    )
    facts = {"version": policy.version, "min_denominator": min_denominator, "min_events": min_events}
    record("disclosure_policy.adopted", by=by, facts={**facts})
    return policy


def policy_in_force(*, by: Person | None = None) -> DisclosurePolicy:
    """Return the policy in force; the first figures of an initiative adopt the starting one (10 people, 5 cases)."""
    policy = DisclosurePolicy.objects.order_by("-version").first()
    return policy or adopt_policy(min_denominator=10, min_events=5, by=by)


def current_policy() -> DisclosurePolicy:
    """Return the policy in force without writing; the starting one, not stored, before the first figures."""
    return DisclosurePolicy.objects.order_by("-version").first() or DisclosurePolicy(version=1)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_POLICY_LOCK, current_initiative()])
