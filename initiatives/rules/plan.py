"""The plan as a whole: who does what, where it has holes and overlaps, what stands alone, what is late, whom a leaving hits.

Plain Python on ids: the pages say in sentences what these rules find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

SOON = timedelta(days=14)
SILENT = timedelta(days=45)
OPEN = frozenset({"planned", "under_way"})
REINFORCING = frozenset({"feeds", "depends_on", "shares_participants", "shares_space_or_staff"})


@dataclass(frozen=True, slots=True)
class Act:
    """An activity as the rules see it. `supports` are the partners that help; `place` and `population` may be unknown."""

    key: int
    strategy: int | None = None
    lead: int | None = None
    supports: frozenset[int] = frozenset()
    state: str = "under_way"
    population: int | None = None
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    last_logged: date | None = None
    is_logged_at_all: bool = False

    @property
    def is_open(self) -> bool:
        """Neither done nor stopped."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Bond:
    """A hand-off: one activity and another, how they belong together and how well it works."""

    key: int
    source: int
    target: int
    kind: str
    quality: str = "good"


class Course(StrEnum):
    """How an activity goes."""

    LATE = "late"
    AT_RISK = "at_risk"
    STARTING = "starting"
    ON_TIME = "on_time"
    DONE = "done"
    STOPPED = "stopped"


class Risk(StrEnum):
    """Why an activity is at risk."""

    NOBODY_LEADS = "nobody_leads"
    NOT_BEGUN = "not_begun"
    SILENT = "silent"
    WAITS_FOR_LATE = "waits_for_late"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an activity goes, why it is at risk, and by how many days it is late or due."""

    course: Course
    risk: Risk | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What one partner does for one strategy: so many activities that it leads, and that it helps with."""

    leads: int = 0
    helps: int = 0


