"""Turn the curve: the seven questions, what is missing before a conversation may end, and what the next one takes over.

RBA, Trying Hard Is Not Good Enough, ch. 4 and 5: whole populations and programs are asked seven questions each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean

FIRST, LAST = 1, 7
CURVE, PARTNERS, IDEAS, ACTIONS = 4, 5, 6, 7
"""The questions that have more than words: how are we doing, who has a part, what works, what will we do."""
SCORERS = 2
"""So many people score an idea before it is chosen."""
WORST, BEST = 1, 3


class Missing(StrEnum):
    """What a conversation still lacks."""

    WORDS = "words"
    LEARNING = "learning"
    FORECAST = "forecast"
    HELPING = "helping"
    HOLDING_BACK = "holding_back"
    PARTNER = "partner"
    IDEA = "idea"
    FREE_IDEA = "free_idea"
    ACTION = "action"
    CHOSEN_IDEA = "chosen_idea"
    SCORES = "scores"
    LINES = "lines"


class Criterion(StrEnum):
    """What an idea is scored on, each 1 to 3."""

    LEVERAGE = "leverage"
    FEASIBILITY = "feasibility"
    SPECIFICITY = "specificity"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, at which question, and how many of it (or which question's words)."""

    what: Missing
    question: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """What a conversation has: `scored` holds for each chosen idea how many people scored it."""

    answered: frozenset[int] = frozenset()
    helping: int = 0
    holding_back: int = 0
    partners: int = 0
    ideas: int = 0
    free_ideas: int = 0
    actions: int = 0
    scored: tuple[int, ...] = ()
    waiting_lines: int = 0
    has_previous: bool = False
    has_learned: bool = False
    has_figures: bool = False
    has_forecast: bool = False


def lacks(facts: TurnFacts) -> tuple[Lack, ...]:
    """Return what a conversation lacks before it may end, in the order of the questions; nothing if it is whole.

    The first four questions need words: what is wanted, how it would be seen, how it is measured, and what happens if
    nothing changes. Where there are figures, that is frozen as a forecast, so that it can be judged later. A conversation
    that follows another begins with what was learned since.
    """
    found = [
        Lack(Missing.WORDS, question)
        for question in range(FIRST, CURVE + 1)
        if question not in facts.answered
    ]
    needed = (
        (not facts.has_previous or facts.has_learned, Missing.LEARNING, CURVE),
        (facts.has_forecast or not facts.has_figures, Missing.FORECAST, CURVE),
        (facts.helping > 0, Missing.HELPING, CURVE),
        (facts.holding_back > 0, Missing.HOLDING_BACK, CURVE),
        (facts.partners > 0, Missing.PARTNER, PARTNERS),
        (facts.ideas > 0, Missing.IDEA, IDEAS),
        (facts.free_ideas > 0, Missing.FREE_IDEA, IDEAS),
        (facts.actions > 0, Missing.ACTION, ACTIONS),
        (facts.actions == 0 or bool(facts.scored), Missing.CHOSEN_IDEA, ACTIONS),
    )
    found += [Lack(what, question) for is_there, what, question in needed if not is_there]
    if unscored := sum(count < SCORERS for count in facts.scored):
        found.append(Lack(Missing.SCORES, IDEAS, unscored))
    if facts.waiting_lines:
        found.append(Lack(Missing.LINES, 0, facts.waiting_lines))
    return tuple(sorted(found, key=lambda lack: lack.question))


# --- Scores ---------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Standing:
    """How one idea is seen on one criterion: the mean, the lowest and highest score, and how many gave each."""

    criterion: Criterion
    mean: float
    low: int
    high: int
    given: tuple[int, int, int]

    @property
    def is_disputed(self) -> bool:
        """Whether some find it weak and others strong: the mean alone would hide that."""
        return self.high - self.low >= BEST - WORST


@dataclass(frozen=True, slots=True)
class Scored:
    """How one idea is seen: by how many people, and on each criterion. `total` is the sum of the means, 4 to 12."""

    people: int
    standings: tuple[Standing, ...] = ()

    @property
    def total(self) -> float:
        """The sum of the four means."""
        return sum(one.mean for one in self.standings)

    @property
    def disputed(self) -> tuple[Criterion, ...]:
        """The criteria on which people are far apart."""
        return tuple(one.criterion for one in self.standings if one.is_disputed)


def read_scores(scores: Sequence[Mapping[Criterion, int]]) -> Scored:
    """Return how an idea is seen; each of `scores` is one person's. Nobody's dissent is averaged away."""
    if not scores:
        return Scored(0)
    standings = []
    for criterion in Criterion:
        values = [one[criterion] for one in scores]
        given = (values.count(1), values.count(2), values.count(3))
        standings.append(Standing(criterion, fmean(values), min(values), max(values), given))
    return Scored(len(scores), tuple(standings))


# --- Causes behind causes -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Branch:
    """A factor by its id, and the causes behind it."""

    key: int
    causes: tuple[Branch, ...] = ()


def nested(parents: Sequence[tuple[int, int | None]]) -> tuple[Branch, ...]:
    """Return (id, id of what it is a cause of) as trees, in the order given.

    What is a cause of something that is not there any more stands on its own; a circle is cut open where it begins.
    """
    known = {key for key, _ in parents}
    below: dict[int, list[int]] = {}
    for key, parent in parents:
        if parent in known and parent is not None:
            below.setdefault(parent, []).append(key)
    roots = [key for key, parent in parents if parent not in known]
    taken: set[int] = set()
    found = [_branch(key, below, taken) for key in roots]
    found += [_branch(key, below, taken) for key, _ in parents if key not in taken]
    return tuple(found)


def _branch(key: int, below: Mapping[int, Sequence[int]], taken: set[int]) -> Branch:
    taken.add(key)
    causes = [_branch(cause, below, taken) for cause in below.get(key, ()) if cause not in taken]
    return Branch(key, tuple(causes))


# --- The next conversation starts from the last ---------------------------------------------------------------------------
def carried(parents: Sequence[tuple[int, int | None]], removed: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of what the next conversation takes over, each after what it is a cause of; removed ones stay behind."""
    gone = set(removed)
    return tuple(_flat(nested([row for row in parents if row[0] not in gone])))


def _flat(branches: Iterable[Branch]) -> list[int]:
    found: list[int] = []
    for branch in branches:
        found += [branch.key, *_flat(branch.causes)]
    return found


# --- How old the story is -------------------------------------------------------------------------------------------------
class Age(StrEnum):
    """Whether a story may still be told."""

    FRESH = "fresh"
    REREAD = "reread"


@dataclass(frozen=True, slots=True)
class StoryAge:
    """How old a story is in whole months, and whether its day to be read again has come."""

    months: int
    state: Age


def story_age(told_on: date, reread_by: date | None, *, today: date) -> StoryAge:
    """Return how old a story is. The narrative has a freshness clock like the numbers. DOMAIN section 5."""
    months = (today.year - told_on.year) * 12 + today.month - told_on.month - (today.day < told_on.day)
    is_due = reread_by is not None and reread_by <= today
    return StoryAge(max(months, 0), Age.REREAD if is_due else Age.FRESH)
