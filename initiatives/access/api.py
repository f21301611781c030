"""The API's manners: pages by cursor, and errors in one form."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from rest_framework.exceptions import APIException
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler

from initiatives.access.guard import Withheld
from initiatives.rules.refusals import RuleBroken


class ByCursor(CursorPagination):
    """Pages by cursor: stable while rows are added."""

    page_size = 100
    page_size_query_param = "limit"
    max_page_size = 1000
    ordering = "-pk"


def explain(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer every refusal as {"code", "message", "field"}."""
    if isinstance(exc, RuleBroken):
        return Response({"code": "rule_broken", "message": exc.sentence, "field": exc.field}, status=409)
    if isinstance(exc, Withheld):
        stub = {"ground": exc.restriction.ground, "until": exc.restriction.expires_at.isoformat()}
        return Response(
            {"code": "withheld", "message": exc.restriction.ground, "field": None, **stub}, status=403
        )
    response = exception_handler(exc, context)
    if response is not None:
        response.data = _flat(exc, response.data)
    return response


def _flat(exc: Exception, data: Any) -> dict[str, Any]:
    code = exc.default_code if isinstance(exc, APIException) else "not_found"
    if isinstance(exc, PermissionDenied):
        code = "permission_denied"
    if isinstance(data, dict) and "detail" in data:
        return {"code": getattr(data["detail"], "code", code), "message": str(data["detail"]), "field": None}
    field = next(iter(data), None) if isinstance(data, dict) else None
    found = data[field] if isinstance(data, dict) and field is not None else data
    return {
        "code": code,
        "message": str(found[0] if isinstance(found, list) and found else found),
        "field": field,
    }
