"""The handover pack, on a page and on paper; and handing over what somebody looked after, in one action."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.handover import Pack, pack_of
from communications.publishing.kept import pdf_response
from initiatives.access import InitiativeRequest, guard
from initiatives.actions.duties import end_login, hand_over, keep_login
from initiatives.forms.duties import HandingOverForm, LoginForm
from initiatives.models import KeptLogin, Person
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "people"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def handover(request: InitiativeRequest) -> HttpResponse:
    """Show the pack; POST hands over all that somebody looks after."""
    pack = pack_of(request.initiative, request.viewer)
    keeping = Person.objects.filter(pk__in=[one.person.pk for one in pack.keepers]).order_by("name")
    form = HandingOverForm(request.POST or None, leaving=keeping)
    if form.is_valid() and _handed_over(request, form):
        return redirect("handover", slug=request.initiative.slug)
    context = {**SECTION, "pack": pack, "form": form, "login_form": LoginForm()}
    status = 422 if form.is_bound else 200
    return render(request, "communications/handover/detail.html", context, status=status)


@require_safe
@guard(Permission.SEATS_MANAGE)
def handover_pdf(request: InitiativeRequest) -> HttpResponse:
    """Send the pack as a tagged PDF."""
    pack = pack_of(request.initiative, request.viewer)
    return pdf_response(_paper(request, pack), name=f"{request.initiative.slug}-handover")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def login_add(request: InitiativeRequest) -> HttpResponse:
    """Write down where a login is kept."""
    form = LoginForm(request.POST or None)
    if form.is_valid():
        keep_login(by=request.person, **form.cleaned_data)
        messages.success(request, _("It is on the list."))
        return redirect("handover", slug=request.initiative.slug)
    context = {
        **SECTION,
        "form": form,
        "title": _("A login to hand over"),
        "action": _("Put it on the list"),
        "back": "handover",
    }
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/backbone/form.html", context, status=status)


@require_POST
@guard(Permission.SEATS_MANAGE)
def login_end(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Take a login off the list."""
    end_login(login=get_object_or_404(KeptLogin, pk=pk), by=request.person)
    return redirect("handover", slug=request.initiative.slug)


def _handed_over(request: InitiativeRequest, form: HandingOverForm) -> bool:
    leaving, to = form.cleaned_data["leaving"], form.cleaned_data["to"]
    try:
        count = hand_over(leaving=leaving, to=to, by=request.person)
    except RuleBroken as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    words = ngettext("{name} looks after one thing more.", "{name} looks after {count} things more.", count)
    messages.success(request, words.format(name=to.shown_name, count=count))
    return True


def _paper(request: InitiativeRequest, pack: Pack) -> str:
    address = f"{settings.BASE_URL}{request.initiative.url}people/handover/"
    context = {"initiative": request.initiative, "pack": pack, "address": address}
    return render_to_string("communications/handover/paper.html", context)
