"""The API asks the same policy as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from initiatives.access.guard import InitiativeRequest
from initiatives.models import Pass
from initiatives.right_words import right_name
from initiatives.rules.permissions import Permission
from initiatives.rules.policy import can

if TYPE_CHECKING:  # the framework loads this module while it loads its own views
    from rest_framework.views import APIView


class ByPolicy(BasePermission):
    """Lets in by `permission` of the view, writing by `writing_permission` where there is one.

    A read token never writes. Strangers get 404; members the reason, which is a right or the token's scope.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Ask the one policy."""
        inner = cast(InitiativeRequest, request._request)
        if not hasattr(inner, "viewer"):
            return bool(getattr(view, "is_open_door", False))
        asked = _asked(request, view)
        if not can(inner.viewer, asked).allowed:
            if not inner.viewer.is_member:
                raise Http404
            words = _("This needs the right “{right}”, which your roles here do not have.")
            raise PermissionDenied(words.format(right=right_name(asked)), code="no_right")
        if _is_reading(request):
            words = _("This token only reads. Make one that may write under Settings.")
            raise PermissionDenied(words, code="read_only_token")
        return True


def _asked(request: Request, view: APIView) -> Permission:
    asked: Permission = getattr(view, "permission", Permission.SEE_PUBLISHED)
    writing: Permission | None = getattr(view, "writing_permission", None)
    return asked if request.method in SAFE_METHODS else writing or asked


def _is_reading(request: Request) -> bool:
    token: object = request.auth
    return isinstance(token, Pass) and token.scope != "write" and request.method not in SAFE_METHODS
