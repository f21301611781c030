"""System checks of the platform: what must be true before it serves anybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection


@register(Tags.database)
def application_role_is_plain(app_configs: Any, databases: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to run as a role that row-level security does not bind."""
    if settings.AS_OWNER or not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        owned = cursor.fetchone()
    if (row and row[0]) or (owned and owned[0]):
        return [
            Error(
                "DATABASE_URL connects as a role that owns tables or passes row-level security by.",
                hint="Use a plain role there (LOGIN NOSUPERUSER NOBYPASSRLS) and the owner in DATABASE_OWNER_URL.",
                id="ci.E001",
            )
        ]
    return []