@dataclass(frozen=True, slots=True)
class Holes:
    """Where nobody is: strategies without anybody who leads anything for them, and activities that nobody leads."""

    strategies: tuple[int, ...]
    activities: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.strategies) + len(self.activities)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two partners do the same for the same people at the same place. `is_spoken_of`: a hand-off says how they share."""

    one: int
    other: int
    is_spoken_of: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """What happens when a partner leaves: what nobody leads then, what loses help, and whose work waits for either."""

    without_lead: tuple[int, ...]
    without_help: tuple[int, ...]
    waiting: tuple[int, ...]
    strategies_empty: tuple[int, ...]


@dataclass(slots=True)
class Joint:
    """The whole plan: strategies in their order, activities, hand-offs. `whole_of` gives the strategy that one is a part of."""

    strategies: Sequence[int]
    acts: Mapping[int, Act]
    bonds: Sequence[Bond] = ()
    whole_of: Mapping[int, int] = field(default_factory=dict)

    def strategy_of(self, act: Act) -> int | None:
        """Return the strategy in whose column an activity stands."""
        return None if act.strategy is None else self.whole_of.get(act.strategy, act.strategy)


def matrix(plan: Joint, partners: Iterable[int]) -> dict[int, dict[int, Cell]]:
    """Count for each partner and each strategy what it leads and what it helps with, of what goes on."""
    found: dict[int, dict[int, Cell]] = {partner: {} for partner in partners}
    for act in _going_on(plan):
        strategy = plan.strategy_of(act)
        if strategy is None:
            continue
        for partner in {act.lead, *act.supports} & found.keys():
            assert partner is not None  # noqa: S101 (it is one of the partners)
            was = found[partner].get(strategy, Cell())
            leads = partner == act.lead
            found[partner][strategy] = Cell(was.leads + leads, was.helps + (not leads))
    return found


def holes(plan: Joint) -> Holes:
    """Find the strategies for which nobody leads anything, and the activities that nobody leads."""
    led = {plan.strategy_of(act) for act in _going_on(plan) if act.lead is not None}
    empty = tuple(one for one in plan.strategies if one not in led)
    return Holes(empty, tuple(act.key for act in _going_on(plan) if act.lead is None))


def overlaps(plan: Joint) -> list[Overlap]:
    """Find pairs of activities of two partners for one strategy, for the same people, at the same place.

    Where either is not said, they may be different: nothing is claimed. What has a hand-off between them is spoken of.
    """
    spoken = {frozenset((bond.source, bond.target)) for bond in plan.bonds}
    groups: dict[tuple[int | None, int, str], list[Act]] = {}
    for act in _going_on(plan):
        if act.lead is not None and act.population is not None and act.place.strip():
            key = (plan.strategy_of(act), act.population, " ".join(act.place.casefold().split()))
            groups.setdefault(key, []).append(act)
    pairs = (
        pair for (strategy, *_rest), acts in groups.items() if strategy for pair in combinations(acts, 2)
    )
    return [
        Overlap(one.key, other.key, frozenset((one.key, other.key)) in spoken)
        for one, other in pairs
        if one.lead != other.lead
    ]


def lone(plan: Joint) -> list[int]:
    """Find activities that reinforce nothing: led by somebody, helped by nobody, with no hand-off to or from them."""
    tied = {end for bond in plan.bonds if bond.kind in REINFORCING for end in (bond.source, bond.target)}
    return [
        act.key
        for act in _going_on(plan)
        if act.lead is not None and not act.supports and act.key not in tied
    ]


def to_mend(bonds: Iterable[Bond]) -> list[Bond]:
    """Return the hand-offs that do not work: those that are missing first, then the slow ones."""
    order = {"missing": 0, "slow": 1}
    return sorted(
        (one for one in bonds if one.quality in order), key=lambda one: (order[one.quality], one.key)
    )


def standings(plan: Joint, *, today: date) -> dict[int, Standing]:
    """Say of every activity how it goes. What waits for something late, or is silent for long, is at risk."""
    late = {act.key for act in _going_on(plan) if act.ends_on is not None and act.ends_on < today}
    held_up = _held_up(plan, late)
    return {act.key: _standing(act, act.key in held_up, today) for act in plan.acts.values()}


def leaving(plan: Joint, partner: int) -> Leaving:
    """Say what happens when a partner leaves; whose work waits is found along hand-offs, one step."""
    led = [act for act in _going_on(plan) if act.lead == partner]
    helped = [act.key for act in _going_on(plan) if partner in act.supports]
    gone = {act.key for act in led}
    waiting = _held_up(plan, gone) - gone
    without = {key: act for key, act in plan.acts.items() if key not in gone}
    left = set(holes(Joint(plan.strategies, without, plan.bonds, plan.whole_of)).strategies)
    now_empty = set(holes(plan).strategies)
    return Leaving(
        tuple(sorted(gone)),
        tuple(helped),
        tuple(sorted(waiting)),
        tuple(one for one in plan.strategies if one in left - now_empty),
    )


def first_first(found: Mapping[int, Standing]) -> list[int]:
    """Order activities: late ones first, the longest late first, then those at risk, then by the day on which they end."""
    order = list(Course)
    return sorted(found, key=lambda key: (order.index(found[key].course), -found[key].days, key))


def _going_on(plan: Joint) -> list[Act]:
    return [act for act in plan.acts.values() if act.is_open]


def _held_up(plan: Joint, keys: set[int]) -> set[int]:
    """Return the activities that depend on some, or are fed by them."""
    waits = {bond.source for bond in plan.bonds if bond.kind == "depends_on" and bond.target in keys}
    fed = {bond.target for bond in plan.bonds if bond.kind == "feeds" and bond.source in keys}
    return {key for key in waits | fed if key in plan.acts and plan.acts[key].is_open}


def _standing(act: Act, is_held_up: bool, today: date) -> Standing:
    if act.state in ("done", "stopped"):
        return Standing(Course.DONE if act.state == "done" else Course.STOPPED)
    days = (today - act.ends_on).days if act.ends_on else 0
    if days > 0:
        return Standing(Course.LATE, days=days)
    if risk := _risk(act, is_held_up, today):
        return Standing(Course.AT_RISK, risk, days)
    if act.state == "planned":
        return Standing(Course.STARTING, days=days)
    return Standing(Course.ON_TIME, days=days)


def _risk(act: Act, is_held_up: bool, today: date) -> Risk | None:
    if act.lead is None:
        return Risk.NOBODY_LEADS if act.starts_on and act.starts_on <= today + SOON else None
    if act.state == "planned" and act.starts_on is not None and act.starts_on < today:
        return Risk.NOT_BEGUN
    if is_held_up:
        return Risk.WAITS_FOR_LATE
    is_silent = act.is_logged_at_all and act.last_logged is not None and act.last_logged < today - SILENT
    return Risk.SILENT if is_silent and act.state == "under_way" else None
