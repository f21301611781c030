"""The common agenda: read, answered, drafted, sent for agreement, compared version by version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, guard
from initiatives.actions import agenda as actions
from initiatives.forms.agenda import AnswerForm, WithdrawalForm
from initiatives.models import CommonAgenda, RoundSeat
from initiatives.rooms import look_into
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.views.agenda_draft import Desk
from initiatives.views.agenda_page import agenda_page
from initiatives.views.agenda_versions import comparison


@require_safe
@guard(Permission.SEE_PUBLISHED)
def agenda(request: InitiativeRequest) -> HttpResponse:
    """Show what all agreed on one page, and beside it what is proposed."""
    return render(
        request, "initiatives/agenda/detail.html", {"nav_section": "agenda", "page": agenda_page(request)}
    )


@require_POST
@guard(Permission.AGENDA_RATIFY)
def agenda_answer(request: InitiativeRequest) -> HttpResponse:
    """Take the answer of one seat."""
    proposed = get_object_or_404(CommonAgenda.objects.visible_to(request.viewer).proposed())
    form = AnswerForm(request.POST, auto_id=f"seat{request.POST.get('seat', '')}_%s")
    if form.is_valid():
        seat = get_object_or_404(
            RoundSeat.objects.filter(round=proposed.round), pk=form.cleaned_data.pop("seat")
        )
        try:
            actions.answer(agenda=proposed, seat=seat, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("Your answer is counted. You can change it until the round closes."))
            return redirect(f"{request.initiative.url}agenda/#proposed")
    context = {"nav_section": "agenda", "page": agenda_page(request, sent=form)}
    return render(request, "initiatives/agenda/detail.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.AGENDA_EDIT)
def agenda_edit(request: InitiativeRequest) -> HttpResponse:
    """Write the draft, look at it, and see what it would change."""
    desk = Desk(request)
    if request.method != "POST":
        return render(request, "initiatives/agenda/form.html", desk.context(desk.form()))
    form = desk.form(request.POST)
    if form.is_valid() and desk.save(form):
        messages.success(request, _("The draft is saved. Only those who work on it can see it."))
        return redirect(f"{request.path}?show=preview")
    return render(request, "initiatives/agenda/form.html", desk.context(form), status=422)


@require_POST
@guard(Permission.AGENDA_PROPOSE)
def agenda_proposal(request: InitiativeRequest) -> HttpResponse:
    """Send the draft for agreement."""
    draft = get_object_or_404(CommonAgenda.objects.visible_to(request.viewer).being_written())
    room = actions.propose(agenda=draft, by=request.person)
    messages.success(request, _("It is public now, and the seats of the table have been given notice."))
    return redirect(room.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.AGENDA_PROPOSE)
def agenda_withdrawal(request: InitiativeRequest) -> HttpResponse:
    """Take a version back from the table before its round is over, and say why."""
    versions = CommonAgenda.objects.visible_to(request.viewer).proposed()
    proposed = get_object_or_404(versions.select_related("record__initiative", "round__record"))
    sent = request.POST if request.method == "POST" else None
    form = WithdrawalForm(sent, languages=request.initiative.languages)
    if form.is_valid():
        try:
            actions.withdraw_proposal(agenda=proposed, reason=form.texts("reason"), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is back from the table. Everybody can read why."))
            return redirect(f"{request.initiative.url}agenda/versions/?to={proposed.version}")
    context = {"nav_section": "agenda", "form": form, "room": look_into(proposed)}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/agenda/withdrawal.html", context, status=status)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def agenda_versions(request: InitiativeRequest) -> HttpResponse:
    """List all versions with who agreed, and compare any two."""
    return render(
        request, "initiatives/agenda/versions.html", {"nav_section": "agenda", **comparison(request)}
    )
