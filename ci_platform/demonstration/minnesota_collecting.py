"""Every Student Graduates: who reports what, what was agreed, corrected, tried. Real figures; the rest is invented."""

from __future__ import annotations

from ci_platform.demonstration import minnesota_figures as f
from ci_platform.demonstration.collecting import (
    AgreementPlan,
    CycleStory,
    DutyPlan,
    NumberPlan,
    agreements,
    answered,
    approved,
    corrected,
    cycle,
    duties,
    mistyped,
    numbers,
    partner_paper,
    problem,
    report,
    rule,
)
from ci_platform.demonstration.story import Step

SLIP = b"period,dimension,category,percent\n2022-23,all,All students,29.5\n"
COLLECTING: list[Step] = [
    mistyped(216, f.ABSENCE, SLIP, "2022-23 as it was read to us"),
    report(213),
    partner_paper(0, "riverside", "partner"),
    corrected(
        211,
        f.ABSENCE,
        "The figure of 2022-23 was misheard when it was read to us. The source says what stands here now.",
        until="2022",
    ),
    answered(204, "chronic-absence", "After 2020 twice as many students stayed away, in every state. The source says the same."),
    approved(396, "graduation", "ingrid", locked=True),
    rule(380, "graduation", "range", "A share of students lies between none and all.", low="0", high="100"),
    rule(380, "graduation", "change_limit", "The whole state has never moved by more in a year.", tolerance="6"),
    *agreements(
        140,
        (
            AgreementPlan("riverside", "Monthly counts of the attendance teams, without names.", "To see whether calls before noon bring students back.", ("families-called", "called-the-same-week", "back-on-track-next-month"), 20, "Luis Andrade"),
            AgreementPlan("bridges", "Monthly counts of mentoring, without names.", "To see whether a weekly talk keeps students on track.", ("mentored-students", "met-every-week"), 400),
        ),
    ),
    *duties(
        76,
        (
            DutyPlan("riverside", "families-called", 25, "partner", needs_agreement=True),
            DutyPlan("riverside", "called-the-same-week", 25, "partner", needs_agreement=True),
            DutyPlan("riverside", "back-on-track-next-month", 45, "partner", needs_agreement=True),
            DutyPlan("bridges", "mentored-students", 20, "eli", needs_agreement=True),
            DutyPlan("bridges", "met-every-week", 20, "eli", needs_agreement=True),
            DutyPlan("health", "nurse-visits", 30, "keisha"),
            DutyPlan("backbone", "graduation", 540, "peter"),
            DutyPlan("backbone", "chronic-absence", 540, "peter"),
        ),
    ),
    *numbers(
        20,
        "partner",
        "riverside",
        (
            NumberPlan("families-called", 263, "Two more schools joined the teams that month, so there are twice as many families on the list."),
            NumberPlan("called-the-same-week", (171, 340), "The same: two schools more, and their lists were long."),
        ),
    ),
    approved(15, "families-called", "peter"),
    *problem(40, "resident", "chronic-absence", "My district counts a late bus as an absence. Others do not. Can the state figure tell them apart?", answer="It cannot: districts send one number. We asked the state to say how each district counts, and put it on the list of data wanted.", outcome="wanted"),
    *problem(9, "funder", "graduation", "The figure for American Indian students changed place in the table between two years. Is it the same group?"),
    *cycle(120, CycleStory("attendance-teams", "called-the-same-week", "Calling before noon", "One school calls every family on the list before noon on Monday instead of by Friday.", "Six of ten families reached in the same week become eight of ten.", ("Ridge School did it for five weeks. Two Mondays were lost to snow.", "Seven of ten were reached. Families said they liked the early call; they could still send the child by bus.", "All schools call before noon from now on. A helper takes over on snow days."), by="partner")),
    *cycle(48, CycleStory("attendance-teams", "back-on-track-next-month", "A word with the bus driver", "The driver tells the team on the same day who was not at the stop.", "Ten students fewer on the list the next month.", ("Three drivers joined. It works by a short message after the morning tour.",), by="partner")),
]  # fmt: skip
