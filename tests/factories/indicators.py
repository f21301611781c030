"""Results and indicators to hang figures on."""

from __future__ import annotations

from dataclasses import replace

from initiatives.actions.populations import add_population, take_starter_list
from initiatives.models import Dimension, Person, Population
from initiatives.rules.starter_groups import RACE_ETHNICITY, StarterList
from measurement.actions.indicators import add_indicator
from measurement.actions.results import add_result
from measurement.models import Indicator
from measurement.rules.definitions import Definition

GRADUATION = Definition(
    name={"en": "Students who graduate on time"},
    plain_definition={"en": "Of 100 students who start high school, how many graduate within four years."},
    unit="percent",
    direction="up",
    frequency="school_year",
    unit_label={"en": "students"},
    source={"en": "State department of education"},
)


def make_population(*, by: Person) -> Population:
    """Name the population that figures speak of."""
    return add_population(name={"en": "High school students of the harbor"}, place="Harbor County", by=by)


def make_dimension(starter: StarterList = RACE_ETHNICITY, *, by: Person) -> Dimension:
    """Take a starter list; once per test."""
    return Dimension.objects.filter(slug=starter.slug).first() or take_starter_list(starter=starter, by=by)


def make_indicator(
    definition: Definition = GRADUATION, *, by: Person, slug: str = "", **changes: object
) -> Indicator:
    """Add a published indicator of a result of its own."""
    population = make_population(by=by)
    result = add_result(statement={"en": "All students graduate on time"}, population=population, by=by)
    changed = replace(definition, **changes)  # type: ignore[arg-type]
    return add_indicator(result=result, population=population, definition=changed, by=by, slug=slug)
