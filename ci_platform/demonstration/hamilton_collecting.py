"""More First Birthdays: who reports what, what was agreed and corrected. Real figures; the rest is invented."""

from __future__ import annotations

from ci_platform.demonstration.collecting import (
    AgreementPlan,
    CycleStory,
    DutyPlan,
    agreements,
    answered,
    approved,
    cycle,
    duties,
    problem,
    report,
    rule,
)
from ci_platform.demonstration.story import Step

COLLECTING: list[Step] = [
    report(830),
    answered(490, "infant-mortality", "The county’s own page gives the same figure. Few deaths make large steps."),
    approved(150, "infant-mortality", "ruth"),
    rule(780, "infant-mortality", "range", "No county has ever had more.", low="0", high="60"),
    *agreements(
        110,
        (
            AgreementPlan("health", "Quarterly counts of safe sleep visits, without names.", "To see whether a crib and a second visit keep babies safe.", ("cribs-brought", "alone-on-the-back-in-a-crib"), 6, "County Health Office"),
            AgreementPlan("circle", "Quarterly counts of families with a doula.", "To see whether being accompanied brings more babies to term.", ("families-with-a-doula",), 300),
        ),
    ),
    *duties(
        95,
        (
            DutyPlan("health", "cribs-brought", 30, "", needs_agreement=True),
            DutyPlan("health", "alone-on-the-back-in-a-crib", 30, "", needs_agreement=True),
            DutyPlan("circle", "families-with-a-doula", 45),
            DutyPlan("backbone", "infant-mortality", 300, "ruth"),
            DutyPlan("backbone", "sleep-related-deaths", 300, "ruth"),
        ),
    ),
    *problem(30, "monique", "infant-mortality", "Babies of Hispanic mothers are missing in some years. Were there none, or were they not counted?", answer="They were counted. The figure is not shown where fewer than ten families could be recognised."),
    *cycle(70, CycleStory("safe-sleep-visits", "alone-on-the-back-in-a-crib", "The second visit in the evening", "Half of the second visits move to the evening, when both parents are at home.", "Three babies more of ten sleep alone on their back two weeks later.", ("Forty evening visits in five weeks. Two visitors found it hard to leave their own children.",))),
]  # fmt: skip
