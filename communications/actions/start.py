"""The set-up path: each step is saved; what is left for later becomes a row on Today."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import StartStep
from communications.rules.setting_up import Step
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken


@transaction.atomic
def finish_step(*, step: Step, by: Person) -> None:
    """Note that a step is done; a step that was skipped is done now."""
    StartStep.objects.update_or_create(
        step=step, defaults={"done_at": clock.now(), "skipped_at": None, "by": by, "at": clock.now()}
    )
    record("start.step_done", by=by, facts={"step": step})


@transaction.atomic
def skip_step(*, step: Step, by: Person) -> None:
    """Leave a step for later. The name cannot wait."""
    if step == Step.NAME:
        raise RuleBroken(_("An initiative needs a name before anything else."))
    _known, is_new = StartStep.objects.get_or_create(
        step=step, defaults={"skipped_at": clock.now(), "by": by, "at": clock.now()}
    )
    if is_new:
        record("start.step_skipped", by=by, facts={"step": step})


def settled_steps() -> frozenset[str]:
    """Return the steps of the open initiative that were done or skipped."""
    return frozenset(StartStep.objects.values_list("step", flat=True))
