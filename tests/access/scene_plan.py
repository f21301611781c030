"""The joint plan of a scene: what nobody leads, who helps, hand-offs, a change, an assessment and a plan before the table."""

from __future__ import annotations

from initiatives import clock
from initiatives.actions.activity_parts import help_with
from initiatives.actions.adaptations import ask_change, judge_strategy
from initiatives.actions.agreeing import (
    propose_text,
    write_plan,
)
from initiatives.actions.links import add_link
from initiatives.actions.outputs import Told, add_output
from initiatives.models import Activity, Membership, Person
from tests.factories.activities import make_activity
from tests.factories.plan import make_ratified_assessment


def plan_of(
    canary: str, activity: Activity, mine: Membership, by: Person, member: Person
) -> dict[str, object]:
    """Make one of everything of the joint plan."""
    needed = make_activity(f"{canary} needed", by=by, strategy=activity.strategy)
    other = Membership.objects.filter(slug__startswith="library-of-").get()
    helping = help_with(activity=activity, membership=other, brings={"en": f"{canary} help"}, by=by)
    change = ask_change(activity=activity, change={"en": f"{canary} change"}, why={"en": canary}, by=member)
    link = add_link(
        source=activity, target=needed, kind="feeds", sentence={"en": f"{canary} handoff"}, by=member
    )
    assert activity.strategy is not None
    judge_strategy(strategy=activity.strategy, verdict="no", missing={"en": f"{canary} missing"}, by=by)
    ground = make_ratified_assessment(by, words=canary)
    plan = write_plan(by=by, words={"en": f"{canary} plan"})
    room = propose_text(text=plan, frozen=[], by=by)
    output = add_output(told=_told(canary, mine), by=member)
    return {
        "output": output.record.number,
        "output_id": output.pk,
        "needed": needed.record.number,
        "helping": helping.pk,
        "change": change.record.number,
        "handoff": link.record.number,
        "assessment": ground.record.number,
        "action_plan": plan.record.number,
        "plan_round": room.record.number,
    }


def _told(canary: str, mine: Membership) -> Told:
    said = {"en": f"{canary} output"}
    return Told(kind="policy", title=said, words=said, whose=said, happened_on=clock.today(), membership=mine)
