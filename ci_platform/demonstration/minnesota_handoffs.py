"""Every Student Graduates: how the plan hangs together, what it rests on, and how it was changed. Invented, as the people are."""

from __future__ import annotations

from ci_platform.demonstration.minnesota_plan_names import (
    CREDITS,
    EVENING,
    FAMILIES,
    FORMS,
    GLASSES,
    LINE_61,
    MENTORS,
    MORNING,
    NEXT,
    NINTH,
    NURSES,
    OPEN_HOUSE,
    PAID,
    PRESENT,
    ROOMS,
    SUMMER,
    TEAMS,
    VISITS,
)
from ci_platform.demonstration.plan_links import (
    LinkPlan,
    TextPlan,
    assessment,
    changed,
    joint_plan,
    judged,
    links,
    meant,
    moves,
    placed,
)
from ci_platform.demonstration.story import Step

LINKS = (
    LinkPlan(TEAMS, "feeds", NURSES, "A child who is ill for a third day is seen by the nurse on the same day."),
    LinkPlan(TEAMS, "feeds", MENTORS, "A ninth grader on the list is asked whether they want a mentor.", "slow"),
    LinkPlan(MENTORS, "feeds", SUMMER, "Mentors name students who want to work; the mill keeps twenty places for them."),
    LinkPlan(OPEN_HOUSE, "feeds", VISITS, "Families who come once are asked whether another parent may visit."),
    LinkPlan(VISITS, "shares_participants", OPEN_HOUSE, "The same families, met at home and at school."),
    LinkPlan(EVENING, "shares_space_or_staff", ROOMS, "Two librarians work in the school until seven and in the branch from then on."),
    LinkPlan(MORNING, "feeds", VISITS, "A family that wants to talk longer is asked whether another parent may come.", "slow"),
    LinkPlan(PAID, "feeds", VISITS, "Visitors are paid for the evening and for the bus.", "good"),
    LinkPlan(NURSES, "depends_on", TEAMS, "Nurses need the list by Monday noon, and get it on Tuesday.", "slow"),
    LinkPlan(MENTORS, "depends_on", CREDITS, "A mentor cannot help with credits that are lost on the way between two schools.", "missing"),
    LinkPlan(LINE_61, "feeds", EVENING, "Without a late ride home, students who live past the last stop do not stay.", "missing"),
    LinkPlan(SUMMER, "depends_on", FORMS, "Work papers and college forms ask for the same proofs; nobody collects them once.", "missing"),
    LinkPlan(GLASSES, "shares_space_or_staff", ROOMS, "The eye chart hangs in eight branches; who cannot read it is sent on."),
    LinkPlan(OPEN_HOUSE, "feeds", GLASSES, "Families sign for the eye test while they are there.", "untried"),
)  # fmt: skip
MEANT = {
    PRESENT: ("chronic-absence", "graduation"),
    NINTH: ("graduation", "dropping-out"),
    FAMILIES: ("belonging", "chronic-absence"),
    NEXT: ("college-enrollment", "graduation"),
}
MOVES = (
    (TEAMS, "chronic-absence", "Whoever is called on the second day comes back on the third.", "practice", ""),
    (EVENING, "graduation", "Credits that are made up in the evening are credits that count.", "hunch", ""),
    (MENTORS, "graduation", "Students with all credits after ninth grade graduate far more often.", "research", "University of Chicago Consortium on School Research, 2005"),
    (NURSES, "chronic-absence", "Illness that is treated early costs two days instead of ten.", "hunch", ""),
)  # fmt: skip
PARTS = {
    PRESENT: (
        "A second early bus on line 61",
        "A text first that asks when to call",
        "A nurse in each school with more than 30 of 100 absent",
        "Somebody whom the family knows calls on the first day, not on the tenth",
    )
}
VERDICTS = {
    PRESENT: ("no", "a bus"),
    NINTH: ("nearly", "a place for babies"),
    FAMILIES: ("yes", ""),
    NEXT: ("no", "help with college forms"),
}
WHERE_WE_STAND = TextPlan(
    {
        "problem": "In Minnesota 84 of every 100 students finish in four years; for American Indian students it is 56. Since 2020 twice as many students as before miss one day in ten.",
        "told": "“The school sent three letters about the law and never asked why he was not there.” “The 7:05 bus is full at our stop.” “There is no place for my baby while I am in class.” Said at the turns on absence and on graduation.",
        "strengths": "School meals are free for everybody. Attendance teams in two schools know each family. Parents who visit parents are let in where officials are not.",
        "tried": "First-day calls reach nine in ten families in four schools. Fines were tried elsewhere and brought no child back. Three nurse’s rooms were planned, two opened.",
    },
    {
        "c1": ("ratify", "For once our words stand beside the figures."), "c2": ("ratify", ""), "c3": ("ratify", ""), "c4": ("ratify", ""), "y1": ("ratify", "The part about the baby is mine."),
        "p1": ("ratify", ""), "p2": ("stand_aside", "Nine rural schools are a line in it."), "p3": ("ratify", ""), "p4": ("ratify", ""), "f1": ("ratify", ""),
    },
)  # fmt: skip
FIRST_PLAN = TextPlan(
    {
        "words": "Being in school comes first: whoever is not there cannot be taught. Ninth grade decides, so evenings and mentors stand behind it. Families lead with us, and there is a way on that students can see. Each partner does its own part and says to whom it hands people on."
    },
    {
        "c1": ("ratify", ""), "c2": ("ratify", "Keep the bus in it until it runs."), "c3": ("ratify", ""), "c4": ("ratify", ""), "y1": ("ratify", ""),
        "p1": ("ratify", ""), "p2": ("ratify", "Now the late bus is in it."), "p3": ("ratify", ""), "p4": ("ratify", ""), "f1": ("stand_aside", "We pay for the table, not for single activities."),
    },
)  # fmt: skip
SECOND_PLAN = TextPlan(
    {
        "words": "Being in school comes first: whoever is not there cannot be taught. The late bus is found before anything else is begun. Ninth grade decides, so evenings and mentors stand behind it. Families lead with us, and there is a way on that students can see. Each partner does its own part and says to whom it hands people on."
    },
    {
        "c1": ("ratify", "Now the bus stands where it belongs."), "c2": ("ratify", ""), "c3": ("ratify", ""), "c4": ("ratify", ""), "y1": ("ratify", ""),
        "p1": ("ratify", ""), "p2": ("ratify", ""), "p3": ("ratify", ""), "p4": ("stand_aside", "Mentors are late; I do not vote on my own work."), "f1": ("ratify", ""),
    },
    "Puts the late bus first, and takes in what the turn on absence added.",
)  # fmt: skip
CONNECTED: list[Step] = [
    *assessment(250, WHERE_WE_STAND),
    links(150, LINKS),
    meant(185, MEANT),
    moves(184, MOVES),
    placed(183, PARTS),
    *joint_plan(180, FIRST_PLAN),
    *joint_plan(64, SECOND_PLAN),
    judged(60, VERDICTS),
    *changed(35, EVENING, "Friday evenings move to the library", "On Fridays four came to the school and nineteen to the branch next door.", who="partner", cause="release.", agreed_by="director"),
    *changed(8, GLASSES, "Go on until spring, in two schools more", "The test takes longer than we thought: half of the families sign only at the open house.", who="keisha", cause="learning.", later_by=120),
]  # fmt: skip
