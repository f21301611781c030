"""A mediation is waited for: nobody goes around a concern while its mediator is at work. SPECTRUM section 3."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.actions.box import moment_of
from engagement.models import Decision
from initiatives import clock
from initiatives.models import ConflictCase
from initiatives.rules.refusals import RuleBroken


def refuse_while_mediated(decision: Decision) -> None:
    """Refuse to put another text, to ask the fallback rule or to take a question back until a mediation has ended."""
    running = ConflictCase.objects.running().filter(
        objection__decision=decision, objection__resolved_at__isnull=True, due_at__gt=clock.now()
    )
    last = running.order_by("due_at").last()
    if decision.state == Decision.State.MEDIATION and last is not None and last.due_at is not None:
        raise RuleBroken(
            _(
                "A concern is in mediation until {moment}. It goes on when the mediator has said how it ended, or from then on."
            ).format(moment=moment_of(last.due_at))
        )
