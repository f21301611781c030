"""More First Birthdays, Hamilton County: real figures; partners, people and decisions are invented."""

from __future__ import annotations

from datetime import date, timedelta

from ci_platform.demonstration import achieving
from ci_platform.demonstration import hamilton_figures as f
from ci_platform.demonstration.cast import OUTSIDER, invent
from ci_platform.demonstration.choosing import wanted
from ci_platform.demonstration.hamilton_choosing import WANTED
from ci_platform.demonstration.hamilton_collaboration import COLLABORATION
from ci_platform.demonstration.hamilton_collecting import COLLECTING
from ci_platform.demonstration.hamilton_communicating import COMMUNICATING
from ci_platform.demonstration.hamilton_meetings import MEETINGS
from ci_platform.demonstration.hamilton_plan import PLAN
from ci_platform.demonstration.hamilton_programs import PROGRAMS
from ci_platform.demonstration.hamilton_promises import PROMISES
from ci_platform.demonstration.hamilton_questions import QUESTIONS
from ci_platform.demonstration.hamilton_small_groups import SMALL_GROUPS
from ci_platform.demonstration.hamilton_table import AGENDAS, CALLED, PARTNERS, SEATS
from ci_platform.demonstration.hamilton_turns import TURNS
from ci_platform.demonstration.in_both import IN_HAMILTON
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
    role,
    seat,
    series_break,
    target,
    words_agreed,
)
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from initiatives.actions.founding import Identity, publish
from initiatives.actions.populations import add_category, add_dimension, add_population
from initiatives.actions.restrictions import restrict
from initiatives.models import RoleGroup
from initiatives.rules.roles import Role
from measurement.actions.results import add_result

IDENTITY = Identity(
    name="More First Birthdays",
    slug="more-first-birthdays",
    geography="Hamilton County, Ohio",
    hue="teal",
    zone="America/New_York",
    tagline=en(
        "Every baby born in Hamilton County lives to see a first birthday, in every neighborhood and every family."
    ),
    contact_email="hello@more-first-birthdays.example",
    is_illustrative=True,
    languages=["en", "es"],
)
CAST = (
    OUTSIDER,
    *invent(
        "Monique Ellis",
        "Tasha Greene",
        "Carmen Ruiz",
        "Beth Lowell",
        "Dr. Anand",
        "Ruth Okoro",
        "Will Hargrove",
        "Lena Fischer",
    ),
)
GROUPS = (
    ("white", "White", ()),
    ("black", "Black", ("Black or African American",)),
    ("hispanic", "Hispanic", ("Hispanic or Latino",)),
    ("asian", "Asian", ()),
    ("american-indian", "American Indian or Alaska Native", ("American Indian/Alaska Native",)),
    (
        "pacific-islander",
        "Native Hawaiian or Pacific Islander",
        ("Native Hawaiian/Pacific Islander", "Native Hawaiian/Other Pacific Islander"),
    ),
    ("two-or-more", "Two or more races", ()),
)


def _ground(told: Told) -> None:
    by = told.director
    publish(initiative=told.initiative, by=by)
    births = add_population(name=en("All births in Hamilton County"), place=f.COUNTY, by=by, size=10_000)
    add_population(name=en("All births in Ohio"), place="Ohio", by=by)
    add_population(name=en("All births in the United States"), place="United States", by=by)
    race = add_dimension(
        name=en("Race and ethnicity of the mother"), kind="race_ethnicity", slug="race-ethnicity", by=by
    )
    for slug, name, aliases in GROUPS:
        add_category(dimension=race, name=en(name), by=by, slug=slug, aliases=aliases)
    told.results["birthday"] = add_result(
        statement=en("All babies live to see their first birthday"), population=births, by=by
    )
    told.results["mothers"] = add_result(
        statement=en("All mothers are well, and heard, before and after birth"), population=births, by=by
    )


