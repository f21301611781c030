"""Programs and their measures."""

from __future__ import annotations

from initiatives.models import Membership, Person
from measurement.actions.programs import Said, add_measure, add_program
from measurement.models import PerformanceMeasure, Program
from measurement.rules.definitions import Definition

BETTER_OFF = Definition(
    name={"en": "Students who catch up on credits"},
    plain_definition={"en": "Of the students in the program, how many are back on track after a year."},
    unit="percent",
    unit_label={"en": "students"},
    direction="up",
    frequency="school_year",
)


def make_program(membership: Membership, *, by: Person, slug: str = "check-in") -> Program:
    """Add a program of a partner."""
    return add_program(
        membership=membership,
        said=Said(
            name={"en": "Check in"},
            purpose={"en": "An adult at school talks with each student every week."},
            customers={"en": "Students who missed many days"},
        ),
        by=by,
        slug=slug,
    )


def make_measure(
    program: Program,
    *,
    by: Person,
    kind: str = "better_off",
    definition: Definition = BETTER_OFF,
    slug: str = "",
) -> PerformanceMeasure:
    """Add a measure of a program."""
    return add_measure(program=program, kind=kind, definition=definition, by=by, slug=slug)
