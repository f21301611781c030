"""Addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communications.views import (
    agenda_items,
    attendance,
    meeting_plans,
    meetings,
    minutes,
    minutes_pdf,
    running,
)

_ONE = "meetings/<int:number>/"
_ITEM = f"{_ONE}items/<int:item>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/add/", meeting_plans.meeting_add, name="meeting-add"),
    path(_ONE, meetings.meeting, name="meeting"),
    path(f"{_ONE}meeting.ics", meetings.meeting_ics, name="meeting-ics"),
    path(f"{_ONE}minutes.pdf", minutes_pdf.minutes_pdf, name="minutes-pdf"),
    path(f"{_ONE}edit/", meeting_plans.meeting_edit, name="meeting-edit"),
    path(f"{_ONE}notice/", meeting_plans.meeting_notice, name="meeting-notice"),
    path(f"{_ONE}cancellation/", meeting_plans.meeting_cancellation, name="meeting-cancellation"),
    path(f"{_ONE}packet/", meeting_plans.meeting_packet, name="meeting-packet"),
    path(f"{_ONE}reply/", attendance.meeting_reply, name="meeting-reply"),
    path(f"{_ONE}access/", attendance.meeting_access, name="meeting-access"),
    path(f"{_ONE}access/<int:pk>/", attendance.meeting_wish, name="meeting-wish"),
    path(f"{_ONE}checkin/", attendance.meeting_checkin, name="meeting-checkin"),
    path(f"{_ONE}door/", attendance.meeting_door, name="meeting-door"),
    path(f"{_ONE}attendance/", attendance.meeting_attendance, name="meeting-attendance"),
    path(f"{_ONE}attendance/guest/", attendance.meeting_guest, name="meeting-guest"),
    path(f"{_ONE}attendance/<int:pk>/striking/", attendance.meeting_strike, name="meeting-strike"),
    path(f"{_ONE}run/", running.meeting_run, name="meeting-run"),
    path(f"{_ONE}run/quorum/", running.meeting_quorum, name="meeting-quorum"),
    path(f"{_ONE}beginning/", running.meeting_beginning, name="meeting-beginning"),
    path(f"{_ONE}ending/", running.meeting_ending, name="meeting-ending"),
    path(f"{_ONE}items/add/", agenda_items.item_add, name="agenda-item-add"),
    path(_ITEM, agenda_items.item_edit, name="agenda-item-edit"),
    path(f"{_ITEM}withdrawal/", agenda_items.item_withdrawal, name="agenda-item-withdrawal"),
    path(f"{_ITEM}move/<str:way>/", agenda_items.item_move, name="agenda-item-move"),
    path(f"{_ITEM}decision/", agenda_items.item_decision, name="agenda-item-decision"),
    path(f"{_ITEM}turn/", running.item_turn, name="agenda-item-turn"),
    path(f"{_ITEM}finish/", running.item_finish, name="agenda-item-finish"),
    path(f"{_ITEM}notes/", running.item_notes, name="agenda-item-notes"),
    path(f"{_ITEM}pledges/", running.item_pledge, name="agenda-item-pledge"),
    path(f"{_ITEM}pledges/<int:pk>/removal/", running.item_pledge_removal, name="agenda-item-pledge-removal"),
    path(f"{_ITEM}closing/", running.item_closing, name="agenda-item-closing"),
    path(f"{_ITEM}approval/", running.item_approval, name="agenda-item-approval"),
    path(f"{_ITEM}amendment/", minutes.minutes_amendment, name="minutes-amendment"),
    path(f"{_ITEM}correction/", minutes.minutes_correction, name="minutes-correction"),
    path(f"{_ITEM}translation/<str:language>/", minutes.minutes_translation, name="minutes-translation"),
    path(f"{_ONE}amendments/<int:pk>/", minutes.minutes_answer, name="minutes-answer"),
]
