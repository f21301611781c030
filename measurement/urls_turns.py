"""Addresses of conversations that turn a curve."""

from __future__ import annotations

from django.urls import path

from measurement.views import turn_forecasts, turn_lines, turn_parts, turn_questions, turn_rooms, turns

TURN = "results/<slug:sign>/turn/"
ONE = f"{TURN}<int:number>/"

urlpatterns = [
    path(TURN, turns.turns, name="turns"),
    path(f"{TURN}add/", turns.turn_add, name="turn-add"),
    path(ONE, turns.turn, name="turn"),
    path(f"{ONE}<int:question>/", turn_questions.question, name="turn-question"),
    path(f"{ONE}<int:question>/versions/", turn_questions.versions, name="turn-versions"),
    path(f"{ONE}<int:question>/words/", turn_questions.step_words, name="turn-words"),
    path(f"{ONE}<int:question>/lines/add/", turn_lines.line_add, name="turn-line-add"),
    path(f"{ONE}<int:question>/lines/", turn_rooms.live_lines, name="turn-live-lines"),
    path(f"{ONE}step/", turns.step, name="turn-step"),
    path(f"{ONE}forecast/", turn_forecasts.forecast, name="turn-forecast"),
    path(f"{ONE}closing/", turns.closing, name="turn-closing"),
    path(f"{ONE}reading/", turns.rereading, name="turn-rereading"),
    path(f"{ONE}learning/", turns.learning, name="turn-learning"),
    path(f"{ONE}scores/", turn_parts.scores, name="turn-scores"),
    path(f"{ONE}lines/", turn_lines.lines, name="turn-lines"),
    path(f"{ONE}lines/<int:pk>/aside/", turn_lines.line_aside, name="turn-line-aside"),
    path(f"{ONE}lines/<int:pk>/hiding/", turn_lines.line_hiding, name="turn-line-hiding"),
    path(f"{ONE}room/", turn_rooms.room, name="turn-room"),
    path(f"{ONE}room/live/", turn_rooms.live, name="turn-live"),
    path(f"{ONE}room/opening/", turn_rooms.room_opening, name="turn-room-opening"),
    path(f"{ONE}room/closing/", turn_rooms.room_closing, name="turn-room-closing"),
    path(f"{ONE}<slug:part>/add/", turn_parts.part_add, name="turn-part-add"),
    path(f"{ONE}<slug:part>/<int:pk>/removal/", turn_parts.part_removal, name="turn-part-removal"),
]
