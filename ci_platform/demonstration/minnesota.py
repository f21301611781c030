"""Every Student Graduates, Minnesota: real figures; partners, people and decisions are invented."""

from __future__ import annotations

from datetime import date, timedelta

from ci_platform.demonstration import achieving
from ci_platform.demonstration import minnesota_figures as f
from ci_platform.demonstration.cast import DEMONSTRATION, invent
from ci_platform.demonstration.choosing import wanted
from ci_platform.demonstration.in_both import IN_MINNESOTA
from ci_platform.demonstration.minnesota_after import AFTER
from ci_platform.demonstration.minnesota_again import AGAIN
from ci_platform.demonstration.minnesota_backbone import BACKBONE
from ci_platform.demonstration.minnesota_choosing import CALCULATED, RATINGS, READINGS, WANTED
from ci_platform.demonstration.minnesota_collaboration import COLLABORATION
from ci_platform.demonstration.minnesota_collecting import COLLECTING
from ci_platform.demonstration.minnesota_communicating import COMMUNICATING
from ci_platform.demonstration.minnesota_engagements import ENGAGEMENTS
from ci_platform.demonstration.minnesota_meetings import MEETINGS
from ci_platform.demonstration.minnesota_plan import PLAN
from ci_platform.demonstration.minnesota_programs import PROGRAMS
from ci_platform.demonstration.minnesota_promises import PROMISES
from ci_platform.demonstration.minnesota_survey import SURVEY
from ci_platform.demonstration.minnesota_table import AGENDAS, CALLED, PARTNERS, SEATS
from ci_platform.demonstration.minnesota_turns import TURNS
from ci_platform.demonstration.programs import programs
from ci_platform.demonstration.steps import (
    agenda,
    called,
    en,
    figures,
    forecast,
    indicator,
    judgement,
    partner,
    principle,
    role,
    seat,
    series_break,
    target,
    words_agreed,
)
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from initiatives.actions.founding import Identity, publish
from initiatives.actions.invitations import invite
from initiatives.actions.populations import add_population, take_starter_list
from initiatives.actions.restrictions import approve_restriction, ask_for_review, restrict
from initiatives.models import RoleGroup
from initiatives.rules import starter_groups
from initiatives.rules.roles import Role
from measurement.actions.imports import bring_figures, bring_import
from measurement.actions.releases import withdraw_release
from measurement.actions.results import add_result

IDENTITY = Identity(
    name="Every Student Graduates",
    slug="every-student-graduates",
    geography="Minnesota",
    hue="plum",
    zone="America/Chicago",
    tagline=en(
        "Every student in Minnesota finishes high school on time, whoever they are and wherever they live."
    ),
    contact_email="hello@every-student-graduates.example",
    is_illustrative=True,
    languages=["en", "es"],
)
CAST = (
    *DEMONSTRATION,
    *invent(
        "Amina Warsame", "Joseph Redday", "Pang Vang", "Rosa Delgado", "Denise Carter", "Eli Novak", "Nora Hassan",
        "Peter Lund", "Keisha Brown", "Sam Whitebird", "Ingrid Dahl", "Marcus Hill", "June Park", "Dawit Tesfaye",
    ),
)  # fmt: skip


def _ground(told: Told) -> None:
    by = told.director
    publish(initiative=told.initiative, by=by)
    students = add_population(
        name=en("Public school students in Minnesota"), place="Minnesota", by=by, size=870_000
    )
    add_population(name=en("Public school students in the United States"), place="United States", by=by)
    for starter in ("RACE_ETHNICITY", "SEX", "INCOME", "LANGUAGE", "DISABILITY", "HOUSING"):
        take_starter_list(starter=getattr(starter_groups, starter), by=by)
    told.results["graduate"] = add_result(
        statement=en("All students graduate on time and ready for what comes next"),
        population=students,
        by=by,
    )
    told.results["ready"] = add_result(
        statement=en("All children read and reckon well on the way there"), population=students, by=by
    )


def _too_early(told: Told) -> None:
    """A release with a misread column, taken back the same day."""
    wrong = b"period,dimension,category,percent\n2019-20,all,All students,38\n"
    release = bring_figures(
        indicator=told.indicators["graduation"],
        content=wrong,
        note=en("Class of 2020, first figures"),
        by=told.people["partner"],
        file_name="class-of-2020.csv",
    )
    with clock.at(clock.now() + timedelta(hours=2)):
        withdraw_release(
            release=release,
            reason=en("A typing error: 38 instead of 83.8. The right figures follow."),
            by=told.director,
        )


def _waiting_import(told: Told) -> None:
    """A file whose rows need somebody: an unknown group, a percentage over 100, and a mark that nobody can read."""
    content = (
        b"school_year,dimension,category,percent\n2020-21,all,All students,83.3\n2020-21,race_ethnicity,Black,73\n"
        b"2020-21,race_ethnicity,Somali,71\n2020-21,race_ethnicity,White,187\n2020-21,disability,Students with disabilities,about 65\n"
    )
    bring_import(
        indicator=told.indicators["graduation"],
        file_name="class-of-2021-draft.csv",
        content=content,
        by=told.people["partner"],
    )