def _restriction(told: Told) -> None:
    restrict(
        record=told.partners["circle"].record,
        ground="safety",
        reason=en("The address of a shelter stood on the page. It comes back without it."),
        expires_at=clock.now() + timedelta(days=12),
        readers=[RoleGroup.objects.get(role=Role.DIRECTOR).group],
        by=told.director,
    )


STEPS: list[Step] = [
    Step(980, _ground),
    *(partner(970 - 3 * n, plan) for n, plan in enumerate(PARTNERS)),
    role(940, "ruth", Role.STAFF, of="backbone"),
    role(939, "beth", Role.PARTNER, of="clinic"),
    role(939, "monique", Role.PARTNER, of="queens"),
    *(seat(930 - n, plan) for n, plan in enumerate(SEATS)),
    *(step for days, plan in AGENDAS for step in agenda(days, plan)),
    words_agreed(890),
    called(860, CALLED),
    partner(33, IN_HAMILTON),
    *(
        indicator(880 - n, plan)
        for n, plan in enumerate(
            (
                f.MORTALITY,
                f.LOW_WEIGHT,
                f.SLEEP,
                f.MORTALITY_POOLED,
                f.TEEN_BIRTHS,
                f.PRETERM,
                f.SMOKING,
                f.PRENATAL,
                f.MORTALITY_NATION,
            )
        )
    ),
    series_break(
        869,
        "preterm-birth-ohio",
        date(2014, 1, 1),
        "incomparable",
        "New measure",
        "From 2014 on the length of a pregnancy is estimated by a doctor. Earlier figures cannot be compared.",
    ),
    series_break(
        869,
        "infant-mortality-united-states",
        date(2017, 1, 1),
        "caution",
        "New coding of race",
        "The federal coding of race changed for births in 2016 and 2017.",
    ),
    figures(860, f.before_correction(), "Single years to 2020, as first published", until="2020"),
    forecast(
        850,
        "infant-mortality",
        "flat",
        "Care, housing and work of families stay as they were from 2012 to 2020.",
        ahead=6,
    ),
    judgement(
        158,
        "infant-mortality",
        "Fewer babies died than we had to expect. One year of good figures is not yet a turned curve.",
        by="ruth",
    ),
    figures(800, f.MORTALITY, "2020 for Black babies corrected by the source, 2021 added", until="2021"),
    figures(790, f.MORTALITY_NATION, "For comparison, all published years"),
    figures(780, f.PRETERM, "All published years that can be dated"),
    figures(770, f.SMOKING, "Two years"),
    figures(765, f.SLEEP, "Published single years to 2020", until="2020"),
    figures(500, f.MORTALITY, "2022 and 2023 added", until="2023"),
    figures(420, f.MORTALITY_POOLED, "2017 to 2023 together, by group"),
    figures(419, f.LOW_WEIGHT, "2017 to 2023 together, by group"),
    figures(418, f.TEEN_BIRTHS, "2017 to 2023 together, by group"),
    figures(300, f.SLEEP, "2023 and 2024 added"),
    figures(160, f.MORTALITY, "2024 added"),
    *wanted(430, WANTED),
    *TURNS,
    *programs(120, PROGRAMS),
    *COLLECTING,
    *COLLABORATION,
    *PROMISES,
    *achieving.HAMILTON,
    *PLAN,
    *SMALL_GROUPS,
    target(
        868,
        "infant-mortality",
        "5.0",
        date(2030, 12, 31),
        "2030",
        "Agreed at the table: no more than 5 in 1,000, and for no group more than 6.",
        floor="6",
    ),
    target(
        415,
        "low-birth-weight",
        "8.0",
        date(2030, 12, 31),
        "2030",
        "Where the best third of large counties stands.",
    ),
    target(
        299,
        "sleep-related-deaths",
        "5",
        date(2029, 12, 31),
        "2029",
        "Every one of these deaths can be avoided. Five is a station, not the end.",
    ),
    Step(5, _restriction, hour=10),
    *MEETINGS,
    *QUESTIONS,
    *COMMUNICATING,
]
