"""The side of Today: what is coming up, what is withheld, and whether the five functions and equity are working."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.attention import Desk
from initiatives import clock
from initiatives.models import CommonAgenda, Membership, Restriction, Round, RoundSeat, Seat
from measurement.models import Indicator, Rollup


@dataclass(frozen=True, slots=True)
class Coming:
    """A round that is noticed or open: its last day, and who has answered so far."""

    day: date
    title: str
    url: str
    answered: int
    seats: int


@dataclass(frozen=True, slots=True)
class Beat:
    """One line of "Is the whole working?": the function, a glyph and words."""

    function: str
    glyph: str
    words: str
    url: str


def coming_up(desk: Desk) -> list[Coming]:
    """Return the next rounds, those that end first first."""
    rounds = Round.objects.visible_to(desk.viewer).filter(closed_at__isnull=True, closes_at__gt=clock.now())
    found = list(rounds.select_related("record__initiative").order_by("closes_at")[:3])
    seats = list(RoundSeat.objects.filter(round__in=found).values_list("round_id", "present_at"))
    return [
        Coming(
            day=desk.initiative.local_time(one.closes_at).date(),
            title=str(one),
            url=one.record.url,
            answered=sum(1 for pk, at in seats if pk == one.pk and at),
            seats=sum(1 for pk, _at in seats if pk == one.pk),
        )
        for one in found
    ]


def restricted_now(desk: Desk) -> list[Restriction]:
    """Return what is withheld now, what opens first first."""
    return list(Restriction.objects.active(at=clock.now()).order_by("expires_at"))


def pulse_of(desk: Desk) -> list[Beat]:
    """Return how each function stands, from what the records say."""
    return [
        _agenda(desk),
        _measures(desk),
        _communication(desk),
        _backbone(desk),
        _partners(desk),
        _equity(desk),
    ]


def _agenda(desk: Desk) -> Beat:
    states = set(CommonAgenda.objects.values_list("state", flat=True))
    name, url = _("Common agenda"), desk.url("agenda/")
    if CommonAgenda.State.PROPOSED in states:
        return Beat(name, "open", _("A new version is before the table"), url)
    if CommonAgenda.State.RATIFIED in states:
        return Beat(name, "kept", _("Agreed"), url)
    return Beat(name, "caution", _("Not agreed yet"), url)


def _measures(desk: Desk) -> Beat:
    name, url = _("Shared measurement"), desk.url("results/")
    empty = Indicator.objects.visible_to(desk.viewer).on_overview().filter(releases__isnull=True).count()
    if empty:
        words = ngettext("{count} indicator without figures", "{count} indicators without figures", empty)
        return Beat(name, "caution", words.format(count=empty), url)
    count = Rollup.objects.count()
    words = ngettext("{count} indicator with figures", "{count} indicators with figures", count)
    return Beat(name, "kept" if count else "caution", words.format(count=count), url)


def _communication(desk: Desk) -> Beat:
    count = Restriction.objects.active(at=clock.now()).count()
    words = ngettext("{count} record is restricted", "{count} records are restricted", count).format(
        count=count
    )
    return Beat(
        _("Open communication"),
        "caution" if count else "kept",
        words if count else _("Everything is open"),
        desk.url("open/"),
    )


def _backbone(desk: Desk) -> Beat:
    voting = Seat.objects.voting()
    if not voting.exists():
        return Beat(_("Backbone"), "caution", _("No voting seats yet"), desk.url("people/seats/"))
    vacant = voting.count() - voting.filled(on=desk.today).count()
    words = ngettext("{count} voting seat is empty", "{count} voting seats are empty", vacant).format(
        count=vacant
    )
    return Beat(
        _("Backbone"),
        "caution" if vacant else "kept",
        words if vacant else _("All seats are filled"),
        desk.url("people/seats/"),
    )


def _partners(desk: Desk) -> Beat:
    count = Membership.objects.visible_to(desk.viewer).current(on=desk.today).count()
    words = ngettext("{count} partner at the table", "{count} partners at the table", count).format(
        count=count
    )
    return Beat(_("Partners"), "kept" if count > 1 else "caution", words, desk.url("people/"))


def _equity(desk: Desk) -> Beat:
    verdicts = [
        card.get("gap_verdict")
        for card in Rollup.objects.values_list("card", flat=True)
        if card.get("gap_verdict")
    ]
    growing = sum(1 for verdict in verdicts if verdict in ("widening", "mixed"))
    url = desk.url("results/")
    if not verdicts:
        return Beat(_("Equity"), "caution", _("No figure by groups yet"), url)
    words = ngettext("{count} gap is not closing", "{count} gaps are not closing", growing).format(
        count=growing
    )
    return Beat(
        _("Equity"), "caution" if growing else "keeping", words if growing else _("Gaps are closing"), url
    )
