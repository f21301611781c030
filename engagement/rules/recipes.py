"""Ready recipes, so that nobody configures from nothing: level, questions, channels, dates, rule. SPECTRUM section 2.

A recipe fills the framing form; everything can be changed there, within the laws. Dates are days after the announcement.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.hearing_facts import Channel
from engagement.rules.spectrum import Level
from initiatives.rules.refusals import gettext_noop as _


class PromptKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class PromptDraft:
    """A question as a recipe proposes it. `choices` may be empty: the options of the engagement fill them."""

    kind: PromptKind
    text: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


class RuleKind(StrEnum):
    """A decision rule of SPECTRUM section 3, as a recipe proposes it."""

    MAJORITY = "majority"
    SUPERMAJORITY = "supermajority"
    CONSENT = "consent"
    APPROVAL = "approval"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """The rule by which it is decided, unless another is chosen. Shares as p of q; `by_residents` asks for both majorities."""

    kind: RuleKind
    share: tuple[int, int] | None = None
    base: str = "cast without abstentions"
    quorum: tuple[int, int] = (1, 2)
    by_residents: bool = False
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """Days after the announcement: opening, end of input (None where nothing is collected), decision; input rounds."""

    opens: int
    closes: int | None
    decides: int
    rounds: int = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """A way to run an engagement that others have used: `key` is stable, `name` and `when_to_use` are for the page."""

    key: str
    name: str
    level: Level
    when_to_use: str
    prompts: tuple[PromptDraft, ...]
    channels: tuple[Channel, ...]
    dates: Dates
    rule: RuleDraft


_MAJORITY = RuleDraft(RuleKind.MAJORITY, (1, 2))
_CONSENT = RuleDraft(RuleKind.CONSENT, by_residents=True)
_TO_TELL = Dates(opens=7, closes=None, decides=14)
_TO_ASK = Dates(opens=7, closes=28, decides=42)
_TO_WORK = Dates(opens=7, closes=63, decides=84, rounds=2)
_TO_DECIDE = Dates(opens=14, closes=42, decides=63, rounds=2)
_EVERY_WAY = (Channel.WEB, Channel.LINK_OR_QR, Channel.PAPER, Channel.PHONE, Channel.MEETING)
_CONCERN = PromptDraft(PromptKind.TEXT, "What worries you about this?")
_HOPE = PromptDraft(PromptKind.TEXT, "What would make this good for you and your family?")
_ANYTHING = PromptDraft(PromptKind.TEXT, "What else should we know?")
_HOW_MUCH = PromptDraft(PromptKind.SCALE, "How well would each option work for you?", ("Not at all", "A little", "Well", "Very well"))  # fmt: skip
_WHICH = PromptDraft(PromptKind.CHOICE, "Which option would you choose?", is_required=True)
_WHERE = PromptDraft(PromptKind.PLACE, "Which place do you mean?")

RECIPES: tuple[Recipe, ...] = (
    Recipe("tell_people", _("Tell people"), Level.INFORMING,
           _("It is decided by law or by money already spent, and people should hear why."), (), (), _TO_TELL, _MAJORITY),
    Recipe("fact_sheet", _("Fact sheet"), Level.INFORMING,
           _("One page with the problem, what was considered, and what speaks against it, to print and hand out."),
           (), (), _TO_TELL, _MAJORITY),
    Recipe("open_house", _("Open house"), Level.INFORMING,
           _("People come by, look and ask; every question is answered in public."),
           (), (), Dates(opens=14, closes=None, decides=28), _MAJORITY),
    Recipe("survey", _("Survey"), Level.CONSULTING,
           _("There are options, and you want to know how they would work for many people."),
           (_HOW_MUCH, _WHICH, _CONCERN, _ANYTHING), (Channel.WEB, Channel.LINK_OR_QR, Channel.PAPER), _TO_ASK, _MAJORITY),
    Recipe("focus_group", _("Focus group"), Level.CONSULTING,
           _("A few people tell at length what a number can’t say."),
           (_HOPE, _CONCERN, _ANYTHING), (Channel.MEETING, Channel.PAPER, Channel.WEB), _TO_ASK, _MAJORITY),
    Recipe("open_comment", _("Open comment"), Level.CONSULTING,
           _("A draft is there, and anybody may say what is wrong with it."),
           (_CONCERN, _WHERE, _ANYTHING), _EVERY_WAY, _TO_ASK, _MAJORITY),
    Recipe("co_design_workshops", _("Co-design workshops"), Level.INVOLVING,
           _("Nobody has an option yet: people’s concerns are to become the options."),
           (_HOPE, _CONCERN, _WHERE), _EVERY_WAY, _TO_WORK, RuleDraft(RuleKind.SUPERMAJORITY, (2, 3))),
    Recipe("leadership_workshop", _("Leadership workshop"), Level.INVOLVING,
           _("Residents learn to lead this work, and shape it while they do."),
           (_HOPE, _CONCERN, _ANYTHING), (Channel.MEETING, Channel.WEB, Channel.PHONE), _TO_WORK,
           RuleDraft(RuleKind.SUPERMAJORITY, (2, 3))),
    Recipe("joint_advisory_board", _("Joint advisory board"), Level.COLLABORATING,
           _("Residents and partners find the answer together, and the owner adopts it or says openly why not."),
           (_HOPE, _CONCERN, _ANYTHING), _EVERY_WAY, _TO_WORK, _CONSENT),
    Recipe("fund_a_community_partner", _("Fund a community partner"), Level.COLLABORATING,
           _("Money goes to a group from the neighborhood, on criteria that were agreed with it."),
           (_HOPE, _CONCERN, _ANYTHING), (Channel.WEB, Channel.PAPER, Channel.MEETING), _TO_WORK, _CONSENT),
    Recipe("community_decides", _("Community decides"), Level.EMPOWERING,
           _("The people concerned decide; everybody else carries it out."),
           (_HOPE, _CONCERN), _EVERY_WAY, _TO_DECIDE,
           RuleDraft(RuleKind.APPROVAL, quorum=(1, 10), by_residents=True, is_secret=True)),
    Recipe("participatory_budget", _("Participatory budget"), Level.EMPOWERING,
           _("Residents divide a sum of money among what residents proposed."),
           (PromptDraft(PromptKind.TEXT, "What should the money be spent on?", is_required=True), _WHERE, _CONCERN),
           _EVERY_WAY, _TO_DECIDE, RuleDraft(RuleKind.DOTS, quorum=(1, 10), by_residents=True, is_secret=True)),
)  # fmt: skip


_BY_KEY = {each.key: each for each in RECIPES}


def recipe(key: str) -> Recipe:
    """Return a recipe. Raises KeyError for one that there is not."""
    return _BY_KEY[key]
