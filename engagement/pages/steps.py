"""The words of the machine's transitions: on the button, and where one is refused."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.rules.stage_words import STEPS
from engagement.rules.stages import Transition

BUTTONS: dict[Transition, Promise] = {step: _(words) for step, words in STEPS.items()}
MEANINGS: dict[Transition, Promise] = {
    Transition.ANNOUNCE: _(
        "It becomes public. From then on the level, the question, what is fixed, who decides and the dates stand as they are: the level can only be raised, and dates can only move later."
    ),
    Transition.OPEN: _("From now on people can speak, on the days that they were told."),
    Transition.CLOSE_INPUT: _("Nobody can add to what was said. Now each theme gets its answer."),
    Transition.FREEZE_OPTIONS: _(
        "What is put to the vote stands word for word. Nobody can change an option any more, not even the people who run the server."
    ),
    Transition.DECIDE: _("The decision of the group becomes the outcome of this question."),
    Transition.REPORT_BACK: _("What was decided, why, and what became of people’s words is out."),
    Transition.IMPLEMENT: _("What was decided begins to be carried out; its commitments run."),
    Transition.COMPLETE: _("Everything that was promised is done."),
    Transition.WITHDRAW: _(
        "The question is given up before it is decided. Everybody reads why. What was promised and not done stays on the page."
    ),
    Transition.REOPEN: _(
        "The people we promised, or those who decided, have called it back. It is opened again after notice."
    ),
}
REFUSALS: dict[Transition, Promise] = {
    Transition.ANNOUNCE: _("This can’t be announced yet."),
    Transition.OPEN: _("This can’t be opened yet."),
    Transition.CLOSE_INPUT: _("The time to speak can’t be closed yet."),
    Transition.FREEZE_OPTIONS: _("The options can’t be fixed yet."),
    Transition.DECIDE: _("This can’t be decided yet."),
    Transition.REPORT_BACK: _("It can’t be reported back yet."),
    Transition.IMPLEMENT: _("This can’t begin yet."),
    Transition.COMPLETE: _("This can’t be completed yet."),
    Transition.WITHDRAW: _("This can’t be withdrawn."),
    Transition.REOPEN: _("This can’t be taken up again yet."),
}
