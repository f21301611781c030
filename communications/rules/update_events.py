"""What can happen to an update."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


UPDATE_KINDS = (
    EventKind("update.published", _("{who} published the update {what}."), in_ledger=True),
    EventKind("update.corrected", _("{who} corrected the update {what}."), in_ledger=True),
    EventKind("newsletter.written", _("{who} began the newsletter {what}."), reader=Reader.STAFF),
    EventKind("newsletter.changed", _("{who} changed the newsletter {what}."), reader=Reader.STAFF),
    EventKind(
        "newsletter.sent",
        _("{who} sent the newsletter {what} to {count} readers."),
        in_ledger=True,
        for_one=_("{who} sent the newsletter {what} to one reader."),
        for_none=_("{who} published the newsletter {what}; nobody was on its list."),
    ),
)
