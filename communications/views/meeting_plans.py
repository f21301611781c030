"""Planning a meeting: its day, one alone or a rhythm, its notice, its packet, and that it does not take place."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from communications.actions.meetings import (
    cancel_meeting,
    change_meeting,
    give_notice,
    plan_meeting,
    set_rhythm,
)
from communications.actions.packets import request_packet
from communications.forms.meetings import MeetingForm, ReasonForm, typed_meeting
from communications.models import Meeting
from communications.views.meetings import SECTION, fetch_meeting
from engagement.views.posting import carried_out
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Body
from initiatives.rules.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def meeting_add(request: InitiativeRequest) -> HttpResponse:
    """Set the day of a meeting, or of a whole rhythm."""
    bodies = Body.objects.visible_to(request.viewer)
    asked = {"body": bodies.filter(slug=request.GET.get("body", "")).first() or bodies.first()}
    form = MeetingForm(request.POST or None, initiative=request.initiative, bodies=bodies, initial=asked)
    made: list[Meeting] = []
    if carried_out(form, lambda: made.extend(_plan(request, form))):
        words = ngettext(
            "The day is set and public. Now its agenda.",
            "{n} days are set and public. Now the agenda of the first.",
            len(made),
        )
        messages.success(request, words.format(n=len(made)))
        return redirect(made[0].record.url)
    return _form(request, form, _("Plan a meeting"), _("Set the day"), None)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def meeting_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change when, where or for what a group meets."""
    found = fetch_meeting(request, number)
    typed = typed_meeting(found, request.initiative.languages)
    form = MeetingForm(request.POST or None, initiative=request.initiative, initial=typed)
    if carried_out(form, lambda: change_meeting(meeting=found, plan=form.plan(), by=request.person)):
        messages.success(request, _("Saved. Everybody sees it."))
        return redirect(found.record.url)
    return _form(request, form, _("Change the meeting"), _("Save"), found)


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_notice(request: InitiativeRequest, number: int) -> HttpResponse:
    """Make the agenda public and call the seats; its packet is made as well."""
    found = fetch_meeting(request, number)
    noticed = give_notice(meeting=found, by=request.person)
    request_packet(meeting=noticed, by=request.person)
    messages.success(request, _("Notice is given. The agenda is public, and the seats are told."))
    return redirect(found.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def meeting_cancellation(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say that a meeting does not take place, and why."""
    found = fetch_meeting(request, number)
    form = ReasonForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(
        form, lambda: cancel_meeting(meeting=found, reason=form.texts("reason"), by=request.person)
    ):
        messages.success(request, _("It is cancelled. Those who were called are told why."))
        return redirect(found.record.url)
    return _form(request, form, _("Cancel the meeting"), _("Cancel this meeting"), found)


@require_POST
@guard(Permission.REPORT_REQUEST)
def meeting_packet(request: InitiativeRequest, number: int) -> HttpResponse:
    """Ask for the packet as the agenda stands now."""
    found = fetch_meeting(request, number)
    request_packet(meeting=found, by=request.person)
    messages.success(request, _("The packet is being made. It stands here in a minute."))
    return redirect(found.record.url)


def _plan(request: InitiativeRequest, form: MeetingForm) -> list[Meeting]:
    said, plan = form.cleaned_data, form.plan()
    if said.get("weeks"):
        return set_rhythm(
            body=said["body"], plan=plan, weeks=said["weeks"], count=said["count"], by=request.person
        )
    return [plan_meeting(body=said["body"], plan=plan, by=request.person)]


def _form(
    request: InitiativeRequest, form: Form, heading: str, button: str, found: Meeting | None
) -> HttpResponse:
    context = {**SECTION, "form": form, "heading": heading, "button": button, "meeting": found}
    return render(request, "communications/meetings/form.html", context, status=422 if form.is_bound else 200)
