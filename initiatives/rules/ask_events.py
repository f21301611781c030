"""What can happen to an ask and to a campaign."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


ASK_KINDS = (
    EventKind("ask.sent", _("{who} asked {what} for {minutes} minutes of work."), Reader.MEMBERS),
    EventKind("ask.reminded", _("{what} was reminded of something that it was asked for."), Reader.MEMBERS),
    EventKind("ask.done", _("{what} did what it was asked for."), Reader.MEMBERS),
    EventKind(
        "ask.help_wanted", _("{what} asked for help with something that it was asked for."), Reader.MEMBERS
    ),
    EventKind("ask.declined", _("{what} said that it cannot do now what it was asked for."), Reader.MEMBERS),
    EventKind(
        "ask.postponed", _("{who} gave {what} more time for something that it was asked for."), Reader.MEMBERS
    ),
    EventKind("ask.lapsed", _("The time is over for something that {what} was asked for."), Reader.MEMBERS),
    EventKind("ask.withdrawn", _("{who} took back something that {what} was asked for."), Reader.MEMBERS),
    EventKind(
        "ask.talked", _("{who} talked with {what} about something that it was asked for."), Reader.MEMBERS
    ),
    EventKind("campaign.begun", _("{who} set the focus {what}."), in_ledger=True),
    EventKind("campaign.acted", _("{partner} acted on the focus {what}.")),
    EventKind("campaign.ended", _("The focus {what} is over."), in_ledger=True),
)
