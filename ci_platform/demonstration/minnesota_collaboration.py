"""Every Student Graduates: three surveys of how partners work together; two are closed, one is open. All invented."""

from __future__ import annotations

from ci_platform.demonstration.giving import giving
from ci_platform.demonstration.steps import role
from ci_platform.demonstration.story import Step
from ci_platform.demonstration.surveying import AnswerPlan, SurveyPlan, pairs, survey
from initiatives.rules.roles import Role
from measurement.rules.collaboration import Item

QUESTIONS = (
    "When we decide, the voice of my organization counts.",
    "We would notice early if something went wrong between us.",
)
KNOWN_FOR = {
    "backbone": {Item.RELIABILITY: 1, Item.RESOURCES: -1},
    "council": {Item.OPENNESS: 1, Item.MISSION: 1, Item.RESOURCES: -1},
    "riverside": {Item.RESOURCES: 1, Item.OPENNESS: -1, Item.INFLUENCE: 1},
    "lakes": {Item.INVOLVEMENT: -1},
    "bridges": {Item.INVOLVEMENT: 1, Item.INFLUENCE: -1},
    "health": {Item.RELIABILITY: 1},
    "commonwealth": {Item.RESOURCES: 1, Item.INVOLVEMENT: -1, Item.INFLUENCE: 1},
}
SMALLER = {
    ("lakes", "backbone"): -1,
    ("council", "riverside"): -1,
    ("bridges", "commonwealth"): -1,
    ("health", "riverside"): -1,
}

FIRST = SurveyPlan(
    opens=425,
    days=21,
    purpose="Our first survey. We want to know where we stand before we plan the second year.",
    questions=QUESTIONS,
    ties=pairs(
        backbone="council:3 riverside:3 lakes:3 bridges:2 health:2 library:1 employers:1 commonwealth:3",
        council="riverside:2 bridges:2 lakes:1 commonwealth:1",
        riverside="bridges:2 health:2 library:1 lakes:1 employers:1",
        bridges="library:2 health:1 commonwealth:1",
    ),
    otherwise=SMALLER,
    known_for=KNOWN_FOR,
    answers={
        "backbone": AnswerPlan("ingrid", "43332", "32122", "33", "33232"),
        "council": AnswerPlan("dawit", "32332", "31232", "22", "12432"),
        "riverside": AnswerPlan("partner", "33332", "32221", "32", "33123"),
        "health": AnswerPlan("keisha", "33322", "21121", "33", "32222"),
        "bridges": AnswerPlan("eli", "33233", "22122", "22", "23322"),
        "commonwealth": AnswerPlan("funder", "43223", "11112", "33", "32122"),
        "lakes": AnswerPlan("denise", "22122", "33222", "22", "22121"),
    },
)
SECOND = SurveyPlan(
    opens=205,
    days=21,
    purpose="We said after the first survey that we would share the work with the schools better. Did we?",
    questions=QUESTIONS,
    ties=pairs(
        backbone="council:3 riverside:3 lakes:2 bridges:3 health:3 library:2 employers:1 commonwealth:3",
        council="riverside:3 bridges:2 lakes:1 commonwealth:2 library:2",
        riverside="bridges:3 health:3 library:2 lakes:2 employers:2",
        bridges="library:3 health:2 commonwealth:2 employers:1",
        health="lakes:2 library:1",
    ),
    otherwise=SMALLER,
    known_for=KNOWN_FOR,
    warmer=frozenset({"riverside", "council"}),
    answers={
        "riverside": AnswerPlan("partner", "43332", "32121", "43", "34223"),
        "backbone": AnswerPlan("ingrid", "44332", "32122", "33", "33333"),
        "health": AnswerPlan("keisha", "43333", "21121", "34", "33232"),
        "council": AnswerPlan("dawit", "43342", "21222", "33", "23432"),
        "bridges": AnswerPlan("eli", "43333", "22122", "33", "33322"),
        "library": AnswerPlan("marcus", is_sent=False),
        "lakes": AnswerPlan("denise", "32233", "32212", "23", "21121"),
        "commonwealth": AnswerPlan("funder", "43333", "11111", "43", "32232"),
    },
)
THIRD = SurveyPlan(
    opens=6,
    days=21,
    purpose="Six months on: the late buses run and the mentors are in. What has changed between us?",
    questions=QUESTIONS,
    ties=SECOND.ties,
    otherwise=SMALLER,
    known_for=KNOWN_FOR,
    warmer=frozenset({"riverside", "council"}),
    answers={
        "health": AnswerPlan("keisha", "43333", "21121", "34", "33233"),
        "lakes": AnswerPlan("denise", "22232", "32222", "22", "22221"),
        "riverside": AnswerPlan("partner", is_sent=False),
    },
)
SPEAKERS = (
    ("denise", "lakes"),
    ("eli", "bridges"),
    ("keisha", "health"),
    ("dawit", "council"),
    ("marcus", "library"),
    ("june", "employers"),
)
GIVING = (
    ("riverside", "gives", "data", "Attendance of every school, every month", "Eleven of twelve months came in time.", "ingrid"),
    ("riverside", "gains", "capacity", "Forty mentors whom it does not pay", "Thirty-one are in our two schools.", "partner"),
    ("riverside", "gains", "reach", "Families who come to the council and not to the school", "", ""),
    ("council", "gives", "reach", "Five seats, and what families really say", "Every evening, with notes for the table.", "director"),
    ("council", "gains", "money", "Stipends, childcare and a bus for every evening", "Paid since the first evening of the year.", "dawit"),
    ("health", "gives", "capacity", "School nurses, two days a week", "Two nurses in six schools, on paper and in person.", "ingrid"),
    ("health", "gains", "data", "Why children are absent, by school", "We read it every month before we plan the rounds.", "keisha"),
    ("bridges", "gives", "capacity", "Forty mentors for ninth graders", "Thirty-one so far.", "director"),
    ("bridges", "gains", "credit", "Its name on every report that speaks of mentors", "", ""),
    ("library", "gives", "capacity", "Homework rooms in eight branches until eight", "Six of eight are open until eight.", "ingrid"),
    ("library", "gains", "reach", "Students who have never had a card", "", ""),
    ("lakes", "gives", "data", "Figures of nine small schools, twice a year", "Both came, the second one late.", "ingrid"),
    ("lakes", "gains", "money", "A share of the late buses", "", ""),
    ("employers", "gives", "money", "Two hundred paid summer places", "", ""),
    ("commonwealth", "gives", "money", "Three years of core money", "The second year is paid.", "director"),
    ("commonwealth", "gains", "credit", "One report that its board can read in ten minutes", "Our board has read two.", "funder"),
)  # fmt: skip
COLLABORATION: list[Step] = [
    *giving(300, GIVING, later=110),
    *(role(430, who, Role.PARTNER, of=partner) for who, partner in SPEAKERS),
    *survey(FIRST),
    *survey(SECOND),
    *survey(THIRD),
]
