"""More First Birthdays: one conversation about the first year, more than a year old, and what became of it.

What is said in it is invented, as the people are; figures and what is known of them are real.
"""

from __future__ import annotations

from ci_platform.demonstration.story import Step
from ci_platform.demonstration.turns import (
    Cause,
    Doing,
    Line,
    Part,
    TurnPlan,
    Unless,
    Works,
    conversation,
    learned,
    progress,
)

FIRST = TurnPlan(
    indicator="infant-mortality",
    words={
        1: "All babies live to see their first birthday.",
        2: "Cake in every house of the street, one year after the birth. No mother who stops answering the door.",
        3: "We count babies who die in their first year, of every 1,000 that are born. It does not say how near to death others were, and it comes a year late.",
        4: "In 2023 it was 5.5 in 1,000, the lowest of our figures, and 9 for Black babies. The year before it was 8.7 and 13.7. One good year is not a turned curve. If nothing changes, it goes up and down around seven, and the distance stays.",
        5: "Mothers first. Then those who see them in the weeks after birth.",
        6: "What mothers say helps, and what research says, are the same three things: somebody beside them, a safe place, and being believed.",
        7: "Four things until next summer.",
    },
    unless=Unless("flat", 4, "Doulas reach sixty families a year, and homes are as hard to find as now."),
    lines=(
        Line("believed", 4, "I said something is wrong. I said it three times. I was told to go home and rest.", who="tasha"),
        Line("crib", 4, "There is no room for a crib where I live. He sleeps with me."),
        Line("moved", 4, "We moved four times in that year."),
        Line("weekend", 4, "Nobody visits on a weekend, and that is when I was alone."),
        Line("church", 5, "Ask the churches, they have rooms and rides.", who="carmen"),
        Line("doula", 6, "My doula stayed on the phone all night. That is what helped."),
        Line("advert", 6, "Buy safe cribs at …", hidden="advertising"),
        Line("laws", 6, "Change the whole health system", aside="We agree and cannot do it at this table. What we can change of it stands among the ideas."),
    ),
    causes=(
        Cause("doulas", "Sixty families a year have a doula", helps=True, source="Circle of Doulas"),
        Cause("reviews", "Every death is looked at, and what is learned is shared", helps=True, source="Ohio Valley Birth Center"),
        Cause("believed", "Mothers who say that something is wrong are not believed", lived=True, line="believed"),
        Cause("asked", "Nobody asks, in writing and every time, whether she feels heard", cause_of="believed", lived=True),
        Cause("sleep", "Babies sleep where there is no room for a crib", lived=True, line="crib"),
        Cause("homes", "Families move several times in the first year", cause_of="sleep", lived=True, line="moved"),
        Cause("visits", "Home visits end on Friday", lived=True, line="weekend"),
    ),
    parts=(
        Part("Says what being heard means, and trains others in it", partner="queens"),
        Part("Asks every mother the same question at every visit", partner="clinic"),
        Part("Visits on Saturdays", partner="health"),
        Part("Two apartments more, kept for the first year", partner="homes"),
        Part("Rooms and rides", wanted="Churches of the neighborhood", line="church"),
    ),
    works=(
        Works("doula", "A doula for every family that wants one, until six weeks after birth", "research", "some", "Reviews of continuous support in childbirth", "believed", line="doula",
              scores={"monique": "3233", "tasha": "3133", "beth": "3232", "will": "2132"}),
        Works("heard", "One question at each visit: did we hear you today?", "practice", "none", "Queens Village Mothers", "asked",
              scores={"monique": "3333", "tasha": "3333", "beth": "2333", "dr.": "1323"}),
        Works("saturday", "Home visits on Saturdays", "hunch", "low", answers="visits",
              scores={"monique": "2333", "will": "2232"}),
        Works("rooms", "Two apartments more for mothers without a home", "practice", "some", "Homes First, since 2022", "homes",
              scores={"carmen": "3132", "will": "2122", "lena": "2132"}),
    ),
    doing=(
        Doing("Ask “Did we hear you today?” at each visit in three clinics", "clinic", 60, "Nine in ten mothers say yes, and every no is called back", "heard", "A mother who is believed is treated in time."),
        Doing("Train twelve new doulas", "circle", 240, "A hundred and twenty families a year have one", "doula"),
        Doing("Visit on Saturdays in two neighborhoods", "health", 120, "No newborn waits longer than four days for the first visit", "saturday"),
        Doing("Find two apartments for the first year", "homes", 300, "Four families more have a door that locks", "rooms"),
    ),
)  # fmt: skip
TURNS: list[Step] = [
    conversation(425, FIRST),
    progress(400, "Ask “Did we hear you today?” at each visit in three clinics", "under_way"),
    progress(340, "Ask “Did we hear you today?” at each visit in three clinics", "done"),
    progress(330, "Train twelve new doulas", "under_way"),
    progress(290, "Visit on Saturdays in two neighborhoods", "under_way"),
    progress(180, "Visit on Saturdays in two neighborhoods", "stopped"),
    progress(150, "Train twelve new doulas", "done"),
    learned(
        155,
        "infant-mortality",
        1,
        expected="That the low figure of 2023 would hold.",
        happened="In 2024 it was 6.8 in 1,000, and 13.7 for Black babies: three and a half times the figure for White babies. The clinics ask, and mothers say they are heard more; Saturdays had no staff.",
        change="We read the figure over several years, and the next conversation begins with housing.",
    ),
]
