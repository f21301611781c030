"""More First Birthdays: a survey that too few answered, and the next one, planned. All invented."""

from __future__ import annotations

from ci_platform.demonstration.giving import giving
from ci_platform.demonstration.steps import role
from ci_platform.demonstration.story import Step
from ci_platform.demonstration.surveying import AnswerPlan, SurveyPlan, pairs, survey
from initiatives.rules.roles import Role

FIRST = SurveyPlan(
    opens=118,
    days=14,
    purpose="How do we work together, and is it worth it for you?",
    ties=pairs(
        backbone="queens:3 clinic:2 hospital:2 health:3 fund:3 circle:1 homes:1",
        queens="circle:3 clinic:2 hospital:1 homes:2",
        clinic="hospital:3 health:2",
    ),
    answers={
        "backbone": AnswerPlan("ruth"),
        "queens": AnswerPlan("monique", "32332", "32222"),
        "clinic": AnswerPlan("beth", "33233", "21122"),
        "health": AnswerPlan("will", "43333", "21121"),
    },
)
NEXT = SurveyPlan(
    opens=-9,
    days=28,
    purpose="Four of eight answered the last time, in two weeks of summer. This time there are four weeks, and somebody calls you.",
    ties={},
    answers={},
)
SPEAKERS = (
    ("dr.", "hospital"),
    ("will", "health"),
    ("lena", "fund"),
)
GIVING = (
    ("queens", "gives", "reach", "The first word on every plan, and mothers who come", "They come, and they change the plans.", "ruth"),
    ("queens", "gains", "money", "An hour’s wage for every hour at the table", "Paid every month since spring.", "monique"),
    ("clinic", "gives", "capacity", "Open visits until eight", "Three clinics, four evenings.", "ruth"),
    ("clinic", "gains", "reach", "Mothers in the first three months", "", ""),
    ("fund", "gives", "money", "Core money for four years", "The third year is paid.", "ruth"),
)  # fmt: skip
COLLABORATION: list[Step] = [
    *giving(124, GIVING),
    *(role(125, who, Role.FUNDER if of == "fund" else Role.PARTNER, of=of) for who, of in SPEAKERS),
    *survey(FIRST),
    *survey(NEXT),
]
