"""The names that people read for the stages and steps of an engagement, marked for the translators."""

from __future__ import annotations

from engagement.rules.stages import Stage, Transition
from initiatives.rules.refusals import gettext_noop as _

STAGES: dict[Stage, str] = {
    Stage.DRAFT: _("Framed"),
    Stage.ANNOUNCED: _("Announced"),
    Stage.OPEN: _("Your say"),
    Stage.CLOSED_TO_INPUT: _("Answered"),
    Stage.OPTIONS_FROZEN: _("Options fixed"),
    Stage.DECIDED: _("Decided"),
    Stage.REPORTED_BACK: _("Reported back"),
    Stage.IMPLEMENTING: _("Keeping our word"),
    Stage.COMPLETED: _("Completed"),
    Stage.WITHDRAWN: _("Withdrawn"),
    Stage.REOPENED: _("Taken up again"),
}
STEPS: dict[Transition, str] = {
    Transition.ANNOUNCE: _("Announce it"),
    Transition.OPEN: _("Open it"),
    Transition.CLOSE_INPUT: _("Close the time to speak"),
    Transition.FREEZE_OPTIONS: _("Fix the options"),
    Transition.DECIDE: _("Record the decision"),
    Transition.REPORT_BACK: _("Report back"),
    Transition.IMPLEMENT: _("Begin to carry it out"),
    Transition.COMPLETE: _("Mark it completed"),
    Transition.WITHDRAW: _("Withdraw it"),
    Transition.REOPEN: _("Take it up again"),
}
