"""The tables of communication."""

from communications.models.attendance import AccessWish, Attendance, Reply
from communications.models.meetings import AgendaItem, Meeting, Pledge
from communications.models.minutes import Amendment, Minutes, Passage, RollCall, RollCallVote
from communications.models.newsletters import Newsletter, Subscriber
from communications.models.notices import Digest, Letter, Notice, NoticeBook, NoticeChoice, Unheard
from communications.models.partner_reports import PartnerReport
from communications.models.reports import ReportSnapshot
from communications.models.start import StartStep
from communications.models.talk import Post, PostHiding, Thread
from communications.models.translations import PassageTranslation
from communications.models.updates import Update, UpdateCorrection

__all__ = [
    "AccessWish",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Digest",
    "Letter",
    "Meeting",
    "Minutes",
    "Newsletter",
    "Notice",
    "NoticeBook",
    "NoticeChoice",
    "PartnerReport",
    "Passage",
    "PassageTranslation",
    "Pledge",
    "Post",
    "PostHiding",
    "Reply",
    "ReportSnapshot",
    "RollCall",
    "RollCallVote",
    "StartStep",
    "Subscriber",
    "Thread",
    "Unheard",
    "Update",
    "UpdateCorrection",
]
