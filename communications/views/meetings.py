"""Meetings: coming and past, and one of them: its agenda, then its minutes, at the same address. UX journey (g)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from communications.actions.attendance import is_door_open
from communications.actions.meetings import notice_ends
from communications.bylaw_numbers import AMEND, NOTICE, PUBLISH
from communications.forms.running import AccessForm, ReplyForm
from communications.meetings.calling import Room, room_asked
from communications.meetings.minutes import Said, agenda_asked
from communications.meetings.suggestions import suggestions_for
from communications.models import AccessWish, AgendaItem, Meeting, Minutes, Reply
from communications.publishing.calendar_file import calendar_of
from communications.publishing.packet import standing_packet
from communications.rules.meetings import MinutesStage, Reading, Stage, may_read_minutes
from engagement.models import OutsideContact
from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard, stubs_of, withheld_parts
from initiatives.bylaws import in_force_among, rules_at
from initiatives.models import JobRun, Person, Restriction, RuleValue
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of, by_name, first_in, nothing_asked, rows_in

SECTION = {"nav_section": "meetings"}
WITHHELD = gettext_noop(
    "What was said on this item is withheld from you. Whoever may read it writes it down and corrects it."
)
ON_A_PAGE = 20


@require_safe
@guard(Permission.SEE_PUBLISHED)
def meetings(request: InitiativeRequest) -> HttpResponse:
    """List the meetings to come, the next one first, and those that were."""
    seen = Meeting.objects.visible_to(request.viewer).whole()
    past = Paginator(seen.past(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **SECTION,
        "coming": list(seen.coming()[:ON_A_PAGE]),
        "page_obj": past,
        "now": clock.now(),
        "may_plan": Permission.ROUND_OPEN in request.viewer.permissions,
    }
    return render(request, "communications/meetings/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def meeting(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one meeting: before it, what is on the agenda and what is wanted of whom; after it, what it came to."""
    found = fetch_meeting(request, number)
    return render(request, "communications/meetings/detail.html", page_of(request, found))


@require_safe
@guard(Permission.SEE_PUBLISHED)
def meeting_ics(request: InitiativeRequest, number: int) -> HttpResponse:
    """Give one meeting to the reader's calendar."""
    found = fetch_meeting(request, number)
    response = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{number}.ics"'
    return response


def fetch_meeting(request: InitiativeRequest, number: int) -> Meeting:
    """Return the meeting of a number that the reader sees."""
    rows = Meeting.objects.whole().select_related("noticed_by", "cancelled_by", "packet", "packet_run__pulse")
    return fetch_or_stub(rows, request.viewer, record__number=number)


def fetch_item(request: InitiativeRequest, number: int, item: int) -> AgendaItem:
    """Return an item of a meeting that the reader sees."""
    found = fetch_meeting(request, number)
    rows = AgendaItem.objects.visible_to(request.viewer).select_related(
        "record__initiative",
        "meeting__record__initiative",
        "meeting__body__record__initiative",
        "engagement__body",
    )
    return get_object_or_404(rows, meeting=found, record__number=item)


def may_read(request: InitiativeRequest, item: AgendaItem) -> bool:
    """Whether the reader may read what the minutes say of an item: neither its notes nor the minutes are withheld."""
    kept = withheld_parts(request.viewer, "agenda_item", "meeting")
    notes, minutes = kept.get(item.record_id, {}), kept.get(item.meeting.record_id, {})
    return "notes" not in notes and "minutes" not in minutes


@dataclass(frozen=True, slots=True)
class MinutesSeen:
    """The minutes as a reader gets them: where they stand, whether they may be read, and what this reader may do."""

    minutes: Minutes | None
    stage: MinutesStage | None
    is_readable: bool
    withheld: Restriction | None
    may_amend: bool
    may_keep: bool


def page_of(request: InitiativeRequest, found: Meeting) -> dict[str, object]:
    """Return all that the page of one meeting shows."""
    keeps = Permission.ROUND_OPEN in request.viewer.permissions
    is_ahead = found.stage in (Stage.PLANNED, Stage.NOTICED)
    asked = answer_of(_asked(found, request.viewer, person_of(request), keeps=keeps, is_ahead=is_ahead))
    return {
        **SECTION,
        **asked,
        **_agenda(found, asked["agenda"], request.viewer),
        **_numbers(asked["notice"], asked["rules"]),
        "meeting": found,
        "stage": found.stage.value,
        "seen": minutes_of(request, found, asked["room"]),
        "keeps": keeps,
        "is_ahead": is_ahead,
        "notice_ends": notice_ends(found) if found.stage is Stage.PLANNED else None,
        "reply_form": ReplyForm(initial={"coming": asked["reply"].coming if asked["reply"] else None}),
        "access_form": AccessForm(),
        "door_is_open": is_door_open(found),
        "packet": standing_packet(found),
        "is_packet_coming": is_unfinished(found.packet_run),
        "offered": offered_words(found),
        "now": clock.now(),
    }


