"""Asking to join, naming somebody for a seat, and the desk where both are answered. There is always room for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.actions import joining as actions
from initiatives.forms.joining import DecliningForm, JoinForm, NominationForm, WelcomeForm
from initiatives.limits import may_try, may_try_from
from initiatives.models import JoinRequest, Seat
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "people"}
ANSWERED_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.JOIN_ASK)
def join_ask(request: InitiativeRequest) -> HttpResponse:
    """Ask to take part: everybody may."""
    form = JoinForm(request.POST or None, viewer=request.viewer, initial=_known(request))
    return _ask(request, form, {"is_nomination": False})


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.JOIN_ASK)
def nominate(request: InitiativeRequest) -> HttpResponse:
    """Name oneself or somebody else for a free seat."""
    day = clock.today(request.initiative.zone)
    wanted = {"seat": request.GET.get("seat", "")}
    form = NominationForm(request.POST or None, day=day, viewer=request.viewer, initial=wanted)
    return _ask(request, form, {"is_nomination": True})


@require_safe
@guard(Permission.SEE_PUBLISHED)
def join_requests(request: InitiativeRequest) -> HttpResponse:
    """Show how many asked and what became of it; to whoever answers, who they are."""
    may_answer = Permission.PEOPLE_INVITE in request.viewer.permissions
    rows = JoinRequest.objects.all()
    tally = [
        (label, rows.filter(answer=answer).count())
        for answer, label in (("", _("Waiting for an answer")), *JoinRequest.Answer.choices)
    ]
    related = ("seat__body", "body", "named_by", "answered_by", "invitation")
    context = {
        **SECTION,
        "tally": tally,
        "may_answer": may_answer,
        "waiting": rows.waiting().select_related(*related) if may_answer else [],
        "answered": rows.exclude(answer="").select_related(*related).order_by("-answered_at")[:ANSWERED_SHOWN]
        if may_answer
        else [],
        "free": Seat.objects.current(on=clock.today()).free(on=clock.today()).count(),
    }
    return render(request, "initiatives/requests/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PEOPLE_INVITE)
def join_welcome(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Welcome somebody with an invitation."""
    asked = _one(pk)
    form = WelcomeForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.welcome(asked=asked, message=form.cleaned_data["message"], by=request.person)
        messages.success(
            request, _("Welcomed. The invitation to {name} is on its way.").format(name=asked.name)
        )

    return _answer(request, form, asked, act, {"is_welcome": True})


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PEOPLE_INVITE)
def join_declining(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Decline with a reason."""
    asked = _one(pk)
    form = DecliningForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.decline(asked=asked, reason=form.cleaned_data["reason"], by=request.person)
        messages.success(request, _("Declined. {name} reads the reason by e-mail.").format(name=asked.name))

    return _answer(request, form, asked, act, {"is_welcome": False})


def _ask(
    request: InitiativeRequest, form: JoinForm | NominationForm, context: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and not _may_send(request):
        raise RuleBroken(_("Much was sent from here just now. Wait some minutes, then send yours again."))
    if form.is_valid():
        asker = request.person if request.viewer.person_id else None
        try:
            actions.ask_to_join(asking=form.asking(), by=asker)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return render(request, "initiatives/requests/sent.html", {**SECTION, **context})
    status = 422 if form.is_bound else 200
    return render(
        request, "initiatives/requests/ask.html", {**SECTION, **context, "form": form}, status=status
    )


def _answer(
    request: InitiativeRequest,
    form: WelcomeForm | DecliningForm,
    asked: JoinRequest,
    act: Callable[[], None],
    context: dict[str, Any],
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return redirect("join-requests", slug=request.initiative.slug)
    context = {**SECTION, **context, "form": form, "asked": asked}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/requests/answer.html", context, status=status)


def _known(request: InitiativeRequest) -> dict[str, str]:
    if request.viewer.person_id is None:
        return {}
    return {"name": request.person.name, "email": request.person.email}


def _may_send(request: InitiativeRequest) -> bool:
    initiative = str(request.initiative.pk)
    return may_try("joining", initiative, at_most=120, seconds=3600) and may_try_from(
        request, "joining", at_most=30
    )


def _one(pk: int) -> JoinRequest:
    return get_object_or_404(JoinRequest.objects.select_related("seat__body", "body"), pk=pk)
