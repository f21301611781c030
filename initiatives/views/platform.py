"""Pages that belong to no initiative: help, display, and how the platform is."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from redis import Redis
from redis.exceptions import RedisError

from initiatives.access import open_door
from initiatives.accounts import safe_next

YEAR = 60 * 60 * 24 * 365
CHOICES = {
    "theme": (settings.THEME_COOKIE_NAME, ("light", "dark")),
    "text": ("text", ("normal", "large")),
    "language": (settings.LANGUAGE_COOKIE_NAME, tuple(code for code, _name in settings.LANGUAGES)),
}


@open_door
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain by task how things are done here."""
    return render(request, "initiatives/platform/help.html")


@open_door
def display(request: HttpRequest) -> HttpResponse:
    """Keep theme, size of text or language in a cookie, and go back."""
    response = redirect(safe_next(request) or "/")
    for name, (cookie, allowed) in CHOICES.items():
        wanted = request.POST.get(name) or request.GET.get(name)
        if wanted in allowed:
            response.set_cookie(
                cookie, wanted, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True
            )
    return response


@open_door
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse("ok", content_type="text/plain")


@open_door
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether pages can be served; 503 until the database and its tables are there.

    Without Redis pages are served all the same and work is done later, so that is told and turns nobody away.
    """
    found = {"database": _database_is_there(), "redis": _redis_is_there()}
    found["migrations"] = found["database"] and _is_migrated()
    is_ready = found["database"] and found["migrations"]
    word = "not ready" if not is_ready else "ready" if found["redis"] else "degraded"
    return JsonResponse({"status": word, **found}, status=200 if is_ready else 503)


def _database_is_there() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_is_there() -> bool:
    try:
        with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as redis:
            return bool(redis.ping())
    except (RedisError, OSError):
        return False


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
