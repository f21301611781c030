"""A table of what happened, read row by row: each row is a log, or says what is wrong with it and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from initiatives.actions.activity_logs import Happening, problem_words
from initiatives.models import Activity
from initiatives.rules.activity_logs import Counted, kept_hours, problem_of
from initiatives.rules.refusals import RuleBroken
from measurement.imports.grid import Grid, read_named
from measurement.rules.problems import Unreadable
from measurement.rules.values import ValueType, parse_value

COLUMNS = ("date", "activity", "people", "hours", "note")
NEEDED = ("date", "activity")
MOST_ROWS = 500
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row: its number in the file, what was found, and how to mend it."""

    row: int
    found: str
    words: str


@dataclass(slots=True)
class LogTable:
    """A file of logs as it was read."""

    happenings: list[Happening]
    faults: list[RowFault]


def read_logs(
    name: str, content: bytes, activities: Iterable[Activity], *, language: str, today: date
) -> LogTable:
    """Read a CSV file or a workbook. Raises RuleBroken where there is no such table in it."""
    grid = read_named(name, content)
    places = {one: _place(grid, one) for one in COLUMNS}
    if missing := [one for one in NEEDED if places[one] is None]:
        words = _("This table has no column “{name}”. Use the names of the template.")
        raise RuleBroken(words.format(name=missing[0]), field="file")
    if len(grid.rows) > MOST_ROWS:
        raise RuleBroken(_("These are more than 500 rows. Bring them in parts."), field="file")
    known = _by_name(activities)
    table = LogTable([], [])
    for at in range(2, len(grid.rows) + 2):
        cells = {one: grid.cell(at, place).strip() for one, place in places.items()}
        if not any(text for column, text in cells.items() if column != "activity"):
            continue  # a row of the template that nobody filled
        found = _happening(cells, known, language, today)
        if isinstance(found, Happening):
            table.happenings.append(found)
        else:
            table.faults += [RowFault(grid.number(at), cells[column], words) for column, words in found]
    return table


def _place(grid: Grid, name: str) -> int | None:
    headers = [header.strip().casefold() for header in grid.headers]
    return headers.index(name) if name in headers else None


def _by_name(activities: Iterable[Activity]) -> dict[str, Activity]:
    """Return the activities by their number and by their titles in every language."""
    found: dict[str, Activity] = {}
    for one in activities:
        found[str(one.record.number)] = one
        found |= {_plain(title): one for title in one.title.values()}
    return found


def _plain(title: str) -> str:
    return " ".join(title.replace("’", "'").casefold().split())


def _happening(
    cells: dict[str, str], known: dict[str, Activity], language: str, today: date
) -> Happening | list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    activity = known.get(_plain(cells["activity"].lstrip("#")))
    if activity is None:
        faults.append(
            ("activity", _("You carry no activity of this name or number. Copy it from the template."))
        )
    day = _day(cells["date"])
    if day is None:
        faults.append(("date", _("This is not a day. Write it as 2026-10-14.")))
    people, hours = _number(cells["people"]), _number(cells["hours"])
    if people is None or (people != people.to_integral_value()):
        faults.append(
            ("people", _("This is not a number of people. Type one such as 14, or leave it empty."))
        )
    if hours is None:
        faults.append(("hours", _("This is not a number of hours. Type one such as 2.5, or leave it empty.")))
    if faults or activity is None or day is None or people is None or hours is None:
        return faults
    came, lasted = (int(people) if cells["people"] else None), (kept_hours(hours) if cells["hours"] else None)
    counted = Counted(day, came, lasted)
    if problem := problem_of(counted, today=today):
        name, words = problem_words(problem)
        return [("date" if name == "happened_on" else name, words)]
    note = cells["note"][:LONGEST_NOTE]
    return Happening(activity, day, counted.people, counted.hours, {language: note} if note else {})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    """Return the number in a cell, nought for an empty one; None where it is none."""
    if not text:
        return Decimal(0)
    found = parse_value(text)
    if isinstance(found, Unreadable) or found.kind is not ValueType.EXACT:
        return None
    return found.value
