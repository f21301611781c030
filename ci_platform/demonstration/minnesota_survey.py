"""Every Student Graduates: what 412 and then 437 students of two invented schools said, by race, sex and school at once.

The figures are illustrative and say so. Some crossed groups are too small to be shown, which is why they are here.
"""

from __future__ import annotations

from itertools import product

from ci_platform.demonstration.steps import IndicatorPlan, en, indicator
from ci_platform.demonstration.story import Step, Told
from initiatives.actions.populations import add_category, add_dimension, add_population
from initiatives.models import Population
from measurement.actions.imports import bring_figures
from measurement.rules.definitions import Definition

RACES, SEXES, SCHOOLS = (
    ("Black", "White", "Hispanic", "Asian"),
    ("Female", "Male"),
    ("Ridge School", "Lakeview School"),
)
GROUPINGS = (RACES, SEXES, SCHOOLS)
# Students asked and, of these, how many are known well: race, then sex, then school, as `product` runs.
FIRST = ((38, 21), (14, 8), (35, 17), (12, 6), (41, 32), (58, 47), (44, 33), (61, 46), (22, 13), (13, 7), (20, 11), (11, 6), (16, 11), (8, 5), (14, 9), (5, 3))  # fmt: skip
SECOND = ((42, 27), (15, 9), (38, 22), (13, 7), (42, 33), (60, 48), (46, 34), (63, 47), (24, 16), (14, 8), (21, 12), (12, 7), (17, 12), (9, 6), (15, 10), (6, 4))  # fmt: skip
Counts = tuple[int, int]


def asked() -> Population:
    """The students of the two schools."""
    return Population.objects.get(place="Riverside")


KNOWN_WELL = IndicatorPlan(
    key="known-well-at-school",
    result="graduate",
    population=asked,
    listing="secondary",
    gap_dimension="race-ethnicity",
    extract=None,
    definition=Definition(
        name=en("Students whom an adult at school knows well, two schools"),
        sentence=en("{figure} students say that an adult at school knows them well"),
        plain_definition=en(
            "Of all students asked in spring at two schools, those who say that at least one adult there knows them well."
        ),
        technical_definition=en(
            "One question on paper, answered without names. Illustrative figures of two invented schools."
        ),
        why_this_one=en("Students asked for it. Two schools try it before all districts do."),
        who_is_missing=en(
            "Students who were absent that week were not asked. Groups too small to be shown are left out."
        ),
        source=en("Riverside Schools, trial of a yearly question (illustrative)"),
        unit="percent",
        unit_label=en("students"),
        decimals=1,
        direction="up",
        frequency="school_year",
    ),
)


def file_of(year: str, counts: tuple[Counts, ...]) -> bytes:
    """Return a year as a school's spreadsheet gives it: a column for each grouping, every sum among the rows."""
    rows = ["period,Race and ethnicity,Sex,School,numerator,denominator,percent"]
    atoms = dict(zip(product(*GROUPINGS), counts, strict=True))
    for key in product(*(("all", *names) for names in GROUPINGS)):
        fitting = [pair for atom, pair in atoms.items() if all(w in ("all", a) for w, a in zip(key, atom, strict=True))]  # fmt: skip
        students, known = sum(pair[0] for pair in fitting), sum(pair[1] for pair in fitting)
        rows.append(f"{year},{','.join(key)},{known},{students},{100 * known / students:.4f}")
    return "\n".join(rows).encode()


def _schools(told: Told) -> None:
    by = told.director
    add_population(
        name=en("Students of two schools in Riverside (illustrative)"), place="Riverside", by=by, size=1150
    )
    school = add_dimension(name=en("School"), kind="place", by=by)
    for name in SCHOOLS:
        add_category(dimension=school, name=en(name), by=by)


def _answers(days_ago: int, year: str, counts: tuple[Counts, ...], note: str) -> Step:
    def act(told: Told) -> None:
        bring_figures(
            indicator=told.indicators[KNOWN_WELL.key],
            content=file_of(year, counts),
            note=en(note),
            by=told.people["partner"],
            file_name=f"known-well-{year}.csv",
        )

    return Step(days_ago, act, hour=14)


SURVEY: list[Step] = [
    Step(305, _schools, hour=9),
    indicator(304, KNOWN_WELL),
    _answers(300, "2024-25", FIRST, "First trial: 412 students of two schools"),
    _answers(88, "2025-26", SECOND, "Second trial: 437 students of the same schools"),
]
