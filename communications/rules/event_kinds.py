"""What can happen on this floor: each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from communications.rules.meeting_events import MEETING_KINDS
from communications.rules.report_events import REPORT_KINDS
from communications.rules.talk_events import TALK_KINDS
from communications.rules.update_events import UPDATE_KINDS
from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (*REPORT_KINDS, *MEETING_KINDS, *UPDATE_KINDS, *TALK_KINDS)

catalogue.declare(*KINDS)
