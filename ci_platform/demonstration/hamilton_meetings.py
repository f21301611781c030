"""More First Birthdays: a table that has begun to meet in the open. What was said there is invented, as the people are."""

from __future__ import annotations

from ci_platform.demonstration.hamilton_table import SEATS
from ci_platform.demonstration.meetings import Ahead, Held, Item, ahead, held
from ci_platform.demonstration.story import Step

PLACE = "Community room of the health centre, second floor, lift on the left"
SEATED = tuple(dict.fromkeys(plan.holder for plan in SEATS if plan.holder))

FIRST = Held(
    days_ago=45,
    title="Table meeting, first with public minutes",
    place=PLACE,
    there=SEATED[:6],
    approves=False,
    items=(
        Item(
            "Home visits in the first month",
            "Half of the families that ask for a visit wait longer than the month that matters.",
            "Two organisations visit in the same streets and do not know of each other’s lists.",
            "Both share their lists of streets, without names. The next meeting sees where they overlap.",
        ),
    ),
)
NEXT = Ahead(
    days_ago=4,
    in_days=12,
    title="Table meeting: who visits where",
    place=PLACE,
    supports=("childcare", "transport"),
    items=(
        Item(
            "Who visits where",
            "In eleven streets two organisations ring the same bell.",
            "Those hours are enough for the streets in which nobody rings.",
            wanted="The two organisations: bring a proposal of who takes which streets.",
            minutes=30,
        ),
    ),
)

MEETINGS: tuple[Step, ...] = (*held(FIRST), ahead(NEXT))
