"""How the forms of this floor are carried out and shown."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from initiatives.access import InitiativeRequest
from initiatives.forms.localized import LocalizedForm
from initiatives.rules.refusals import RuleBroken


def carried_out(form: Form, act: Callable[[], object]) -> bool:
    """Act if the form is whole; a refusal becomes an error beside its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except RuleBroken as refusal:
        if isinstance(form, LocalizedForm):
            form.refuse(refusal)
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True


def form_page(request: InitiativeRequest, form: Form, **words: object) -> HttpResponse:
    """Show one form: `section`, `section_url` and `section_name` of the list above it, `heading`, `lead`, `button`, `back`."""
    context = {"form": form, **words}
    return render(request, "communications/form.html", context, status=422 if form.is_bound else 200)
