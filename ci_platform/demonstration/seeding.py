"""Makes the two demonstration initiatives, or says that they are there."""

from __future__ import annotations

from django.db import transaction

from ci_platform.demonstration import hamilton, minnesota
from ci_platform.demonstration.cast import Character, bring_in
from ci_platform.demonstration.story import Step, Told, moment_of, tell
from initiatives import clock
from initiatives.actions.founding import Identity, found
from initiatives.models import Initiative

STORIES = (
    (minnesota.IDENTITY, minnesota.CAST, minnesota.STEPS),
    (hamilton.IDENTITY, hamilton.CAST, hamilton.STEPS),
)


def seed() -> list[str]:
    """Tell each story that has not been told; all of a story, or nothing of it. Returns the slugs of the new ones."""
    return [identity.slug for identity, cast, steps in STORIES if _tell(identity, cast, steps)]


@transaction.atomic
def _tell(identity: Identity, cast: tuple[Character, ...], steps: list[Step]) -> bool:
    if Initiative.objects.filter(slug=identity.slug).exists():
        return False
    now = clock.now()
    founding = Step(max(step.days_ago for step in steps) + 5, lambda told: None)
    with clock.at(moment_of(now, founding)):
        people = bring_in(cast)
        initiative = found(identity=identity, by=people["director"])
    tell(Told(initiative=initiative, now=now, people=people), steps)
    return True
