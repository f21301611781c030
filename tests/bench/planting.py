"""A pytest plugin that plants one bug (CI_PLANT names it), to see that the tests of the same name find it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import django
import pytest
from django.db import connections

django.setup()  # a plugin is read before pytest-django has done it

from initiatives import middleware, tenancy  # noqa: E402
from initiatives.access.viewers import build_viewer  # noqa: E402
from initiatives.management.commands import verify_ledger  # noqa: E402
from initiatives.models import Initiative  # noqa: E402
from tests.personas import OTHER, OWN  # noqa: E402


def _lasting_scope(using: str, initiative_id: int | None) -> None:
    """The scope outlives its transaction and is never closed."""
    if initiative_id and connections[using].in_atomic_block and not connections[using].needs_rollback:
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('app.initiative_id', %s, false)", [str(initiative_id)])


def scope(patch: pytest.MonkeyPatch) -> None:
    """R3: a scope is left behind on the pooled connection."""
    patch.setattr(tenancy, "_tell", _lasting_scope)


def ledger(patch: pytest.MonkeyPatch) -> None:
    """R10: the check finds nothing, whatever it reads."""
    patch.setattr(verify_ledger, "check_ledger", list)


def crossed(patch: pytest.MonkeyPatch) -> None:
    """R2: an address opens the other initiative, as a wrong cache key would."""
    real: Callable[[str], Initiative | None] = middleware.initiative_for
    swapped = {OWN: OTHER, OTHER: OWN}
    patch.setattr(middleware, "initiative_for", lambda slug: real(swapped.get(slug, slug)))


def walker(patch: pytest.MonkeyPatch) -> None:
    """R1: whoever comes is taken for the director."""

    def as_director(person: Any, initiative: Initiative, **options: Any) -> Any:
        return build_viewer(initiative.published_by, initiative)

    patch.setattr(middleware, "build_viewer", as_director)


PLANTS = {plant.__name__: plant for plant in (scope, ledger, crossed, walker)}


def pytest_collection_finish(session: pytest.Session) -> None:
    """Plant when all tests are known."""
    PLANTS[os.environ["CI_PLANT"]](pytest.MonkeyPatch())
