"""The votes on the matter itself in the present course of an engagement, as the rules see them."""

from __future__ import annotations

from engagement.gathering.rows import SETTLES, Rows, settled_at, was_adopted
from engagement.models import Decision
from engagement.models.decisions import UNDECIDED
from engagement.rules.matter import Matter


def matter_of(rows: Rows) -> Matter:
    """Return how the votes on the matter stand; those at a review of what was decided are not among them."""
    votes = [row for row in rows.decisions if row.purpose in SETTLES and row.reviews_id is None]
    votes = [row for row in votes if rows.is_of_now(row.round.noticed_at)]
    given_up = rows.decided(Decision.Purpose.WITHDRAW)
    is_of_now = given_up is not None and rows.is_of_now(given_up.round.noticed_at)
    return Matter(
        on_the_way=frozenset(row.round.body_id for row in votes if row.state in UNDECIDED),
        in_force=frozenset(row.round.body_id for row in votes if was_adopted(row)),
        given_up=settled_at(given_up) if is_of_now else None,
    )
