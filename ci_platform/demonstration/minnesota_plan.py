"""Every Student Graduates: the joint plan. Partners and what they do are invented; the holes in it are meant to be found."""

from __future__ import annotations

from ci_platform.demonstration.minnesota_handoffs import CONNECTED
from ci_platform.demonstration.minnesota_plan_names import (
    ALL,
    BABIES,
    CREDITS,
    EVENING,
    FAMILIES,
    FORMS,
    GLASSES,
    LATE_BUS,
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
    SMALL,
    SUMMER,
    TEAMS,
    VISITS,
)
from ci_platform.demonstration.plans import (
    ActivityPlan,
    LogPlan,
    StrategyPlan,
    activities,
    corrected,
    logs,
    strategies,
)
from ci_platform.demonstration.story import Step

STRATEGIES = (
    StrategyPlan(PRESENT, "Whoever is in school learns. We expect six of a hundred more students to be there on nearly every day within three years."),
    StrategyPlan(NINTH, "Students who end ninth grade with all credits graduate three times as often as those who do not."),
    StrategyPlan(FAMILIES, "What families know of a school day changes what schools do, sooner than any report."),
    StrategyPlan(NEXT, "Students stay for a reason. A place to work or to learn after school is one."),
)  # fmt: skip
ACTIVITIES = (
    ActivityPlan(PRESENT, TEAMS, "riverside", 170, 195, helped_by=(("bridges", "A mentor at each meeting"), ("health", "A nurse on call")), counts="Students on the list", place="Riverside", population=ALL, success="Seven in ten on the list are back the next month", budget=18000),
    ActivityPlan(NINTH, EVENING, "riverside", 150, 160, helped_by=(("library", "Two librarians until eight"),), counts="Students who stayed", place="Twin Rivers", population=ALL, success="Sixty stay at least once a week", budget=24000),
    ActivityPlan(FAMILIES, OPEN_HOUSE, "riverside", 120, 80, helped_by=(("council", "Hosts at each table"),), counts="Families who came", place="Riverside", success="Every second family of ninth graders comes once", budget=3500),
    ActivityPlan(NINTH, CREDITS, "riverside", 180, -19, helped_by=(("lakes", "Tests it with nine schools"),), place="Riverside", success="No student loses a credit by moving"),
    ActivityPlan(PRESENT, LATE_BUS, "lakes", 140, 25, counts="Students on the bus", place="Lakes and Prairies", success="Thirty ride home after study", budget=41000),
    ActivityPlan(NINTH, SMALL, "lakes", 100, 120, counts="Students who came", place="Lakes and Prairies", population=ALL, success="Each small school has one group"),
    ActivityPlan(NINTH, MENTORS, "bridges", 170, 260, helped_by=(("riverside", "A room and the list of names"), ("employers", "Twelve mentors from work")), counts="Students who met a mentor", place="Riverside", success="Nobody who asks waits longer than two weeks", budget=60000),
    ActivityPlan(PRESENT, MORNING, "bridges", 130, 200, counts="Families called", place="Riverside", population=ALL, success="Nine in ten are reached before noon"),
    ActivityPlan(PRESENT, NURSES, "health", 170, 190, counts="Visits to the nurse", place="Maple County", success="Absence for asthma falls by a third", budget=96000),
    ActivityPlan(PRESENT, GLASSES, "health", 90, 11, helped_by=(("library", "Eye charts in eight branches"),), counts="Students with new glasses", place="Maple County", success="Two weeks from the test to the glasses"),
    ActivityPlan(NINTH, ROOMS, "library", 170, 230, counts="Students who stayed", place="Twin Rivers", population=ALL, success="Two hundred evenings used each week", budget=35000),
    ActivityPlan(NEXT, SUMMER, "employers", 60, 230, helped_by=(("commonwealth", "Half of the wages"),), counts="Students with a place", success="Two hundred students are paid for learning", budget=310000),
    ActivityPlan(FAMILIES, VISITS, "council", 140, 150, helped_by=(("bridges", "Trains the visitors"),), counts="Families visited", place="Riverside", success="Four visits a week, and what was heard on the table each month"),
    ActivityPlan(FAMILIES, PAID, "commonwealth", 170, 260, success="Nobody pays for taking part", budget=52000),
    ActivityPlan(NINTH, BABIES, "", -20, 150, "planned", place="Riverside", success="No student stays home because of a baby", what="Asked for at the turn on graduation: “There is no place for my baby while I am in class.”"),
    ActivityPlan(PRESENT, LINE_61, "", -10, 60, "planned", place="Riverside", success="Nobody is left at the stop", what="Said by three families, a year apart. The bus company is not at the table yet."),
    ActivityPlan(NEXT, FORMS, "", -30, 200, "planned", success="Every senior has sent one form by December"),
)  # fmt: skip
LOGS = (
    LogPlan(TEAMS, "partner", 7, (31, 28, 34, 30, 27, 25, 29, 26, 22, 24, 21, 23), "2.5", ("Two bus drivers came. They know who is not at the stop.", "Snow day on Monday, so we met on Tuesday.", "Three families asked for a call after six in the evening."), until=4),
    LogPlan(EVENING, "partner", 7, (38, 41, 44, 40, 47, 52, 49, 55), "6", ("The heating failed at seven. We went on in the gym.", "Twelve came for the first time, brought by friends."), until=6),
    LogPlan(OPEN_HOUSE, "partner", 30, (26, 31, 44), "9", ("Interpreters at each table. Two fathers asked to help next time.",), until=12),
    LogPlan(MENTORS, "eli", 14, (201, 206, 214, 219, 222, 231), "40", ("Five mentors from the mill started. Their shift lets them come at three.",), until=5),
    LogPlan(MORNING, "eli", 14, (64, 71, 69, 75), "12", until=8),
    LogPlan(NURSES, "keisha", 14, (118, 124, 131, 126, 140), "48", ("Asthma again. We lent out spacers for the weekend.",), until=2),
    LogPlan(LATE_BUS, "denise", 21, (17, 19, 22, 21), "", ("Four children live past the last stop and are still fetched by car.",), until=9),
    LogPlan(VISITS, "resident", 10, (4, 5, 4, 6, 5), "11", ("Nobody had told her that breakfast is free.", "He works nights. He would come on Saturdays."), until=7),
    LogPlan(SUMMER, "director", 40, (35, 48), "", until=15),
)  # fmt: skip
PLAN: list[Step] = [
    strategies(190, STRATEGIES),
    activities(186, ACTIVITIES),
    *logs(LOGS),
    *CONNECTED,
    corrected(40, TEAMS, 33, "Two students were counted twice; they changed schools that week.", "partner"),
]
