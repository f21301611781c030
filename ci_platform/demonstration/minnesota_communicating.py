"""Every Student Graduates: what is told and what people say. All of it is invented."""

from __future__ import annotations

from ci_platform.demonstration.communicating import (
    acted,
    answered,
    asked,
    begun,
    corrected,
    focus,
    letters_begin,
    news,
    newsletter,
    said,
    weekly_letters,
)
from ci_platform.demonstration.posting import PRESENT
from ci_platform.demonstration.story import Step, Told
from initiatives.models import Record

FOCUS = "Back in class by January"
BUSES = "The late bus runs again from Monday"


def _absence(told: Told) -> Record:
    return told.indicators["chronic-absence"].record


COMMUNICATING: list[Step] = [
    news(
        205,
        "Fewer students miss school, and we do not know yet why",
        "Chronic absence fell for the second year. It is still higher than before 2020.\n\nWe look at each school "
        "together with its families before we say what worked. Until then we change nothing that families rely on.",
    ),
    news(
        62,
        BUSES,
        "The late bus runs on Mondays and Wednesdays at 5:40 pm, from both high schools.\n\nIt was stopped in the "
        "spring. Eleven families told us what that meant, and Riverside found a driver. The bus stays until June; "
        "then we look at how many students used it.",
        by="ingrid",
    ),
    corrected(
        60,
        BUSES,
        "at 5:40 pm",
        "at 5:20 pm",
        "We gave the time of the old timetable. The bus leaves twenty minutes earlier.",
    ),
    newsletter(
        30,
        "Where we stand this autumn",
        "Dear all,\n\nmore students finish school than five years ago, and the gaps between groups have hardly moved. "
        "That is what the table worked on since summer. Below stands where each indicator is, what was decided, and "
        "what is new. Write back, or come to the next evening: there is childcare and a meal.",
    ),
    begun(
        26,
        _absence,
        "Our school calls at nine when my son is missing. By then I am at work and see it at noon. Could it be a text?",
        by="resident",
    ),
    said(
        25,
        _absence,
        "We tried texts in one building last year: half of the parents answered within an hour. I can show the figures "
        "at the next meeting.",
        by="partner",
        reply_to=1,
    ),
    said(
        24,
        _absence,
        "Please send them in Hmong and Somali from the start, not a year later.",
        by="pang",
        reply_to=1,
    ),
    said(
        12,
        _absence,
        "Does this count days on which a bus did not come? Our bus failed nine times this winter.",
        by="sam",
    ),
    said(
        11,
        _absence,
        "It does: the state counts any day of which a student missed more than half, whatever the reason. We will ask "
        "the districts for bus failures and show them beside it.",
        by="ingrid",
        reply_to=4,
    ),
    focus(
        21,
        FOCUS,
        difficulty="Who missed a month of school last year often starts the next one with no plan of their own.",
        opportunity="Every high school has a counsellor for it since September, and the late bus runs again.",
        wanted="Name one student with your school, and do one thing in the next two weeks that makes their way shorter.",
        days=45,
    ),
    acted(
        16,
        "riverside",
        "We hold four places in the homework room for students whom the counsellors send.",
        by="partner",
    ),
    asked(
        18,
        "riverside",
        "Tell us which two evenings suit your families",
        "We plan the spring evenings.",
        10,
        days=10,
    ),
    answered(12, "riverside", "done", "Tuesdays and Thursdays, after six.", by="partner"),
    asked(
        9,
        "riverside",
        "Check the list of tutors before it is printed",
        "Names and rooms change every term.",
        25,
        days=13,
    ),
    answered(
        4,
        "riverside",
        "help",
        "Our tutors change every term, and we have no list of the library’s rooms. Could somebody send it to us?",
        by="partner",
    ),
    asked(6, "library", "Bring one family to the next evening", "We hear from the same twelve.", 30, days=15),
    asked(24, "lakes", "Say how far the nearest late bus is", "So that distance is on the map.", 20, days=10),
    asked(14, "lakes", "Send one picture of the Saturday room", "For the spring page.", 5, days=20),
    letters_begin(PRESENT),
    letters_begin(8),
    news(
        5,
        "Homework rooms open on Saturdays",
        "Two libraries open a room with tutors on Saturdays from nine to one. No sign-up; bring what you are stuck on.",
        by="ingrid",
    ),
    said(
        3,
        _absence,
        "Good. Could it be shown by school, too?",
        by="sam",
        reply_to=4,
    ),
    weekly_letters("director", "partner", "resident", "funder"),
]
