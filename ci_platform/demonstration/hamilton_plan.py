"""More First Birthdays: a smaller plan, with one hole, one missing hand-off and no assessment yet. Invented, as the people are."""

from __future__ import annotations

from ci_platform.demonstration.plan_links import LinkPlan, links, meant
from ci_platform.demonstration.plans import (
    ActivityPlan,
    LogPlan,
    StrategyPlan,
    activities,
    logs,
    strategies,
)
from ci_platform.demonstration.story import Step

ASKED, HOME = "Mothers are asked first", "A safe place to sleep"
STRATEGIES = (
    StrategyPlan(ASKED, "Who is asked comes back. Care that fits the day of a mother begins earlier."),
    StrategyPlan(HOME, "Every death in an unsafe bed can be avoided."),
)
EVENINGS, DOULAS, CRIBS, DOORS = (
    "Clinics are open until eight", "A doula for each who asks", "Cribs on the day of the call", "Twenty apartments",
)  # fmt: skip
RIDE = "A ride home from the evening clinic"
ACTIVITIES = (
    ActivityPlan(ASKED, EVENINGS, "clinic", 140, 200, counts="Mothers who came", place="Three clinics", success="Half of all first visits are in the first three months"),
    ActivityPlan(ASKED, DOULAS, "circle", 140, 90, helped_by=(("queens", "Finds and greets"),), counts="Families with a doula", success="Sixty families a year"),
    ActivityPlan(HOME, CRIBS, "health", 120, 150, counts="Cribs brought", success="No call waits for the next day"),
    ActivityPlan(HOME, DOORS, "homes", 130, -12, success="Twenty doors that lock"),
    ActivityPlan(ASKED, RIDE, "", -5, 90, "planned", what="Asked for by mothers who leave the clinic after the last bus."),
)  # fmt: skip
PLAN: list[Step] = [
    strategies(146, STRATEGIES),
    activities(145, ACTIVITIES),
    meant(144, {ASKED: ("early-care", "infant-mortality"), HOME: ("sleep-related-deaths",)}),
    links(
        100,
        (
            LinkPlan(DOULAS, "feeds", EVENINGS, "The doula goes along to the first visit."),
            LinkPlan(CRIBS, "depends_on", DOORS, "A crib needs a room; the list of empty ones comes late.", "missing"),
        ),
    ),
    *logs(
        (
            LogPlan(EVENINGS, "beth", 14, (31, 36, 34, 41), "9", ("Two came straight from work and were seen the same evening.",)),
            LogPlan(CRIBS, "will", 21, (12, 9, 14), "6"),
        )
    ),
]  # fmt: skip
