"""What changed in the words of a question since notice was first given, so that nobody has to compare by eye. SPECTRUM section 3."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.apps import apps

from engagement.models import Decision
from initiatives.models import local
from initiatives.rules.diff import Run, compare, is_changed


@dataclass(frozen=True, slots=True)
class Rewording:
    """One version of a question against the one before it."""

    version: int
    runs: tuple[Run, ...]


def rewordings_of(decision: Decision) -> list[Rewording]:
    """Return how the words changed from version to version, the newest first; nothing where they never did."""
    if decision.version == 1:
        return []
    said = _versions(decision)
    found = [
        Rewording(new, compare(local(said[old]), local(said[new]))) for old, new in pairwise(sorted(said))
    ]
    return [each for each in reversed(found) if is_changed(each.runs)]


def _versions(decision: Decision) -> dict[int, dict[str, str]]:
    """Return the words of each version: of its own history, and of the decision in whose place it stands."""
    rows = apps.get_model("engagement", "DecisionEvent").objects.filter(pgh_obj=decision.pk)
    said = dict(rows.order_by("pgh_id").values_list("version", "question"))
    if decision.previous is not None:
        said[decision.previous.version] = decision.previous.question
    return {**said, decision.version: decision.question}
