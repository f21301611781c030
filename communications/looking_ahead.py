"""The side of Today: what is coming up, what is withheld, and whether the five functions and equity are working."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.desk import Desk
from communications.models import Meeting, Reply
from communications.rules.attention import Part
from communications.rules.pulse import KINDS, LATELY, Function, Lately, Seen, lately
from initiatives import clock
from initiatives.bylaws import in_force_among
from initiatives.models import CommonAgenda, Event, Membership, Round
from initiatives.nudges import Nudges, by_partner, nudges_asked
from initiatives.rules.asks import MONTH, Load
from initiatives.together import counted, number_of
from measurement.models import Indicator, Rollup

MOST_LOADS = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting, or a round that is noticed or open: its day, and who comes or has answered so far."""

    day: date
    title: str
    url: str
    answered: int = 0
    seats: int = 0
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """One line of "Is the whole working?": the function, a glyph and words."""

    function: str
    glyph: str
    words: str
    url: str
    lately: Lately = Lately()  # noqa: RUF009 (it is frozen)


@dataclass(frozen=True, slots=True)
class Side:
    """What the side of the page asks the database, together with all that needs somebody."""

    desk: Desk
    rounds: QuerySet[Round]
    meetings: QuerySet[Meeting]
    empty: QuerySet[Any, Any]
    rollups: QuerySet[Any, Any]
    partners: QuerySet[Any, Any]
    events: QuerySet[Any, Any]
    members: QuerySet[Membership]
    nudges: list[Nudges]

    @property
    def questions(self) -> tuple[QuerySet[Any, Any], ...]:
        """All of them; whoever does not work for the backbone sees no pulse, and that is not asked."""
        if not self.desk.viewer.is_staff:
            return self.rounds, self.meetings, self.desk.restrictions
        of_all = (self.desk.agendas, self.desk.votes, self.empty, self.rollups, self.partners, self.events)
        asked = (self.desk.rules, self.members, *self.nudges)
        return self.rounds, self.meetings, self.desk.restrictions, *of_all, *asked


def side_of(desk: Desk) -> Side:
    """Return what the side of the page asks."""
    ahead = Round.objects.visible_to(desk.viewer).filter(closed_at__isnull=True, closes_at__gt=clock.now())
    coming = Meeting.objects.visible_to(desk.viewer).coming().filter(ends_at__gt=clock.now())
    come = Count("replies", filter=~Q(replies__coming=Reply.Coming.NO))
    counts = ahead.annotate(seated=Count("seats"), answered=Count("seats__present_at"))
    empty = Indicator.objects.visible_to(desk.viewer).on_overview().filter(releases__isnull=True)
    of_results = Rollup.objects.filter(indicator__in=Indicator.objects.visible_to(desk.viewer).on_overview())
    return Side(
        desk,
        meetings=coming.annotate(come=come).select_related("record__initiative", "body")[:2],
        rounds=counts.select_related("record__initiative").order_by("closes_at")[:3],
        empty=counted(empty),
        rollups=of_results.order_by().values_list("card__gap_verdict", flat=True),
        partners=counted(Membership.objects.visible_to(desk.viewer).current(on=desk.today)),
        events=_events(desk),
        members=_asked_of(desk),
        nudges=nudges_asked(clock.now() - MONTH),
    )


def coming_up(side: Side) -> list[Coming]:
    """Return the next meetings and rounds, the nearest day first."""
    rounds = [
        Coming(
            day=side.desk.initiative.local_time(one.closes_at).date(),
            title=str(one),
            url=one.record.url,
            answered=getattr(one, "answered"),  # noqa: B009 (counted by the question)
            seats=getattr(one, "seated"),  # noqa: B009
        )
        for one in side.rounds
    ]
    meetings = [
        Coming(day=one.local_start.date(), title=str(one), url=one.record.url, meeting=one)
        for one in side.meetings
    ]
    return sorted(rounds + meetings, key=lambda one: one.day)


def loads_of(side: Side) -> list[tuple[Membership, Load]]:
    """Return the partners that were asked most in 30 days, each against what the bylaws allow."""
    counted_by, most = by_partner(side.nudges), int(in_force_among(side.desk.rules, "asks_per_month").value)
    loads = [(one, Load(counted_by[one.pk], most)) for one in side.members if counted_by[one.pk]]
    return sorted(loads, key=lambda pair: (-pair[1].asked, str(pair[0])))[:MOST_LOADS]


