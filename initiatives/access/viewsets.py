"""What every collection of the API shares: the scope, the reader, the stub of what is withheld, and the ETag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.forms import IntegerField
from django.http import Http404, HttpResponseBase
from django.utils.cache import get_conditional_response
from django_filters.rest_framework import BooleanFilter, CharFilter, FilterSet, NumberFilter
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from initiatives.access.freshness import stamp
from initiatives.access.guard import InitiativeRequest
from initiatives.access.withheld import refuse_withheld
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer

M = TypeVar("M", bound=Model)


class WholeNumber(NumberFilter):  # type: ignore[misc]
    """Compares with a whole number; anything else is refused in a sentence."""

    field_class = IntegerField


def exactly(
    *names: str, numbers: Mapping[str, str] | None = None, flags: tuple[str, ...] = (), **elsewhere: str
) -> type[FilterSet]:
    """Return a filter set of exact matches: field names, or parameter=field where they differ.

    `numbers` does the same for fields that hold whole numbers: `{"level": "level"}`; `flags` are fields of yes and no.
    """
    words = {
        name: CharFilter(field_name=field or name)
        for name, field in (dict.fromkeys(names) | elsewhere).items()
    }
    whole = {name: WholeNumber(field_name=field) for name, field in (numbers or {}).items()}
    yes_or_no = {name: BooleanFilter(field_name=name) for name in flags}
    return type("Exactly", (FilterSet,), words | whole | yes_or_no)


def viewer_of(request: Request) -> Viewer:
    """Return who is asking."""
    return cast(InitiativeRequest, request._request).viewer


class ReadingViewSet(ReadOnlyModelViewSet[M]):
    """Lists and single rows of one initiative, as this reader sees them."""

    permission = Permission.SEE_PUBLISHED
    is_conditional = True  # False where something moves that no event tells of, such as the progress of a job

    def rows(self, viewer: Viewer) -> QuerySet[M]:
        """Return what the viewer sees; every collection says it."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[M]:
        """Return the rows; none while the schema is being written down."""
        if getattr(self, "swagger_fake_view", False):
            return cast("QuerySet[M]", self.serializer_class.Meta.model._base_manager.none())  # type: ignore[union-attr]  # noqa: SLF001
        return self.rows(viewer_of(self.request))

    def get_object(self) -> M:
        """Return one row, or the stub of a withheld one."""
        lookup = {self.lookup_field: self.kwargs[self.lookup_url_kwarg or self.lookup_field]}
        rows = self.get_queryset()
        found = rows.filter(**lookup).first()
        if found is not None:
            return found
        hidden = (
            rows.model._default_manager.filter(**lookup).first() if hasattr(rows.model, "record") else None  # noqa: SLF001
        )
        if hidden is not None:
            refuse_withheld(getattr(hidden, "record"), viewer_of(self.request))  # noqa: B009 (every governed row has one)
        raise Http404

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the reader first, then whether their copy still holds."""
        super().initial(request, *args, **kwargs)
        if self.is_conditional:
            self.etag = stamp(cast(InitiativeRequest, request._request))

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Add the ETag; answer 304 when nothing changed."""
        done = super().finalize_response(request, response, *args, **kwargs)
        if done.status_code == 200 and hasattr(self, "etag") and request.method in SAFE_METHODS:
            done["ETag"] = self.etag
            early: HttpResponseBase | None = get_conditional_response(request._request, etag=self.etag)
            if early is not None and early.status_code == 304:
                return super().finalize_response(
                    request, Response(status=304, headers={"ETag": self.etag}), *args, **kwargs
                )
        return done
