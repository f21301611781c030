"""Who may do what at which level: one declared table, an explicit answer in each cell. SPECTRUM section 2.

Rows are deeds (transitions and what people do inside an engagement), columns roles; each cell is a letter of GROUNDS.
What holds for a role holds for the hat: somebody with two hats may do what either of them may, except at EMPOWERING,
where a resident who is staff as well is an adviser unless the community body decides otherwise. Below EMPOWERING a seat
with a vote counts as a partner's seat where a funder or the backbone holds it: the other columns are those without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.spectrum import Level
from engagement.rules.stages import Transition
from initiatives.rules.refusals import gettext_noop as _


class Role(StrEnum):
    """The hat that somebody wears."""

    VISITOR = "visitor"
    RESIDENT = "resident"
    COMMUNITY_SEAT = "community_seat"
    PARTNER_SEAT = "partner_seat"
    BACKBONE = "backbone"
    FUNDER = "funder"
    SUPERUSER = "superuser"
    TELLER = "teller"
    ADVISER = "adviser"


class Deed(StrEnum):
    """What may be done in an engagement beside its transitions."""

    DECIDE_URGENTLY = "decide_urgently"
    MOVE_DATE = "move_date"
    RAISE_LEVEL = "raise_level"
    LOWER_LEVEL = "lower_level"
    GIVE_INPUT = "give_input"
    ENTER_ASSISTED = "enter_assisted"
    ACKNOWLEDGE_INPUT = "acknowledge_input"
    CLASSIFY_INPUT = "classify_input"
    ANSWER_THEME = "answer_theme"
    HIDE_WORDS = "hide_words"
    EDIT_INPUT = "edit_input"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTION = "answer_question"
    WRITE_OPTION = "write_option"
    POST_ADVICE = "post_advice"
    VOTE = "vote"
    MOVE_MOTION = "move_motion"
    SPEAK_FOR_GROUP = "speak_for_group"
    CHAIR = "chair"
    NAME_TELLER = "name_teller"
    LIST_VOTERS = "list_voters"
    NOTE_PRESENCE = "note_presence"
    FIND_INTEREST = "find_interest"
    LET_LAPSE = "let_lapse"
    CERTIFY = "certify"
    EDIT_OUTCOME = "edit_outcome"
    OVERRIDE = "override"
    VETO = "veto"
    REPORT_PROGRESS = "report_progress"
    MARK_DONE = "mark_done"
    FILE_IMPOSSIBILITY = "file_impossibility"
    VOTE_AS_PROMISED = "vote_as_promised"
    FILE_NOT_KEPT = "file_not_kept"
    DISCLOSE_CONTACT = "disclose_contact"


class Answer(StrEnum):
    """What the server says. `absent`: at this level there is no such thing, no address and no state in the database."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    REFUSED_AND_RECORDED = "refused_and_recorded"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Ground:
    """The reason of a cell: its letter in the table, a stable name, the answer, and the words that people read."""

    letter: str
    name: str
    answer: Answer
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table."""

    level: Level
    deed: Deed | Transition
    role: Role
    ground: Ground

    @property
    def answer(self) -> Answer:
        """What the server says."""
        return self.ground.answer


_REFUSED, _RECORDED = Answer.REFUSED, Answer.REFUSED_AND_RECORDED
GROUNDS: dict[str, Ground] = {
    letter: Ground(letter, name, answer, words)
    for letter, name, answer, words in (
        ("y", "may", Answer.ALLOWED, _("May do this.")),
        ("Y", "on_the_list", Answer.ALLOWED, _("May do this when on the list: as a person, or with a slip or receipt.")),
        ("-", "no_such_thing", Answer.ABSENT, _("There is no such thing at this level.")),
        ("k", "take_part_first", _REFUSED, _("This is for people who take part. Sign in, or use your slip.")),
        ("f", "facilitators", _REFUSED, _("Those who facilitate this engagement do this. Ask them.")),
        ("b", "group", _REFUSED, _("This is for the group that decides. Bring it to one of its seats.")),
        ("s", "seats", _REFUSED, _("Seats with a vote do this. Ask for a seat, or speak to one.")),
        ("h", "office", _REFUSED, _("This office counts and does not vote. On the list you vote as a person.")),
        ("t", "tellers", _REFUSED, _("Two tellers do this, and nobody else.")),
        ("p", "promised", _REFUSED, _("This is for the people we promised. Whoever contributes is one of them.")),
        ("v", "as_resident", _REFUSED, _("Not as staff. If you live here, do it as a resident.")),
        ("m", "not_own_work", _REFUSED, _("Who does the work does not mark it done. Those it was promised to do.")),
        ("r", "say_it_as_input", _REFUSED, _("Advice is what professionals give. Say it as input: that counts.")),
        ("w", "owner", _REFUSED, _("The group that owns the decision does this, by a recorded vote.")),
        ("d", "by_doers", _REFUSED, _("Those who carry it out do this.")),
        ("i", "by_itself", _REFUSED, _("This starts by itself when the count is certified. Nobody has to, and nobody can.")),
        ("n", "never", _REFUSED, _("What people said is never changed, by nobody.")),
        ("o", "operator", _REFUSED, _("Running the server gives no say in what an initiative decides.")),
        ("a", "advice_only", _RECORDED, _("At this level professionals advise: the community decides. Each attempt is recorded.")),
        ("x", "operator_recorded", _RECORDED, _("Running the server gives no say here, least of all at this level. Each attempt is recorded.")),
    )
}  # fmt: skip

# Columns: visitor, resident, community seat, partner seat, backbone, funder, superuser, teller, adviser.
# Rows: INFORMING, CONSULTING, INVOLVING, COLLABORATING, EMPOWERING.
_FACILITATED = ("kfffyfoff", "kfffyfoff", "kfffyfoff", "kfyfyfoff", "kfyfyfoff")
_BY_STAFF = ("kfffyfoff", "kfffyfoff", "kfffyfoff", "kfffyfoff", "kfffyfoff")
_NOTHING = "---------"
_ABOUT_VOTES = ("ksyyysoss", "ksyyysoss", "ksyyysoss", "ksyyysoss", "kbyaaaxba")
_ABOUT_VOTERS = ("ksyyysoys", "ksyyysoys", "ksyyysoys", "ksyyysoys", "kbyaaaxya")
TABLE: dict[Deed | Transition, tuple[str, str, str, str, str]] = {
    Transition.ANNOUNCE: _FACILITATED,
    Transition.OPEN: _FACILITATED,
    Transition.CLOSE_INPUT: (_NOTHING, *_FACILITATED[1:]),
    Transition.FREEZE_OPTIONS: (_NOTHING, *_FACILITATED[1:4], "kbyaaaxba"),
    Transition.DECIDE: (*_FACILITATED[:4], "kttaaaxya"),
    Transition.REPORT_BACK: _FACILITATED,
    Transition.IMPLEMENT: (*_FACILITATED[:4], "iiiiiixii"),
    Transition.COMPLETE: (*_FACILITATED[:4], "kbyaaaxba"),
    Transition.WITHDRAW: (*_FACILITATED[:4], "kbyaaaxba"),
    Transition.REOPEN: ("kyypypopp", "kyypypopp", "kyypypopp", "kyypypopp", "kyyaaaxpa"),
    Deed.DECIDE_URGENTLY: (*_FACILITATED[:4], "kbyaaaxba"),
    Deed.MOVE_DATE: (*_FACILITATED[:4], "kbyaaaxba"),
    Deed.RAISE_LEVEL: (*_FACILITATED[:4], _NOTHING),
    Deed.LOWER_LEVEL: (_NOTHING, *_FACILITATED[1:4], "kbyaaaxba"),
    Deed.GIVE_INPUT: (_NOTHING, "yyyyvyovy", "yyyyvyovy", "yyyyvyovy", "yyyvvvovv"),
    Deed.ENTER_ASSISTED: (_NOTHING, *_BY_STAFF[1:]),
    Deed.ACKNOWLEDGE_INPUT: (_NOTHING, *_BY_STAFF[1:]),
    Deed.CLASSIFY_INPUT: (_NOTHING, *_FACILITATED[1:]),
    Deed.ANSWER_THEME: (_NOTHING, *_FACILITATED[1:]),
    Deed.HIDE_WORDS: _BY_STAFF,
    Deed.EDIT_INPUT: (_NOTHING, "nnnnnnnnn", "nnnnnnnnn", "nnnnnnnnn", "nnnnnnnnn"),
    Deed.ASK_QUESTION: ("yyyyvyoyy", "yyyyvyoyy", "yyyyvyoyy", "yyyyvyoyy", "yyyyvyoyy"),
    Deed.ANSWER_QUESTION: _BY_STAFF,
    Deed.WRITE_OPTION: ("kfffyfoff", "kfffyfoff", "kfyfyfoff", "kbyyybobb", "kbyaaaxba"),
    Deed.POST_ADVICE: (_NOTHING, _NOTHING, _NOTHING, "krrrrrory", "krryyyory"),
    Deed.VOTE: ("ksyyssohs", "ksyyssohs", "ksyyssohs", "ksyyssohs", "YYyaaaxha"),
    Deed.MOVE_MOTION: ("ksyyysoss", "ksyyysoss", "ksyyysoss", "ksyyysoss", "kbyaaaxba"),
    Deed.SPEAK_FOR_GROUP: (_NOTHING, _NOTHING, _NOTHING, "kbyybbobb", "kbyaaaxba"),
    Deed.CHAIR: ("ksyyysoss", "ksyyysoss", "ksyyysoss", "ksyyssoss", "kbyaaaxba"),
    Deed.NAME_TELLER: _ABOUT_VOTES,
    Deed.LIST_VOTERS: _ABOUT_VOTERS,
    Deed.NOTE_PRESENCE: _ABOUT_VOTERS,
    Deed.FIND_INTEREST: _ABOUT_VOTERS,
    Deed.LET_LAPSE: _ABOUT_VOTES,
    Deed.CERTIFY: ("ttttttoyt", "ttttttoyt", "ttttttoyt", "ttttttoyt", "tttaaaxya"),
    Deed.EDIT_OUTCOME: (*_FACILITATED[:4], _NOTHING),
    Deed.OVERRIDE: (_NOTHING, _NOTHING, _NOTHING, "kwyywwoww", _NOTHING),
    Deed.VETO: (_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING),
    Deed.REPORT_PROGRESS: ("kddyydodd", "kddyydodd", "kddyydodd", "kddyydodd", "kddyydodd"),
    Deed.MARK_DONE: ("kbymmmobb", "kbymmmobb", "kbymmmobb", "kbymmmobb", "kbyaaaxba"),
    Deed.FILE_IMPOSSIBILITY: (_NOTHING, _NOTHING, _NOTHING, _NOTHING, "kddyydodd"),
    Deed.VOTE_AS_PROMISED: (_NOTHING, "YYYYvYohY", "YYYYvYohY", "YYYYvYohY", "YYYvvvohv"),
    Deed.FILE_NOT_KEPT: (_NOTHING, "YYYYvYohY", "YYYYvYohY", "YYYYvYohY", "YYYvvvohv"),
    Deed.DISCLOSE_CONTACT: ("kbyyyyoyy", "kbyyyyoyy", "kbyyyyoyy", "kbyyyyoyy", "kbyyyyoyy"),
}


def cell(level: Level, deed: Deed | Transition, role: Role) -> Cell:
    """Return the answer of one cell."""
    letter = TABLE[deed][level - 1][tuple(Role).index(role)]
    return Cell(level, deed, role, GROUNDS[letter])


def cells() -> tuple[Cell, ...]:
    """Return every cell of the table: by level, deed and role."""
    return tuple(cell(level, deed, role) for level in Level for deed in TABLE for role in Role)


def may(level: Level, deed: Deed | Transition, roles: frozenset[Role]) -> Cell:
    """Return the cell that counts for somebody with several hats.

    Any hat that may is enough; at EMPOWERING a hat whose attempt would be recorded outweighs the others (E2), unless the
    caller leaves it away because the community body decided otherwise. Raises ValueError for nobody.
    """
    found = [cell(level, deed, role) for role in Role if role in roles]
    if not found:
        raise ValueError("nobody was asked for; a stranger is a visitor")
    recorded = [each for each in found if each.answer is Answer.REFUSED_AND_RECORDED]
    allowed = [each for each in found if each.answer is Answer.ALLOWED]
    return (recorded or allowed or found)[0]
