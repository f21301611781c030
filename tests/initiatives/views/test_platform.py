"""How the platform says that it is well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from initiatives.views import platform
from tests.conftest import Browser


@pytest.fixture
def prober(db: None, client_of: Callable[[Any], Browser]) -> Browser:
    return client_of(None)


def test_ready_when_database_tables_and_redis_are_there(prober: Browser) -> None:
    answer = prober.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "database": True, "redis": True, "migrations": True}


def test_without_redis_pages_are_served_and_the_state_is_called_degraded(
    prober: Browser, settings: Any
) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    answer = prober.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "database": True, "redis": False, "migrations": True}


def test_without_a_database_nobody_is_sent_here(prober: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise DatabaseError("away")

    with monkeypatch.context() as away:
        away.setattr(platform.connection, "cursor", refuse)
        answer = prober.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"


def test_while_tables_are_missing_nobody_is_sent_here(
    prober: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform.MigrationExecutor, "migration_plan", lambda *_arguments: ["one"])
    assert prober.get("/readyz").status_code == 503


@pytest.mark.parametrize("path", ["/", "/help/", "/api/v1/docs/", "/api/v1/schema/", "/healthz", "/nothing/"])
def test_a_question_for_the_headers_alone_gets_no_body(prober: Browser, path: str) -> None:
    whole = prober.get(path)
    answer = application_of("HEAD", path)
    assert answer.status_code == whole.status_code
    assert answer.content == b""
    assert int(answer["Content-Length"]) == len(whole.content)


def application_of(method: str, path: str) -> HttpResponse:
    """Ask the product as its server does; the test client would leave the body out by itself."""
    request = WSGIRequest(RequestFactory().generic(method, path, headers={"host": "localhost"}).environ)
    answer = get_wsgi_application().get_response(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_without_scripts_the_documentation_leads_to_the_schema(prober: Browser) -> None:
    assert 'href="/api/v1/schema/"' in prober.get("/api/v1/docs/").content.decode()
