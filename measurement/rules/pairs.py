"""Two unknown cells and their sum: could they be anything else?

A reader who knows the rule knows more than a range: a cell that is hidden only to protect another has neither
few events nor few people, a small group has fewer people than the floor and no more events than people. So
two unknown cells are tried with a few people, and a few events, moved from one to the other: if both moves
are possible for such a reader, neither number is known to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from measurement.rules.disclosure import EVENTS, PEOPLE, Amounts, Floors, Member, Reason

Pair = tuple[int, int]
REACH = 6
_MOVES = sorted(
    (move for move in product(range(-REACH, REACH + 1), repeat=2) if move != (0, 0)),
    key=lambda move: (abs(move[0]) + abs(move[1]), move),
)


def pinned_pair(whole: Amounts, secrets: Sequence[Member], floors: Floors) -> int | None:
    """The amount that a reader can find out about two unknown cells: people, events, or None."""
    first, second = secrets
    one, other = _counted(first), _counted(second)
    if one is None or other is None:
        return None
    needed = {PEOPLE, EVENTS} if whole[EVENTS] not in (0, whole[PEOPLE]) else {PEOPLE}
    for people, events in _MOVES:
        moved = (one[0] + people, one[1] + events), (other[0] - people, other[1] - events)
        if _fits(first.hidden, moved[0], floors) and _fits(second.hidden, moved[1], floors):
            needed -= {amount for amount, by in ((PEOPLE, people), (EVENTS, events)) if by}
        if not needed:
            return None
    return min(needed)


def _counted(member: Member) -> Pair | None:
    people, events, _ = member.amounts
    return None if people is None or events is None else (int(people), int(events))


def _fits(why: Reason | None, pair: Pair, floors: Floors) -> bool:
    """Could a cell that is hidden for this reason have these people and events?"""
    people, events = pair
    if people <= 0 or not 0 <= events <= people:
        return False
    if why is Reason.HIDDEN_BEFORE:
        return True
    return floors.why_small((people, events, people - events)) is (
        None if why is Reason.PROTECTS_ANOTHER else why
    )
