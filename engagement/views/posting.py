"""How the forms of engagements are carried out and shown: one form on a page under the promise."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from engagement.models import Engagement
from engagement.pages.room import Head
from initiatives.access import InitiativeRequest
from initiatives.actions.attachments import attach
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Attachment
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "decisions"}


def carried_out(form: Form, act: Callable[[], object]) -> bool:
    """Act if the form is whole; a refusal becomes an error beside its field. One with a list gets a page of its own."""
    if not form.is_valid():
        return False
    try:
        act()
    except RuleBroken as refusal:
        if refusal.missing or refusal.keep:
            raise
        say_beside(form, refusal)
        return False
    return True


def say_beside(form: Form, refusal: RuleBroken) -> None:
    """Show a refusal at the field that it concerns, or above the form."""
    if isinstance(form, LocalizedForm):
        form.refuse(refusal)
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def form_page(request: InitiativeRequest, head: Head, form: Form, **words: object) -> HttpResponse:
    """Show one form under the promise: `title`, `lead`, `button`, and `here`, the tab that it belongs to.

    `applies` names the numbers of the bylaws that it goes by, where the form has no tab.
    """
    context = {**SECTION, "head": head, "form": form, "here": "", **words}
    return render(request, "engagement/form.html", context, status=422 if form.is_bound else 200)


def kept_file(request: InitiativeRequest, engagement: Engagement, form: Form) -> Attachment | None:
    """Keep the file of a form with the engagement's record; None where none was sent."""
    sent = form.cleaned_data.get("file")
    if not isinstance(sent, UploadedFile):
        return None
    return attach(record=engagement.record, name=sent.name or "", content=sent.read(), by=request.person)
