"""The same initiative with many more rows of every kind, so that a page which asks for each row is found.

Every row is copied: half of its copies hang on what the row hangs on (a list grows), half on the copies of that (there
are more lists). What no copy can be made of is named in ALONE; voters and figures are made by the actions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import DatabaseError, models, transaction

from initiatives.models import Organization, Pass, Person, Record
from initiatives.tenancy import TenantModel, current_initiative

Row = Any
Model = type[Any]

NOT_COPIED = {
    "LedgerEntry": "a chain grows at its end",
    "LedgerPayload": "a chain grows at its end",
    "RoleGroup": "there is one for each role",
    "Due": "work that waits is no content",
    "SentOnce": "a form that was sent is no content",
}
ALONE = {
    "Campaign": "there is one focus at a time",
    "Elector": "the list is frozen when a vote opens",
    "Thread": "each belongs to a record of its own",
    "Vote": "each belongs to a row of that list",
}
BESIDE_THE_WALL = ("Participation", "Affiliation", "RestrictionGroupPermission")
"""Kinds that name an initiative and lie outside its wall."""
DIFFERING = {"RestrictionGroupPermission": {"content_object"}}
"""The fields in which copies differ, where the constraints do not say it."""
CHANGED = {name: {"state": "superseded"} for name in ("CommonAgenda", "Assessment", "ActionPlan")}
"""What a copy says instead, where only one may say it."""


class CannotBeCopied(Exception):
    """A row of which there can be only one."""


@dataclass
class Crowd:
    """The copies that were made of each row, and the kinds of which there are none."""

    times: int
    copies: dict[Model, dict[object, list[Row]]] = field(default_factory=lambda: defaultdict(dict))
    alone: dict[str, str] = field(default_factory=dict)
    _number: Iterator[int] = field(default_factory=lambda: count(1000))

    def fill(self) -> None:
        """Copy every row of the open initiative, what others hang on first."""
        for model in _in_order():
            for row in list(_rows(model)):
                self._try(row)
            if self.copies[model]:
                self.alone.pop(model.__name__, None)

    def _try(self, row: Row) -> None:
        own = row.record if _has_record(type(row)) else None
        try:
            with transaction.atomic():
                differing = _differing(row)
                if own is not None:  # a part goes where its whole goes
                    moves = any(one.name in differing for one in _keys(type(row)))
                    self._copy(own, {"number", "part_of"} if moves else {"number"})
                self._copy(row, differing)
        except (DatabaseError, CannotBeCopied) as trouble:
            self.copies[Record].pop(own and own.pk, None)
            self.alone[type(row).__name__] = str(trouble).partition("\n")[0]

    def _copy(self, row: Row, differing: set[str]) -> None:
        made = [self._copied(row, nth, differing) for nth in range(self.times)]
        self.copies[type(row)][row.pk] = type(row)._base_manager.bulk_create(made)

    def _copied(self, row: Row, nth: int, differing: set[str]) -> Row:
        values = {}
        for one in row._meta.concrete_fields:
            if one.primary_key:
                continue
            value, must = getattr(row, one.attname), one.name in differing
            if one.is_relation:
                value = self._key(one, value, nth, must=must or one.unique)
            elif must and value is not None:
                value = self._another(one, value)
            values[one.attname] = value
        return type(row)(**values | CHANGED.get(type(row).__name__, {}))

    def _key(self, one: Any, value: object, nth: int, *, must: bool) -> object:
        """Return what a copy hangs on: what the row hangs on, or the copy of that with the same number."""
        there = self.copies[one.related_model].get(value)
        if there and (must or nth % 2):
            return there[nth].pk
        if must and value is not None and not one.null:
            raise CannotBeCopied(f"there are no copies of its {one.name}")
        return None if must else value

    def _another(self, one: Any, value: Any) -> object:
        number = next(self._number)
        if isinstance(value, date):
            return value + timedelta(days=number)
        if isinstance(value, int):
            return number
        said = f"{number}{value}" if isinstance(one, models.EmailField) else f"{value}-{number}"
        return said[-one.max_length :] if one.max_length else said


def _rows(model: Model) -> models.QuerySet[Row]:
    here, rows = current_initiative(), model._base_manager.order_by("pk")
    if model is Group:
        return rows.filter(body__initiative_id=here)
    return rows.filter(initiative_id=here) if hasattr(model, "initiative") else rows


def _in_order() -> list[Model]:
    """Return all kinds of content, what others hang on first. A record is copied with what it is the record of."""
    ordered: dict[Model, None] = {}
    seen: set[Model] = set()

    def visit(model: Model) -> None:
        if model in seen or not _is_content(model):
            return
        seen.add(model)
        for one in _keys(model):
            visit(one.related_model)
        ordered[model] = None

    for model in apps.get_models():
        visit(model)
    return [model for model in ordered if model is not Record]


def _is_content(model: Model) -> bool:
    if model in (Person, Organization, Group, Pass):
        return True
    is_here = issubclass(model, TenantModel) or model.__name__ in BESIDE_THE_WALL
    return is_here and not hasattr(model, "pgh_tracked_model") and model.__name__ not in NOT_COPIED


def _keys(model: Model) -> list[Any]:
    return [one for one in model._meta.concrete_fields if one.is_relation]


def _has_record(model: Model) -> bool:
    return any(one.name == "record" and one.unique for one in _keys(model))


def _differing(row: Row) -> set[str]:
    """Return the fields in which the copies of a row must differ, so that nothing is there twice that may be once."""
    fields = {one.name: one for one in row._meta.concrete_fields}
    once = [[name] for name, one in fields.items() if one.unique and not one.primary_key]
    once += [list(one.fields) for one in row._meta.constraints if _holds_for(one, row)]
    found = set(DIFFERING.get(type(row).__name__, ()))
    for names in once:
        able = [(_ease(fields[name]), -at, name) for at, name in enumerate(names) if name != "initiative"]
        if able and not any(fields[name].unique and fields[name].is_relation for name in names):
            found.add(min(able)[2])
    return found


def _holds_for(constraint: Any, row: Row) -> bool:
    if not isinstance(constraint, models.UniqueConstraint):
        return False
    same = type(row)._base_manager.filter(pk=row.pk)
    return constraint.condition is None or same.filter(constraint.condition).exists()


def _ease(one: Any) -> int:
    """Return how easily a field becomes another: a number, what it hangs on, a day, a text."""
    kinds = (models.IntegerField, models.ForeignKey, models.DateField, models.CharField)
    return next((at for at, kind in enumerate(kinds) if isinstance(one, kind)), len(kinds))
