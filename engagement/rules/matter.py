"""The votes on the matter itself, as the rules see them: on the way, in force, lost; and whether it was given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Matter:
    """Which groups vote, have decided or have lost the vote on the matter, since it was last taken up again.

    `on_the_way` holds groups with a vote that is noticed, open, counted or in mediation, `in_force` those whose decision
    stands. `given_up` is when the group that decides voted to give the question up.
    """

    on_the_way: frozenset[int] = frozenset()
    in_force: frozenset[int] = frozenset()
    given_up: datetime | None = None
