"""The API's manners: pages by cursor, and errors in one form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler

from initiatives.access.guard import Withheld
from initiatives.models import local
from initiatives.rules.refusals import RuleBroken


class ByCursor(CursorPagination):
    """Pages by cursor: stable while rows are added."""

    page_size = 100
    page_size_query_param = "limit"
    max_page_size = 1000
    ordering = "-pk"


def explain(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer every refusal as {"code", "message", "field"}; data that cannot be taken is 422, each fault in `errors`."""
    if isinstance(exc, RuleBroken):
        return Response({"code": "rule_broken", "message": exc.sentence, "field": exc.field}, status=409)
    if isinstance(exc, Withheld):
        stub = {"ground": exc.restriction.ground, "until": exc.restriction.expires_at.isoformat()}
        said = local(exc.restriction.reason)
        return Response({"code": "withheld", "message": said, "field": None, **stub}, status=403)
    if isinstance(exc, ValidationError):
        faults = list(_faults(exc.get_full_details()))
        return Response({**faults[0], "errors": faults}, status=422)
    response = exception_handler(exc, context)
    if response is not None:
        response.data = _flat(exc, response.data)
    return response


def _faults(found: Any, field: str = "") -> Iterator[dict[str, Any]]:
    """Yield every fault of what was sent; `field` is the way to it, such as figures.2.period."""
    if isinstance(found, dict) and set(found) == {"message", "code"}:
        yield {"code": found["code"], "message": str(found["message"]), "field": field or None}
        return
    parts = found.items() if isinstance(found, dict) else enumerate(found)
    for name, part in parts:
        is_fault = isinstance(found, list) and isinstance(part, dict) and set(part) == {"message", "code"}
        own = "" if is_fault or name == "non_field_errors" else str(name)
        yield from _faults(part, ".".join(filter(None, (field, own))))


def _flat(exc: Exception, data: Any) -> dict[str, Any]:
    code = exc.default_code if isinstance(exc, APIException) else "not_found"
    if isinstance(exc, PermissionDenied):
        code = "permission_denied"
    if isinstance(data, dict) and "detail" in data:
        return {"code": getattr(data["detail"], "code", code), "message": str(data["detail"]), "field": None}
    return {"code": code, "message": str(data), "field": None}
