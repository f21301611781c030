"""What can happen to the initiative itself."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


FOUNDING_KINDS = (
    EventKind("initiative.founded", _("{who} founded the initiative"), in_ledger=True),
    EventKind(
        "initiative.illustrative",
        _("This record is an illustration: its people, partners and decisions are invented"),
        in_ledger=True,
    ),
    EventKind("initiative.published", _("{who} made the initiative public"), in_ledger=True),
    EventKind("initiative.unpublished", _("{who} took the initiative back from the public"), in_ledger=True),
    EventKind("start.step_done", _("{who} finished a step of setting up"), reader=Reader.STAFF),
    EventKind("start.step_skipped", _("{who} left a step of setting up for later"), reader=Reader.STAFF),
)
