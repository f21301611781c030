"""What can happen to what partners give and gain."""

from __future__ import annotations

from initiatives.rules.events import EventKind


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


BENEFIT_KINDS = (
    EventKind("benefit.promised", _("{who} wrote down what {what} gives or gains.")),
    EventKind("benefit.received", _("{who} said that something has come that {what} was to give or gain.")),
    EventKind("benefit.withdrawn", _("{who} took back something that {what} was to give or gain.")),
)
