"""The collaboration survey: what is asked, how long it takes, what of it is shown, and who gives more than it gains.

Own wording throughout: published instruments are copyrighted. DOMAIN section 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from math import ceil


class Intensity(IntEnum):
    """How closely one partner works with another: a ladder of five rungs."""

    NONE = 0
    AWARENESS = 1
    COOPERATION = 2
    COORDINATION = 3
    INTEGRATION = 4


class Item(StrEnum):
    """What is said about a partner with whom one works, 1 to 4: three about trust, three about value."""

    RELIABILITY = "reliability"
    MISSION = "mission"
    OPENNESS = "openness"
    INFLUENCE = "influence"
    INVOLVEMENT = "involvement"
    RESOURCES = "resources"


TRUST = (Item.RELIABILITY, Item.MISSION, Item.OPENNESS)
VALUE = (Item.INFLUENCE, Item.INVOLVEMENT, Item.RESOURCES)


class Gain(StrEnum):
    """What taking part can bring."""

    RESULTS = "results"
    LEARNING = "learning"
    REACH = "reach"
    STANDING = "standing"
    MEANS = "means"


class Cost(StrEnum):
    """What taking part can cost."""

    TIME = "time"
    MONEY = "money"
    FREEDOM = "freedom"
    FOCUS = "focus"
    FRICTION = "friction"


class Capacity(StrEnum):
    """What a partner says that it is able to do: taking part should strengthen all."""

    FIGURES = "figures"
    VOICE = "voice"
    RESIDENTS = "residents"
    TOGETHER = "together"
    HANDS = "hands"


class Part(StrEnum):
    """The parts of a sheet, in their order."""

    LADDER = "ladder"
    CLOSER = "closer"
    WORTH = "worth"


ABOUT_ALL = (*Gain, *Cost, *Capacity)
WORKS_WITH = Intensity.COOPERATION
"""From this rung on two partners work together: a tie of the network."""
LOWEST, HIGHEST = 1, 4
MOST_RATED = 8
"""So many partners at most does one partner speak about more closely: those with whom it works most."""
MOST_QUESTIONS = 5
MOST_MINUTES = 12
SECONDS = {"start": 45, "rung": 5, "item": 5, "worth": 6, "question": 9}
"""What a part takes, reading it among the rest; a slow reader on a phone."""

LEAST_SHARE = 0.6
LEAST_ANSWERS = 5
LEAST_RATERS = 3
WORTH_IT = 1.6
"""Partners stay where the benefits that they feel are about 60 % above the costs."""
PLACES = 1


class Hidden(StrEnum):
    """Why the results of a wave are not shown."""

    STILL_OPEN = "still_open"
    TOO_FEW = "too_few"
    TOO_SMALL_A_SHARE = "too_small_a_share"


@dataclass(frozen=True, slots=True)
class Tie:
    """What one partner says about another: the rung, and the items where it was asked about them."""

    rater: int
    about: int
    intensity: Intensity
    said: Mapping[Item, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of what several partners said, to one decimal; None where too few did. `raters` is how many, `who` is never told."""

    value: float | None
    raters: int
    who: frozenset[int] = field(default=frozenset(), compare=False, repr=False)

    @property
    def is_shown(self) -> bool:
        """Whether it may be seen."""
        return self.value is not None


def minutes_for(*, partners: int, questions: int) -> int:
    """Return how many minutes one partner needs: the ladder for each other partner, closer questions for some, and the rest."""
    others = max(partners - 1, 0)
    seconds = SECONDS["start"] + SECONDS["rung"] * others
    seconds += SECONDS["item"] * len(Item) * min(others, MOST_RATED)
    seconds += SECONDS["worth"] * len(ABOUT_ALL) + SECONDS["question"] * questions
    return ceil(seconds / 60)


def spoken_of(rungs: Mapping[int, int]) -> list[int]:
    """Return about whom a partner is asked more closely: those with whom it works, the closest first, eight at most."""
    close = [about for about, rung in rungs.items() if rung >= WORKS_WITH]
    return sorted(close, key=lambda about: (-rungs[about], about))[:MOST_RATED]


