"""What can happen to a meeting, its agenda and its minutes."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


MEETING_KINDS = (
    EventKind("meeting.planned", _("{who} set the day of {what}.")),
    EventKind("meeting.changed", _("{who} changed {what}.")),
    EventKind("meeting.moved", _("{who} moved {what} to another time.")),
    EventKind("meeting.noticed", _("{who} gave notice of {what}: its agenda is public."), in_ledger=True),
    EventKind("meeting.cancelled", _("{who} cancelled {what}."), in_ledger=True),
    EventKind("meeting.begun", _("{who} opened {what}.")),
    EventKind("meeting.ended", _("{what} is over; its minutes go to those who were there.")),
    EventKind("meeting.replied", _("{who} answered whether they come to {what}."), reader=Reader.MEMBERS),
    EventKind("meeting.access_asked", _("Somebody said what they need to come to {what}."), reader=Reader.STAFF),
    EventKind("meeting.access_settled", _("{who} answered what somebody needs to come to {what}."), reader=Reader.STAFF),
    EventKind("meeting.attended", _("Somebody checked in at {what}."), reader=Reader.MEMBERS),
    EventKind("meeting.attendance_struck", _("{who} struck somebody from the list of {what}."), reader=Reader.MEMBERS),
    EventKind("meeting.packet_ready", _("The packet of {what} can be printed.")),
    EventKind("agenda_item.added", _("{who} put {what} on the agenda."), reader=Reader.MEMBERS),
    EventKind("agenda_item.changed", _("{who} changed {what}."), reader=Reader.MEMBERS),
    EventKind("agenda_item.withdrawn", _("{who} took {what} off the agenda.")),
    EventKind("agenda_item.begun", _("The group turned to {what}.")),
    EventKind("agenda_item.ended", _("The group was done with {what}.")),
    EventKind("agenda_item.closed", _("An open vote closed the doors for {what}: {yes} to {no}."), in_ledger=True),
    EventKind("agenda_item.not_closed", _("An open vote left the doors open for {what}: {yes} to {no}.")),
    EventKind("minutes.circulated", _("The draft minutes of {what} went to those who were there.")),
    EventKind("minutes.amendment_asked", _("{who} asked for an amendment to the minutes of {what}."), reader=Reader.MEMBERS),
    EventKind("minutes.amendment_answered", _("{who} answered an amendment to the minutes of {what}."), reader=Reader.MEMBERS),
    EventKind("minutes.published", _("The minutes of {what} published themselves."), in_ledger=True),
    EventKind("minutes.approved", _("The minutes of {what} were approved: {yes} to {no}."), in_ledger=True),
    EventKind("minutes.not_approved", _("The minutes of {what} were not approved: {yes} to {no}.")),
    EventKind("minutes.translated", _("{who} put a part of the minutes of {what} into another language."), reader=Reader.MEMBERS),
    EventKind("minutes.corrected", _("{who} corrected the published minutes of {what}."), in_ledger=True),
)  # fmt: skip
