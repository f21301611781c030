"""Migrating in fewer breaths: an empty database in a fraction of the time.

Between two operations Django draws anew every model that is related to the changed one, and here nearly all are
related. Most operations read nothing but the changed model's own columns. So a run of operations of one kind goes to
the state at once, and only the models that the run names are drawn anew; the database still takes one operation after
the other. Before any operation of another kind, such as one in Python, everything is drawn.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    AlterUniqueTogether,
    CreateModel,
    Migration,
    RemoveIndex,
    RunSQL,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import ModelOperation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from initiatives.walls import TenantWalls

RUNS = (
    (CreateModel,),
    (AddField,),
    (AlterField,),
    (AlterModelOptions,),
    (AlterUniqueTogether,),
    (RemoveIndex,),
    (RemoveTrigger,),
    (AddConstraint, AddIndex, AddTrigger),
)


class Together(Operation):
    """A run of operations of one kind, seen by the state as one."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations: list[Any] = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state, and draw anew the models that the run names."""
        drawn = vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn is None:
            return
        names = dict.fromkeys((app_label, model_of(operation)) for operation in self.operations)
        with drawn.bulk_update():
            for name in names:
                drawn.unregister_model(*name)
            drawn.render_multiple([state.models[name] for name in names])
        state.apps = drawn
        state.is_delayed = True

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Change the database, one operation after the other."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)


class WithAllDrawn(Operation):
    """An operation that may look at any model: the ones that still show an earlier neighbour are drawn before it."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.atomic = operation.atomic  # type: ignore[misc]  # as RunPython does

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state as Django does."""
        state.clear_delayed_apps_cache()
        state.is_delayed = False
        self.operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Change the database as Django does."""
        from_state.clear_delayed_apps_cache()
        self.operation.database_forwards(app_label, schema_editor, from_state, to_state)


def model_of(operation: Any) -> str:
    """Return the name of the model that an operation changes."""
    return str(operation.name if isinstance(operation, ModelOperation) else operation.model_name).lower()


def kind_of_run(operation: Operation) -> int | None:
    """Return which kind of run an operation may belong to, if any."""
    if isinstance(operation, AlterField) and _may_have_followers(operation):
        return None
    return next((number for number, kinds in enumerate(RUNS) if isinstance(operation, kinds)), None)


def together(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Put each run of operations of one kind together; give the others all they may look at."""
    for kind, run in groupby(operations, kind_of_run):
        if kind is None:
            yield from (each if _looks_at_no_neighbour(each) else WithAllDrawn(each) for each in run)
        elif RUNS[kind] == (AlterField,):
            yield from map(Together, _each_field_once(run))
        else:
            yield Together(run)


def _may_have_followers(operation: AlterField) -> bool:
    """Whether keys may point at the field, which change with it."""
    field = operation.field
    return bool(field.primary_key or field.unique or field.many_to_many)


def _looks_at_no_neighbour(operation: Operation) -> bool:
    return isinstance(operation, TenantWalls) or (
        isinstance(operation, RunSQL) and not operation.state_operations
    )


def _each_field_once(operations: Iterable[Any]) -> Iterator[list[Operation]]:
    """Cut a run where a field is changed a second time: the first change must be seen before."""
    run: dict[tuple[str, str], Operation] = {}
    for operation in operations:
        name = (model_of(operation), operation.name.lower())
        if name in run:
            yield list(run.values())
            run = {}
        run[name] = operation
    yield list(run.values())


class InFewerBreaths(MigrationExecutor):
    """Django's executor, with the runs put together on the way forwards."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Apply a copy of the migration in which each run is one operation."""
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        shorter = copy.copy(migration)
        shorter.operations = list(together(migration.operations))  # type: ignore[misc]  # a copy's own
        return super().apply_migration(state, shorter)