def _asked_of(desk: Desk) -> QuerySet[Membership]:
    """Those of whom the backbone asks something."""
    seen = Membership.objects.visible_to(desk.viewer).current(on=desk.today)
    return seen.exclude(kind=Membership.Kind.BACKBONE).select_related("organization")


def pulse_of(side: Side, late: Counter[Part]) -> list[Beat]:
    """Return how each function stands, from what the records say and from what is late on this page."""
    happened = lately(Seen(*row) for row in side.events)
    beats = {
        Function.AGENDA: _agenda(side.desk),
        Function.MEASUREMENT: _measures(side, late[Part.FIGURES]),
        Function.COMMUNICATION: _communication(side.desk, late[Part.PROMISES]),
        Function.BACKBONE: _backbone(side.desk),
        Function.PARTNERS: _partners(side),
        Function.EQUITY: _equity(side),
    }
    return [replace(beat, lately=happened[function]) for function, beat in beats.items()]


def _events(desk: Desk) -> QuerySet[Any, Any]:
    """How often each kind of thing happened lately, and when last, as far as the reader may know."""
    seen = Event.objects.readable_by(desk.viewer).filter(at__gte=clock.now() - LATELY, kind__in=KINDS)
    return seen.order_by().values_list("kind").annotate(count=Count("pk"), last=Max("at"))


def _agenda(desk: Desk) -> Beat:
    states = set(desk.agendas)
    name, url = _("Common agenda"), desk.url("agenda/")
    if CommonAgenda.State.PROPOSED in states:
        return Beat(name, "open", _("A new version is before the table"), url)
    if CommonAgenda.State.RATIFIED in states:
        return Beat(name, "kept", _("Agreed"), url)
    return Beat(name, "caution", _("Not agreed yet"), url)


def _measures(side: Side, late: int) -> Beat:
    name, url = _("Shared measurement"), side.desk.url("results/")
    if late:
        words = ngettext("{count} figure late", "{count} figures late", late)
        return Beat(name, "late", words.format(count=late), side.desk.url("results/calendar/"))
    if empty := number_of(side.empty):
        words = ngettext("{count} indicator without figures", "{count} indicators without figures", empty)
        return Beat(name, "caution", words.format(count=empty), url)
    count = len(side.rollups)
    words = ngettext("{count} indicator with figures", "{count} indicators with figures", count)
    return Beat(name, "kept" if count else "caution", words.format(count=count), url)


def _communication(desk: Desk, late: int) -> Beat:
    if late:
        words = ngettext("{count} promise late", "{count} promises late", late)
        return Beat(
            _("Open communication"), "late", words.format(count=late), desk.url("decisions/promises/")
        )
    count = len(desk.restrictions)
    words = ngettext("{count} record is restricted", "{count} records are restricted", count)
    return Beat(
        _("Open communication"),
        "caution" if count else "kept",
        words.format(count=count) if count else _("Everything is open"),
        desk.url("open/"),
    )


def _backbone(desk: Desk) -> Beat:
    votes, url = list(desk.votes), desk.url("people/seats/")
    if not votes:
        return Beat(_("Backbone"), "caution", _("No voting seats yet"), url)
    vacant = votes.count(False)
    words = ngettext("{count} voting seat is empty", "{count} voting seats are empty", vacant)
    said = words.format(count=vacant) if vacant else _("All seats are filled")
    return Beat(_("Backbone"), "caution" if vacant else "kept", said, url)


def _partners(side: Side) -> Beat:
    count = number_of(side.partners)
    words = ngettext("{count} partner at the table", "{count} partners at the table", count)
    return Beat(
        _("Partners"), "kept" if count > 1 else "caution", words.format(count=count), side.desk.url("people/")
    )


def _equity(side: Side) -> Beat:
    verdicts = [verdict for verdict in side.rollups if verdict]
    growing = sum(1 for verdict in verdicts if verdict in ("widening", "mixed"))
    url = side.desk.url("results/")
    if not verdicts:
        return Beat(_("Equity"), "caution", _("No figure by groups yet"), url)
    words = ngettext("{count} gap is not closing", "{count} gaps are not closing", growing).format(
        count=growing
    )
    return Beat(
        _("Equity"), "caution" if growing else "keeping", words if growing else _("Gaps are closing"), url
    )
