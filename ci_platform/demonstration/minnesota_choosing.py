"""Every Student Graduates: how the table rated its indicators, and what it cannot see yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from ci_platform.demonstration.choosing import WantedPlan, rating
from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from measurement.actions.calculations import set_calculation
from measurement.actions.indicators import add_indicator
from measurement.actions.readings import answer_reading, say_reading
from measurement.rules.definitions import Definition

RATINGS: list[Step] = [
    rating(1042, "resident", graduation=("HHH", ""), chronic_absence=("HHM", "Every family knows what a missed day is."), belonging=("HHL", "This is the one I would ask first."), third_grade_reading=("HMH", "")),
    rating(1042, "pang", graduation=("HMH", "A diploma is not the same as being ready."), chronic_absence=("HHM", ""), belonging=("HHL", "Nobody counts whether we are known by name.")),
    rating(1041, "partner", graduation=("HHH", ""), chronic_absence=("HHH", "We have it every month."), third_grade_reading=("HHH", ""), eighth_grade_mathematics=("MHH", "")),
    rating(1041, "denise", graduation=("HHH", ""), chronic_absence=("LMM", "In our schools one bus that breaks down makes ten children absent. It says more about roads than about school."), third_grade_reading=("HHH", "")),
    rating(1040, "keisha", graduation=("HHH", ""), chronic_absence=("HHH", ""), eighth_grade_mathematics=("MMH", ""), belonging=("HHM", "")),
    rating(1040, "nora", graduation=("HHH", ""), third_grade_reading=("HHH", ""), college_enrollment=("MHH", "")),
]  # fmt: skip

WANTED = (
    WantedPlan("Whether students feel that they belong, every spring", "We rate it high and cannot see it. One district asks, the others do not.", "riverside", "belonging", 700, 4800, ((60, "planned", ""), (400, "piloting", "Two schools asked 412 students in spring."))),
    WantedPlan("Absence by reason and by bus line, every month", "A sick child and a bus that did not come look the same.", "lakes", "chronic-absence", 180, 0, ((90, "planned", ""),)),
    WantedPlan("Graduation of students in foster care", "The state counts them and does not publish them for each district.", "", "graduation", None, None),
    WantedPlan("Graduation by place, for rural counties", "Nine rural schools disappear in the average of the state.", "lakes", "graduation", 300, 0, ((290, "available", "Published by the state for each district; added to our sources."),)),
    WantedPlan("How many hours students work for pay", "We thought that work keeps them from school.", "employers", "", 200, 2500, ((150, "dropped", "Families said that they would not answer. We ask about evenings instead."),)),
)  # fmt: skip

DISTANCE = Definition(
    name=en("Points behind the nation in graduating"),
    plain_definition=en(
        "How many more of every 100 students graduate on time in the United States than in Minnesota."
    ),
    unit="index",
    unit_label=en("points"),
    direction="down",
    frequency="school_year",
    decimals=1,
    source=en("Calculated from the two graduation rates"),
)


def _distance(told: Told) -> None:
    made = add_indicator(
        result=told.results["graduate"],
        population=told.indicators["graduation"].population,
        definition=DISTANCE,
        by=told.director,
        slug="points-behind-the-nation",
    )
    inputs = {"a": told.indicators["graduation"], "b": told.indicators["graduation-united-states"]}
    set_calculation(indicator=made, expression="b - a", inputs=inputs, by=told.director)


CALCULATED = Step(396, _distance)


def _reading(
    who: str, match: str, words: str, answer: str = "", *, named: bool = False
) -> Callable[[Told], None]:
    def act(told: Told) -> None:
        said = say_reading(
            indicator=told.indicators["graduation"],
            match=match,
            words=words,
            by=told.people[who],
            is_named=named,
        )
        if answer:
            with clock.at(clock.now() + timedelta(days=6)):
                answer_reading(reading=said, answer=answer, by=told.director)

    return act


READINGS: list[Step] = [
    Step(
        360,
        _reading(
            "joseph",
            "no",
            "My nephews left in tenth grade and came back at nineteen. They have a diploma and are in no figure.",
            "You are right: who takes five or six years is not counted as on time. We asked the state for the six-year rate; it stands under data we want.",
            named=True,
        ),
    ),
    Step(340, _reading("rosa", "yes", "", "Thank you.")),
    Step(
        120,
        _reading(
            "amina",
            "partly",
            "It got better in the big schools. In ours the counsellor left and nobody came.",
            "We looked: two schools have no counsellor. Riverside put it on its list for spring.",
        ),
    ),
    Step(
        11, _reading("pang", "no", "They graduate with credits from a computer course. That is not the same.")
    ),
]
