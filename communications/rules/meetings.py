"""Meetings and their minutes by the clock: notice, quorum, amendment, publication. DOMAIN section 8, SPECTRUM S10."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil


class Stage(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    NOTICED = "noticed"
    RUNNING = "running"
    HELD = "held"
    CANCELLED = "cancelled"


class MinutesStage(StrEnum):
    """Where minutes stand. `settling` is the time between the end of amendments and their publication."""

    AMENDING = "amending"
    SETTLING = "settling"
    PUBLISHED = "published"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class MinutesDates:
    """Until when minutes take amendments, and when they publish themselves."""

    amend_until: datetime
    publish_at: datetime


@dataclass(frozen=True, slots=True)
class SeatThere:
    """One voting seat that is called: its class, and whether somebody is there for it."""

    seat_class: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many seats of one class are there."""

    seat_class: str
    there: int
    seats: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats are there, how many are needed, and each class by itself."""

    there: int
    seats: int
    needed: int
    by_class: tuple[ClassCount, ...]

    @property
    def is_met(self) -> bool:
        """Whether the group can decide. Without seats nobody can."""
        return self.seats > 0 and self.there >= self.needed


def stage_at(
    *,
    noticed_at: datetime | None,
    begun_at: datetime | None,
    ended_at: datetime | None,
    cancelled_at: datetime | None,
) -> Stage:
    """Return where a meeting stands."""
    if cancelled_at is not None:
        return Stage.CANCELLED
    if ended_at is not None:
        return Stage.HELD
    if begun_at is not None:
        return Stage.RUNNING
    return Stage.NOTICED if noticed_at is not None else Stage.PLANNED


def minutes_stage_at(
    now: datetime, *, amend_until: datetime, publish_at: datetime, approved_at: datetime | None
) -> MinutesStage:
    """Return where minutes stand at a moment. Their day alone makes them public: no job is needed for it."""
    if approved_at is not None:
        return MinutesStage.APPROVED
    if now >= publish_at:
        return MinutesStage.PUBLISHED
    return MinutesStage.AMENDING if now < amend_until else MinutesStage.SETTLING


def minutes_dates(circulated_at: datetime, *, amend_days: int, publish_days: int) -> MinutesDates:
    """Return the dates of minutes that circulate now; they are never public before the time for amendments is over."""
    amend_until = circulated_at + timedelta(days=amend_days)
    return MinutesDates(amend_until, max(circulated_at + timedelta(days=publish_days), amend_until))


def notice_until(starts_at: datetime, *, notice_days: int) -> datetime:
    """Return the last moment at which notice is given in time."""
    return starts_at - timedelta(days=notice_days)


def quorum_of(seats: Iterable[SeatThere], *, share: Fraction) -> Quorum:
    """Count who is there against the share of the called seats that is needed, each class by itself as well."""
    called = list(seats)
    classes = list(dict.fromkeys(seat.seat_class for seat in called))
    by_class = tuple(
        ClassCount(
            name,
            sum(seat.is_there for seat in called if seat.seat_class == name),
            sum(seat.seat_class == name for seat in called),
        )
        for name in classes
    )
    there = sum(seat.is_there for seat in called)
    return Quorum(there, len(called), max(ceil(share * len(called)), 1), by_class)


def is_carried(*, yes: int, no: int) -> bool:
    """Whether an open vote on how the meeting goes on is carried: more seats say yes than no."""
    return yes > no


def may_check_in(
    now: datetime, *, starts_at: datetime, ends_at: datetime, ended_at: datetime | None, early: timedelta
) -> bool:
    """Whether the door is open: from shortly before the beginning until the meeting is ended, a day at most."""
    if ended_at is not None:
        return False
    return starts_at - early <= now < ends_at + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """Who asks to read minutes: may they give notice of meetings, were they there, do they sit in the group."""

    keeps_minutes: bool
    was_there: bool
    sits_in_the_group: bool


def are_public(stage: MinutesStage) -> bool:
    """Whether the day of minutes has come on which everybody reads them."""
    return stage in (MinutesStage.PUBLISHED, MinutesStage.APPROVED)


def may_read_minutes(stage: MinutesStage, reading: Reading) -> bool:
    """Published minutes are everybody's; a draft reaches staff, seats and those who were there at the same moment (L6)."""
    if are_public(stage):
        return True
    return reading.keeps_minutes or reading.was_there or reading.sits_in_the_group
