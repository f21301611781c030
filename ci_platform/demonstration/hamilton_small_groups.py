"""More First Birthdays: deaths of infants in Ohio by race over three years, in which one group is too small to be shown.

The state publishes the deaths of each year and no rate for a race with fewer than ten. Three years are added up, and
those whose race is not known are what the groups leave of the whole: nothing else is worked out, nothing is invented.
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from ci_platform.demonstration.figures import DATA
from ci_platform.demonstration.hamilton_figures import ohio
from ci_platform.demonstration.steps import IndicatorPlan, en, indicator
from ci_platform.demonstration.story import Step, Told
from initiatives.actions.populations import add_category, add_dimension
from measurement.actions.imports import bring_figures
from measurement.rules.definitions import Definition

FILE, YEARS, WINDOW = "ohio_infant_mortality_by_race.csv", ("2015", "2016", "2017"), "2015-2017"
DIMENSION, SLUG = "Race, as Ohio reports it", "race-ohio"
NOT_KNOWN = "Not known"
GROUPS = (
    ("any-white", "White", "White, any ethnicity"),
    ("any-black", "Black", "Black, any ethnicity"),
    ("any-asian", "Asian/Pacific Islander", "Asian or Pacific Islander, any ethnicity"),
    ("any-american-indian", "American Indian", "American Indian, any ethnicity"),
    ("race-not-known", NOT_KNOWN, "Race not known"),
)
"""Slug, the word of the source, and the name here: these races hold people of every ethnicity, those of other pages do not."""
DEATHS = IndicatorPlan(
    key="infant-deaths-ohio-by-race",
    result="birthday",
    population=ohio,
    listing="secondary",
    gap_dimension=SLUG,
    extract=None,
    definition=Definition(
        name=en("Babies who died in Ohio in three years"),
        sentence=en("{figure} babies in Ohio died before their first birthday"),
        plain_definition=en(
            "All babies in Ohio who died before they were one year old, in three years together, by the race that the state recorded."
        ),
        technical_definition=en(
            "Infant deaths of 2015, 2016 and 2017 added up. Those of unknown race are the whole less all groups."
        ),
        why_this_one=en("Behind each rate stand children. This is how many they are."),
        who_is_missing=en(
            "The race of 93 babies was not recorded. We found no births by race in the same source, so this is no rate."
        ),
        source=en("Ohio Department of Health, 2017 Ohio Infant Mortality Data: General Findings"),
        unit="count",
        unit_label=en("babies"),
        direction="down",
        frequency="irregular",
    ),
)


def table() -> bytes:
    """Return the three years as one window: the whole, each race, and those whose race is not known."""
    deaths: Counter[str] = Counter()
    with (DATA / FILE).open(newline="", encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            if row["period"] in YEARS and row["dimension"] in ("all", "race"):
                deaths[row["category"]] += int(row["numerator_deaths"])
    whole = deaths.pop("All")
    deaths[NOT_KNOWN] = whole - deaths.total()
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("period", "dimension", "category", "count"))
    writer.writerow((WINDOW, "", "All", whole))
    writer.writerows((WINDOW, DIMENSION, name, deaths[word]) for _slug, word, name in GROUPS)
    return written.getvalue().encode()


def _groups(told: Told) -> None:
    race = add_dimension(name=en(DIMENSION), kind="race_ethnicity", slug=SLUG, by=told.director)
    for slug, _word, name in GROUPS:
        add_category(dimension=race, name=en(name), by=told.director, slug=slug)


def _figures(told: Told) -> None:
    bring_figures(
        indicator=told.indicators[DEATHS.key],
        content=table(),
        note=en("Three years together, by race"),
        by=told.director,
        file_name=FILE,
    )


SMALL_GROUPS: list[Step] = [
    Step(702, _groups, hour=9),
    indicator(701, DEATHS),
    Step(700, _figures, hour=11),
]
