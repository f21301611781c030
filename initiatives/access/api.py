"""The API's side of access: the same policy as the pages, cursors, and errors in one form."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from initiatives.access.guard import InitiativeRequest, Withheld
from initiatives.models import Pass
from initiatives.rules.permissions import Permission
from initiatives.rules.policy import can
from initiatives.rules.refusals import RuleBroken


class ByPolicy(BasePermission):
    """Lets in by `permission` of the view (reading: SEE_PUBLISHED). A read token never writes."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Ask the one policy."""
        inner = cast(InitiativeRequest, request._request)
        if not hasattr(inner, "viewer"):
            return bool(getattr(view, "is_open_door", False))
        if isinstance(request.auth, Pass) and request.auth.scope != "write" and request.method not in SAFE_METHODS:
            return False
        verdict = can(inner.viewer, getattr(view, "permission", Permission.SEE_PUBLISHED))
        if not verdict.allowed and not inner.viewer.is_member:
            raise Http404
        return verdict.allowed


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
        return Response({"code": "withheld", "message": exc.restriction.ground, "field": None, **stub}, status=403)
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
    return {"code": code, "message": str(found[0] if isinstance(found, list) and found else found), "field": field}
