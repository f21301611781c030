"""What meetings need: notice in time, answers, a draft to read while it can be amended, wishes and amendments without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.bylaw_numbers import NOTICE
from communications.desk import Desk, Question, each
from communications.models import AccessWish, Amendment, Attendance, Meeting, Reply
from communications.rules.attention import Need, Part
from communications.rules.meetings import notice_until
from initiatives import clock
from initiatives.bylaws import value_in
from initiatives.models import SeatTerm
from initiatives.rules.permissions import Permission

MOST = 20
NOTICE_AHEAD = timedelta(days=14)


def notices_due(desk: Desk) -> Iterator[Question]:
    """Meetings whose agenda must be public soon, and those that were noticed and never opened: for who opens rounds."""
    if not desk.may(Permission.ROUND_OPEN):
        return
    near = (
        Meeting.objects.visible_to(desk.viewer)
        .coming()
        .filter(starts_at__lte=clock.now() + timedelta(days=75))
    )
    rows = near.select_related("record__initiative", "body").annotate(on_it=Count("items"))

    def needs(found: Iterable[Meeting]) -> Iterator[Need]:
        days = int(value_in(desk.rules, NOTICE))
        for one in found:
            yield from _of_meeting(desk, one, days)

    yield Question(desk.rules, lambda _rules: ())
    yield Question(rows[:MOST], needs)


def _of_meeting(desk: Desk, one: Meeting, days: int) -> Iterator[Need]:
    about = (str(one.body),)
    if one.begun_at is not None:
        yield Need(Part.MEETINGS, str(one), f"{one.record.url}run/", _("Go on"), (*about, _("It is on")))
    elif one.noticed_at is None:
        until = notice_until(one.starts_at, notice_days=days)
        if until <= clock.now() + NOTICE_AHEAD:
            title = _("The agenda of “{meeting}” must be public").format(meeting=one)
            due = desk.initiative.local_time(until).date()
            yield Need(Part.MEETINGS, title, one.record.url, _("Publish the agenda"), about, due)
    elif one.ends_at < clock.now():
        title = _("Did “{meeting}” take place?").format(meeting=one)
        yield Need(Part.MEETINGS, title, one.record.url, _("Say so"), about)


def wishes_and_amendments(desk: Desk) -> Iterator[Question]:
    """What people need to come, and what they want the minutes to say, without an answer: for who keeps meetings."""
    if not desk.may(Permission.ROUND_OPEN):
        return
    seen = Meeting.objects.visible_to(desk.viewer)
    wanting = seen.coming().annotate(asked=Count("wishes", filter=Q(wishes__state=AccessWish.State.ASKED)))
    asked = Amendment.objects.filter(state=Amendment.State.ASKED, minutes__publish_at__gt=clock.now())
    waiting = asked.filter(minutes__meeting__in=seen).select_related(
        "minutes__meeting__record__initiative", "item"
    )

    def arrange(one: Meeting) -> Need:
        count: int = getattr(one, "asked")  # noqa: B009 (counted by the question)
        words = ngettext("{n} person needs something to come", "{n} wishes of people who want to come", count)
        day = desk.initiative.local_time(one.starts_at).date()
        return Need(
            Part.MEETINGS,
            words.format(n=count),
            f"{one.record.url}#access",
            _("Arrange it"),
            (str(one),),
            day,
        )

    def answer(one: Amendment) -> Need:
        title = _("Somebody asks that the minutes read otherwise: {item}").format(item=one.item)
        meeting = one.minutes.meeting
        address, day = (
            f"{meeting.record.url}amendments/{one.pk}/",
            desk.initiative.local_time(one.minutes.publish_at),
        )
        return Need(Part.MEETINGS, title, address, _("Answer"), (str(meeting),), day.date())

    yield each(wanting.filter(asked__gt=0).select_related("record__initiative")[:MOST], arrange)
    yield each(waiting[:MOST], answer)


def drafts_to_read(desk: Desk) -> Iterator[Question]:
    """Draft minutes of meetings where I was, while I can ask for amendments."""
    me = desk.viewer.person_id
    if me is None:
        return
    there = Attendance.objects.standing().filter(meeting=OuterRef("pk"), person=me)
    open_now = Meeting.objects.visible_to(desk.viewer).filter(
        Exists(there), minutes__amend_until__gt=clock.now()
    )

    def read(one: Meeting) -> Need:
        title = _("The draft minutes of “{meeting}”").format(meeting=one)
        until = desk.initiative.local_time(one.minutes.amend_until).date()
        about = (_("You were there: say so if something is wrong"),)
        return Need(Part.MEETINGS, title, f"{one.record.url}#minutes", _("Read them"), about, until)

    yield each(open_now.select_related("record__initiative", "minutes")[:MOST], read)


def notices_unanswered(desk: Desk) -> Iterator[Question]:
    """Meetings to which a seat of mine is called and that I have not answered."""
    me = desk.viewer.person_id
    if me is None:
        return
    mine = SeatTerm.objects.on(desk.today).filter(
        person=me, seat__is_voting=True, seat__body=OuterRef("body")
    )
    answered = Reply.objects.filter(meeting=OuterRef("pk"), person=me)
    rows = Meeting.objects.visible_to(desk.viewer).coming().noticed()
    called = rows.filter(Exists(mine), ~Exists(answered), begun_at__isnull=True, starts_at__gt=clock.now())

    def come(one: Meeting) -> Need:
        title = _("Do you come to “{meeting}”?").format(meeting=one)
        day = desk.initiative.local_time(one.starts_at).date()
        return Need(Part.MEETINGS, title, f"{one.record.url}#reply", _("Answer"), (str(one.body),), day)

    yield each(called.select_related("record__initiative", "body")[:MOST], come)


MEETING_SOURCES = (notices_due, wishes_and_amendments, drafts_to_read, notices_unanswered)