def _restrictions(told: Told) -> None:
    staff = [RoleGroup.objects.get(role=Role.STAFF).group, RoleGroup.objects.get(role=Role.DIRECTOR).group]
    restrict(
        record=told.partners["bridges"].record,
        ground="legal_or_contract",
        reason=en("The partner’s new lease is not signed yet. The page opens when it is."),
        expires_at=clock.now() + timedelta(days=26),
        readers=staff,
        by=told.director,
    )
    long = restrict(
        record=told.indicators["dropping-out"].record,
        ground="data_quality_hold",
        reason=en("The source corrected one year. We check all three before we show them again."),
        expires_at=clock.now() + timedelta(days=90),
        readers=staff,
        by=told.director,
    )
    approve_restriction(restriction=long, by=told.people["ingrid"])
    ask_for_review(
        restriction=long,
        words="Three years of figures cannot take three months to check. When will we see them?",
        by=told.people["resident"],
    )


def _invite(told: Told) -> None:
    invite(
        email="new.teacher@people.example.org",
        role=Role.PARTNER,
        by=told.director,
        message="We would like you at the table.",
    )


STEPS: list[Step] = [
    Step(1210, _ground),
    *(partner(1200 - 3 * n, plan) for n, plan in enumerate(PARTNERS)),
    role(1170, "partner", Role.PARTNER, of="riverside"),
    role(1170, "resident", Role.RESIDENT),
    role(1170, "funder", Role.FUNDER, of="commonwealth"),
    role(1170, "ingrid", Role.STAFF, of="backbone"),
    role(1170, "peter", Role.DATA_STEWARD, of="backbone"),
    *(seat(1160 - n, plan) for n, plan in enumerate(SEATS)),
    *(step for days, plan in AGENDAS for step in agenda(days, plan)),
    principle(560, "Families and students decide with us. Advice is not deciding."),
    principle(24, "Distance keeps nobody out: whoever lives far away takes part online, with the same vote."),
    partner(41, IN_MINNESOTA),
    words_agreed(1090),
    called(1075, CALLED),
    *(
        indicator(1050 - n, plan)
        for n, plan in enumerate(
            (
                f.GRADUATION,
                f.ABSENCE,
                f.READING,
                f.MATHEMATICS,
                f.COLLEGE,
                f.DROPOUT,
                f.BELONGING,
                f.GRADUATION_NATION,
            )
        )
    ),
    series_break(
        1035,
        "graduation",
        date(2016, 8, 1),
        "caution",
        "New method",
        "From the class of 2017 on the state counts in a new way. Compare with caution.",
    ),
    series_break(
        1035,
        "third-grade-reading",
        date(2013, 1, 1),
        "incomparable",
        "New test",
        "A new, harder test began in 2013. Earlier figures cannot be compared.",
    ),
    target(
        1034,
        "graduation",
        "90",
        date(2020, 6, 30),
        "2020",
        "The state’s own goal: 90 of 100 overall, and no group under 85.",
        floor="85",
    ),
    figures(1030, f.GRADUATION, "Classes of 2011 to 2016", until="2015"),
    forecast(
        1024,
        "graduation",
        "linear",
        "Schools, money and rules go on as in the classes of 2011 to 2016.",
        ahead=5,
    ),
    figures(1029, f.GRADUATION_NATION, "For comparison, all published years"),
    figures(1025, f.READING, "All published years"),
    figures(1020, f.MATHEMATICS, "All published tests to 2019", until="2019"),
    figures(1015, f.COLLEGE, "All published years"),
    figures(1010, f.DROPOUT, "Three years"),
    figures(900, f.ABSENCE, "School years to 2021-22", until="2021"),
    forecast(
        890,
        "chronic-absence",
        "damped",
        "The jump after 2020 goes on, and slows down as schools stay open.",
        ahead=4,
        by="ingrid",
    ),
    judgement(
        205,
        "chronic-absence",
        "Fewer students miss school than in the worst year. It is not yet clear that this is our doing.",
        by="ingrid",
    ),
    figures(610, f.GRADUATION, "Classes of 2018 and 2019 added", until="2018"),
    Step(402, _too_early, hour=10),
    figures(401, f.GRADUATION, "Class of 2020 added"),
    judgement(
        394,
        "graduation",
        "It still rises, and more slowly than before. We do not take credit for a line that was rising anyway.",
    ),
    figures(398, f.MATHEMATICS, "Tests of 2022 and 2024 added", by="peter"),
    figures(210, f.ABSENCE, "Two more school years", by="peter"),
    target(
        385,
        "graduation",
        "90",
        date(2030, 8, 31),
        "2030",
        "The table kept the goal and gave it a new date after the old one was missed.",
        floor="85",
    ),
    target(
        384,
        "chronic-absence",
        "15",
        date(2029, 8, 31),
        "2029",
        "Back to where it was before 2020, agreed at the table.",
    ),
    target(
        383, "eighth-grade-mathematics", "295", date(2030, 6, 30), "2030", "Where Minnesota stood in 2013."
    ),
    *RATINGS,
    CALCULATED,
    *READINGS,
    *wanted(700, WANTED),
    *TURNS,
    *programs(150, PROGRAMS),
    *COLLECTING,
    *PLAN,
    *SURVEY,
    *ENGAGEMENTS,
    *AGAIN,
    *AFTER,
    *BACKBONE,
    *COLLABORATION,
    *PROMISES,
    *achieving.MINNESOTA,
    *MEETINGS,
    *COMMUNICATING,
    Step(20, _restrictions, hour=10),
    Step(9, _invite),
    Step(2, _waiting_import, hour=13),
]
