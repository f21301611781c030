"""The migration operation that writes the second and the third wall for tenant tables."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SCOPE = "NULLIF(current_setting('app.initiative_id', true), '')::bigint"


class TenantWalls(Operation):
    """Row-level security, the key (initiative_id, id), composite foreign keys and the default of initiative_id.

    Safe to run again for a table that has got new foreign keys since.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, *names: str) -> None:
        """Take the model names of this app whose tables get their walls."""
        self.names = names

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        """Return what a migration file needs to write this operation down."""
        return self.__class__.__name__, list(self.names), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's view of the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Write the walls of all tables first, then the composite keys that lean on them."""
        found = [to_state.apps.get_model(app_label, name) for name in self.names]
        for model in found:
            for statement in wall_statements(model):
                schema_editor.execute(statement)
        for model in found:
            for statement in key_statements(model, to_state.apps):
                schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The tables go as a whole; walls are never taken down alone."""

    def describe(self) -> str:
        """Say what this does, for `migrate`."""
        return f"Write the tenant walls of {', '.join(self.names)}"


def wall_statements(model: type[models.Model]) -> list[str]:
    """Return the SQL for row-level security, the default and the tenant key of one table."""
    table = model._meta.db_table
    statements = [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS one_initiative ON "{table}"',
        (
            f'CREATE POLICY one_initiative ON "{table}" '
            f"USING (initiative_id = {SCOPE}) WITH CHECK (initiative_id = {SCOPE})"
        ),
        f'ALTER TABLE "{table}" ALTER COLUMN initiative_id SET DEFAULT {SCOPE}',
    ]
    if model._meta.pk.column == "id":
        statements.append(_once(table, "tenant_key", "UNIQUE (initiative_id, id)"))
    return statements


def key_statements(model: type[models.Model], apps: Apps) -> list[str]:
    """Return the SQL of the composite foreign keys of one table: (initiative_id, x_id) → (initiative_id, id).

    What a key points at is looked up in `apps`: the field itself may still show it as it was some operations ago.
    """
    table = model._meta.db_table
    return [
        _once(
            table,
            f"{field.column}_tenant",
            f'FOREIGN KEY (initiative_id, "{field.column}") '
            f'REFERENCES "{field.related_model._meta.db_table}" (initiative_id, id) DEFERRABLE INITIALLY DEFERRED',
        )
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and is_tenant(apps.get_model(field.related_model._meta.label))
    ]


def is_tenant(model: Any) -> bool:
    """Whether rows of this model belong to one initiative and stand behind the walls."""
    return (
        any(f.column == "initiative_id" for f in model._meta.local_fields) and model._meta.pk.column == "id"
    )


def _once(table: str, name: str, definition: str) -> str:
    label = f"{table}_{name}"[:63]
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{label}' "
        f"AND conrelid = '\"{table}\"'::regclass) THEN "
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{label}" {definition}; END IF; END $$'
    )
