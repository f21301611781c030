"""The joint plan as one reader sees it, read in one journey: who does what, what goes how, and what the rules find in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Max, Q

from initiatives.models import (
    Activity,
    Link,
    Membership,
    Record,
    Strategy,
    Sufficiency,
    SupportRole,
)
from initiatives.rules.plan import (
    Act,
    Bond,
    Cell,
    Course,
    Holes,
    Joint,
    Overlap,
    Standing,
    first_first,
    holes,
    lone,
    matrix,
    overlaps,
    standings,
    to_mend,
)
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of


@dataclass(frozen=True)
class PlanRead:
    """All rows of the plan, and the plan as the rules see it."""

    today: date
    strategies: list[Strategy]
    activities: dict[int, Activity]
    supports: list[SupportRole]
    links: list[Link]
    partners: dict[int, Membership]
    seen_partners: frozenset[int]
    enough: dict[int, Sufficiency]
    joint: Joint

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """How each activity goes."""
        return standings(self.joint, today=self.today)

    @cached_property
    def holes(self) -> Holes:
        """Where nobody is."""
        return holes(self.joint)

    @cached_property
    def overlaps(self) -> list[Overlap]:
        """Who does the same for the same people at the same place."""
        return overlaps(self.joint)

    @cached_property
    def lone(self) -> list[int]:
        """What reinforces nothing."""
        return lone(self.joint)

    @cached_property
    def matrix(self) -> dict[int, dict[int, Cell]]:
        """What each partner does for each strategy."""
        return matrix(self.joint, self.partners)

    @property
    def whole(self) -> list[Strategy]:
        """The strategies that have a column of their own: not those that are a part of another one."""
        return [one for one in self.strategies if one.pk in set(self.joint.strategies)]

    def in_order(self, courses: Iterable[Course] | None = None) -> list[Activity]:
        """Return the activities, what is late first, perhaps only those that go in one of some ways."""
        wanted = set(courses) if courses is not None else None
        keys = first_first(self.standings)
        kept = [key for key in keys if wanted is None or self.standings[key].course in wanted]
        return [self.activities[key] for key in kept]

    def counted(self, course: Course) -> int:
        """Return how many activities go in one way."""
        return sum(one.course is course for one in self.standings.values())

    def helpers(self, activity: int) -> list[SupportRole]:
        """Return who helps with an activity."""
        return [one for one in self.supports if one.activity_id == activity]

    def to_mend(self) -> list[Link]:
        """Return the hand-offs that do not work, missing ones first."""
        found = {link.pk: link for link in self.links}
        return [found[bond.key] for bond in to_mend(self.joint.bonds)]


def read_plan(viewer: Viewer, *, today: date) -> PlanRead:
    """Read the plan: one journey."""
    return answer_of(plan_asked(viewer, today=today))


def plan_asked(viewer: Viewer, *, today: date) -> Asking[PlanRead]:
    """Ask for the plan, so that a page may ask for more in the same journey."""
    strategies = Strategy.objects.visible_to(viewer).select_related("record__initiative")
    seen = Activity.objects.visible_to(viewer)
    counts = ~Q(logs__record__state=Record.State.SUPERSEDED)
    activities = seen.select_related(
        "record__initiative", "strategy__record__initiative", "lead__organization", "population"
    ).annotate(last_logged=Max("logs__happened_on", filter=counts))
    supports = SupportRole.objects.filter(ended_at__isnull=True, activity__in=seen).select_related(
        "membership__organization"
    )
    links = (
        Link.objects.between_seen(viewer).standing().select_related("record__initiative", "source", "target")
    )
    partners = Membership.objects.current(on=today).select_related("organization", "record__initiative")
    shown = Membership.objects.visible_to(viewer).order_by().values_list("pk", flat=True)
    enough = Sufficiency.objects.order_by("strategy_id", "-said_at", "-pk").distinct("strategy_id")
    yield (strategies, activities, supports, links, partners, shown, enough)
    rows = {row.pk: row for row in activities}
    return PlanRead(
        today=today,
        strategies=list(strategies),
        activities=rows,
        supports=list(supports),
        links=list(links),
        partners={one.pk: one for one in partners},
        seen_partners=frozenset(shown),
        enough={one.strategy_id: one for one in enough},
        joint=_joint(list(strategies), rows, list(supports), list(links)),
    )


def _joint(
    strategies: list[Strategy],
    activities: dict[int, Activity],
    supports: list[SupportRole],
    links: list[Link],
) -> Joint:
    helping: dict[int, set[int]] = {}
    for one in supports:
        helping.setdefault(one.activity_id, set()).add(one.membership_id)
    known = {one.pk: one for one in strategies}
    return Joint(
        strategies=[one.pk for one in strategies if one.parent_id not in known],
        acts={key: _act(row, frozenset(helping.get(key, ()))) for key, row in activities.items()},
        bonds=[Bond(one.pk, one.source_id, one.target_id, one.kind, one.quality) for one in links],
        whole_of={one.pk: _whole(one, known) for one in strategies},
    )


def _whole(strategy: Strategy, known: dict[int, Strategy]) -> int:
    """Return the strategy at the top of one; a circle ends where it began."""
    seen = {strategy.pk}
    while strategy.parent_id in known and strategy.parent_id not in seen:
        assert strategy.parent_id is not None  # noqa: S101 (it is among those that are known)
        strategy = known[strategy.parent_id]
        seen.add(strategy.pk)
    return strategy.pk


def _act(row: Activity, supports: frozenset[int]) -> Act:
    last = getattr(row, "last_logged", None)
    return Act(
        row.pk,
        strategy=row.strategy_id,
        lead=row.lead_id,
        supports=supports,
        state=row.state,
        population=row.population_id,
        place=row.place,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        last_logged=last,
        is_logged_at_all=last is not None,
    )
