"""More First Birthdays: what is told and what people say. All of it is invented."""

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

CRIBS = "Cribs without a form"


def _sleep(told: Told) -> Record:
    return told.indicators["sleep-related-deaths"].record


COMMUNICATING: list[Step] = [
    news(
        156,
        "Fewer babies died, and the distance has not closed",
        "The county’s figure for 2024 is out. It is lower than what we had to expect if nothing changed. A Black baby is still "
        "far more likely to die than a White one.\n\nWe do not say yet what worked. The table reads each group’s figures with "
        "the mothers’ seats first.",
    ),
    news(
        48,
        CRIBS,
        "Whoever asks for a crib gets one within a week, at any of the three clinics. Nobody is asked for papers.\n\nMothers "
        "told us in spring that the form kept them away.",
        by="ruth",
    ),
    corrected(
        46,
        CRIBS,
        "within a week",
        "within ten days",
        "A week was our hope. The clinics deliver on two days a week, so it can be ten days.",
    ),
    newsletter(
        28,
        "What we know this autumn",
        "Dear all,\n\nbelow stands where each indicator is and what is new. The table has begun to meet in the open: you can read "
        "what was said, and come. There is childcare, and somebody drives you home.",
    ),
    begun(
        22,
        _sleep,
        "My sister was told four different things about how her son should sleep. Which one is right?",
        by="tasha",
    ),
    said(
        21,
        _sleep,
        "On the back, alone, in a crib of his own. We will print that one sentence for every door of the clinics.",
        by="beth",
        reply_to=1,
    ),
    said(20, _sleep, "Print it in Spanish on the same day, please.", by="carmen", reply_to=1),
    focus(
        19,
        "A crib in every home before winter",
        difficulty="Every third family that we visit has no place where a baby sleeps alone.",
        opportunity="Ninety cribs stand in a store room, and two partners drive there every week.",
        wanted="Tell one family this week, and bring their address, with their yes, to the nearest clinic.",
        days=40,
    ),
    acted(15, "clinic", "Every nurse asks at the first visit where the baby sleeps.", by="beth"),
    acted(9, "queens", "Each of us carries the one sentence, and calls for the crib herself.", by="monique"),
    asked(
        17, "clinic", "Say which two doors the sentence hangs on", "We print forty.", 10, days=9, by="ruth"
    ),
    answered(11, "clinic", "done", "The entrance, and the room where one waits for the scan.", by="beth"),
    asked(
        8,
        "hospital",
        "Look at the sentence before it is printed",
        "Words of a birth room.",
        15,
        days=12,
        by="ruth",
    ),
    letters_begin(PRESENT),
    letters_begin(8),
    news(
        6,
        "The sentence hangs on forty doors",
        "On the back, alone, in a crib of his own: in English and in Spanish, since Monday.",
        by="ruth",
    ),
    said(4, _sleep, "I saw it at the scan. Thank you.", by="tasha", reply_to=2),
    weekly_letters("director", "monique", "beth", "lena"),
]
