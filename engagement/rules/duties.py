"""What is owed, declared once: each obligation with its level, the gate that it holds, its page, and its words.

SPECTRUM section 2. The gaps of a sentence are named like the numbers of the bylaws.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from string import Formatter

from engagement.rules.obligation import PagePart
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence, say
from engagement.rules.spectrum import Level
from engagement.rules.stages import Transition
from initiatives.rules.refusals import gettext_noop as _

LEVELS: dict[str, Level] = {
    "I": Level.INFORMING,
    "C": Level.CONSULTING,
    "V": Level.INVOLVING,
    "L": Level.COLLABORATING,
    "E": Level.EMPOWERING,
}
SHARES: dict[Fraction, str] = {
    Fraction(1, 2): _("half"),
    Fraction(1, 4): _("a quarter"),
    Fraction(1, 3): _("a third"),
    Fraction(2, 3): _("two thirds"),
    Fraction(3, 4): _("three quarters"),
    Fraction(1): _("all"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of the specification. `when` says in a word when it is due."""

    code: Code
    gate: Transition
    page: PagePart
    when: str
    pattern: str

    @property
    def level(self) -> Level:
        """The level whose promise it belongs to."""
        return level_of(self.code)

    def in_words(self, rules: Rules) -> Sentence:
        """Return what is owed, with the numbers in force."""
        names = [name for _text, name, _spec, _conversion in Formatter().parse(self.pattern) if name]
        return say(self.pattern, **{name: _in_words(getattr(rules, name)) for name in names})


def level_of(code: Code) -> Level:
    """Return the level whose promise an obligation belongs to."""
    return LEVELS[code.value[0]]


def share_in_words(share: Fraction) -> str:
    """Return a share as people say it: two thirds, half, 40%."""
    return SHARES.get(share, f"{float(share * 100):.3g}%")


def _in_words(number: int | Fraction) -> int | str:
    return share_in_words(number) if isinstance(number, Fraction) else number


