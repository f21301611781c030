"""Every Student Graduates: a decision that was carried out, taken up again by those who took it, and decided anew; all invented."""

from __future__ import annotations

from datetime import timedelta

from ci_platform.demonstration.engagements import Act, Option, during, options, reasons, watched
from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from ci_platform.demonstration.votes import Cast, Vote, counted, kept, progress, put, voted
from engagement.actions.engagements import (
    begin_implementing,
    complete,
    decide,
    open_engagement,
    reopen,
    report_back,
)
from engagement.actions.timetable import postpone
from engagement.models import Decision, Engagement, Postponement
from engagement.rules.methods import Base, Majority
from initiatives import clock

TABLE = ("resident", "amina", "joseph", "rosa", "pang", "partner", "denise", "keisha")
WHY = "Eli said it before the vote, and he was right: in March two small schools published figures that nobody had checked."
MAY = Option(
    "may",
    "All figures in May",
    "Each school has a month to check its own figures, then all come out on one day.",
    "The average is two months older when families read it.",
)


def _later(which: str, days: int) -> Act:
    def act(told: Told, made: Engagement) -> None:
        to, reason = clock.now() + timedelta(days=days), en("It is asked again, and notice begins again.")
        postpone(engagement=made, which=which, to=to, reason=reason, by=told.director)

    return act


def _taken_up_again(told: Told, made: Engagement) -> None:
    reopen(engagement=made, by=told.director, reason=en(WHY))


AGAIN: list[Step] = [
    put(190, "same-day", Vote("Do we take up again when the figures come out?", Majority(Base.DECIDED), by="rosa", purpose=Decision.Purpose.REOPEN)),
    *voted(181, "same-day", [Cast(who, "yes") for who in TABLE[:7]]),
    counted(173, "same-day"),
    during(172, "same-day", _taken_up_again),
    during(171, "same-day", _later(Postponement.Clock.DECIDE_BY, 35)),
    during(171, "same-day", _later(Postponement.Clock.OPENS_AT, 9), hour=13),
    options(170, "same-day", (MAY,)),
    during(161, "same-day", lambda told, made: open_engagement(engagement=made, by=told.director), hour=20),
    put(160, "same-day", Vote("All figures come out on one day in May, a month after the schools have got them.", Majority(Base.DECIDED), carried_out_by="backbone", carried_out_in=100)),
    *voted(151, "same-day", [*(Cast(who, "yes") for who in (*TABLE[:5], "eli")), Cast("keisha", "no", words="Families who waited for years wait two months longer now.")]),
    counted(143, "same-day"),
    during(135, "same-day", lambda told, made: decide(engagement=made, by=told.director), hour=16),
    reasons(135, "same-day", "All figures still come out on one day, in May. A figure that a school could not check helps no family; two months are the price.", "All figures in May"),
    during(133, "same-day", lambda told, made: report_back(engagement=made, by=told.director)),
    during(132, "same-day", lambda told, made: begin_implementing(engagement=made, by=told.director)),
    progress(100, "same-day", "The day is set: 13 May. Small schools get their file on 13 April.", by="ingrid", which=1),
    kept(75, "same-day", "Every school has the new calendar, and the library has told the families.", by="resident", which=1),
    during(74, "same-day", lambda told, made: complete(engagement=made, by=told.director)),
    *watched("same-day", 180, 70),
]  # fmt: skip
