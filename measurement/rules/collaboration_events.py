"""What can happen to a wave of the collaboration survey."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader, catalogue


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


KINDS: tuple[EventKind, ...] = (
    EventKind("survey.planned", _("{who} planned the survey {what}: how we work together.")),
    EventKind("survey.opened", _("The survey {what} is open: {count} partners are asked."), in_ledger=True),
    EventKind("survey.extended", _("{who} gave more time to answer the survey {what}."), in_ledger=True),
    EventKind(
        "survey.closed",
        _("The survey {what} is closed: {count} of {asked} partners answered."),
        in_ledger=True,
    ),
    EventKind("survey.sent", _("{what} answered the survey of how we work together."), Reader.STAFF),
)

catalogue.declare(*KINDS)
