"""`migrate`, as the owner: first gives the application's plain role its rights on all tables to come."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection
from psycopg import sql

from ci_platform.migrating import InFewerBreaths

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


# Django's command offers no other way to choose its executor.
migrate.MigrationExecutor = InFewerBreaths  # type: ignore[attr-defined]


class Command(migrate.Command):
    """Migrates as DATABASE_OWNER_URL."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant, then migrate."""
        owner = connection.settings_dict["USER"]
        if owner != settings.APPLICATION_ROLE:
            with connection.cursor() as cursor:
                for statement in GRANTS:
                    cursor.execute(sql.SQL(statement).format(role=sql.Identifier(settings.APPLICATION_ROLE)))
        super().handle(*args, **options)
