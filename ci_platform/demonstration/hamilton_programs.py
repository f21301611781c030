"""More First Birthdays: two invented programs and what they are thought to move."""

from __future__ import annotations

from ci_platform.demonstration.programs import MeasurePlan, ProgramPlan, ThoughtPlan

PROGRAMS = (
    ProgramPlan(
        "a-doula-beside-you", "circle", "A doula beside you",
        "A doula from the neighbourhood comes from the fourth month until the baby is three months old.",
        "Families in five neighbourhoods who ask for a doula",
        (
            MeasurePlan("families-with-a-doula", "how_much", "Families with a doula", "Families who had a doula in the quarter.", "families", "count", "quarter", (31, 38, 42, 47, 51, 55, 58, 61)),
            MeasurePlan("same-doula-throughout", "how_well", "The same doula throughout", "Of the families who finished, how many had the same doula from beginning to end.", "families", "percent", "quarter", ((14, 22), (17, 25), (20, 27), (22, 29), (25, 31), (27, 33), (29, 34), (31, 36))),
            MeasurePlan("born-at-term-with-a-doula", "better_off", "Born at term with a doula", "Of the babies born to these families, how many came after 37 weeks or more.", "babies", "percent", "quarter", ((18, 22), (21, 25), (23, 27), (25, 29), (27, 31), (29, 33), (31, 34), (33, 36)), is_headline=True),
        ),
        (ThoughtPlan("born-at-term-with-a-doula", "infant-mortality", "Babies who come at term live through their first year far more often; support in pregnancy makes an early birth less likely.", "research", "Cochrane review on continuous support during childbirth, 2017"),),
    ),
    ProgramPlan(
        "safe-sleep-visits", "health", "Safe sleep visits",
        "A visitor brings a crib, shows how a baby sleeps safely, and comes back after two weeks.",
        "Families of newborn babies in five neighbourhoods",
        (
            MeasurePlan("cribs-brought", "how_much", "Cribs brought", "Families who got a crib in the quarter.", "families", "count", "quarter", (64, 71, 69, 80, 86, 91)),
            MeasurePlan("alone-on-the-back-in-a-crib", "better_off", "Sleeping safely two weeks later", "Of the families visited again, how many babies slept alone, on the back, in a crib.", "babies", "percent", "quarter", ((39, 58), (45, 64), (46, 63), (55, 73), (61, 79), (67, 84)), is_headline=True),
        ),
        (ThoughtPlan("alone-on-the-back-in-a-crib", "sleep-related-deaths", "Babies who sleep alone, on the back, in a crib die in their sleep far less often.", "research", "American Academy of Pediatrics, recommendations on safe sleep, 2022"),),
    ),
)  # fmt: skip
