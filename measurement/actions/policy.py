"""How small groups are protected: versions of the disclosure policy. Never a chart's own setting."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative
from measurement.models import DisclosurePolicy

LEAST_DENOMINATOR, LEAST_EVENTS, MOST_ROUNDED = 3, 1, 100
_POLICY_LOCK = 74


@transaction.atomic
def adopt_policy(
    *,
    min_denominator: int,
    min_events: int,
    by: Person | None,
    rounding_base: int = 1,
    percent_decimals: int | None = None,
    top_code: Decimal | None = None,
    bottom_code: Decimal | None = None,
) -> DisclosurePolicy:
    """Adopt the next version of the disclosure policy; it holds for releases from now on. The same again adds nothing.

    `min_denominator` and `min_events` count people; counts are told to a multiple of `rounding_base`, percents with at
    most `percent_decimals`, those from `top_code` up and from `bottom_code` down as bounds. Figures that are already
    public stay as they were published: hiding them later would only point at them.
    """
    values: dict[str, int | Decimal | None] = {
        "min_denominator": min_denominator,
        "min_events": min_events,
        "rounding_base": rounding_base,
        "percent_decimals": percent_decimals,
        "top_code": top_code,
        "bottom_code": bottom_code,
    }
    _need_sense(min_denominator, min_events, rounding_base, top_code, bottom_code)
    _wait_for_turn()
    before = DisclosurePolicy.objects.order_by("-version").first()
    if before and all(getattr(before, name) == value for name, value in values.items()):
        return before
    policy = DisclosurePolicy.objects.create(
        version=before.version + 1 if before else 1, adopted_by=by, **values
    )
    facts: dict[str, Json] = {
        name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()
    }
    record("disclosure_policy.adopted", by=by, facts={"version": policy.version, **facts})
    return policy


def _need_sense(people: int, events: int, base: int, top: Decimal | None, bottom: Decimal | None) -> None:
    """Refuse what protects nobody, or would tell nothing."""
    if people < LEAST_DENOMINATOR or events < LEAST_EVENTS:
        raise RuleBroken(
            _("A group of fewer than {least} people cannot be protected. Choose {least} or more.").format(
                least=LEAST_DENOMINATOR
            ),
            field="min_denominator",
        )
    if not 1 <= base <= MOST_ROUNDED:
        raise RuleBroken(
            _("Counts can be rounded to at most {most}.").format(most=MOST_ROUNDED), field="rounding_base"
        )
    if top is not None and not 50 < top < 100:
        raise RuleBroken(_("The upper bound is a percent between 50 and 100, such as 95."), field="top_code")
    if bottom is not None and not 0 < bottom < 50:
        raise RuleBroken(_("The lower bound is a percent between 0 and 50, such as 5."), field="bottom_code")


def policy_in_force(*, by: Person | None = None) -> DisclosurePolicy:
    """Return the policy in force; the first figures of an initiative adopt the starting one (10 people, 5 cases)."""
    policy = DisclosurePolicy.objects.order_by("-version").first()
    return policy or adopt_policy(min_denominator=10, min_events=5, by=by)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_POLICY_LOCK, current_initiative()])
