"""One of everything of joining and of the work of the backbone, in each initiative."""

from __future__ import annotations

from initiatives.actions.joining import Asking, ask_to_join
from initiatives.models import Person


def backbone_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Return the ids by name. Who asked to join is read by those who answer alone."""
    asking = Asking("resident", f"HIDDEN-{slug} asker", f"asker@{slug}.example", words=f"HIDDEN-{slug} words")
    return {"join_request": ask_to_join(asking=asking, by=None).pk}
