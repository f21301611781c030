"""Where else an organisation takes part, as far as the public may know."""

from __future__ import annotations

from typing import NamedTuple

from initiatives.access.viewers import published_initiatives
from initiatives.models import Membership, Organization
from initiatives.rules.viewer import visitor
from initiatives.tenancy import current_initiative, inside

MOST_SHOWN = 12


class Place(NamedTuple):
    """An initiative and the organisation's page there."""

    initiative: str
    url: str


def other_places_of(organization: Organization) -> list[Place]:
    """Return the published initiatives, other than the open one, in which anybody may read that it takes part.

    The directory only says where to look; whether it may be known is asked there, behind that initiative's walls.
    """
    elsewhere = published_initiatives().filter(
        affiliations__organization=organization, affiliations__ended_at__isnull=True
    )
    found = []
    for initiative in elsewhere.exclude(pk=current_initiative())[:MOST_SHOWN]:
        with inside(initiative.pk):
            seen = Membership.objects.visible_to(visitor(initiative.pk)).select_related("record")
            membership = seen.filter(organization=organization, left_on__isnull=True).first()
            if membership:
                found.append(Place(initiative.name, f"{initiative.url}{membership.record.path}"))
    return found
