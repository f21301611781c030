"""The API asks the same policy as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from initiatives.access.guard import InitiativeRequest
from initiatives.models import Pass
from initiatives.rules.permissions import Permission
from initiatives.rules.policy import can

if TYPE_CHECKING:  # the framework loads this module while it loads its own views
    from rest_framework.views import APIView


class ByPolicy(BasePermission):
    """Lets in by `permission` of the view (reading: SEE_PUBLISHED). A read token never writes."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Ask the one policy."""
        inner = cast(InitiativeRequest, request._request)
        if not hasattr(inner, "viewer"):
            return bool(getattr(view, "is_open_door", False))
        if (
            isinstance(request.auth, Pass)
            and request.auth.scope != "write"
            and request.method not in SAFE_METHODS
        ):
            return False
        verdict = can(inner.viewer, getattr(view, "permission", Permission.SEE_PUBLISHED))
        if not verdict.allowed and not inner.viewer.is_member:
            raise Http404
        return verdict.allowed
