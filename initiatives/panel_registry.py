"""Panels: what a lower floor's page shows of an upper floor, which it must not import.

A floor registers, for a kind of record, a function that says which template with which values stands on that record's
page for a viewer. `{% panels record %}` shows them in the order in which the floors were loaded. A panel that must ask
the database may yield its questions (`together.Asking`): those of all panels go out together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator
from typing import NamedTuple, TypeAlias

from initiatives.models import Record
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, all_of


class Filling(NamedTuple):
    """A panel ready to be shown: a template and its values. The template also has `viewer` and `initiative`.

    A page with several columns shows those of the `part` "main" in the wide one.
    """

    template: str
    values: dict[str, object]
    part: str = ""


RESTRICTING = "restricting"  # the place where somebody is about to withhold a record of any kind
Said: TypeAlias = Filling | None
Panel: TypeAlias = Callable[[Viewer, Record], Said | Asking[Said]]
_panels: dict[str, list[Panel]] = defaultdict(list)


def panel_on(kind: str) -> Callable[[Panel], Panel]:
    """Register a function for the pages of a kind of record; it returns None where it has nothing to say."""

    def register(panel: Panel) -> Panel:
        if panel not in _panels[kind]:
            _panels[kind].append(panel)
        return panel

    return register


def fillings(viewer: Viewer, record: Record, *, place: str = "") -> list[Filling]:
    """Return what all floors have to say on the page of a record, or at another `place` that speaks of it."""
    said = all_of([_asking(panel(viewer, record)) for panel in _panels[place or record.kind]])
    return [filling for filling in said if filling is not None]


def _asking(said: Said | Asking[Said]) -> Asking[Said]:
    if isinstance(said, Generator):
        return (yield from said)
    return said
