"""The tables of communication."""

from communications.models.attendance import AccessWish, Attendance, Reply
from communications.models.meetings import AgendaItem, Meeting, Pledge
from communications.models.minutes import Amendment, Minutes, Passage, RollCall, RollCallVote
from communications.models.reports import ReportSnapshot
from communications.models.start import StartStep

__all__ = [
    "AccessWish",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Meeting",
    "Minutes",
    "Passage",
    "Pledge",
    "Reply",
    "ReportSnapshot",
    "RollCall",
    "RollCallVote",
    "StartStep",
]
