"""Addresses of feeds and calendars inside an initiative."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communications.views import feeds

urlpatterns: list[URLPattern | URLResolver] = [
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/mine/", feeds.private_calendar, name="private-calendar"),
    path("feeds/meetings.ics", feeds.calendar_all, name="meetings-calendar"),
    path("feeds/<slug:topic>.atom", feeds.feed, name="feed"),
    path("feeds/groups/<slug:group>.atom", feeds.feed_of_body, name="feed-body"),
    path("feeds/groups/<slug:group>.ics", feeds.calendar_of_body, name="calendar-body"),
    path("feeds/decisions/<int:number>.atom", feeds.feed_of_engagement, name="feed-engagement"),
    path("feeds/results/<slug:sign>.atom", feeds.feed_of_indicator, name="feed-indicator"),
]
