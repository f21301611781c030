"""What people converse about, and what can happen in a conversation."""

from __future__ import annotations

from initiatives.rules.events import EventKind


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


TALKED_ABOUT = (
    "activity",
    "agenda",
    "body",
    "commitment",
    "engagement",
    "indicator",
    "meeting",
    "membership",
    "program",
    "strategy",
    "turn",
    "update",
)

TALK_KINDS = (
    EventKind("talk.begun", _("{who} began the conversation {what}.")),
    EventKind("talk.said", _("{who} said something in {what}.")),
    EventKind("talk.hidden", _("{who} hid what somebody said in {what}."), in_ledger=True),
    EventKind("talk.appealed", _("Somebody asked a second person to look at what was hidden in {what}.")),
    EventKind("talk.appeal_answered", _("{who} looked again at what was hidden in {what}."), in_ledger=True),
)
