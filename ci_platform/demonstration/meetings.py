"""How a meeting comes into a history: planned with its agenda in time, run with people there, its minutes by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from communications.actions.agenda_items import Brief, add_item, open_decision
from communications.actions.attendance import ask_access, check_in, check_in_guest, reply
from communications.actions.meetings import Plan, give_notice, plan_meeting
from communications.actions.minutes import answer_amendment, ask_amendment, publish_when_due
from communications.actions.minutes_in_languages import translate_minutes
from communications.actions.running import (
    Closing,
    approve_minutes,
    begin_meeting,
    close_doors,
    end_meeting,
    note_pledge,
    take_notes,
    turn_to,
)
from communications.meetings.calling import room_of
from communications.models import AgendaItem, Amendment, Attendance, Meeting, Minutes
from engagement.actions.motions import Motion
from engagement.models import Decision
from engagement.rules.methods import Consent
from engagement.rules.modifiers import Modifiers
from initiatives import clock
from initiatives.models import Body, Record

EVENING, LENGTH, TWELVE = (
    23,
    timedelta(minutes=105),
    timedelta(minutes=12),
)  # 23:00 UTC is early evening there
HERE, ONLINE = Attendance.How.HERE, Attendance.How.ONLINE


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on an agenda, and what was said of it."""

    title: str
    difficulty: str
    opportunity: str
    said: str = ""
    wanted: str = ""
    evidence: str = ""
    kind: str = "discuss"
    minutes: int = 15
    about: str = ""  # the key of an indicator
    takes_on: tuple[str, str, int] | None = None  # what, which partner, by how many days later
    closed: tuple[str, str, int] | None = None  # ground, the public sentence, for how many days


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of the table that was, so many days ago."""

    days_ago: int
    title: str
    items: tuple[Item, ...]
    there: tuple[str, ...]  # keys of people
    online: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    place: str = ""
    approves: bool = True
    amendments: tuple[tuple[str, str, str, str], ...] = ()  # who, what, taken in as, or declined because
    interpretation: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A meeting of the table to come; without items only its day is set."""

    days_ago: int
    in_days: int
    title: str
    items: tuple[Item, ...] = ()
    replies: tuple[tuple[str, str], ...] = ()
    wishes: tuple[tuple[str, str, str], ...] = ()
    place: str = ""
    interpretation: str = ""
    supports: tuple[str, ...] = ()


def held(plan: Held) -> list[Step]:
    """Return the steps of a meeting that was: notice, the evening itself, amendments, the day of its minutes."""
    steps = [
        Step(plan.days_ago + 12, lambda told: _plan_held(told, plan), hour=14),
        Step(plan.days_ago, lambda told: _run(told, plan), hour=EVENING),
    ]
    if plan.amendments:
        steps.append(Step(max(plan.days_ago - 2, 1), lambda told: _amend(told, plan), hour=16))
    if plan.days_ago > 11:
        steps.append(Step(plan.days_ago - 11, lambda told: _publish(told, plan), hour=1))
    return steps


def translated(days_ago: int, plan: Held, *, by: str, words: tuple[str, ...]) -> Step:
    """Somebody puts the minutes into Spanish, item by item."""

    def act(told: Told) -> None:
        items = _named(plan.title).items.standing().exclude(kind="minutes")
        for item, said in zip(items.select_related("meeting__record__initiative"), words, strict=False):
            version = item.passages.latest("version").version
            translate_minutes(item=item, language="es", words=said, version=version, by=told.people[by])

    return Step(days_ago, act, hour=17)


def ahead(plan: Ahead) -> Step:
    """Return the step in which a meeting to come is planned, and noticed if there is something on its agenda."""
    return Step(plan.days_ago, lambda told: _plan_ahead(told, plan), hour=14)


def _plan_held(told: Told, plan: Held) -> None:
    start = _evening(told, -plan.days_ago)
    meeting = plan_meeting(
        body=Body.objects.get(is_table=True),
        plan=Plan(
            title=en(plan.title),
            starts_at=start,
            ends_at=start + LENGTH,
            place=en(plan.place),
            interpretation=plan.interpretation,
            supports_offered=("childcare", "transport", "meal"),
        ),
        by=told.director,
    )
    _agenda(told, meeting, plan.items, approves=plan.approves)
    give_notice(meeting=meeting, by=told.director)


