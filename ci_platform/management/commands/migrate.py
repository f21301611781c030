"""`migrate`, as the owner: first gives the application's plain role its rights on all tables to come.

After it the roll-ups that an earlier version of the rules has read are read again, and whom a restored backup has brought
back is erased again.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.commands import migrate
from django.db import connection
from psycopg import sql

from ci_platform.migrating import InFewerBreaths
from initiatives.actions.erasure import erase_again
from measurement.actions.rollups import read_outdated

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)

PARTLY = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "prune")


# Django's command offers no other way to choose its executor.
migrate.MigrationExecutor = InFewerBreaths  # type: ignore[attr-defined]


class Command(migrate.Command):
    """Migrates as DATABASE_OWNER_URL. Of all checks only those that look at models and databases: pages are not read."""

    requires_system_checks = (Tags.models, Tags.database)

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant, migrate, and read again what other rules have read; a part of the way is left at that."""
        owner = connection.settings_dict["USER"]
        if owner != settings.APPLICATION_ROLE:
            with connection.cursor() as cursor:
                for statement in GRANTS:
                    cursor.execute(sql.SQL(statement).format(role=sql.Identifier(settings.APPLICATION_ROLE)))
        super().handle(*args, **options)
        if not any(options[name] for name in PARTLY):
            read_outdated()
            erase_again()
