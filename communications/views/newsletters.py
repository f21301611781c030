"""Newsletters: the archive, one issue, writing, trying and sending it, and how far the sending is."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.actions.newsletters import (
    change_newsletter,
    send_newsletter,
    try_newsletter,
    write_newsletter,
)
from communications.actions.subscribers import subscribe
from communications.delivery.handing_over import TryLater
from communications.delivery.newsletters import readers_of
from communications.forms.newsletters import NewsletterForm, SubscribeForm
from communications.models import Letter, Newsletter
from communications.pages.newsletters import blocks_in, languages_of, missing_in
from communications.views.posting import carried_out, form_page
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.forms.localized import typed_in
from initiatives.limits import may_try_from
from initiatives.models import Initiative
from initiatives.rules.permissions import Permission
from initiatives.together import answer_of, page_of

SECTION = {"nav_section": "updates"}
METHODS = ["GET", "HEAD", "POST"]
PAGE = 20


@require_safe
@guard(Permission.SEE_PUBLISHED)
def newsletters(request: InitiativeRequest) -> HttpResponse:
    """List the newsletters that went out; who writes them sees the drafts."""
    seen = Newsletter.objects.visible_to(request.viewer).select_related("record__initiative")
    page = answer_of(page_of(seen, PAGE, request.GET.get("page")))
    context = {**SECTION, "page_obj": page, "newsletters": page.object_list}
    return render(request, "communications/newsletters/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def newsletter(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one issue as it was sent; a draft as it would be sent now, with what is missing and how many it reaches."""
    found = _fetch(request, number)
    context = {**SECTION, "newsletter": found, "blocks": _blocks(request.initiative, found)}
    if found.sent_at is None:
        readers = readers_of(found.segment)
        people = languages_of([one.person for one in readers if one.person], request.initiative)
        context |= {"readers": len(readers), "missing": missing_in(found, request.initiative, people)}
    elif Permission.UPDATES_PUBLISH in request.viewer.permissions:
        context["sending"] = sending_of(found)
    return render(request, "communications/newsletters/detail.html", context)


@require_safe
@guard(Permission.UPDATES_PUBLISH)
def newsletter_progress(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show only how far the sending is, for the page that follows it."""
    found = _fetch(request, number)
    context = {"newsletter": found, "sending": sending_of(found)}
    return render(request, "communications/newsletters/_sending.html", context)


@require_http_methods(METHODS)
@guard(Permission.UPDATES_PUBLISH)
def newsletter_add(request: InitiativeRequest) -> HttpResponse:
    """Begin a newsletter."""
    form = NewsletterForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(form, lambda: write_newsletter(issue=form.issue, by=request.person)):
        messages.success(request, _("Kept as a draft. Look at it, try it on yourself, then send it."))
        newest = Newsletter.objects.select_related("record__initiative").order_by("-pk")[0]
        return redirect(newest.record.url)
    return _form(request, form, _("Write a newsletter"))


@require_http_methods(METHODS)
@guard(Permission.UPDATES_PUBLISH)
def newsletter_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change a draft."""
    found = _fetch(request, number)
    initial = typed_in(("words",), found, request.initiative.languages)
    initial |= typed_in(("title",), found.record, request.initiative.languages)
    initial |= {"blocks": found.blocks, "segment": found.segment}
    form = NewsletterForm(request.POST or None, languages=request.initiative.languages, initial=initial)
    if carried_out(form, lambda: change_newsletter(newsletter=found, issue=form.issue, by=request.person)):
        messages.success(request, _("Saved."))
        return redirect(found.record.url)
    return _form(request, form, _("Change the newsletter"), found)


@require_POST
@guard(Permission.UPDATES_PUBLISH)
def newsletter_trial(request: InitiativeRequest, number: int) -> HttpResponse:
    """Send it to me alone, as it would go out now."""
    found = _fetch(request, number)
    try:
        is_sent = try_newsletter(newsletter=found, by=request.person)
    except TryLater:
        is_sent = False
    if is_sent:
        messages.success(
            request, _("A letter is on its way to {address}.").format(address=request.person.email)
        )
    else:
        messages.error(request, _("The mail server did not take it. Try again in a few minutes."))
    return redirect(found.record.url)


@require_POST
@guard(Permission.UPDATES_PUBLISH)
def newsletter_sending(request: InitiativeRequest, number: int) -> HttpResponse:
    """Send it to everybody of its segment, and publish its page."""
    found = _fetch(request, number)
    send_newsletter(newsletter=found, by=request.person)
    messages.success(request, _("It is public now, and the letters are going out."))
    return redirect(found.record.url)


@require_http_methods(METHODS)
@guard(Permission.SEE_PUBLISHED)
def subscription(request: InitiativeRequest) -> HttpResponse:
    """Ask for the newsletters with an address alone; the answer is the same whether or not it is known."""
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and not may_try_from(request, "subscribe"):
        sentence = _("This was tried very often just now. Wait ten minutes, then try again.")
        return render(request, "refused.html", {"sentence": sentence}, status=429)
    language = get_language() or request.initiative.language
    if carried_out(form, lambda: subscribe(email=form.cleaned_data["email"], language=language)):
        return render(request, "communications/newsletters/asked.html", SECTION)
    above = reverse("updates", kwargs={"slug": request.initiative.slug})
    words = {"heading": _("Get the newsletters"), "button": _("Subscribe"), "back": above}
    return form_page(request, form, **SECTION, **words, above=above, above_name=_("Updates"))


def sending_of(found: Newsletter) -> dict[str, int | bool]:
    """Return how far the sending is: one query."""
    letters = Letter.objects.filter(key__startswith=f"newsletter-{found.pk}-to-")
    counted = letters.aggregate(
        done=Count("pk", filter=~Q(state=Letter.State.WAITING)),
        sent=Count("pk", filter=Q(state=Letter.State.SENT)),
        back=Count("pk", filter=Q(state__in=[Letter.State.REFUSED, Letter.State.BOUNCED])),
    )
    total = len(found.recipients)
    return {**counted, "total": total, "is_over": counted["done"] >= total}


def _blocks(initiative: Initiative, found: Newsletter) -> list[object]:
    language = get_language() or initiative.language
    language = language if language in initiative.languages else initiative.language
    if found.sent_at is None:
        return list(blocks_in(found, initiative, language))
    return list(found.frozen.get(language, []))


def _fetch(request: InitiativeRequest, number: int) -> Newsletter:
    rows = Newsletter.objects.select_related("record__initiative", "sent_by")
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _form(
    request: InitiativeRequest, form: NewsletterForm, heading: str, found: Newsletter | None = None
) -> HttpResponse:
    above = reverse("newsletters", kwargs={"slug": request.initiative.slug})
    back = found.record.url if found else above
    words = {"heading": heading, "button": _("Save the draft"), "back": back}
    return form_page(request, form, **SECTION, **words, above=above, above_name=_("Newsletters"))
