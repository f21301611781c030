"""What every address of the API that writes shares: how often, once only, and how it is written down in the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # the framework loads this module while it loads its own views
    from rest_framework.views import APIView

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="8 to 80 characters that you make up. The same key with the same request gets the same answer, "
    "and nothing is done twice.",
)


class WritingSlowly(UserRateThrottle):
    """Counts what is sent; reading has a limit of its own."""

    scope = "writing"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Let reading pass."""
        return request.method in SAFE_METHODS or super().allow_request(request, view)


THROTTLES = (AnonRateThrottle, UserRateThrottle, WritingSlowly)


class FaultSerializer(serializers.Serializer[object]):
    """One thing that is wrong with what was sent."""

    code = serializers.CharField()
    message = serializers.CharField()
    field = serializers.CharField(allow_null=True)


class RefusalSerializer(FaultSerializer):
    """Why something was refused; where several things are wrong, all of them."""

    errors = FaultSerializer(many=True, required=False)  # type: ignore[assignment]  # the framework uses the name itself


REFUSALS = {
    400: RefusalSerializer,
    401: RefusalSerializer,
    403: RefusalSerializer,
    404: RefusalSerializer,
    409: RefusalSerializer,
    422: RefusalSerializer,
    429: RefusalSerializer,
}
"""The refusals of every address that writes, for its schema."""
