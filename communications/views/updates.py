"""Updates: what is new, one of them with its corrections, and writing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communications.actions.updates import correct_update, publish_update
from communications.forms.updates import CorrectionForm, UpdateForm
from communications.models import Update
from communications.pages.questions import waiting_questions
from communications.pages.updates import versions_of
from communications.views.posting import carried_out, form_page
from initiatives.access import InitiativeRequest, fetch_or_stub, guard, titles_told
from initiatives.forms.localized import typed_in
from initiatives.rules.permissions import Permission
from initiatives.together import answer_of, page_of

SECTION = {"nav_section": "updates"}
PAGE = 20


@require_safe
@guard(Permission.SEE_PUBLISHED)
def updates(request: InitiativeRequest) -> HttpResponse:
    """List the news, the newest first."""
    seen = Update.objects.visible_to(request.viewer).select_related(
        "record__initiative", "record__published_by"
    )
    page = answer_of(page_of(seen, PAGE, request.GET.get("page")))
    waiting = waiting_questions(request.viewer, request.initiative.zone)
    context = {**SECTION, "page_obj": page, "updates": page.object_list, "questions": waiting}
    return render(request, "communications/updates/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def update(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one piece of news: since when everybody can read it, and what was corrected."""
    found = _fetch(request, number)
    about = found.about_id
    is_named = about is not None and about in titles_told(request.viewer, [about])
    context = {**SECTION, "update": found, "versions": versions_of(found), "names_about": is_named}
    return render(request, "communications/updates/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.UPDATES_PUBLISH)
def update_add(request: InitiativeRequest) -> HttpResponse:
    """Write an update and publish it."""
    form = UpdateForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(
        form, lambda: publish_update(title=form.texts("title"), words=form.texts("words"), by=request.person)
    ):
        messages.success(request, _("Published. Everybody can read it from now on."))
        return redirect("updates", slug=request.initiative.slug)
    return _form(request, form, _("Write an update"), _("Publish the update"))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.UPDATES_PUBLISH)
def update_correction(request: InitiativeRequest, number: int) -> HttpResponse:
    """Correct an update in the open."""
    found = _fetch(request, number)
    initial = typed_in(("words",), found, request.initiative.languages)
    initial |= typed_in(("title",), found.record, request.initiative.languages)
    form = CorrectionForm(request.POST or None, languages=request.initiative.languages, initial=initial)

    def act() -> None:
        correct_update(
            update=found,
            title=form.texts("title"),
            words=form.texts("words"),
            note=form.texts("note"),
            by=request.person,
        )

    if carried_out(form, act):
        messages.success(request, _("Corrected. What it said before stands below it."))
        return redirect(found.record.url)
    return _form(request, form, _("Correct an update"), _("Publish the correction"), found)


def _fetch(request: InitiativeRequest, number: int) -> Update:
    rows = Update.objects.select_related("record__initiative", "record__published_by", "about__initiative")
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _form(
    request: InitiativeRequest, form: UpdateForm, heading: str, button: str, found: Update | None = None
) -> HttpResponse:
    above = reverse("updates", kwargs={"slug": request.initiative.slug})
    back = found.record.url if found else above
    words = {"heading": heading, "button": button, "above": above, "above_name": _("Updates"), "back": back}
    return form_page(request, form, **SECTION, **words)
