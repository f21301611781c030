"""S10, the room: where a decision may be opened; S9, nothing is hidden without a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engagement.rules.clock_law import days_until
from engagement.rules.framing_facts import MeetingNotice
from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import PagePart
from engagement.rules.parameters import Rules
from engagement.rules.sentences import Value, days
from initiatives.rules.refusals import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Stub:
    """What the public sees of something restricted."""

    kind: str = ""
    ground: str = ""
    until: datetime | None = None
    decided_by: str = ""
    review_address: str = ""


def room_missing(room: MeetingNotice, *, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    """Return what the room of a decision still wants: a Round, its notice, and for a closed session its three parts."""
    if room.noticed is None or not room.is_published_item:
        return (
            _lack(
                Lack.ROUND,
                _(
                    "It is decided in a round that everybody can see coming: an item of a noticed meeting, or a noticed online round. Put it on an agenda."
                ),
            ),
        )
    start = room.starts or now
    found: list[Missing] = []
    if start - room.noticed < timedelta(days=rules.room_notice_days):
        found.append(
            _lack(
                Lack.ROOM_NOTICE,
                _("The notice was too short: {needed} are needed. Decide in a later meeting."),
                needed=days(rules.room_notice_days),
            )
        )
    if now < start:
        found.append(
            _lack(
                Lack.TOO_EARLY,
                _("The meeting begins in {left}. Decide there."),
                left=days(days_until(start, now)),
            )
        )
    return tuple(found) + closed_session_missing(room)


def closed_session_missing(room: MeetingNotice) -> tuple[Missing, ...]:
    """Return what a closed session still wants: a listed ground, a recorded open vote to close, and a public stub."""
    if not room.is_closed:
        return ()
    wants = (
        (bool(room.closing_ground), Lack.GROUND,
         _("The ground for closing the session is missing. Choose one from the list.")),
        (room.open_vote_to_close is not None, Lack.CLOSED_SESSION,
         _("The open vote to close the session is missing. Take it before the doors are closed.")),
        (room.public_stub is not None, Lack.PUBLIC_STUB,
         _("The public line about the closed session is missing. Publish it.")),
    )  # fmt: skip
    return tuple(_lack(kind, words) for holds, kind, words in wants if not holds)


def _lack(kind: Lack, pattern: str, **values: Value) -> Missing:
    return lack(kind, PagePart.ROOM, pattern, **values)


def stub_missing(stub: Stub) -> tuple[Missing, ...]:
    """Return what a public stub still wants: kind, ground, until when, who decided, "ask for review"."""
    wants = {
        _("what kind of thing it is"): bool(stub.kind),
        _("the ground"): bool(stub.ground),
        _("until when"): stub.until is not None,
        _("who decided it"): bool(stub.decided_by),
        _("how to ask for a review"): bool(stub.review_address),
    }
    return tuple(
        lack(
            Lack.PUBLIC_STUB,
            PagePart.ROOM,
            _("What is kept back leaves a line for everybody; it lacks {what}. Add it."),
            what=what,
        )
        for what, has in wants.items()
        if not has
    )
