"""What an assessment or a plan froze, as a reader may see it now: what was withheld since is left out again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from initiatives.models import Record
from initiatives.rules.viewer import Viewer

_NUMBERS = ("number", "indicator")
"""Under these names an entry keeps the number of the record that it tells of."""


def withheld_numbers(viewer: Viewer) -> frozenset[int]:
    """Return the numbers of the records that are withheld from a reader now."""
    return frozenset(Record.objects.withheld_from(viewer).values_list("number", flat=True))


def still_told(entries: list[Any], withheld: Collection[int]) -> list[Any]:
    """Return the entries without those of withheld records, and in each strategy the activities likewise."""
    told = [one for one in entries if not any(one.get(name) in withheld for name in _NUMBERS)]
    return [
        {**one, "activities": still_told(one["activities"], withheld)} if "activities" in one else one
        for one in told
    ]
