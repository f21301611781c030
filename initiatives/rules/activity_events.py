"""What can happen to strategies, activities, and what is learned from them."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader


def _agreed(name: str, said: str) -> tuple[EventKind, ...]:
    """Return what can happen to a text that the table agrees on."""
    return (
        EventKind(f"{name}.drafted", f"{{who}} began a version of {said}: {{what}}.", Reader.STAFF),
        EventKind(f"{name}.draft_changed", f"{{who}} changed a draft of {said}: {{what}}.", Reader.STAFF),
        EventKind(
            f"{name}.proposed", f"{{who}} sent a version of {said} for agreement: {{what}}.", in_ledger=True
        ),
        EventKind(f"{name}.answered", f"{{who}} answered for a seat about {said}: {{what}}.", in_ledger=True),
        EventKind(f"{name}.ratified", f"The table ratified {said}: {{what}}.", in_ledger=True),
        EventKind(f"{name}.not_ratified", f"The table did not ratify {said}: {{what}}.", in_ledger=True),
        EventKind(f"{name}.no_quorum", f"Too few seats answered about {said}: {{what}}.", in_ledger=True),
    )


ACTIVITY_KINDS: tuple[EventKind, ...] = (
    EventKind("output.added", "{who} wrote down what changed: {what}.", in_ledger=True),
    EventKind("output.withdrawn", "{who} took {what} back."),
    EventKind("strategy.added", "{who} added the strategy {what} to the plan.", in_ledger=True),
    EventKind("strategy.changed", "{who} changed the words of the strategy {what}."),
    EventKind("activity.added", "{who} added the activity {what} to the plan.", in_ledger=True),
    EventKind("activity.changed", "{who} changed the activity {what}."),
    EventKind("activity.begun", "{who} noted that {what} is under way.", in_ledger=True),
    EventKind("activity.done", "{who} noted that {what} is done.", in_ledger=True),
    EventKind("activity.stopped", "{who} noted that {what} was stopped.", in_ledger=True),
    EventKind("activity.planned", "{who} put {what} back among what is planned.", in_ledger=True),
    EventKind("activity.taken_on", "{partner} leads {what} from now on: {who} took it on.", in_ledger=True),
    EventKind("activity.helped", "{partner} helps with {what}, said {who}."),
    EventKind("activity.help_ended", "{partner} no longer helps with {what}, said {who}."),
    EventKind("activity.logged", "{who} logged that an activity took place: {what}."),
    EventKind("activity.log_changed", "{who} changed what was logged: {what}."),
    EventKind("activity.log_corrected", "{who} corrected what was logged, and said why: {what}."),
    EventKind("strategy.judged", "{who} noted whether what is done for {what} is enough.", in_ledger=True),
    EventKind("link.added", "{who} said how two activities belong together: {what}."),
    EventKind("link.changed", "{who} said anew how well this hand-off works: {what}."),
    EventKind("link.ended", "{who} noted that there is no such hand-off any more: {what}."),
    EventKind("adaptation.asked", "{who} asked to change an activity: {what}.", in_ledger=True),
    EventKind("adaptation.agreed", "{who} agreed to this change of an activity: {what}.", in_ledger=True),
    EventKind(
        "adaptation.refused", "{who} did not agree to this change of an activity: {what}.", in_ledger=True
    ),
    *(
        kind
        for name, said in (("assessment", "the assessment"), ("action_plan", "the joint plan"))
        for kind in _agreed(name, said)
    ),
    EventKind("learning.added", "{who} wrote down what was learned: {what}.", in_ledger=True),
)
