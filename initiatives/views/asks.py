"""Asks: what was asked of whom, how much each partner was asked, answering, and the conversation at the end of the ladder."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.actions import asks as actions
from initiatives.bylaws import rule_in_force
from initiatives.forms.asks import AskAnswerForm, AskForm
from initiatives.models import Ask, Membership
from initiatives.nudges import nudges_since
from initiatives.rules.asks import MONTH, Load, wants_talk
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "people"}
METHODS = ["GET", "HEAD", "POST"]
MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One ask as it is read today."""

    ask: Ask
    is_mine: bool
    days_late: int
    wants_talk: bool


@require_safe
@guard(Permission.SEE_MEMBERS)
def asks(request: InitiativeRequest) -> HttpResponse:
    """Show what was asked, whoever asked for help first, and how much each partner was asked in 30 days."""
    limit = rule_in_force("asks_per_month")
    counted = nudges_since(clock.now() - MONTH)
    partners = _partners(request)
    loads = [(one, Load(counted[one.pk], int(limit.value))) for one in partners]
    open_states = (Ask.State.OPEN, Ask.State.HELP)
    whole = Ask.objects.whole()
    standing = [_row(request, one) for one in whole.filter(state__in=open_states)[:MOST]]
    answered = [
        _row(request, one) for one in whole.exclude(state__in=open_states).order_by("-due", "-pk")[:20]
    ]
    context = {
        **SECTION,
        "limit": limit,
        "most": int(limit.value),
        "loads": sorted(loads, key=lambda pair: (-pair[1].asked, str(pair[0]))),
        "standing": sorted(standing, key=lambda row: (row.ask.state != Ask.State.HELP, row.ask.due)),
        "answered": answered,
    }
    return render(request, "initiatives/asks/list.html", context)


@require_http_methods(METHODS)
@guard(Permission.ASKS_SEND)
def ask_add(request: InitiativeRequest) -> HttpResponse:
    """Ask a partner for something."""
    form = AskForm(
        request.POST or None,
        languages=request.initiative.languages,
        partners=_partners(request),
        initial={"membership": request.GET.get("of")},
    )
    if form.is_valid():
        try:
            actions.ask(membership=form.cleaned_data["membership"], wish=form.wish, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Asked. A letter is on its way; two reminders follow at most."))
            return redirect("asks", slug=request.initiative.slug)
    return _form_page(request, form, _("Ask a partner"), _("Ask"))


@require_http_methods(METHODS)
@guard(Permission.SEE_MEMBERS)
def ask_answer(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Answer as somebody of the partner; for others that address is not there."""
    found = _fetch(pk)
    if found.membership_id not in request.viewer.membership_ids:
        raise Http404
    form = AskAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_ask(found=found, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("Thank you. Whoever asked reads it."))
            return redirect("asks", slug=request.initiative.slug)
    return _form_page(request, form, _("Answer"), _("Send the answer"), found)


@require_POST
@guard(Permission.ASKS_SEND)
def ask_withdrawal(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Take back what was asked."""
    actions.withdraw_ask(found=_fetch(pk), by=request.person)
    messages.success(request, _("Taken back. No reminder follows."))
    return redirect("asks", slug=request.initiative.slug)


@require_POST
@guard(Permission.ASKS_SEND)
def ask_talk(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Note that somebody talked with the partner."""
    actions.note_talk(found=_fetch(pk), by=request.person)
    messages.success(request, _("Noted."))
    return redirect("asks", slug=request.initiative.slug)


def _row(request: InitiativeRequest, found: Ask) -> Row:
    today = clock.today(request.initiative.zone)
    late = max((today - found.due).days, 0) if found.state == Ask.State.OPEN else 0
    talk = found.state == Ask.State.OPEN and not found.talked_at and wants_talk(found.due, today=today)
    return Row(found, found.membership_id in request.viewer.membership_ids, late, talk)


def _partners(request: InitiativeRequest) -> QuerySet[Membership]:
    today = clock.today(request.initiative.zone)
    seen = Membership.objects.visible_to(request.viewer).current(on=today)
    return (
        seen.exclude(kind=Membership.Kind.BACKBONE)
        .select_related("organization")
        .order_by("organization__name")
    )


def _fetch(pk: int) -> Ask:
    return get_object_or_404(Ask.objects.whole(), pk=pk)


def _form_page(
    request: InitiativeRequest,
    form: AskForm | AskAnswerForm,
    heading: str,
    button: str,
    found: Ask | None = None,
) -> HttpResponse:
    context = {**SECTION, "form": form, "heading": heading, "button": button, "ask": found}
    return render(request, "initiatives/asks/form.html", context, status=422 if form.is_bound else 200)