def _asked(
    found: Meeting, viewer: Viewer, person: Person | None, *, keeps: bool, is_ahead: bool
) -> Asking[dict[str, Any]]:
    """Ask for all that the page is made from, in one journey."""
    mine = Reply.objects.filter(meeting=found, person=person)
    return by_name(
        agenda=agenda_asked(found, viewer),
        room=room_asked(found),
        reply=first_in(mine) if person else nothing_asked(None),
        wishes=rows_in(_wishes(found, person, keeps)),
        rules=rows_in(rules_at(found.ended_at, AMEND, PUBLISH)),
        notice=rows_in(rules_at(found.noticed_at, NOTICE)),
        suggestions=suggestions_for(found, viewer) if keeps and is_ahead else nothing_asked([]),
        contacts=rows_in(_contacts(found)),
    )


def _agenda(found: Meeting, agenda: list[Said], viewer: Viewer) -> dict[str, object]:
    """Return the items that stand, those that were taken off after notice, and those that are withheld."""
    standing = [one for one in agenda if one.item.withdrawn_at is None]
    return {
        "standing": standing,
        "taken_off": [one for one in agenda if one.item.withdrawn_at and one.item.record.published_at],
        "kept_back": [
            one for one in stubs_of(viewer, "agenda_item") if one.record.part_of_id == found.record_id
        ],
        "planned": sum(one.item.minutes_planned for one in standing),
    }


def _numbers(notice: list[RuleValue], minutes: list[RuleValue]) -> dict[str, object]:
    """Return the rules that this meeting goes by, and their numbers in days."""
    rules = {
        "notice": in_force_among(notice, NOTICE),
        "amend": in_force_among(minutes, AMEND),
        "publish": in_force_among(minutes, PUBLISH),
    }
    return {
        "days": {name: int(rule.value) for name, rule in rules.items()},
        **{f"{name}_rule": rule for name, rule in rules.items()},
    }


def person_of(request: InitiativeRequest) -> Person | None:
    """Return who is signed in and takes part here."""
    return getattr(request, "person", None) if request.viewer.is_member else None


def offered_words(found: Meeting) -> list[str]:
    """Return what is offered, in words."""
    names = dict(AccessWish._meta.get_field("kind").choices or [])
    return [str(names[kind]) for kind in found.supports_offered if kind in names]


def is_unfinished(run: JobRun | None) -> bool:
    """Whether a job is asked for and not over."""
    return run is not None and run.state in (JobRun.State.QUEUED, JobRun.State.RUNNING)


def minutes_of(request: InitiativeRequest, found: Meeting, room: Room) -> MinutesSeen:
    """Return how this reader gets the minutes of a meeting, by who was in its room."""
    minutes = getattr(found, "minutes", None)
    keeps = Permission.ROUND_OPEN in request.viewer.permissions
    if minutes is None:
        return MinutesSeen(None, None, False, None, False, keeps)
    person = person_of(request)
    there = [one.attendance for one in room.called] + list(room.others)
    was_there = person is not None and any(one is not None and one.person_id == person.pk for one in there)
    reading = Reading(keeps, was_there, found.body_id in request.viewer.body_ids)
    withheld = withheld_parts(request.viewer, "meeting").get(found.record_id, {}).get("minutes")
    return MinutesSeen(
        minutes,
        minutes.stage,
        is_readable=withheld is None and may_read_minutes(minutes.stage, reading),
        withheld=withheld,
        may_amend=was_there and minutes.stage is MinutesStage.AMENDING,
        may_keep=keeps,
    )


def _wishes(found: Meeting, person: Person | None, keeps: bool) -> QuerySet[AccessWish]:
    rows = AccessWish.objects.filter(meeting=found).select_related("person")
    if keeps:
        return rows
    return rows.filter(person=person) if person else rows.none()


def _contacts(found: Meeting) -> QuerySet[OutsideContact]:
    """S10: who of the room spoke outside it about what is on the agenda."""
    rows = OutsideContact.objects.filter(engagement__agenda_items__meeting=found).distinct()
    return rows.select_related("told_by", "engagement__record__initiative")
