"""Addresses of collecting figures."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import collection, improvement, my_numbers

urlpatterns: list[URLPattern | URLResolver] = [
    path("results/mine/", my_numbers.my_numbers, name="my-numbers"),
    path("results/mine/<int:number>/", my_numbers.my_numbers_receipt, name="my-numbers-receipt"),
    path("results/mine/worker.js", my_numbers.my_numbers_worker, name="my-numbers-worker"),
    path("results/calendar/", collection.calendar, name="calendar"),
    path("results/calendar/build/", collection.calendar_build, name="calendar-build"),
    path("results/calendar/add/", collection.duty_add, name="duty-add"),
    path("results/calendar/<int:pk>/ending/", collection.duty_ending, name="duty-ending"),
    path("results/calendar/<int:pk>/reminder/", collection.duty_reminder, name="duty-reminder"),
    path("results/programs/<slug:program>/improve/", improvement.improvement, name="improvement"),
    path("results/programs/<slug:program>/improve/add/", improvement.cycle_add, name="cycle-add"),
    path(
        "results/programs/<slug:program>/improve/report/",
        improvement.improvement_report,
        name="improvement-report",
    ),
    path("results/programs/<slug:program>/improve/<int:number>/", improvement.cycle_step, name="cycle-step"),
]
