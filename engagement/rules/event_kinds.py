"""What can happen on this floor: each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from engagement.rules.decision_events import DECISION_KINDS
from engagement.rules.engagement_events import ENGAGEMENT_KINDS
from engagement.rules.input_events import INPUT_KINDS
from engagement.rules.promise_events import PROMISE_KINDS
from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (*DECISION_KINDS, *ENGAGEMENT_KINDS, *INPUT_KINDS, *PROMISE_KINDS)

catalogue.declare(*KINDS)
