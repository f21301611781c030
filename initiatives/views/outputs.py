"""What all achieved together beside figures: policies that changed, and stories."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions.outputs import add_output, withdraw_output
from initiatives.forms.outputs import OutputForm
from initiatives.models import CollectiveOutput, Membership, Strategy
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "plan"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def outputs(request: InitiativeRequest) -> HttpResponse:
    """List the policies that changed and the stories, the latest first."""
    rows = list(CollectiveOutput.objects.visible_to(request.viewer).standing().select_related("record"))
    context = {
        **SECTION,
        "policies": [one for one in rows if one.kind == CollectiveOutput.Kind.POLICY],
        "stories": [one for one in rows if one.kind == CollectiveOutput.Kind.STORY],
        "may_add": _may_add(request),
        "mine": request.viewer.membership_ids,
    }
    return render(request, "initiatives/outputs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def output_add(request: InitiativeRequest) -> HttpResponse:
    """Write down a policy that changed, or a story: whoever takes part for a partner, or keeps the plan."""
    if not _may_add(request):
        raise PermissionDenied
    today = clock.today(request.initiative.zone)
    form = OutputForm(
        request.POST or None,
        languages=request.initiative.languages,
        partners=Membership.objects.visible_to(request.viewer)
        .current(on=today)
        .select_related("organization"),
        strategies=Strategy.objects.visible_to(request.viewer),
        initial={"kind": request.GET.get("kind"), "happened_on": today},
    )
    if form.is_valid():
        try:
            made = add_output(told=form.told, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is public now."))
            return redirect(made.record.url)
    context = {**SECTION, "form": form}
    return render(request, "initiatives/outputs/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.SEE_TODAY)
def output_withdrawal(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take one back."""
    rows = CollectiveOutput.objects.select_related("record__initiative")
    found = fetch_or_stub(rows, request.viewer, record__number=number)
    keeps = Permission.PLAN_EDIT in request.viewer.permissions
    if not keeps and found.membership_id not in request.viewer.membership_ids:
        raise PermissionDenied
    withdraw_output(output=found, by=request.person)
    messages.success(request, _("It is taken back and stands here no more."))
    return redirect("outputs", slug=request.initiative.slug)


def _may_add(request: InitiativeRequest) -> bool:
    return Permission.PLAN_EDIT in request.viewer.permissions or bool(request.viewer.membership_ids)
