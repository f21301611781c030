"""Every Student Graduates: what partners promised each other; some was kept, some moved, some missed. All invented."""

from __future__ import annotations

from ci_platform.demonstration.promising import PromisePlan, Word, promises
from ci_platform.demonstration.story import Step

PROMISES: list[Step] = promises(
    PromisePlan("library", "council", "Eight story evenings a year in Somali and Hmong", 400, 120, "marcus", "dawit", (
        Word(118, "met", "Eight evenings; forty families came to the last one.", "dawit"),
    )),
    PromisePlan("lakes", "backbone", "Attendance of the nine rural schools, twice a year", 390, 190, "denise", "ingrid", (
        Word(185, "met", "It came in March and in September, one week late each time.", "ingrid"),
    )),
    PromisePlan("bridges", "riverside", "Ten mentors more for the two evening schools", 330, 250, "eli", "partner", (
        Word(262, "told", "Seven are found; three have not passed the check yet.", "eli"),
        Word(245, "missed", "Seven of ten came in time. The check of new mentors took nine weeks.", "partner"),
        Word(201, "told", "All ten are there now. We ask for the check before we promise a number.", "eli"),
    )),
    PromisePlan("health", "riverside", "A nurse in a third school, one day a week", 300, 215, "keisha", "partner", (
        Word(224, "moved", "Nobody applied for the post in spring. The county opens it again in winter.", "partner", later=45),
        Word(30, "told", "Two people have applied; talks are in two weeks.", "keisha"),
    )),
    PromisePlan("riverside", "health", "The list of absent students every Monday by noon", 280, 160, "partner", "keisha", (
        Word(168, "moved", "The clerk’s post was empty until summer. Tuesday is agreed until then.", "keisha", later=-95),
        Word(90, "missed", "It still comes on Tuesdays. The nurses plan their week without it.", "keisha"),
    )),
    PromisePlan("riverside", "council", "Every letter about absence in four languages", 270, 150, "partner", "dawit", (
        Word(148, "met", "We read the last five: English, Spanish, Somali and Hmong.", "dawit"),
    )),
    PromisePlan("employers", "riverside", "Forty summer places for students of the evening school", 260, 130, "june", "partner", (
        Word(125, "missed", "Twenty-six students worked. Two firms stepped back in May, and nobody told the school before June.", "partner"),
    )),
    PromisePlan("commonwealth", "backbone", "A second interpreter for every evening of the table", 210, 60, "funder", "ingrid", (
        Word(58, "met", "Paid for six evenings; both interpreters were there at five.", "ingrid"),
    ), money="6000"),
    PromisePlan("riverside", "bridges", "Two rooms on Fridays until seven", 150, -30, "partner", "eli", (
        Word(34, "released", "Friday evenings have moved to the library. The rooms are not needed any more.", "eli"),
    )),
)  # fmt: skip
