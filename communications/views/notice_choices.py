"""What I am told, and how often: in each initiative in which I take part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communications.actions.notices import address_works, choose
from communications.delivery.stopping import has_stopped
from communications.forms.notices import NoticesForm, chosen
from communications.models import NoticeBook
from communications.views.posting import carried_out
from initiatives.access import initiatives_of, open_door
from initiatives.models import Initiative, Person
from initiatives.tenancy import inside


@open_door
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_choices(request: HttpRequest) -> HttpResponse:
    """Show how often I hear of what in one initiative, with what holds where I chose nothing; POST keeps my choice."""
    person = cast(Person, request.user)
    mine = list(initiatives_of(person).order_by("name"))
    if not mine:
        return render(request, "communications/notices/nowhere.html")
    initiative = _chosen_among(mine, request)
    with _within(initiative):
        book = NoticeBook.objects.filter(person=person).prefetch_related("choices").first()
        form = NoticesForm(request.POST or None, initial=chosen(book), zone=initiative.zone)
        if carried_out(form, lambda: choose(person=person, frequencies=form.frequencies, hours=form.hours)):
            messages.success(request, _("Saved. It holds from the next letter on."))
            return redirect(f"{reverse('account-notices')}?of={initiative.slug}")
        context = {
            "form": form,
            "book": book,
            "of": initiative,
            "others": [one for one in mine if one.pk != initiative.pk],
            "has_stopped": has_stopped(f"person:{person.pk}"),
        }
        status = 422 if form.is_bound else 200
        return render(request, "communications/notices/choices.html", context, status=status)


@open_door
@login_required
@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """Let letters come again: my address works."""
    person = cast(Person, request.user)
    initiative = _chosen_among(list(initiatives_of(person)), request)
    with _within(initiative):
        address_works(person=person)
    messages.success(request, _("Letters come again. What waited meanwhile comes with the next one."))
    return redirect(f"{reverse('account-notices')}?of={initiative.slug}")


def _chosen_among(mine: list[Initiative], request: HttpRequest) -> Initiative:
    asked = request.POST.get("of") or request.GET.get("of")
    found = [one for one in mine if one.slug == asked] if asked else mine[:1]
    if not found:
        raise Http404
    return found[0]


@contextmanager
def _within(initiative: Initiative) -> Iterator[None]:
    with transaction.atomic(), inside(initiative.pk):
        yield
