"""The first pages of the API: where its description is, and which collections an initiative has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from rest_framework.routers import SimpleRouter

from initiatives.access import InitiativeRequest, guard, open_door
from initiatives.rules.permissions import Permission

router = SimpleRouter()


@require_safe
@open_door
def root(request: HttpRequest) -> HttpResponse:
    """Name the schema, the documentation, and where each initiative begins."""
    begin = request.build_absolute_uri
    places = {name: begin(reverse(f"api-{name}")) for name in ("schema", "docs")}
    return JsonResponse(places | {"initiative": begin(reverse("api-root")) + "i/{slug}/"})


@require_safe
@guard(Permission.SEE_PUBLISHED)
def index(request: InitiativeRequest) -> HttpResponse:
    """List the collections of one initiative with their addresses."""
    slug = request.initiative.slug
    places = {
        prefix: request.build_absolute_uri(reverse(f"{name}-list", kwargs={"slug": slug}))
        for prefix, _viewset, name in router.registry
    }
    return JsonResponse({"collections": places})
