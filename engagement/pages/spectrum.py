"""The page about the spectrum: every row comes from the tables that the server obeys, with the numbers in force here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise as LazyWords
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.gathering.numbers import rules_in_force
from engagement.pages.addresses import in_words
from engagement.pages.recipes import Way, ways_of
from engagement.pages.stages import WORDS
from engagement.pages.vows import POWER
from engagement.rules.duties import share_in_words
from engagement.rules.parameters import PARAMETERS
from engagement.rules.spectrum import SPECTRUM, Level, Promise
from engagement.rules.spectrum_table import Answer, Cell, Deed, Role
from engagement.rules.spectrum_text import duties_of, rows_of
from engagement.rules.stages import Transition, course

ROLES: dict[Role, LazyWords] = {
    Role.VISITOR: gettext_lazy("Visitor"),
    Role.RESIDENT: gettext_lazy("Resident"),
    Role.COMMUNITY_SEAT: gettext_lazy("Community seat"),
    Role.PARTNER_SEAT: gettext_lazy("Partner"),
    Role.BACKBONE: gettext_lazy("Backbone staff"),
    Role.FUNDER: gettext_lazy("Funder"),
    Role.SUPERUSER: gettext_lazy("Server operator"),
    Role.TELLER: gettext_lazy("Teller"),
    Role.ADVISER: gettext_lazy("Resident who is staff"),
}
ANSWERS: dict[Answer, LazyWords] = {
    Answer.ALLOWED: gettext_lazy("yes"),
    Answer.REFUSED: gettext_lazy("no"),
    Answer.REFUSED_AND_RECORDED: gettext_lazy("no, and recorded"),
    Answer.ABSENT: gettext_lazy("does not exist"),
}
DEEDS: dict[str, LazyWords] = {
    Transition.ANNOUNCE: gettext_lazy("Announce it"),
    Transition.OPEN: gettext_lazy("Open it"),
    Transition.CLOSE_INPUT: gettext_lazy("Close the time to speak"),
    Transition.FREEZE_OPTIONS: gettext_lazy("Fix the options"),
    Transition.DECIDE: gettext_lazy("Record the decision"),
    Transition.REPORT_BACK: gettext_lazy("Report back"),
    Transition.IMPLEMENT: gettext_lazy("Begin to carry it out"),
    Transition.COMPLETE: gettext_lazy("Mark it completed"),
    Transition.WITHDRAW: gettext_lazy("Withdraw it"),
    Transition.REOPEN: gettext_lazy("Take it up again"),
    Deed.DECIDE_URGENTLY: gettext_lazy("Decide urgently"),
    Deed.MOVE_DATE: gettext_lazy("Move a date later"),
    Deed.RAISE_LEVEL: gettext_lazy("Raise the level"),
    Deed.LOWER_LEVEL: gettext_lazy("Lower the level"),
    Deed.GIVE_INPUT: gettext_lazy("Say something"),
    Deed.ENTER_ASSISTED: gettext_lazy("Enter what somebody said on paper or by phone"),
    Deed.ACKNOWLEDGE_INPUT: gettext_lazy("Acknowledge what somebody said"),
    Deed.CLASSIFY_INPUT: gettext_lazy("Sort what people said into themes"),
    Deed.ANSWER_THEME: gettext_lazy("Say what became of a theme"),
    Deed.HIDE_WORDS: gettext_lazy("Hide words that would harm somebody"),
    Deed.EDIT_INPUT: gettext_lazy("Change what people said"),
    Deed.ASK_QUESTION: gettext_lazy("Ask a question in public"),
    Deed.ANSWER_QUESTION: gettext_lazy("Answer a question in public"),
    Deed.WRITE_OPTION: gettext_lazy("Write an option"),
    Deed.POST_ADVICE: gettext_lazy("Give advice as a professional"),
    Deed.VOTE: gettext_lazy("Vote"),
    Deed.MOVE_MOTION: gettext_lazy("Move a motion"),
    Deed.SPEAK_FOR_GROUP: gettext_lazy("Speak for the joint group"),
    Deed.CHAIR: gettext_lazy("Chair"),
    Deed.NAME_TELLER: gettext_lazy("Name who counts"),
    Deed.LIST_VOTERS: gettext_lazy("Put people on the list of voters"),
    Deed.NOTE_PRESENCE: gettext_lazy("Note who is in the room"),
    Deed.FIND_INTEREST: gettext_lazy("Say that an interest came out later"),
    Deed.LET_LAPSE: gettext_lazy("Let a vote lapse in which too few took part"),
    Deed.CERTIFY: gettext_lazy("Certify the count"),
    Deed.EDIT_OUTCOME: gettext_lazy("Word the outcome"),
    Deed.OVERRIDE: gettext_lazy("Decide against the joint group"),
    Deed.VETO: gettext_lazy("Veto"),
    Deed.REPORT_PROGRESS: gettext_lazy("Report progress"),
    Deed.MARK_DONE: gettext_lazy("Mark a commitment done"),
    Deed.FILE_IMPOSSIBILITY: gettext_lazy("Say that the law forbids it"),
    Deed.VOTE_AS_PROMISED: gettext_lazy("Vote as somebody we promised"),
    Deed.FILE_NOT_KEPT: gettext_lazy("Say “promise not kept”"),
    Deed.DISCLOSE_CONTACT: gettext_lazy("Disclose a contact outside the room"),
}


@dataclass(frozen=True, slots=True)
class MayCell:
    """One answer of the table on the page: yes, no, no and recorded, or no such thing, and why."""

    answer: str
    word: LazyWords
    why: str


@dataclass(frozen=True, slots=True)
class LevelPage:
    """One level: its promise, course, what it owes beyond the levels below (when, what), how many parts it holds of
    those, its ways of working, and who may do what.
    """

    promise: Promise
    heading: LazyWords
    stages: tuple[LazyWords, ...]
    owed: tuple[tuple[str, str], ...]
    inherited: int
    recipes: tuple[Way, ...]
    roles: tuple[LazyWords, ...]
    rows: tuple[tuple[LazyWords, tuple[MayCell, ...]], ...]


def level_pages() -> tuple[LevelPage, ...]:
    """Return the five levels as the page shows them."""
    rules = rules_in_force()
    return tuple(
        LevelPage(
            promise=promise,
            heading=POWER[promise.level],
            stages=tuple(WORDS[stage] for stage in course(promise.level)),
            owed=tuple(
                (_(duty.when), in_words(duty.in_words(rules)))
                for duty in duties_of(promise.level)
                if duty.level is promise.level
            ),
            inherited=sum(duty.level is not promise.level for duty in duties_of(promise.level)),
            recipes=ways_of(promise.level),
            roles=tuple(ROLES.values()),
            rows=_rows(promise.level),
        )
        for promise in SPECTRUM
    )


def numbers_in_force() -> tuple[tuple[str, str, str], ...]:
    """Return the numbers that run here: name, value and the limits within which bylaws may change it."""
    rules = rules_in_force()
    return tuple(
        (
            _(each.name),
            share_in_words(getattr(rules, each.key))
            if each.unit == "share"
            else str(getattr(rules, each.key)),
            _("{least} to {most}").format(least=_amount(each.least), most=_amount(each.most)),
        )
        for each in PARAMETERS
    )


def _rows(level: Level) -> tuple[tuple[LazyWords, tuple[MayCell, ...]], ...]:
    """Leave out what does not exist at a level for anybody."""
    return tuple(
        (DEEDS[deed], tuple(_cell(each) for each in row))
        for deed, row in rows_of(level)
        if any(each.answer is not Answer.ABSENT for each in row)
    )


def _cell(each: Cell) -> MayCell:
    return MayCell(each.answer.value, ANSWERS[each.answer], _(each.ground.words))


def _amount(number: Decimal) -> str:
    return f"{number.normalize():f}"
