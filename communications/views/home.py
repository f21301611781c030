"""The first page of all: what this is, and the initiatives that anybody may read, each with what it found."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communications.fronts import front_of
from initiatives.access import initiatives_of, open_door, published_initiatives
from initiatives.models import Person

ON_A_PAGE = 12


@open_door
def home(request: HttpRequest) -> HttpResponse:
    """Show one's own initiatives and the public ones, as the public reads them."""
    person = request.user if isinstance(request.user, Person) else None
    mine = list(initiatives_of(person).order_by("name")) if person else []
    others = published_initiatives().exclude(pk__in=[one.pk for one in mine]).order_by("name")
    page = Paginator(others, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "mine": [front_of(one) for one in mine],
        "others": [front_of(one) for one in page],
        "page": page,
        "is_in": person is not None,
    }
    return render(request, "communications/home/detail.html", context)
