"""Initiatives with synthetic figures, for measuring: made by the actions that everybody uses, the same every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from initiatives.actions.founding import Identity, found, publish
from initiatives.actions.people import make_person
from initiatives.actions.populations import add_category, add_dimension, add_population
from initiatives.models import Dimension, Initiative, Person, Population
from initiatives.tenancy import inside
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import add_indicator
from measurement.actions.results import add_result
from measurement.models import Indicator, Result
from measurement.rules.definitions import Definition
from measurement.rules.library import LIBRARY

LAST_YEAR = 2024
FEWEST = 400  # people in the smallest group: nothing needs to be hidden
CASES, PEOPLE = 7919, 104729  # primes: the figures differ everywhere and come out the same at every run


@dataclass(frozen=True, slots=True)
class Depth:
    """How much one initiative holds: indicators × periods × (groups + the whole) figures."""

    indicators: int = 5
    periods: int = 10
    groups: int = 5

    @property
    def figures(self) -> int:
        """The number of figures of one initiative."""
        return self.indicators * self.periods * (self.groups + 1)


def make_scale(count: int, depth: Depth, *, prefix: str = "scale") -> Iterator[str]:
    """Make the initiatives <prefix>-0001 … that are not there yet, each whole or not at all; yield their slugs."""
    by = make_person(email="scale@people.example.org", name="Sam Scale")
    wanted = [f"{prefix}-{number:04d}" for number in range(1, count + 1)]
    there = set(Initiative.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    for number, slug in enumerate(wanted, start=1):
        if slug not in there:
            _make(slug, number, depth, by)
            yield slug


@transaction.atomic
def _make(slug: str, number: int, depth: Depth, by: Person) -> None:
    identity = Identity(
        name=f"Synthetic initiative {slug}",
        slug=slug,
        geography=f"County {number}",
        tagline={"en": "Made-up figures, for measuring only."},
        is_illustrative=True,
    )
    initiative = found(identity=identity, by=by)
    with inside(initiative.pk):
        publish(initiative=initiative, by=by)
        population = add_population(name={"en": "Everybody in the county"}, place=f"County {number}", by=by)
        result = add_result(statement={"en": "Everybody does well here"}, population=population, by=by)
        dimension = _groups(depth.groups, by)
        for at in range(depth.indicators):
            indicator = _indicator(at, result, population, dimension, by)
            note = {"en": "Synthetic figures"}
            bring_figures(indicator=indicator, content=table(depth, number * 1000 + at), note=note, by=by)


def _groups(count: int, by: Person) -> Dimension:
    dimension = add_dimension(
        name={"en": "District"}, kind="place", slug="district", is_exhaustive=False, by=by
    )
    for number in range(1, count + 1):
        add_category(dimension=dimension, name={"en": f"District {number}"}, slug=f"district-{number}", by=by)
    return dimension


def _indicator(
    at: int, result: Result, population: Population, dimension: Dimension, by: Person
) -> Indicator:
    ready = LIBRARY[at % len(LIBRARY)]
    listing = Indicator.Listing.HEADLINE if at == 0 else Indicator.Listing.SECONDARY
    return add_indicator(
        result=result,
        population=population,
        definition=_numbered(ready.definition, at // len(LIBRARY)),
        by=by,
        slug=f"{ready.key}-{at + 1}",
        listing=listing,
        gap_dimension=dimension,
    )


def _numbered(definition: Definition, turn: int) -> Definition:
    """Return a definition counted by calendar year in percent; from the second turn on with a number in its name."""
    name = {code: f"{text} {turn + 1}" if turn else text for code, text in definition.name.items()}
    return replace(definition, name=name, unit="percent", frequency="calendar_year", multiplier=100)


def table(depth: Depth, salt: int) -> bytes:
    """Return the CSV of one indicator: the whole and each group in every year, all from the salt."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["period", "group", "numerator", "denominator", "percent"])
    for year in range(LAST_YEAR - depth.periods + 1, LAST_YEAR + 1):
        writer.writerows(_rows(year, depth.groups, salt))
    return written.getvalue().encode()


def _rows(year: int, groups: int, salt: int) -> Iterator[tuple[str | int, ...]]:
    for group in range(groups + 1):
        people = FEWEST + (salt * PEOPLE + group * 977) % 4000 + (0 if group else 5000 * groups)
        share = 45 + (salt * 13 + group * 7) % 30 + (salt * CASES + year * 31 + group) % 9
        cases = people * share // 100
        yield (
            year,
            f"District {group}" if group else "All",
            cases,
            people,
            f"{100 * cases / people:.4f}",
        )
