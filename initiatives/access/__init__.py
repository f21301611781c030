"""Who is looking, what they may do, and the guard at every door. The only place that speaks to guardian."""

from initiatives.access.entrance import Entered, Marks, enter
from initiatives.access.freshness import (
    conditional,
    early_answer,
    frame_key,
    kept_under,
    state_mark,
    unchanged,
)
from initiatives.access.guard import InitiativeRequest, Withheld, guard, open_door
from initiatives.access.prepared import Answers, Asked, Prepared, at_once
from initiatives.access.speaking import speak
from initiatives.access.viewers import build_viewer, initiative_for, initiatives_of, published_initiatives
from initiatives.access.withheld import (
    fetch_or_stub,
    refuse_withheld,
    stubs_of,
    titles_told,
    withheld_parts,
)

__all__ = [
    "Answers",
    "Asked",
    "Entered",
    "InitiativeRequest",
    "Marks",
    "Prepared",
    "Withheld",
    "at_once",
    "build_viewer",
    "conditional",
    "early_answer",
    "enter",
    "fetch_or_stub",
    "frame_key",
    "guard",
    "initiative_for",
    "initiatives_of",
    "kept_under",
    "open_door",
    "published_initiatives",
    "refuse_withheld",
    "speak",
    "state_mark",
    "stubs_of",
    "titles_told",
    "unchanged",
    "withheld_parts",
]
