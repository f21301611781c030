"""Running a meeting: who is there with the live quorum, the items with their clock, what each of them comes to. For phone and projector."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.actions import running as actions
from communications.actions.attendance import is_door_open
from communications.forms.running import ClosingForm, GuestForm, NotesForm, PledgeForm, RollCallForm
from communications.meetings.calling import room_asked, room_of
from communications.meetings.minutes import agenda_asked
from communications.meetings.people import others_called
from communications.models import AgendaItem, Pledge
from communications.rules.meetings import Stage
from communications.views.attendance import door_picture
from communications.views.meetings import SECTION, WITHHELD, fetch_item, fetch_meeting, may_read
from engagement.views.posting import carried_out
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Body, Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import answer_of, by_name, rows_in


@require_safe
@guard(Permission.ROUND_OPEN)
def meeting_run(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the screen from which a meeting is run; ?item= opens one item, ?show=1 is for the wall."""
    found = fetch_meeting(request, number)
    asked = answer_of(
        by_name(
            room=room_asked(found),
            agenda=agenda_asked(found, request.viewer),
            others=rows_in(others_called(found)),
            partners=rows_in(_partners(request)),
            groups=rows_in(Body.objects.visible_to(request.viewer).exclude(pk=found.body_id)),
        )
    )
    agenda = [one for one in asked["agenda"] if one.item.withdrawn_at is None]
    now_on = next((one for one in agenda if one.item.begun_at and not one.item.ended_at), None)
    wanted = request.GET.get("item", "")
    shown = next((one for one in agenda if str(one.item.record.number) == wanted), None) or now_on
    there = {one.person_id for one in asked["room"].others} | {
        one.term.person_id for one in asked["room"].called
    }
    context = {
        **SECTION,
        **asked,
        "meeting": found,
        "stage": found.stage.value,
        "is_running": found.stage is Stage.RUNNING,
        "agenda": agenda,
        "now_on": now_on,
        "shown": shown,
        "others": [one for one in asked["others"] if one.pk not in there],
        "guest_form": GuestForm(prefix=None),
        "notes_form": NotesForm(initial={"notes": shown.item.notes})
        if shown and not shown.withheld
        else None,
        "pledge_form": _pledge_form(request, asked["partners"], asked["groups"]),
        "door_is_open": is_door_open(found),
        "now": clock.now(),
        "spent": _spent(shown.item) if shown else 0,
    }
    if request.GET.get("show") == "1":
        context["picture"] = door_picture(found)
        return render(request, "communications/meetings/wall.html", context)
    return render(request, "communications/meetings/run.html", context)