def _run(told: Told, plan: Held) -> None:
    meeting, by = _named(plan.title), told.director
    begin_meeting(meeting=meeting, by=by)
    for key in (*plan.there, *plan.online):
        how = ONLINE if key in plan.online else HERE
        door = Attendance.Door.QR if key in plan.there[:3] else Attendance.Door.LIST
        check_in(meeting=meeting, person=told.people[key], door=door, how=how, by=by)
    for name in plan.guests:
        check_in_guest(meeting=meeting, name=name, is_named=True, door=Attendance.Door.QR)
    written = {en(one.title)["en"]: one for one in plan.items}
    for item in meeting.items.standing().select_related("meeting"):
        with clock.at(clock.now() + TWELVE * (item.position - 1)):
            _treat(told, item, written.get(item.title["en"]))
    with clock.at(meeting.ends_at):
        end_meeting(meeting=meeting, by=by)


def _treat(told: Told, item: AgendaItem, plan: Item | None) -> None:
    by = told.director
    turn_to(item=item, by=by)
    if item.kind == AgendaItem.Kind.MINUTES:
        approve_minutes(item=item, stances=_all_say(item.meeting, "yes"), by=by)
        take_notes(item=item, notes="No objection. The minutes are approved as they were published.", by=by)
    if plan is None:
        return
    if plan.closed:
        ground, reason, days = plan.closed
        closing = Closing(ground, en(reason), clock.now() + timedelta(days=days))
        close_doors(item=item, closing=closing, stances=_all_say(item.meeting, "yes"), by=by)
    take_notes(item=item, notes=plan.said, by=by)
    if plan.takes_on:
        words, partner, days = plan.takes_on
        due = (clock.now() + timedelta(days=days)).date()
        note_pledge(item=item, words=en(words), giver=told.partners[partner], due=due, by=by)


def _amend(told: Told, plan: Held) -> None:
    item = _named(plan.title).items.standing().exclude(kind="minutes").select_related("meeting")[0]
    for who, words, taken, because in plan.amendments:
        asked: Amendment = ask_amendment(item=item, words=words, by=told.people[who])
        if taken or because:
            answer_amendment(
                amendment=asked, is_taken=bool(taken), words=taken, answer=because, by=told.director
            )


def _publish(told: Told, plan: Held) -> None:
    publish_when_due(number=_named(plan.title).record.number)


def _plan_ahead(told: Told, plan: Ahead) -> None:
    start = _evening(told, plan.in_days)
    meeting = plan_meeting(
        body=Body.objects.get(is_table=True),
        plan=Plan(
            title=en(plan.title),
            starts_at=start,
            ends_at=start + LENGTH,
            place=en(plan.place),
            link="https://meet.example.org/table",
            interpretation=plan.interpretation,
            supports_offered=plan.supports,
        ),
        by=told.director,
    )
    if not plan.items:
        return
    _agenda(told, meeting, plan.items, approves=True)
    give_notice(meeting=meeting, by=told.director)
    for item in meeting.items.standing().filter(kind="decide").select_related("meeting"):
        rule, modifiers = Consent(), Modifiers(are_vacancies_counted=False)
        motion = Motion(item.wanted, rule, modifiers, purpose=Decision.Purpose.PROCEDURE)
        open_decision(item=item, motion=motion, by=told.director)
    for key, coming in plan.replies:
        reply(meeting=meeting, coming=coming, by=told.people[key])
    for key, kind, words in plan.wishes:
        ask_access(meeting=meeting, kind=kind, words=words, by=told.people[key])


def _agenda(told: Told, meeting: Meeting, items: tuple[Item, ...], *, approves: bool) -> None:
    earlier = Minutes.objects.unapproved().published(at=meeting.starts_at).filter(meeting__body=meeting.body)
    before = earlier.select_related("meeting").order_by("circulated_at").first() if approves else None
    if before is not None:
        title = f"Minutes: {before.meeting.title['en']}"
        brief = Brief(kind="minutes", title=en(title), minutes_planned=5, approves=before)
        add_item(meeting=meeting, brief=brief, by=told.director)
    for one in items:
        brief = Brief(
            kind=one.kind,
            title=en(one.title),
            difficulty=en(one.difficulty),
            opportunity=en(one.opportunity),
            evidence=en(one.evidence) if one.evidence else {},
            wanted=en(one.wanted) if one.wanted else {},
            minutes_planned=one.minutes,
            about=_record(told, one.about),
        )
        add_item(meeting=meeting, brief=brief, by=told.director)


def _record(told: Told, key: str) -> Record | None:
    return told.indicators[key].record if key in told.indicators else None


def _all_say(meeting: Meeting, stance: str) -> dict[int, str]:
    return {one.term.seat_id: stance for one in room_of(meeting).called if one.is_there}


def _named(title: str) -> Meeting:
    return Meeting.objects.select_related("record__initiative", "body").get(title__en=title)


def _evening(told: Told, days: int) -> datetime:
    day = told.now + timedelta(days=days)
    return day.replace(hour=EVENING, minute=0, second=0, microsecond=0)
