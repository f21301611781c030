"""What can happen to a baseline, and to a reading by the mere passing of a day."""

from __future__ import annotations

from initiatives.rules.events import EventKind

CURVE_KINDS: tuple[EventKind, ...] = (
    EventKind("forecast.frozen", "{who} froze {what}, until {until}.", in_ledger=True),
    EventKind(
        "indicator.read_again",
        "The words about “{what}” changed, because a day came that counts for its figures.",
    ),
    EventKind("curve.judged", "{who} judged what came since against {what}.", in_ledger=True),
)
