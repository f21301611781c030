"""Inviting people, and the invitations that are still open."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.actions import invitations as actions
from initiatives.forms.invitations import InvitationForm
from initiatives.models import Event, Invitation
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PEOPLE_INVITE)
def invite(request: InitiativeRequest) -> HttpResponse:
    """Invite somebody by e-mail; below, who was asked and has not answered."""
    day = clock.today(request.initiative.zone)
    roles = actions.roles_to_offer(request.viewer.permissions)
    form = InvitationForm(request.POST or None, roles=roles, day=day, initial=request.GET.dict())
    if form.is_valid():
        try:
            made = actions.invite(by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("The invitation to {email} is on its way.").format(email=made.email))
            return redirect("invite", slug=request.initiative.slug)
    context = {"nav_section": "people", "form": form, "open": _open_invitations(), "now": clock.now()}
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/invitations/form.html", context, status=status)


@require_POST
@guard(Permission.PEOPLE_INVITE)
def invitation_withdrawal(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    actions.withdraw(invitation=get_object_or_404(Invitation, pk=pk), by=request.person)
    messages.success(request, _("The invitation is withdrawn. Its address no longer works."))
    return redirect("invite", slug=request.initiative.slug)


@require_POST
@guard(Permission.PEOPLE_INVITE)
def invitation_resending(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new address."""
    invitation = get_object_or_404(Invitation, pk=pk)
    actions.resend(invitation=invitation, by=request.person)
    messages.success(request, _("A new address is on its way to {email}.").format(email=invitation.email))
    return redirect("invite", slug=request.initiative.slug)


def _open_invitations() -> list[Invitation]:
    """Return the unanswered ones, those first who asked for a new address."""
    asked = Event.objects.filter(kind="invitation.asked_again").values_list("facts__pass", flat=True)
    waiting = set(asked)
    rows = list(
        Invitation.objects.unanswered().select_related(
            "record_pass", "membership__organization", "seat", "sent_by"
        )
    )
    for row in rows:
        setattr(row, "asked_again", row.record_pass_id in waiting)  # noqa: B010
    return sorted(rows, key=lambda row: row.record_pass_id not in waiting)
