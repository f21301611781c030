"""What people are told by mail at once: after which event, to whom, in which words. SPECTRUM I3, L6, S7.

Words are message ids for gettext; {what} is the short name of the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who is told. `promised` are accounts of the people we promised, `without_account` the addresses that others left.

    `called` are the seats of the group that meets and whoever answered the notice, `was_there` those who checked in.
    `followers` want to know how it goes on, and have no voice by that.
    """

    STAFF = "staff"
    PARTNERS = "partners"
    SEATS = "seats"
    PROMISED = "promised"
    WITHOUT_ACCOUNT = "without_account"
    FOLLOWERS = "followers"
    ELECTORATE = "electorate"
    CLAIMANT = "claimant"
    CALLED = "called"
    WAS_THERE = "was_there"


A = Audience
THE_PROMISED = (A.PROMISED, A.WITHOUT_ACCOUNT)
LISTENERS = (*THE_PROMISED, A.FOLLOWERS)
EVERYBODY = (A.STAFF, A.PARTNERS, A.SEATS, *LISTENERS)
OWNERS = (A.STAFF, A.SEATS)


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of mail: its subject, what happened, why it comes, what stands on the link, and the page below the question."""

    to: tuple[Audience, ...]
    subject: str
    words: str
    link: str
    path: str = ""


NOTICES: dict[str, Notice] = {
    "engagement.announce": Notice(
        (A.STAFF, A.PARTNERS, A.SEATS),
        "A question is announced: {what}",
        "A question was announced. Its promise, its dates and who decides stand on its page.",
        "Read what was promised",
    ),
    "engagement.decision_told": Notice(
        EVERYBODY,
        "Decided: {what}",
        "It is decided, and the reasons are out. Everybody is told at the same moment.",
        "Read the decision and its reasons",
    ),
    "input.told": Notice(
        (A.FOLLOWERS,),
        "What became of people’s words: {what}",
        "You said, we did, we did not because: it is out, and everybody who spoke has the answer to their own words.",
        "Read what became of them",
        "statements/report-back/",
    ),
    "statement.published": Notice(
        OWNERS,
        "New on: {what}",
        "Something new was published. The seats have it at the same moment as the staff.",
        "Read it",
        "statements/",
    ),
    "obligation.late": Notice(
        OWNERS,
        "Late: a part of our promise on {what}",
        "A part of what we promised is late. Everybody can see that. Do it, or say why it is not done.",
        "See what is late",
        "promises/",
    ),
    "obligation.broken": Notice(
        (*OWNERS, *LISTENERS),
        "Broken: a part of our promise on {what}",
        "We did not keep a part of what we promised you. It stands on the record, and it stays there.",
        "See what was not kept",
        "promises/",
    ),
    "promisees.asked": Notice(
        THE_PROMISED,
        "You are asked: {what}",
        "You took part, so you have a voice in what becomes of our promise. It takes a minute.",
        "Read what you are asked, and answer",
        "promises/",
    ),
    "promisees.answered": Notice(
        (*LISTENERS, A.STAFF, A.SEATS),
        "How you answered: {what}",
        "The vote of the people we promised is over and counted.",
        "See how it ended",
        "promises/",
    ),
    "not_kept.filed": Notice(
        OWNERS,
        "“Promise not kept”: {what}",
        "Somebody we promised says that a promise was not kept. Without an answer in time it counts as broken.",
        "Read it and answer",
        "promises/",
    ),
    "not_kept.answered": Notice(
        (A.CLAIMANT,),
        "An answer to you: {what}",
        "You said that a promise was not kept. The answer is out.",
        "Read the answer",
        "promises/",
    ),
    "override.made": Notice(
        (*OWNERS, *LISTENERS),
        "The owner decided otherwise: {what}",
        "The owner does not follow the joint group. Its reasons are out, nothing is done before the standstill is over, and the joint group is asked for its reply.",
        "Read the reasons",
        "override/",
    ),
    "banner.raised": Notice(
        OWNERS,
        "On the front page: {what}",
        "What the community decided is far too late, and the front page says so until the community’s group takes it down.",
        "See what is late",
        "promises/",
    ),
    "meeting.noticed": Notice(
        (A.CALLED,),
        "You are called to a meeting: {what}",
        "Notice is given of a meeting of your group. Its agenda is public: what is difficult, what it could open, and what is wanted of whom.",
        "Read the agenda and say whether you come",
    ),
    "meeting.moved": Notice(
        (A.CALLED,),
        "Another time: {what}",
        "A meeting to which you are called was moved. Its new time stands on its page, and in your calendar if you fetch it again.",
        "See the new time",
    ),
    "meeting.cancelled": Notice(
        (A.CALLED,),
        "It does not take place: {what}",
        "A meeting to which you were called does not take place. The reason stands on its page.",
        "Read why",
    ),
    "minutes.circulated": Notice(
        (A.WAS_THERE, A.CALLED),
        "The draft minutes: {what}",
        "The meeting is over and its minutes are drafted. If you were there, you can ask that they read otherwise. Then they publish themselves.",
        "Read the draft",
    ),
    "minutes.published": Notice(
        (A.WAS_THERE, A.CALLED),
        "The minutes are public: {what}",
        "The minutes have published themselves on their day. Everybody can read them.",
        "Read the minutes",
    ),
    "decision.opened": Notice(
        (A.ELECTORATE,),
        "The vote is open: {what}",
        "You can vote on this question now.",
        "Vote",
    ),
}


def is_owed_anew(kind: str) -> bool:
    """Whether what is owed can stand otherwise after an event: not after the machine's own, and not after a single vote."""
    return not kind.startswith(("obligation.", "banner.")) and kind not in (
        "decision.voted",
        "decision.vote_changed",
    )
