"""Feeds: the page with their addresses, Atom of what happened, calendars of meetings."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from communications.actions.calendars import (
    make_private_address,
    owner_of,
    private_address,
    take_back_address,
)
from communications.pages.calendars import calendar_of, mine
from communications.pages.feeds import TOLD, TOPICS, feed_of
from engagement.models import Engagement
from initiatives.access import InitiativeRequest, build_viewer, conditional, fetch_or_stub, guard, open_door
from initiatives.discretion import keeping
from initiatives.models import Body, Record
from initiatives.names import names_kept
from initiatives.rules.permissions import Permission
from initiatives.tenancy import inside
from measurement.models import Indicator

ATOM, ICAL = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
MOST = 200


@require_safe
@guard(Permission.SEE_PUBLISHED)
def feeds(request: InitiativeRequest) -> HttpResponse:
    """List every address that a program can follow, and make one’s own calendar."""
    viewer, slug = request.viewer, request.initiative.slug
    bodies = Body.objects.visible_to(viewer).filter(record__state__in=Record.PUBLISHED_STATES)
    context = {
        "topics": [
            (one.title, reverse("feed", kwargs={"slug": slug, "topic": one.name})) for one in TOPICS.values()
        ],
        "bodies": bodies.select_related("record")[:MOST],
        "questions": Engagement.objects.visible_to(viewer).select_related("record")[:MOST],
        "indicators": Indicator.objects.visible_to(viewer).on_overview()[:MOST],
        "base": settings.BASE_URL,
        "private": private_address(request.person) if request.user.is_authenticated else "",
    }
    return render(request, "communications/feeds/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def feed(request: InitiativeRequest, topic: str) -> HttpResponse:
    """Return one feed of the whole initiative."""
    found = TOPICS.get(topic)
    if found is None:
        raise Http404
    return _atom(request, str(found.title), request.initiative.url, found.events)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def feed_of_body(request: InitiativeRequest, group: str) -> HttpResponse:
    """Return what happens in one group."""
    body = fetch_or_stub(Body.objects.select_related("record__initiative"), request.viewer, slug=group)
    about = Q(record=body.record) | Q(record__engagement__body=body) | Q(record__round__body=body)
    about |= Q(record__meeting__body=body) | Q(record__decision__round__body=body)
    return _atom(request, str(body), body.record.url, TOLD & about)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def feed_of_engagement(request: InitiativeRequest, number: int) -> HttpResponse:
    """Return what happens to one question."""
    rows = Engagement.objects.select_related("record__initiative")
    found = fetch_or_stub(rows, request.viewer, record__number=number)
    about = Q(record=found.record) | Q(record__decision__engagement=found)
    return _atom(request, found.record.shown_title, found.record.url, TOLD & about)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def feed_of_indicator(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Return what happens to one indicator: figures, corrections, targets."""
    rows = Indicator.objects.select_related("record__initiative")
    found = fetch_or_stub(rows, request.viewer, slug=sign)
    about = Q(record=found.record) | Q(record__part_of=found.record)
    return _atom(request, found.record.shown_title, found.record.url, TOLD & about)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def calendar_all(request: InitiativeRequest) -> HttpResponse:
    """Return all meetings as a calendar."""
    name = _("{name}: meetings").format(name=request.initiative.name)
    return HttpResponse(calendar_of(name, request.initiative, request.viewer), content_type=ICAL)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def calendar_of_body(request: InitiativeRequest, group: str) -> HttpResponse:
    """Return the meetings of one group as a calendar."""
    body = fetch_or_stub(Body.objects.select_related("record__initiative"), request.viewer, slug=group)
    name = _("{name}: {group}").format(name=request.initiative.name, group=body)
    content = calendar_of(name, request.initiative, request.viewer, only=Q(body=body))
    return HttpResponse(content, content_type=ICAL)


@require_POST
@guard(Permission.SEE_TODAY)
def private_calendar(request: InitiativeRequest) -> HttpResponse:
    """Make the secret address of my own calendar, or take it back."""
    if request.POST.get("stop"):
        take_back_address(person=request.person)
    else:
        make_private_address(person=request.person)
    return redirect(f"{reverse('feeds', kwargs={'slug': request.initiative.slug})}#mine")


@open_door
@never_cache
@require_safe
def my_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the meetings of whoever owns the address, as they may see them now."""
    found = owner_of(secret)
    if found is None or found.person is None:
        raise Http404
    initiative = found.initiative
    with transaction.atomic(), inside(initiative.pk), timezone.override(initiative.zone):
        viewer = build_viewer(found.person, initiative)
        if not viewer.is_member:  # the address is dead with the role
            raise Http404
        with keeping(lambda: names_kept(viewer)):
            name = _("{name}: my meetings").format(name=initiative.name)
            content = calendar_of(name, initiative, viewer, only=mine(viewer))
    return HttpResponse(content, content_type=ICAL)


def _atom(request: InitiativeRequest, title: str, home: str, events: Q) -> HttpResponse:
    content = feed_of(
        title=title,
        address=request.path,
        home=home,
        initiative=request.initiative,
        viewer=request.viewer,
        events=events,
    )
    return HttpResponse(content, content_type=ATOM)
