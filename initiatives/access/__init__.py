"""Who is looking, what they may do, and the guard at every door. The only place that speaks to guardian."""

from initiatives.access.freshness import conditional
from initiatives.access.guard import InitiativeRequest, Withheld, guard, open_door
from initiatives.access.viewers import build_viewer, initiative_for, initiatives_of, published_initiatives
from initiatives.access.withheld import fetch_or_stub, refuse_withheld

__all__ = [
    "InitiativeRequest",
    "Withheld",
    "build_viewer",
    "conditional",
    "fetch_or_stub",
    "guard",
    "initiative_for",
    "initiatives_of",
    "open_door",
    "published_initiatives",
    "refuse_withheld",
]
