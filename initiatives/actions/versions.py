"""What the table made of a version of a text: in force in the place of the one before, or ended. DOMAIN sections 1 and 3."""

from __future__ import annotations

from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Record
from initiatives.models.versions import VersionedText
from initiatives.rules.ratification import Outcome

State = VersionedText.State


def settle(text: VersionedText, outcome: Outcome) -> None:
    """Let a counted version be ratified, in the place of the one in force, or not."""
    ratified = outcome is Outcome.RATIFIED
    if ratified:
        in_force = text.versions().filter(state=State.RATIFIED)
        for earlier in in_force.select_related("record"):
            earlier.state = State.SUPERSEDED
            earlier.save(update_fields=["state"])
            change_record(earlier.record, state=Record.State.SUPERSEDED)
    end(text, State.RATIFIED if ratified else State.NOT_RATIFIED, outcome)


def end(
    text: VersionedText, state: VersionedText.State, outcome: Outcome, *, besides: tuple[str, ...] = ()
) -> None:
    """Write down where a version ended, with what else of it was set; what is not in force is over."""
    text.state, text.outcome, text.decided_at = state, outcome.value, clock.now()
    text.save(update_fields=["state", "outcome", "decided_at", *besides])
    change_record(text.record, state=None if state == State.RATIFIED else Record.State.ENDED)