def hidden(*, asked: int, answered: int, is_closed: bool) -> Hidden | None:
    """Return why the results of a wave may not be shown; None where they may: the one rule of every page, file and interface.

    At least five answers, of at least 60 % of those who were asked, and only once nobody can change theirs any more.
    """
    if not is_closed:
        return Hidden.STILL_OPEN
    if answered < LEAST_ANSWERS:
        return Hidden.TOO_FEW
    return Hidden.TOO_SMALL_A_SHARE if answered < LEAST_SHARE * asked else None


def mean_of(values: Iterable[tuple[int, float]]) -> Mean:
    """Return the mean of (rater, value); it is hidden where fewer than three partners said something."""
    known = list(values)
    who = frozenset(rater for rater, _value in known)
    if len(who) < LEAST_RATERS:
        return Mean(None, len(who), who)
    return Mean(round(sum(value for _rater, value in known) / len(known), PLACES), len(who), who)


def may_compare(now: Collection[int], before: Collection[int]) -> bool:
    """Whether what some said may stand beside what others said earlier: the same partners, or at least three others.

    Where one or two came or left, the change would be what these few said.
    """
    others = len(set(now) ^ set(before))
    return others == 0 or others >= LEAST_RATERS


def means_by(values: Mapping[int, Collection[tuple[int, int]]]) -> dict[int, Mean]:
    """Return a mean for each key, so that no hidden one can be found out by taking the shown ones from the whole.

    Those hidden together must be of three raters at least. Where they are not, the shown one with the fewest raters is
    hidden, too.
    """
    found = {key: mean_of(said) for key, said in values.items()}
    while _gives_away(found, values):
        shown = [key for key, mean in found.items() if mean.is_shown]
        if not shown:
            break
        least = min(shown, key=lambda key: (found[key].raters, key))
        found[least] = Mean(None, found[least].raters, found[least].who)
    return found


def _gives_away(found: Mapping[int, Mean], values: Mapping[int, Collection[tuple[int, int]]]) -> bool:
    raters = {rater for key, mean in found.items() if not mean.is_shown for rater, _value in values[key]}
    return 0 < len(raters) < LEAST_RATERS


def item_means(ties: Iterable[Tie]) -> dict[Item, Mean]:
    """Return the mean of each item over all that was said with it."""
    known = list(ties)
    return {item: mean_of((tie.rater, tie.said[item]) for tie in known if item in tie.said) for item in Item}


def received(ties: Iterable[Tie], items: Collection[Item]) -> dict[int, Mean]:
    """Return for each partner the mean of what the others say of it."""
    about: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for tie in ties:
        about[tie.about] += [(tie.rater, tie.said[item]) for item in items if item in tie.said]
    return means_by(about)


def between(ties: Iterable[Tie], part_of: Mapping[int, str]) -> dict[tuple[str, str], Mean]:
    """Return how closely the parts of society work with each other: the mean rung of all that is said across each two.

    No tie of two single partners is ever shown: each mean is of three raters at least.
    """
    said: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for tie in ties:
        first, second = sorted((part_of[tie.rater], part_of[tie.about]))
        said[first, second].append((tie.rater, int(tie.intensity)))
    pairs = sorted(said)
    found = means_by({number: said[pair] for number, pair in enumerate(pairs)})
    return {pair: found[number] for number, pair in enumerate(pairs)}


def worth(gains: Collection[int], costs: Collection[int]) -> float | None:
    """Return perceived benefits ÷ costs of one partner: the mean of each, 1 to 4; None until both are answered."""
    if not gains or not costs:
        return None
    return round((sum(gains) / len(gains)) / (sum(costs) / len(costs)), 2)


def is_low(ratio: float | None) -> bool:
    """Whether a partner gives so much more than it gains that somebody should talk with it, early."""
    return ratio is not None and ratio < WORTH_IT
