"""The draw of a panel from volunteers: anybody who has the list and the seed that was announced draws the same people.

Volunteers stand in the order of sha256(seed + "|" + key). Down this list each gets a place while every group that they
belong to has one left and every group can still be filled from those who come after. SPECTRUM section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.impossible import Impossible
from engagement.rules.ties import lot_order


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who came forward; `group` is the one stratum they are drawn in, such as "north" or "renters, under 30"."""

    key: str
    group: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How many places a group has: at least and at most."""

    group: str
    least: int
    most: int


class Step(StrEnum):
    """What became of a volunteer in the draw."""

    DRAWN = "drawn"
    GROUP_FULL = "group_full"
    KEPT_FOR_OTHERS = "kept_for_others"  # the places left are needed for groups that are not yet filled
    PANEL_FULL = "panel_full"


@dataclass(frozen=True, slots=True)
class DrawStep:
    """One line of the published draw."""

    number: int
    key: str
    group: str
    step: Step


@dataclass(frozen=True, slots=True)
class Draw:
    """Who is on the panel, who follows if somebody cannot (in this order), and each step."""

    drawn: tuple[str, ...]
    reserves: tuple[str, ...]
    steps: tuple[DrawStep, ...]


def draw(volunteers: Sequence[Volunteer], quotas: Sequence[Quota], *, places: int, seed: str) -> Draw:
    """Draw a panel. Groups without a quota may take any place that nobody else is owed."""
    groups = {one.key: one.group for one in volunteers}
    _check(volunteers, quotas, places)
    chosen: dict[str, list[str]] = {group: [] for group in set(groups.values())}
    steps: list[DrawStep] = []
    for number, key in enumerate(lot_order(seed, groups), start=1):
        step = _step(groups[key], chosen, quotas, places)
        if step is Step.DRAWN:
            chosen[groups[key]].append(key)
        steps.append(DrawStep(number, key, groups[key], step))
    drawn = tuple(one.key for one in steps if one.step is Step.DRAWN)
    if len(drawn) < places:
        raise Impossible("place_more_than_pool", places=places, there=len(drawn))
    return Draw(drawn, tuple(one.key for one in steps if one.step is not Step.DRAWN), tuple(steps))


def _check(volunteers: Sequence[Volunteer], quotas: Sequence[Quota], places: int) -> None:
    _refuse_twice("volunteer_twice", "volunteer", (one.key for one in volunteers))
    _refuse_twice("quota_twice", "group", (one.group for one in quotas))
    if places < 1:
        raise Impossible("number_too_small", what="The number of places", least=1, number=places)
    if sum(quota.least for quota in quotas) > places:
        owed = sum(quota.least for quota in quotas)
        raise Impossible("quotas_over_places", owed=owed, places=places)
    for quota in quotas:
        there = sum(one.group == quota.group for one in volunteers)
        if not 0 <= quota.least <= quota.most:
            raise Impossible("quota_turned", group=quota.group, least=quota.least, most=quota.most)
        if there < quota.least:
            raise Impossible("quota_larger_than_group", group=quota.group, needed=quota.least, there=there)


def _refuse_twice(code: str, name: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Impossible(code, **{name: key})
        seen.add(key)


def _step(group: str, chosen: dict[str, list[str]], quotas: Sequence[Quota], places: int) -> Step:
    """Return what becomes of the next volunteer of a group."""
    left = places - sum(map(len, chosen.values()))
    if left == 0:
        return Step.PANEL_FULL
    owed = {quota.group: max(0, quota.least - len(chosen[quota.group])) for quota in quotas if quota.least}
    most = next((quota.most for quota in quotas if quota.group == group), places)
    if len(chosen[group]) >= most:
        return Step.GROUP_FULL
    return Step.DRAWN if owed.get(group) or sum(owed.values()) < left else Step.KEPT_FOR_OTHERS
