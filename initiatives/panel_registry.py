"""Panels: what a lower floor's page shows of an upper floor, which it must not import.

A floor registers, for a kind of record, a function that says which template with which values stands on that record's
page for a viewer. `{% panels record %}` shows them in the order in which the floors were loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from initiatives.models import Record
from initiatives.rules.viewer import Viewer


class Filling(NamedTuple):
    """A panel ready to be shown: a template and its values. The template also has `viewer` and `initiative`."""

    template: str
    values: dict[str, object]


Panel: TypeAlias = Callable[[Viewer, Record], Filling | None]
_panels: dict[str, list[Panel]] = defaultdict(list)


def panel_on(kind: str) -> Callable[[Panel], Panel]:
    """Register a function for the pages of a kind of record; it returns None where it has nothing to say."""

    def register(panel: Panel) -> Panel:
        if panel not in _panels[kind]:
            _panels[kind].append(panel)
        return panel

    return register


def fillings(viewer: Viewer, record: Record) -> list[Filling]:
    """Return what all floors have to say on the page of a record, to this viewer."""
    said = (panel(viewer, record) for panel in _panels[record.kind])
    return [filling for filling in said if filling is not None]
