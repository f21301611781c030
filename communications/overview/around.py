"""Around the figures of the overview: the masthead, what comes next, who is at the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Window
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import Meeting
from initiatives import clock
from initiatives.access import Answers, Asked, Prepared, at_once
from initiatives.models import (
    CommonAgenda,
    Initiative,
    Membership,
    Population,
    Round,
    Seat,
    local,
)
from initiatives.rules.viewer import Viewer
from measurement.wording import day_words as day
from measurement.wording import whole_number as number

NAMED_PARTNERS = 9
LONGEST_HEADLINE = 120  # characters that still read as a headline

RESIDENTS = (Seat.SeatClass.COMMUNITY, Seat.SeatClass.YOUTH)
NEXT_MEETING = Prepared[Meeting](
    lambda asked: (
        Meeting.objects.visible_to(asked.viewer)
        .coming()
        .filter(ends_at__gt=clock.now())
        .select_related("record__initiative", "body")[:1]
    )
)
MEMBERS = Prepared[Membership](
    lambda asked: (
        Membership.objects.visible_to(asked.viewer)
        .current(on=asked.day)
        .select_related("organization")
        .only("slug", "organization__name")
        .annotate(among=Window(Count("pk")))[:NAMED_PARTNERS]
    )
)
VOTES = Prepared[tuple[str]](
    lambda asked: (
        Seat.objects.at_the_table().voting().filled(on=asked.day).order_by().values_list("seat_class")
    )
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The promise in large type, who made it, and since when."""

    title: str
    lead: str
    about: list[str]
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """The next round in which something is decided."""

    day: date
    question: dict[str, str]
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class Partners:
    """Who is at the table, and how much of the vote residents hold."""

    heading: str
    names: list[tuple[str, str]]
    more: str
    seats: str


def masthead_of(
    initiative: Initiative, agenda: CommonAgenda | None, partners: int, population: Population | None
) -> Masthead:
    """Return the masthead: the vision that was agreed if it is short enough for a headline, else the tagline."""
    vision = local(agenda.vision).strip() if agenda else ""
    tagline = local(initiative.tagline).strip()
    title = vision if 0 < len(vision) <= LONGEST_HEADLINE else tagline or initiative.name
    about = [_("Since {year}").format(year=initiative.started_on.year)] if initiative.started_on else []
    if population and population.size:
        about.append(f"{local(population.name)}: {number(population.size)}")
    return Masthead(
        title, _lead(initiative, partners, is_agreed=agenda is not None), about, agenda is not None
    )


def next_round(initiative: Initiative, rounds: Sequence[Round]) -> Coming | None:
    """Return the round that ends next and still takes answers, or will."""
    now = clock.now()
    ahead = sorted(
        (one for one in rounds if one.closed_at is None and one.closes_at > now), key=lambda r: r.closes_at
    )
    if not ahead:
        return None
    first = ahead[0]
    closes = initiative.local_time(first.closes_at)
    if first.opens_at > now:
        when = _("Opens on {day}").format(day=day(initiative.local_time(first.opens_at)))
    else:
        when = _("Open until {day}").format(day=day(closes))
    return Coming(closes.date(), first.question, first.record.url, when)


def partners_of(initiative: Initiative, viewer: Viewer) -> tuple[int, Partners | None]:
    """Return how many partners there are, and the first of them by name with the residents' share: one journey."""
    return partners_told(initiative, at_once(Asked(viewer, clock.today(initiative.zone)), MEMBERS, VOTES))


def partners_told(initiative: Initiative, answers: Answers) -> tuple[int, Partners | None]:
    """Return the same from the answers to MEMBERS and VOTES."""
    members = answers.rows(MEMBERS)
    if not members:
        return 0, None
    total: int = getattr(members[0], "among")  # noqa: B009 (counted by the query)
    heading = ngettext("{count} partner at the table", "{count} partners at the table", total)
    more = total - NAMED_PARTNERS
    return total, Partners(
        heading.format(count=number(total)),
        [(str(one), f"{initiative.url}people/{one.slug}/") for one in members],
        _("and {count} more").format(count=number(more)) if more > 0 else "",
        _seat_sentence(answers.rows(VOTES)),
    )


def _seat_sentence(classes: Sequence[tuple[str]]) -> str:
    """Say how many votes at the table residents hold, as the agenda does; nothing while nobody holds any."""
    if not classes:
        return ""
    count = len(classes)
    return ngettext(
        "{held} of {count} vote at the table is held by residents.",
        "{held} of {count} votes at the table are held by residents.",
        count,
    ).format(held=sum(one in RESIDENTS for (one,) in classes), count=count)


def _lead(initiative: Initiative, partners: int, *, is_agreed: bool) -> str:
    if not partners:
        return _("Here you see how it is going in {place}, including what is not working yet.").format(
            place=initiative.geography
        )
    if is_agreed:
        sentence = ngettext(
            "{count} organization in {place} works for this. "
            "Here you see how it is going, including what is not working yet.",
            "{count} organizations in {place} share one agenda to get there. "
            "Here you see how it is going, including what is not working yet.",
            partners,
        )
    else:
        sentence = ngettext(
            "{count} organization in {place} works for this and has not agreed an agenda yet. "
            "Here you see how it is going, including what is not working yet.",
            "{count} organizations in {place} work for this and have not agreed an agenda yet. "
            "Here you see how it is going, including what is not working yet.",
            partners,
        )
    return sentence.format(count=number(partners), place=initiative.geography)
