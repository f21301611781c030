"""A pytest plugin that plants one bug (CI_PLANT names it), to see that the tests of the same name find it."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from typing import Any

import django
import pytest
from django.db import connections
from django.forms import CharField

django.setup()  # a plugin is read before pytest-django has done it

from engagement.actions import opening  # noqa: E402
from engagement.actions.box import FULL  # noqa: E402
from engagement.models import Decision  # noqa: E402
from initiatives import middleware, tenancy  # noqa: E402
from initiatives.access import Entered, enter, entrance, viewsets  # noqa: E402
from initiatives.access.viewers import build_viewer  # noqa: E402
from initiatives.actions import erasure as erasing  # noqa: E402
from initiatives.forms.backbone import TermForm  # noqa: E402
from initiatives.management.commands import verify_ledger  # noqa: E402
from initiatives.models import Initiative, Person  # noqa: E402
from initiatives.models.doors import PassQuerySet  # noqa: E402
from measurement.rules import values  # noqa: E402
from tests.personas import OTHER, OWN  # noqa: E402


def _lasting_scope(using: str, initiative_id: int | None) -> None:
    """The scope outlives its transaction and is never closed."""
    if initiative_id and connections[using].in_atomic_block and not connections[using].needs_rollback:
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('app.initiative_id', %s, false)", [str(initiative_id)])


def scope(patch: pytest.MonkeyPatch) -> None:
    """R3: a scope is left behind on the pooled connection, by the way in as well as by what opens one later."""
    lasting = entrance._SCOPE.sql.replace("id::text, true)", "id::text, false)")
    assert lasting != entrance._SCOPE.sql
    patch.setattr(entrance, "_SCOPE", replace(entrance._SCOPE, sql=lasting))
    patch.setattr(tenancy, "_tell", _lasting_scope)


def ledger(patch: pytest.MonkeyPatch) -> None:
    """R10: the check finds nothing, whatever it reads."""
    patch.setattr(verify_ledger, "check_ledger", list)


def erasure(patch: pytest.MonkeyPatch) -> None:
    """R10: only the login is erased, and what somebody wrote in an initiative is passed over."""
    patch.setattr(erasing, "_erase_here", lambda person, marks, why: None)


def crossed(patch: pytest.MonkeyPatch) -> None:
    """R2: an address opens the other initiative, as a wrong cache key would."""
    swapped = {OWN: OTHER, OTHER: OWN}

    def elsewhere(slug: str) -> Entered | None:
        return enter(swapped.get(slug, slug))

    patch.setattr(middleware, "enter", elsewhere)


def walker(patch: pytest.MonkeyPatch) -> None:
    """R1: whoever comes is taken for the director."""

    def as_director(person: Any, initiative: Initiative, **options: Any) -> Any:
        return build_viewer(initiative.published_by, initiative)

    patch.setattr(middleware, "build_viewer", as_director)


def anybody(patch: pytest.MonkeyPatch) -> None:
    """R2: a form offers its own people and takes everybody on the platform."""
    real = TermForm.__init__

    def wide(self: Any, *args: Any, **kwargs: Any) -> None:
        real(self, *args, **kwargs)
        for name in ("person", "alternate") if self.is_bound else ():
            self.fields[name].queryset = Person.objects.all()

    patch.setattr(TermForm, "__init__", wide)


def unpublished(patch: pytest.MonkeyPatch) -> None:
    """R2: the answer about an unpublished initiative says that there is one."""
    real = middleware.not_there

    def telling(request: Any) -> Any:
        response = real(request)
        if Initiative.objects.filter(slug=request.path.split("/")[2]).exists():
            response["X-Initiative"] = "draft"
        return response

    patch.setattr(middleware, "not_there", telling)


def box(patch: pytest.MonkeyPatch) -> None:
    """R5: voters do not share the lock on the box, so that a close counts while some of them are still voting."""
    patch.setattr(
        opening, "share_box", lambda decision: Decision.objects.select_related(*FULL).get(pk=decision.pk)
    )


def floats(patch: pytest.MonkeyPatch) -> None:
    """R11: a cell is a figure wherever Python makes a float of it."""
    real = values._parse_number

    def lenient(text: str, body: str, style: Any) -> Any:
        try:
            return Decimal(str(float(body)))
        except ValueError:
            return real(text, body, style)

    patch.setattr(values, "_parse_number", lenient)


def words_for_numbers(patch: pytest.MonkeyPatch) -> None:
    """R13: a filter gives any words to a column of numbers."""
    patch.setattr(viewsets.WholeNumber, "field_class", CharField)


def lasting(patch: pytest.MonkeyPatch) -> None:
    """R14: a secret opens for ever: nothing runs out, is taken back or used up."""
    patch.setattr(PassQuerySet, "usable", lambda rows, *, at: rows)


PLANTS = {
    plant.__name__: plant
    for plant in (
        scope,
        ledger,
        erasure,
        crossed,
        walker,
        anybody,
        unpublished,
        box,
        floats,
        words_for_numbers,
        lasting,
    )
}


def pytest_collection_finish(session: pytest.Session) -> None:
    """Plant when all tests are known."""
    PLANTS[os.environ["CI_PLANT"]](pytest.MonkeyPatch())
