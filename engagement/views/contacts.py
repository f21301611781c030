"""Contacts outside the room: everybody reads them, whoever is in the room tells them. SPECTRUM S10."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagement.actions.contacts import OPEN_MATTER, disclose_contact
from engagement.forms.contacts import ContactForm
from engagement.pages.room import fetch_engagement, head_asked
from engagement.rules.spectrum_table import Deed
from engagement.views.posting import SECTION, carried_out
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in


@require_http_methods(["GET", "HEAD"])
@guard(Permission.SEE_PUBLISHED)
def contacts(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show who of the room spoke with whom about this, outside of it."""
    return _page(request, number, ContactForm())


@require_http_methods(["POST"])
@guard(Permission.SEE_TODAY)
def contact_add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Tell everybody of a contact."""
    engagement = fetch_engagement(request.viewer, number)
    form = ContactForm(request.POST)
    if carried_out(
        form, lambda: disclose_contact(engagement=engagement, contact=form.contact, by=request.person)
    ):
        messages.success(request, _("Disclosed. Everybody can read it."))
        return redirect(f"{engagement.record.url}contacts/")
    return _page(request, number, form)


def _page(request: InitiativeRequest, number: int, form: ContactForm) -> HttpResponse:
    engagement = fetch_engagement(request.viewer, number)
    head, rows = each_of(
        head_asked(engagement, request.viewer), rows_in(engagement.contacts.select_related("told_by"))
    )
    is_open = head.facts.timeline.stage in OPEN_MATTER
    context = {
        **SECTION,
        "head": head,
        "contacts": rows,
        "form": form if is_open and head.may(Deed.DISCLOSE_CONTACT) else None,
    }
    return render(request, "engagement/contacts/list.html", context, status=422 if form.is_bound else 200)
