"""The course of a decision, from draft to its review: what may happen in which state, as one table. SPECTRUM section 3."""

from __future__ import annotations

from enum import StrEnum

from engagement.rules.impossible import Impossible
from engagement.rules.results import Status
from engagement.rules.sentences import say
from initiatives.rules.refusals import gettext_noop as _


class State(StrEnum):
    """Where a decision is. A tie that is open leaves it `tallied` until the body or the lot breaks it."""

    DRAFT = "draft"
    NOTICED = "noticed"
    DELIBERATING = "deliberating"
    OPEN = "open"
    CLOSED = "closed"
    TALLIED = "tallied"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    NO_QUORUM = "no_quorum"
    BLOCKED = "blocked"
    MEDIATION = "mediation"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    IN_FORCE = "in_force"
    REVIEW_DUE = "review_due"
    REAFFIRMED = "reaffirmed"
    REVISED = "revised"
    ENDED = "ended"


class Event(StrEnum):
    """What may happen to a decision."""

    GIVE_NOTICE = "give_notice"
    DELIBERATE = "deliberate"
    CHANGE_TEXT = "change_text"  # materially: notice is given anew
    OPEN = "open"
    CLOSE = "close"
    TALLY = "tally"
    ADOPT = "adopt"
    NOT_ADOPT = "not_adopt"
    FIND_NO_QUORUM = "find_no_quorum"
    FIND_BLOCKED = "find_blocked"
    MEDIATE = "mediate"
    REVISE_TEXT = "revise_text"  # after mediation
    ESCALATE = "escalate"  # to the fallback rule
    WITHDRAW = "withdraw"
    REOPEN = "reopen"  # once, after no quorum
    LAPSE = "lapse"
    BRING_INTO_FORCE = "bring_into_force"
    COME_DUE = "come_due"
    REAFFIRM = "reaffirm"
    REVISE = "revise"  # a new decision takes its place
    END = "end"
    SUPERSEDE = "supersede"  # after a reopening a newer decision is in force


TABLE: dict[tuple[State, Event], State] = {
    (State.DRAFT, Event.GIVE_NOTICE): State.NOTICED,
    (State.DRAFT, Event.WITHDRAW): State.WITHDRAWN,
    (State.NOTICED, Event.DELIBERATE): State.DELIBERATING,
    (State.NOTICED, Event.CHANGE_TEXT): State.NOTICED,
    (State.NOTICED, Event.WITHDRAW): State.WITHDRAWN,
    (State.DELIBERATING, Event.CHANGE_TEXT): State.NOTICED,
    (State.DELIBERATING, Event.OPEN): State.OPEN,
    (State.DELIBERATING, Event.WITHDRAW): State.WITHDRAWN,
    (State.OPEN, Event.CLOSE): State.CLOSED,
    (State.CLOSED, Event.TALLY): State.TALLIED,
    (State.TALLIED, Event.ADOPT): State.ADOPTED,
    (State.TALLIED, Event.NOT_ADOPT): State.NOT_ADOPTED,
    (State.TALLIED, Event.FIND_NO_QUORUM): State.NO_QUORUM,
    (State.TALLIED, Event.FIND_BLOCKED): State.BLOCKED,
    (State.BLOCKED, Event.MEDIATE): State.MEDIATION,
    (State.MEDIATION, Event.REVISE_TEXT): State.NOTICED,
    (State.MEDIATION, Event.ESCALATE): State.ESCALATED,
    (State.MEDIATION, Event.WITHDRAW): State.WITHDRAWN,
    (State.ESCALATED, Event.OPEN): State.OPEN,
    (State.NO_QUORUM, Event.REOPEN): State.OPEN,
    (State.NO_QUORUM, Event.LAPSE): State.LAPSED,
    (State.ADOPTED, Event.BRING_INTO_FORCE): State.IN_FORCE,
    (State.IN_FORCE, Event.COME_DUE): State.REVIEW_DUE,
    (State.REVIEW_DUE, Event.REAFFIRM): State.REAFFIRMED,
    (State.REVIEW_DUE, Event.REVISE): State.REVISED,
    (State.REVIEW_DUE, Event.END): State.ENDED,
    (State.IN_FORCE, Event.SUPERSEDE): State.REVISED,
    (State.REVIEW_DUE, Event.SUPERSEDE): State.REVISED,
    (State.REAFFIRMED, Event.SUPERSEDE): State.REVISED,
    (State.REAFFIRMED, Event.COME_DUE): State.REVIEW_DUE,
}

