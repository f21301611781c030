"""The seven questions in words: those for whole populations, and those for what a program does for its customers.

RBA, Trying Hard Is Not Good Enough, ch. 4 and 5; the wording is our own.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measurement.models import Indicator
from measurement.rules.turns import Criterion, Lack, Missing


class Question(NamedTuple):
    """One question: its number, its short name for the stages, the question itself, and what helps to answer it."""

    number: int
    name: str | Promise
    words: str | Promise
    hint: str | Promise


_LAST_FOUR = (
    Question(
        4,
        gettext_lazy("The curve and its story"),
        gettext_lazy("How are we doing, and what would happen if nothing changes?"),
        gettext_lazy("Look at the dotted line. Is that what we expect, and could we live with it? Then: what helps, what holds back, and what is the cause behind it?"),
    ),
    Question(
        5,
        gettext_lazy("Partners"),
        gettext_lazy("Who has a part to play in doing better?"),
        gettext_lazy("Those who are here, and those whom we want. What could each bring?"),
    ),
    Question(
        6,
        gettext_lazy("What works"),
        gettext_lazy("What works to do better, also for little or no money?"),
        gettext_lazy("Say how we know it: research, practice, or a hunch. At least one idea costs nothing."),
    ),
    Question(
        7,
        gettext_lazy("What we do"),
        gettext_lazy("What will we do?"),
        gettext_lazy("Choose from the ideas. Each step has an owner, a day, and a sign by which we see that it worked."),
    ),
)  # fmt: skip
POPULATION = (
    Question(
        1,
        gettext_lazy("What we want"),
        gettext_lazy("What do we want for everybody here?"),
        gettext_lazy("A condition of well-being in one plain sentence, not a service."),
    ),
    Question(
        2,
        gettext_lazy("What it looks like"),
        gettext_lazy("What would it look like if we could see it?"),
        gettext_lazy("What would we see, hear and feel on our street if it were so?"),
    ),
    Question(
        3,
        gettext_lazy("How we measure it"),
        gettext_lazy("How do we measure it?"),
        gettext_lazy("Why this indicator, what does it say, and whom does it leave out?"),
    ),
    *_LAST_FOUR,
)
PERFORMANCE = (
    Question(
        1,
        gettext_lazy("Our customers"),
        gettext_lazy("Who are the people we serve?"),
        gettext_lazy("Those who use what we do, and those who depend on it."),
    ),
    Question(
        2,
        gettext_lazy("Better off"),
        gettext_lazy("How can we see whether they are better off?"),
        gettext_lazy("What they know, can do, or live like now that they did not before."),
    ),
    Question(
        3,
        gettext_lazy("Done well"),
        gettext_lazy("How can we see whether we serve them well?"),
        gettext_lazy("In time, with respect, within reach, by people who know how."),
    ),
    *_LAST_FOUR,
)
CRITERIA: dict[Criterion, tuple[str | Promise, str | Promise]] = {
    Criterion.LEVERAGE: (gettext_lazy("Leverage"), gettext_lazy("How much would it bend the curve?")),
    Criterion.FEASIBILITY: (
        gettext_lazy("Feasibility"),
        gettext_lazy("Can we do it with what we have or can get?"),
    ),
    Criterion.SPECIFICITY: (
        gettext_lazy("Specificity"),
        gettext_lazy("Is it clear who does what, where and when?"),
    ),
    Criterion.VALUES: (gettext_lazy("Values"), gettext_lazy("Does it fit what we stand for?")),
}
GROUNDS: dict[str, str | Promise] = {
    "names_somebody": gettext_lazy("It names a person or tells private things"),
    "hurts_somebody": gettext_lazy("It insults or threatens somebody"),
    "advertising": gettext_lazy("It advertises something"),
}


def questions_of(indicator: Indicator) -> tuple[Question, ...]:
    """Return the seven questions that an indicator is asked: of a population, or of a program."""
    is_performance = indicator.accountability == Indicator.Accountability.PERFORMANCE
    return PERFORMANCE if is_performance else POPULATION


def lack_words(lack: Lack, questions: tuple[Question, ...]) -> str:
    """Return what is missing as one sentence."""
    if lack.what is Missing.WORDS:
        return _("Answer question {number}: {words}").format(
            number=lack.question, words=questions[lack.question - 1].words
        )
    if lack.what is Missing.LINES:
        return ngettext(
            "{count} line waits for an answer: take it up or set it aside",
            "{count} lines wait for an answer: take each up or set it aside",
            lack.count,
        ).format(count=lack.count)
    if lack.what is Missing.SCORES:
        return ngettext(
            "{count} chosen idea was scored by fewer than two people",
            "{count} chosen ideas were scored by fewer than two people",
            lack.count,
        ).format(count=lack.count)
    return str(_LACKS[lack.what])


_LACKS = {
    Missing.LEARNING: gettext_lazy("Say what was learned since the last conversation"),
    Missing.FORECAST: gettext_lazy("Freeze what you expect if nothing changes"),
    Missing.HELPING: gettext_lazy("Name at least one thing that helps"),
    Missing.HOLDING_BACK: gettext_lazy("Name at least one thing that holds back"),
    Missing.PARTNER: gettext_lazy("Name at least one partner with a part to play"),
    Missing.IDEA: gettext_lazy("Add at least one idea"),
    Missing.FREE_IDEA: gettext_lazy("Add at least one idea that costs nothing"),
    Missing.ACTION: gettext_lazy("Say at least one thing that will be done"),
    Missing.CHOSEN_IDEA: gettext_lazy("Connect what will be done with one of the ideas"),
}
