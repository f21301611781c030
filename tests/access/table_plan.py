"""Who gets what of the joint plan and of the quick log."""

from __future__ import annotations

from tests.access.parts import AT_THE_TABLE, DIRECTOR, MEMBERS, WITH_FILES
from tests.access.rows import NOT_THERE, SENT, Row

_ACTIVITY = {"number": "activity"}
_LOG = {"number": "log"}

PLAN = {
    "plan": Row(),
    "plan-csv": Row(),
    "strategy": Row(args={"strategy": "strategy"}),
    "strategy-add": Row(DIRECTOR, DIRECTOR),
    "strategy-edit": Row(DIRECTOR, DIRECTOR, args={"strategy": "strategy"}),
    "activity": Row(args=_ACTIVITY),
    "activity-add": Row(DIRECTOR, DIRECTOR),
    "activity-edit": Row(DIRECTOR, DIRECTOR, args=_ACTIVITY),
    "activity-state": Row(None, WITH_FILES, args=_ACTIVITY),  # its lead is the partner
    "plan-gaps": Row(),
    "assessment": Row(),
    "assessment-edit": Row(DIRECTOR, DIRECTOR),
    "assessment-proposal": Row(None, DIRECTOR, post_ok=SENT | NOT_THERE),  # once sent there is no draft
    "plan-versions": Row(),
    "plan-edit": Row(DIRECTOR, DIRECTOR),
    "plan-proposal": Row(None, DIRECTOR, post_ok=SENT | NOT_THERE),
    "plan-answer": Row(None, AT_THE_TABLE, args={"number": "plan_round"}),
    "strategy-meant": Row(DIRECTOR, DIRECTOR, args={"strategy": "strategy"}),
    "strategy-judgement": Row(DIRECTOR, DIRECTOR, args={"strategy": "strategy"}),
    "activity-moves": Row(DIRECTOR, DIRECTOR, args=_ACTIVITY),
    "activity-lead": Row(None, frozenset({"partner"}), args={"number": "needed"}),
    "activity-help": Row(WITH_FILES, WITH_FILES, args={"number": "needed"}),
    "activity-help-ending": Row(None, WITH_FILES, args={"pk": "helping"}),
    "adaptation-add": Row(WITH_FILES, WITH_FILES, args=_ACTIVITY),
    "changes": Row(),
    "adaptation-answer": Row(None, DIRECTOR, args={"number": "change"}),  # the partner asked for it
    "handoffs": Row(),
    "handoff-add": Row(MEMBERS, MEMBERS, post_ok=SENT),
    "handoff": Row(args={"number": "handoff"}),
    "handoff-edit": Row(WITH_FILES, WITH_FILES, args={"number": "handoff"}),
    "handoff-ending": Row(None, WITH_FILES, args={"number": "handoff"}),
    "outputs": Row(),
    "api-outputs-list": Row(),
    "api-outputs-detail": Row(args={"pk": "output_id"}),
    "output-add": Row(WITH_FILES, WITH_FILES, post_ok=SENT),
    "output-withdrawal": Row(None, WITH_FILES, args={"number": "output"}),
    "quick-log": Row(MEMBERS, MEMBERS),
    "quick-log-worker": Row(MEMBERS),
    "logs-csv": Row(),
    "log-import": Row(MEMBERS, MEMBERS),
    "log-template": Row(MEMBERS),
    "log-paper": Row(MEMBERS),
    "activity-log": Row(args=_LOG),
    "activity-log-edit": Row(WITH_FILES, WITH_FILES, args=_LOG),
}