STATE_WORDS: dict[State, str] = {
    State.DRAFT: _("Being written"),
    State.NOTICED: _("Noticed"),
    State.DELIBERATING: _("Being discussed"),
    State.OPEN: _("Open for votes"),
    State.CLOSED: _("Being counted"),
    State.TALLIED: _("Counted, to be certified"),
    State.ADOPTED: _("Adopted"),
    State.NOT_ADOPTED: _("Not adopted"),
    State.NO_QUORUM: _("Too few took part"),
    State.BLOCKED: _("A concern must be resolved"),
    State.MEDIATION: _("In mediation"),
    State.ESCALATED: _("Put to the fallback rule"),
    State.WITHDRAWN: _("Withdrawn"),
    State.LAPSED: _("Lapsed"),
    State.IN_FORCE: _("In force"),
    State.REVIEW_DUE: _("To be reviewed"),
    State.REAFFIRMED: _("Reaffirmed"),
    State.REVISED: _("Revised"),
    State.ENDED: _("Ended"),
}
EVENT_WORDS: dict[Event, str] = {
    Event.GIVE_NOTICE: _("Give notice"),
    Event.DELIBERATE: _("Begin the discussion"),
    Event.CHANGE_TEXT: _("Change its words"),
    Event.OPEN: _("Open the vote"),
    Event.CLOSE: _("Close the vote"),
    Event.TALLY: _("Count it"),
    Event.ADOPT: _("Adopt it"),
    Event.NOT_ADOPT: _("Find it not adopted"),
    Event.FIND_NO_QUORUM: _("Find that too few took part"),
    Event.FIND_BLOCKED: _("Find that a concern must be resolved"),
    Event.MEDIATE: _("Bring it to mediation"),
    Event.REVISE_TEXT: _("Put a changed text"),
    Event.ESCALATE: _("Put it to the fallback rule"),
    Event.WITHDRAW: _("Take it back"),
    Event.REOPEN: _("Open it once more"),
    Event.LAPSE: _("Let it lapse"),
    Event.BRING_INTO_FORCE: _("Bring it into force"),
    Event.COME_DUE: _("Let its review come due"),
    Event.REAFFIRM: _("Let it stand"),
    Event.REVISE: _("Let a new decision take its place"),
    Event.END: _("End it"),
    Event.SUPERSEDE: _("Let what is decided anew take its place"),
}
NOTHING = _("nothing")

START = State.DRAFT
FOUND: dict[Status, Event] = {
    Status.ADOPTED: Event.ADOPT,
    Status.NOT_ADOPTED: Event.NOT_ADOPT,
    Status.NO_QUORUM: Event.FIND_NO_QUORUM,
    Status.BLOCKED: Event.FIND_BLOCKED,
}
FINAL = frozenset(State) - {state for state, _ in TABLE}


def possible(state: State, *, was_reopened: bool = False) -> tuple[Event, ...]:
    """Return what may happen now; a vote without a quorum is reopened once only."""
    found = tuple(event for known, event in TABLE if known is state)
    return tuple(event for event in found if not (was_reopened and event is Event.REOPEN))


def allowed(state: State, event: Event, *, was_reopened: bool = False) -> bool:
    """Whether something may happen now."""
    return event in possible(state, was_reopened=was_reopened)


def after(state: State, event: Event, *, was_reopened: bool = False) -> State:
    """Return the state that an event leads to; refuse what is not possible, and say what is."""
    if allowed(state, event, was_reopened=was_reopened):
        return TABLE[state, event]
    if event is Event.REOPEN and state is State.NO_QUORUM:
        raise Impossible("only_once")
    words = tuple(EVENT_WORDS[one] for one in possible(state, was_reopened=was_reopened))
    raise Impossible(
        "not_from_here",
        event=say(EVENT_WORDS[event]),
        state=say(STATE_WORDS[state]),
        possible=words or (NOTHING,),
    )


def event_of(status: Status) -> Event | None:
    """Return what follows from a tally; None while a tie is open: the decision stays tallied."""
    return FOUND.get(status)
