"""Deciding against the joint group, at level 4 and in the open; at level 5 there is no such page. SPECTRUM L4."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.actions.overrides import override, standing_criteria, votes_to_override
from engagement.forms.promises import OverrideForm
from engagement.pages.override_page import override_page
from engagement.pages.room import Head, fetch_engagement, head_of
from engagement.rules.spectrum import Level
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "decisions"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def overriding(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what the owner makes of the joint group's answer, and each thing that deciding otherwise needs."""
    head = _head(request, number)
    context = {**SECTION, "head": head, "page": override_page(head, request.viewer)}
    return render(request, "engagement/promises/override.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def override_add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put into force that the owner does not follow the joint group."""
    head = _head(request, number)
    form = OverrideForm(
        request.POST or None,
        languages=request.initiative.languages,
        decisions=votes_to_override(head.engagement),
        criteria=standing_criteria(head.engagement),
    )
    if form.is_valid():
        try:
            override(
                engagement=head.engagement, decision=form.chosen(), reasons=form.reasons(), by=request.person
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request,
                _(
                    "It is decided otherwise. The standstill runs, and the joint group is asked for its reply."
                ),
            )
            return redirect(f"{head.engagement.record.url}override/")
    context = {
        **SECTION,
        "head": head,
        "form": form,
        "title": _("Decide otherwise"),
        "button": _("Put it into force"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "engagement/promises/form.html", context, status=status)


def _head(request: InitiativeRequest, number: int) -> Head:
    """Return the head of an engagement at COLLABORATING; elsewhere nothing is there, for anybody."""
    engagement = fetch_engagement(request.viewer, number)
    if engagement.level != Level.COLLABORATING:
        raise Http404
    return head_of(engagement, request.viewer)