@require_safe
@guard(Permission.ROUND_OPEN)
def meeting_quorum(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show only who is there, for the screen that follows it."""
    found = fetch_meeting(request, number)
    context = {"meeting": found, "room": room_of(found), "door_is_open": is_door_open(found)}
    return render(request, "communications/meetings/_quorum.html", context)


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_beginning(request: InitiativeRequest, number: int) -> HttpResponse:
    """Open the meeting."""
    found = fetch_meeting(request, number)
    actions.begin_meeting(meeting=found, by=request.person)
    return redirect(f"{found.record.url}run/")


@require_POST
@guard(Permission.ROUND_OPEN)
def meeting_ending(request: InitiativeRequest, number: int) -> HttpResponse:
    """End the meeting: its draft minutes circulate."""
    found = fetch_meeting(request, number)
    actions.end_meeting(meeting=found, by=request.person)
    messages.success(
        request, _("The meeting is over. The draft of the minutes went to those who were there.")
    )
    return redirect(found.record.url)


@require_POST
@guard(Permission.ROUND_OPEN)
def item_turn(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Turn to an item."""
    found = fetch_item(request, number, item)
    actions.turn_to(item=found, by=request.person)
    return _back(found)


@require_POST
@guard(Permission.ROUND_OPEN)
def item_finish(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Be done with an item; what was typed is kept first."""
    found = fetch_item(request, number, item)
    _keep_notes(request, found)
    actions.finish_item(item=found, by=request.person)
    return redirect(f"{found.meeting.record.url}run/#agenda")


@require_POST
@guard(Permission.ROUND_OPEN)
def item_notes(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Keep what was said."""
    found = fetch_item(request, number, item)
    _keep_notes(request, found)
    if "finish" in request.POST:
        actions.finish_item(item=found, by=request.person)
        return redirect(f"{found.meeting.record.url}run/#agenda")
    messages.success(request, _("Kept."))
    return _back(found)


@require_POST
@guard(Permission.ROUND_OPEN)
def item_pledge(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Keep what somebody takes on."""
    found = fetch_item(request, number, item)
    groups = Body.objects.visible_to(request.viewer).exclude(pk=found.meeting.body_id)
    form = _pledge_form(request, list(_partners(request)), list(groups))
    if carried_out(form, lambda: _note_pledge(request, found, form)):
        messages.success(request, _("Kept. It is proposed to them when the meeting ends."))
        return _back(found)
    words = {"heading": _("Somebody takes something on"), "button": _("Write it down")}
    context = {**SECTION, **words, "form": form, "meeting": found.meeting}
    return render(request, "communications/meetings/form.html", context, status=422)


@require_POST
@guard(Permission.ROUND_OPEN)
def item_pledge_removal(request: InitiativeRequest, number: int, item: int, pk: int) -> HttpResponse:
    """Take out what was written down by mistake."""
    found = fetch_item(request, number, item)
    actions.drop_pledge(pledge=get_object_or_404(Pledge, item=found, pk=pk), by=request.person)
    return _back(found)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def item_closing(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Take the open vote on whether the doors are closed for an item."""
    found = fetch_item(request, number, item)
    room = room_of(found.meeting)
    form = ClosingForm(
        request.POST or None,
        languages=request.initiative.languages,
        zone=request.initiative.zone,
        called=room.called,
    )
    made: list[bool] = []
    if carried_out(form, lambda: made.append(_close(request, found, form))):
        closed, left = _("The doors are closed for this item."), _("The vote left the doors open.")
        messages.success(request, closed if made[0] else left)
        return _back(found)
    words = {
        "heading": _("Close the doors for this item?"),
        "lead": _(
            "Each seat says aloud what it wants, before the doors are closed. Title, reason and end date stay public."
        ),
        "button": _("Keep this open vote"),
    }
    return _roll(request, found, form, room, words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def item_approval(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Take the open vote by which minutes are approved."""
    found = fetch_item(request, number, item)
    room = room_of(found.meeting)
    form = RollCallForm(request.POST or None, called=room.called)
    made: list[bool] = []
    if carried_out(form, lambda: made.append(_approve(request, found, form))):
        yes, no = (
            _("The minutes are approved."),
            _("The minutes are not approved. Correct them, and bring them again."),
        )
        messages.success(request, yes if made[0] else no)
        return _back(found)
    words = {
        "heading": _("Approve the minutes?"),
        "lead": _("Each seat says aloud what it wants. More yes than no approves them."),
        "button": _("Keep this open vote"),
    }
    return _roll(request, found, form, room, words)


def _back(item: AgendaItem) -> HttpResponse:
    return redirect(f"{item.meeting.record.url}run/?item={item.record.number}#now")


def _keep_notes(request: InitiativeRequest, item: AgendaItem) -> None:
    if "notes" not in request.POST:
        return
    if not may_read(request, item):
        raise RuleBroken(_(WITHHELD))
    form = NotesForm(request.POST)
    if form.is_valid():
        actions.take_notes(item=item, notes=form.cleaned_data["notes"], by=request.person)


def _note_pledge(request: InitiativeRequest, item: AgendaItem, form: PledgeForm) -> None:
    words, due = form.texts("words"), form.cleaned_data["due"]
    actions.note_pledge(item=item, words=words, giver=form.giver, due=due, by=request.person)


def _close(request: InitiativeRequest, item: AgendaItem, form: ClosingForm) -> bool:
    call = actions.close_doors(item=item, closing=form.closing, stances=form.stances, by=request.person)
    return call.is_carried


def _approve(request: InitiativeRequest, item: AgendaItem, form: RollCallForm) -> bool:
    return actions.approve_minutes(item=item, stances=form.stances, by=request.person).is_carried


def _partners(request: InitiativeRequest) -> QuerySet[Membership]:
    today = clock.today(request.initiative.zone)
    return Membership.objects.visible_to(request.viewer).current(on=today).select_related("organization")


def _pledge_form(request: InitiativeRequest, partners: list[Membership], groups: list[Body]) -> PledgeForm:
    languages = request.initiative.languages[:1]
    return PledgeForm(request.POST or None, languages=languages, partners=partners, groups=groups)


def _spent(item: AgendaItem) -> int:
    """Return how many whole minutes an item has taken so far."""
    if item.begun_at is None:
        return 0
    return int(((item.ended_at or clock.now()) - item.begun_at).total_seconds() // 60)


def _roll(
    request: InitiativeRequest, item: AgendaItem, form: RollCallForm, room: object, words: dict[str, str]
) -> HttpResponse:
    context = {**SECTION, "item": item, "meeting": item.meeting, "form": form, "room": room, **words}
    return render(request, "communications/meetings/roll.html", context, status=422 if form.is_bound else 200)
