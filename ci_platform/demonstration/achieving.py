"""Steps about what all achieved together beside figures: policies that changed, and stories. All invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step
from ci_platform.demonstration.story import Told as Story
from initiatives import clock
from initiatives.actions.outputs import Told, add_output
from initiatives.models import CollectiveOutput, Strategy


@dataclass(frozen=True, slots=True)
class Achieved:
    """What changed so many days ago: title, whose rule it is or who tells it, how it came about, strategy and partner."""

    days_ago: int
    kind: str
    title: str
    whose: str
    words: str
    strategy: str
    partner: str
    who: str = "director"


def achieved(*plans: Achieved) -> list[Step]:
    """Write down what changed, the day after."""
    return [Step(plan.days_ago, _writing(plan), hour=15) for plan in plans]


def _writing(plan: Achieved) -> Callable[[Story], None]:
    def act(story: Story) -> None:
        told = Told(
            kind=plan.kind,
            title=en(plan.title),
            words=en(plan.words),
            whose=en(plan.whose),
            happened_on=clock.today(story.initiative.zone),
            strategy=Strategy.objects.filter(title__en=plan.strategy).first(),
            membership=story.partners[plan.partner],
            is_told_with_consent=plan.kind == CollectiveOutput.Kind.STORY,
        )
        add_output(told=told, by=story.people[plan.who])

    return act


MINNESOTA = achieved(
    Achieved(140, "policy", "No fine for absence before three talks with the family", "Riverside school board", "Families said at the turn on absence that letters about the law came before anybody asked. Two board members sat at that table.", "In school on nearly every day", "riverside", "partner"),
    Achieved(92, "policy", "Every letter about absence comes in four languages", "Riverside school board", "It began as a promise to the council, was kept for a year, and is a rule now.", "Families and students lead with us", "council", "dawit"),
    Achieved(41, "policy", "A student card opens every branch of the library", "Twin Rivers library board", "The evening students had no address to show. Now nobody asks for one.", "Nobody is lost in ninth grade", "library", "marcus"),
    Achieved(55, "story", "“Somebody asked why before anybody sent a letter”", "A father of two in Riverside", "My son stayed home to look after his sister. The nurse called on the third day and found a place for her. He has missed two days since.", "In school on nearly every day", "health", "keisha"),
    Achieved(20, "story", "“I came for the ride and stayed for the maths”", "A student of the evening school", "The late car was the only way home. While I waited I did the credit I had lost in ninth grade.", "Nobody is lost in ninth grade", "riverside", "partner"),
)  # fmt: skip
HAMILTON = achieved(
    Achieved(70, "policy", "A doula or a father may stay the night after birth", "Ohio Valley Birth Center", "Mothers named it first, in three evenings. The ward changed its rule for all floors.", "Mothers are asked first", "hospital", "dr."),
    Achieved(30, "story", "“They asked me before they wrote it down”", "A mother of twins", "I said that the clinic closes when my shift ends. Six weeks later it was open until eight.", "Mothers are asked first", "queens", "monique"),
)  # fmt: skip