DUTIES: dict[Code, Duty] = {
    code: Duty(code, gate, page, when, pattern)
    for code, gate, page, when, pattern in (
        (Code.I1, Transition.DECIDE, PagePart.EXPLANATION, _("before deciding"),
         _("A page says in plain words what the problem is, what else was considered, and what speaks against each option.")),
        (Code.I2, Transition.ANNOUNCE, PagePart.LANGUAGES, _("when published"),
         _("The page is there in every language of the initiative and says how hard it is to read; above grade {reading_grade} it carries a warning.")),
        (Code.I3, Transition.REPORT_BACK, PagePart.OUTCOME, _("after deciding"),
         _("The decision and its reasons are out within {outcome_working_days} working days, to everybody at the same moment.")),
        (Code.I4, Transition.COMPLETE, PagePart.QUESTIONS, _("all the time"),
         _("A question asked in public is answered in public within {question_working_days} working days.")),
        (Code.I5, Transition.OPEN, PagePart.CHANNELS, _("all the time"),
         _("Nothing asks people for input: at this level nobody has promised to use it.")),
        (Code.C1, Transition.OPEN, PagePart.CHANNELS, _("when input opens"),
         _("There are at least 2 ways to speak, 1 of them without a computer, and the draft analysis is published.")),
        (Code.C2, Transition.COMPLETE, PagePart.INPUTS, _("all the time"),
         _("Who says something gets a receipt at once, and a person acknowledges it within {acknowledge_working_days} working days.")),
        (Code.C3, Transition.DECIDE, PagePart.HEARD, _("before deciding"),
         _("“What we heard” stands open for correction for at least {heard_days} days.")),
        (Code.C4, Transition.DECIDE, PagePart.THEMES, _("before deciding"),
         _("Every theme is answered with a reason of its own and, where something changed, the passage that changed.")),
        (Code.C5, Transition.REPORT_BACK, PagePart.ANSWERS, _("after deciding"),
         _("Within {answer_days} days “you said, we did, we did not because” is out, and each person we can reach has the answer to their own theme.")),
        (Code.C6, Transition.COMPLETE, PagePart.RATINGS, _("after the answers"),
         _("Within {rating_days} days of the answers, everybody we can reach is asked how their input was used.")),
        (Code.C7, Transition.DECIDE, PagePart.PARITY, _("before deciding"),
         _("Who took part is compared with who is affected; where a group has under {parity_share} of its share, we went to them or gave more time.")),
        (Code.V1, Transition.ANNOUNCE, PagePart.PANEL, _("when announced"),
         _("A standing panel is named before any option exists; at least {panel_behind_share} of it is from the group that the data shows to be behind.")),
        (Code.V2, Transition.FREEZE_OPTIONS, PagePart.INPUTS, _("before options are final"),
         _("People can speak in at least 2 rounds, the first of them before any option is written.")),
        (Code.V3, Transition.FREEZE_OPTIONS, PagePart.MATRIX, _("before options are final"),
         _("Every theme has its place in an option, or the reason why it has none.")),
        (Code.V4, Transition.FREEZE_OPTIONS, PagePart.MATRIX, _("before options are final"),
         _("The panel confirms the table of concerns by {panel_confirm_share}, or its dissent is printed above it.")),
        (Code.V5, Transition.DECIDE, PagePart.DECISION, _("when deciding"),
         _("The reasons name rows of the table of concerns; deciding otherwise than the panel’s first choice is explained.")),
        (Code.V6, Transition.COMPLETE, PagePart.SUPPORTS, _("at each session"),
         _("Stipend, childcare, transport and interpretation are offered; what was asked for, delivered and paid in total is public.")),
        (Code.L1, Transition.ANNOUNCE, PagePart.BODY, _("when announced"),
         _("A joint group with a charter decides; residents hold at least {community_share} of its votes, and a co-chair.")),
        (Code.L2, Transition.DECIDE, PagePart.CRITERIA, _("before options are scored"),
         _("Criteria and their weights are agreed together before options are scored; the scores of each seat are kept.")),
        (Code.L3, Transition.DECIDE, PagePart.RECOMMENDATION, _("before deciding"),
         _("The preferred option is found by consent; an objection has a reason and gets a round of amendment.")),
        (Code.L4, Transition.DECIDE, PagePart.OWNER, _("when deciding"),
         _("The owner adopts it within {adoption_days} days, or decides otherwise in the open: {override_share} of a recorded vote, reasons for each criterion, {standstill_days} days of standstill, the joint group’s reply beside it, one meeting to conciliate.")),
        (Code.L5, Transition.COMPLETE, PagePart.COMMITMENTS, _("while implementing"),
         _("The joint group watches what is done, every {progress_days} days, and may call the matter back once.")),
        (Code.L6, Transition.COMPLETE, PagePart.BODY, _("all the time"),
         _("Drafts, data and minutes reach community seats at the same moment as staff.")),
        (Code.E1, Transition.ANNOUNCE, PagePart.DELEGATION, _("when announced"),
         _("The power to decide is handed over first, in writing: clause, scope, budget, legal limits, duration.")),
        (Code.E2, Transition.OPEN, PagePart.ROLL, _("when opened"),
         _("Who may vote is published with the reason; professionals advise and have no vote, no motion, no chair.")),
        (Code.E3, Transition.FREEZE_OPTIONS, PagePart.ALTERNATIVES, _("before options are final"),
         _("The community’s group sets the question, the options, the rule and the quorum; staff cannot edit them.")),
        (Code.E4, Transition.DECIDE, PagePart.COUNT, _("when counted"),
         _("2 tellers of the community certify the count; it is in force at once and creates commitments by itself.")),
        (Code.E5, Transition.COMPLETE, PagePart.DELEGATION, _("if it can’t be done"),
         _("Only a named legal authority, with a document, can say that it can’t be done; the matter goes back to the same group.")),
        (Code.E6, Transition.COMPLETE, PagePart.COMMITMENTS, _("while implementing"),
         _("Progress is reported every {progress_days} days; the community’s group, and nobody else, marks it done.")),
        (Code.E7, Transition.COMPLETE, PagePart.COMMITMENTS, _("while implementing"),
         _("Over {banner_days} days late, the front page says so until the community’s group takes it down.")),
    )
}  # fmt: skip

_ALL_BUT_PRETENDING = (Code.I1, Code.I2, Code.I3, Code.I4)
_CONSULTING = (*_ALL_BUT_PRETENDING, *(code for code in Code if code.value[0] == "C"))
_INVOLVING = (*_CONSULTING, *(code for code in Code if code.value[0] == "V"))
OWED_AT: dict[Level, tuple[Code, ...]] = {
    Level.INFORMING: (*_ALL_BUT_PRETENDING, Code.I5),
    Level.CONSULTING: _CONSULTING,
    Level.INVOLVING: _INVOLVING,
    Level.COLLABORATING: (*_INVOLVING, *(code for code in Code if code.value[0] == "L")),
    Level.EMPOWERING: (*_CONSULTING, Code.V6, Code.L6, *(code for code in Code if code.value[0] == "E")),
}
