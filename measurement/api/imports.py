"""Bringing figures by programs: files and rows that wait as imports, their release, and a few figures at once."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from initiatives.access.guard import InitiativeRequest
from initiatives.access.viewsets import ReadingViewSet
from initiatives.access.writing import KEY, REFUSALS, THROTTLES
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import Viewer
from measurement.actions.import_looks import is_large
from measurement.actions.imports import bring_import
from measurement.actions.large_imports import ask_for_publishing
from measurement.actions.sent_figures import release_import
from measurement.api.figures import ReleaseSerializer
from measurement.api.import_data import (
    BringSerializer,
    ImportDetailSerializer,
    ImportSerializer,
    ProgressSerializer,
    ReleasingSerializer,
    address_of,
    progress_of,
)
from measurement.imports.sent import table_of_rows
from measurement.models import Import


class ImportViewSet(ReadingViewSet[Import]):
    """Brought files. Sending one publishes nothing; its release does."""

    permission = Permission.DATA_SUBMIT
    is_conditional = False
    serializer_class = ImportSerializer
    parser_classes = (JSONParser, MultiPartParser)
    throttle_classes = THROTTLES
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    lookup_value_converter = "int"

    def rows(self, viewer: Viewer) -> QuerySet[Import]:
        """Return the imports that this reader sees; each looked at on its own knows whether its report still holds."""
        seen = Import.objects.visible_to(viewer)
        seen = seen if self.action == "list" else seen.sealed()
        places = seen.select_related("record__initiative", "indicator__record__initiative", "release__record")
        return places.defer("content").order_by("-pk")

    def get_serializer_class(self) -> type[BaseSerializer[Import]]:
        """Tell all of one import, and little of each in a list."""
        return ImportDetailSerializer if self.action == "retrieve" else ImportSerializer

    @extend_schema(
        parameters=[KEY],
        request={"application/json": BringSerializer, "multipart/form-data": BringSerializer},
        responses={202: ImportDetailSerializer, **REFUSALS},
    )
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Bring a file, or rows of a table. Nothing counts before it is published."""
        sent = BringSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        return self._accepted(_brought(cast(InitiativeRequest, request._request), sent.validated_data))

    @extend_schema(responses=ProgressSerializer)
    @action(detail=True, methods=["get"])
    def progress(self, request: Request, **kwargs: Any) -> Response:
        """Tell how far the work on an import is."""
        return Response(progress_of(self.get_object()))

    @extend_schema(
        parameters=[KEY],
        request=ReleasingSerializer,
        responses={201: ReleaseSerializer, 202: ImportDetailSerializer, **REFUSALS},
    )
    @action(detail=True, methods=["post"], writing_permission=Permission.DATA_PUBLISH)
    def release(self, request: Request, **kwargs: Any) -> Response:
        """Publish an import as the next release of its indicator. A large one is published in the background."""
        import_, person = self.get_object(), cast(InitiativeRequest, request._request).person
        sent = ReleasingSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        note, why = sent.validated_data["note"], sent.validated_data.get("why", {})
        if is_large(import_) and import_.release is None:
            ask_for_publishing(import_=import_, note=note, why=why, by=person)
            return self._accepted(import_)
        with transaction.atomic():
            release = release_import(import_=import_, note=note, why=why, by=person)
        return Response(ReleaseSerializer(release).data, status=201)

    writing_permission: Permission | None = None

    def _accepted(self, import_: Import) -> Response:
        found = self.rows(cast(InitiativeRequest, self.request._request).viewer).get(pk=import_.pk)
        data = ImportDetailSerializer(found, context=self.get_serializer_context()).data
        return Response(data, status=202, headers={"Location": address_of("api-imports-detail", found)})


def _brought(request: InitiativeRequest, sent: dict[str, Any]) -> Import:
    """Keep what was sent, or say at its field why it cannot be read."""
    file = sent.get("file")
    content = file.read() if file else table_of_rows(sent["rows"])
    name = sent.get("file_name") or (str(file.name) if file else _("Sent rows"))
    try:
        return bring_import(indicator=sent["indicator"], file_name=name, content=content, by=request.person)
    except RuleBroken as refusal:
        field = "file" if file else "rows"
        raise ValidationError({field: [refusal.sentence]}, code="unreadable") from refusal
