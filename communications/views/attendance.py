"""Who comes: answers to the notice, what people need, check-in by code and from the list. Works on any phone, without scripts."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charts import qr
from communications.actions.attendance import (
    ask_access,
    check_in,
    check_in_guest,
    is_door_open,
    reply,
    settle_access,
    strike,
)
from communications.actions.meetings import door_code
from communications.forms.running import AccessForm, GuestForm, ReplyForm, SettleForm
from communications.meetings.calling import room_of
from communications.meetings.people import others_called
from communications.models import AccessWish, Attendance, Meeting
from communications.views.meetings import SECTION, fetch_meeting, person_of
from engagement.views.posting import carried_out
from initiatives.access import InitiativeRequest, guard
from initiatives.limits import may_try, may_try_from
from initiatives.models import Pass, Person
from initiatives.passes import find_pass, shown_code, typed_code
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

Door, How = Attendance.Door, Attendance.How
GUESTS_A_MINUTE = 60


@require_POST
@guard(Permission.SEE_TODAY)
def meeting_reply(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say whether one comes."""
    found = fetch_meeting(request, number)
    form = ReplyForm(request.POST)
    if form.is_valid():
        reply(meeting=found, coming=form.cleaned_data["coming"], by=request.person)
        messages.success(request, _("Thank you. You can change your answer until the meeting."))
    return redirect(found.record.url)


@require_POST
@guard(Permission.SEE_TODAY)
def meeting_access(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say what one needs in order to come."""
    found = fetch_meeting(request, number)
    form = AccessForm(request.POST)
    if form.is_valid():
        ask_access(meeting=found, **form.cleaned_data, by=request.person)
        messages.success(
            request, _("We have it. Only those who prepare the meeting read it, and they answer you.")
        )
    return redirect(f"{found.record.url}#access")


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_wish(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Say what became of what somebody needs."""
    found = fetch_meeting(request, number)
    wish = get_object_or_404(AccessWish, meeting=found, pk=pk)
    form = SettleForm(request.POST)
    if form.is_valid():
        settle_access(wish=wish, state=form.cleaned_data["state"], by=request.person)
    return redirect(f"{found.record.url}#access")


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_attendance(request: InitiativeRequest, number: int) -> HttpResponse:
    """Mark from the list that somebody is there."""
    found = fetch_meeting(request, number)
    said = request.POST.get("person", "")
    person = get_object_or_404(
        others_called(found), pk=int(said) if said.isdecimal() and len(said) < 10 else 0
    )
    how = How.ONLINE if request.POST.get("how") == How.ONLINE else How.HERE
    check_in(meeting=found, person=person, door=Door.LIST, how=how, by=request.person)
    return redirect(f"{found.record.url}run/#there")


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_guest(request: InitiativeRequest, number: int) -> HttpResponse:
    """Write a guest on the list."""
    found = fetch_meeting(request, number)
    form = GuestForm(request.POST)
    if form.is_valid():
        check_in_guest(meeting=found, **form.cleaned_data, door=Door.LIST, by=request.person)
    return redirect(f"{found.record.url}run/#there")


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_strike(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Strike somebody who was marked by mistake."""
    found = fetch_meeting(request, number)
    strike(attendance=get_object_or_404(Attendance, meeting=found, pk=pk), by=request.person)
    return redirect(f"{found.record.url}run/#there")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_PUBLISHED)
def meeting_checkin(request: InitiativeRequest, number: int) -> HttpResponse:
    """Check in: a member with one tap, a guest by name with the code that hangs in the room."""
    found = fetch_meeting(request, number)
    code = typed_code(request.POST.get("code", "") or request.GET.get("code", ""))
    opens = _opens(request, found, code)
    person = person_of(request)
    form = GuestForm(request.POST if request.method == "POST" and person is None else None)
    if request.method == "POST" and _check_in(request, found, opens, form):
        return redirect(f"{found.record.url}checkin/?here=1{f'&code={code}' if opens else ''}")
    context = {
        **SECTION,
        "meeting": found,
        "code": code if opens else "",
        "is_wrong": bool(code) and not opens,
        "is_open": is_door_open(found),
        "there": _mine(found, person),
        "is_here": bool(request.GET.get("here")),
        "form": form,
        "room": room_of(found),
        "is_member": person is not None,
    }
    return render(
        request, "communications/meetings/checkin.html", context, status=422 if form.errors else 200
    )


@require_safe
@guard(Permission.ROUND_OPEN)
def meeting_door(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the code for the door and the wall."""
    found = fetch_meeting(request, number)
    context = {**SECTION, "meeting": found, "address": _address(found), "picture": door_picture(found)}
    return render(request, "communications/meetings/door.html", context)


def door_picture(meeting: Meeting) -> str:
    """Return the code that opens the check-in as a picture; nothing before the notice."""
    if not meeting.noticed_at:
        return ""
    return SafeString(qr.draw(_address(meeting), _("Code that opens the check-in on a phone")))


def _address(meeting: Meeting) -> str:
    return f"{settings.BASE_URL}{meeting.record.url}checkin/?code={shown_code(door_code(meeting))}"


def _check_in(request: InitiativeRequest, found: Meeting, opens: bool, form: GuestForm) -> bool:
    """Whether somebody checked in. Without the code a member joins online only, and a guest not at all."""
    person = person_of(request)
    if person is not None:
        at_door = (Door.QR, How.HERE) if opens else (Door.ONLINE, How.ONLINE)
        if opens and request.POST.get("how") == How.ONLINE:
            at_door = (Door.QR, How.ONLINE)
        check_in(meeting=found, person=person, door=at_door[0], how=at_door[1])
        return True
    if not opens:
        raise RuleBroken(_("The code on the wall of the room opens the check-in. Scan it there, or sign in."))
    if not may_try("guests", str(found.pk), at_most=GUESTS_A_MINUTE, seconds=60):
        raise RuleBroken(_("Many people check in just now. Wait a minute, then send it again."))
    return carried_out(form, lambda: check_in_guest(meeting=found, **form.cleaned_data, door=Door.QR))


def _opens(request: InitiativeRequest, found: Meeting, code: str) -> bool:
    """Whether a code opens the door of this meeting; who guesses is slowed down."""
    if not code:
        return False
    behind = find_pass(code, Pass.Purpose.CHECK_IN)
    if behind is None or (behind.initiative_id, behind.record_number) != (
        found.initiative_id,
        found.record.number,
    ):
        if not may_try_from(request, "code"):
            raise RuleBroken(_("This was tried very often just now. Wait ten minutes, then try again."))
        return False
    return True


def _mine(found: Meeting, person: Person | None) -> Attendance | None:
    if person is None:
        return None
    return Attendance.objects.standing().filter(meeting=found, person=person).select_related("seat").first()
