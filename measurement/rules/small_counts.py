"""Groups of those who came: told only when none of them, and no rest, is small enough to point at a person."""

from __future__ import annotations

from collections.abc import Collection


def may_be_told(groups: Collection[int], *, whole: int | None, floor: int) -> bool:
    """Say whether the groups of one list may be shown beside their whole: all of them, or none.

    Hiding only the small ones would not do: whoever knows the whole subtracts the others.
    """
    if whole is None:
        return False
    rest = whole - sum(groups)
    return rest >= 0 and all(people == 0 or people >= floor for people in (*groups, rest))
