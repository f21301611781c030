"""Every Student Graduates: four invented programs. Three ask whether anyone is better off; one does not yet."""

from __future__ import annotations

from ci_platform.demonstration.programs import MeasurePlan, ProgramPlan, ThoughtPlan

PROGRAMS = (
    ProgramPlan(
        "ninth-grade-mentors", "bridges", "Ninth-grade mentors",
        "An adult talks with each student every week, knows the attendance and the credits, and calls home before things go wrong.",
        "Ninth graders in six schools who missed more than one day in ten the year before",
        (
            MeasurePlan("mentored-students", "how_much", "Students with a mentor", "Ninth graders who met their mentor at least once in the month.", "students", "count", "month", (188, 203, 214, 221, 219, 226, 231, 228, 236, 241, 238, 247)),
            MeasurePlan("met-every-week", "how_well", "Met every week", "Of the students with a mentor, how many met in each week of the month.", "students", "percent", "month", ((121, 188), (132, 203), (141, 214), (152, 221), (149, 219), (161, 226), (166, 231), (160, 228), (171, 236), (178, 241), (172, 238), (184, 247))),
            MeasurePlan("mentored-on-track", "better_off", "Mentored students on track", "Of the students with a mentor, how many had all credits of ninth grade at the end of the year.", "students", "percent", "school_year", ((88, 171), (104, 182), (121, 199), (138, 214), (159, 236)), is_headline=True),
            MeasurePlan("mentored-attend", "better_off", "Mentored students who come to school", "Of the students with a mentor, how many missed fewer than one day in ten that year.", "students", "percent", "school_year", ((72, 171), (83, 182), (88, 199), (101, 214), (117, 236))),
        ),
        (
            ThoughtPlan("mentored-on-track", "graduation", "Students who finish ninth grade with all credits graduate far more often than those who do not.", "research", "University of Chicago Consortium on School Research, on-track indicator, 2005"),
            ThoughtPlan("mentored-attend", "chronic-absence", "An adult who notices the first missed day keeps it from becoming the tenth.", "practice"),
        ),
        by="eli",
    ),
    ProgramPlan(
        "attendance-teams", "riverside", "Attendance teams (illustrative)",
        "A teacher, a bus driver and a parent look at the list every Monday and call before noon.",
        "Students of Riverside who missed two days or more in the month before",
        (
            MeasurePlan("families-called", "how_much", "Families called", "Families whom a team reached in the month, by call or at the door.", "families", "count", "month", (96, 104, 118, 122, 131, 127, 139, 142, 136, 151)),
            MeasurePlan("called-the-same-week", "how_well", "Called the same week", "Of the families on the list, how many were reached within five school days.", "families", "percent", "month", ((96, 171), (104, 176), (118, 190), (122, 187), (131, 195), (127, 184), (139, 196), (142, 194), (136, 181), (151, 199))),
            MeasurePlan("back-on-track-next-month", "better_off", "Back in school the next month", "Of the students on the list, how many missed at most one day in the next month.", "students", "percent", "month", ((61, 171), (66, 176), (74, 190), (77, 187), (86, 195), (83, 184), (93, 196), (97, 194), (92, 181), (106, 199)), is_headline=True),
        ),
        (ThoughtPlan("back-on-track-next-month", "chronic-absence", "A call before noon turns the second missed day into the last one.", "practice"),),
        by="partner",
    ),
    ProgramPlan(
        "nurse-days", "health", "Nurse days",
        "A school nurse two days a week: glasses, asthma, teeth, and a word with the family.",
        "Students of six schools without a nurse of their own",
        (
            MeasurePlan("nurse-visits", "how_much", "Visits to the nurse", "Visits of students in the quarter.", "visits", "count", "quarter", (410, 455, 320, 468, 502, 489, 351, 517)),
            MeasurePlan("seen-within-two-days", "how_well", "Seen within two days", "Of the students who asked, how many were seen within two school days.", "students", "percent", "quarter", ((301, 402), (338, 441), (262, 311), (371, 455), (407, 486), (398, 471), (301, 344), (441, 503))),
            MeasurePlan("back-within-three-days", "better_off", "Back in school within three days", "Of the students who were sent home, how many were back within three school days.", "students", "percent", "quarter", ((61, 98), (70, 104), (55, 81), (78, 109), (84, 112), (83, 107), (66, 84), (92, 114)), is_headline=True),
        ),
        (ThoughtPlan("back-within-three-days", "chronic-absence", "Illness that is treated early costs two days instead of ten.", "hunch"),),
        by="keisha",
    ),
    ProgramPlan(
        "homework-rooms", "library", "Homework rooms",
        "A quiet room, a computer and somebody who helps, until eight in the evening.",
        "Students of any school near eight branches",
        (MeasurePlan("evenings-used", "how_much", "Evenings used", "Students who stayed at least half an hour, counted each evening of the month.", "evenings", "count", "month", (1420, 1515, 1388, 1602, 1571, 1644)),),
    ),
)  # fmt: skip
