"""Promises: what can happen, each kind with its sentence, who may read it, and whether the ledger keeps it.

No sentence names somebody who was promised something: that they voted or complained is theirs to tell.
"""

from __future__ import annotations

from initiatives.rules.events import EventKind

PROMISE_KINDS: tuple[EventKind, ...] = (
    EventKind("obligation.late", "A part of the promise of {what} is late ({code})"),
    EventKind("obligation.kept_late", "A part of the promise of {what} was kept {days} days late ({code})", in_ledger=True),
    EventKind("obligation.broken", "A part of the promise of {what} was broken ({code})", in_ledger=True),
    EventKind("obligation.waived", "Those it was promised to let a part of the promise of {what} go ({code})", in_ledger=True),
    EventKind("obligation.remedied", "{who} said how a broken part of the promise of {what} is made good ({code})", in_ledger=True),
    EventKind("promisees.asked", "The people we promised are asked about {what}, until {until}", in_ledger=True),
    EventKind("promisees.answered", "The people we promised answered on {what}: {yes} for it, {no} against", in_ledger=True),
    EventKind("not_kept.filed", "Somebody we promised says of {what}: promise not kept ({code})", in_ledger=True),
    EventKind("not_kept.answered", "{who} answered “promise not kept” on {what} ({code})", in_ledger=True),
    EventKind("override.made", "The owner decided {what} otherwise than the joint group found; nothing is done before {until}", in_ledger=True),
    EventKind("banner.raised", "The front page says that what was decided on {what} is far too late", in_ledger=True),
    EventKind("banner.lifted", "{who} took the banner about {what} off the front page", in_ledger=True),
)  # fmt: skip
