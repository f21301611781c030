"""Where something of an engagement is done: each part of its pages has one address below decisions/<n>/."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement.models import Engagement
from engagement.rules.missing import Missing
from engagement.rules.obligation import PagePart
from engagement.rules.sentences import Sentence
from engagement.rules.spectrum import Level

PATHS: dict[PagePart, str] = {
    PagePart.FRAMING: "framing/",
    PagePart.LEVEL: "level/",
    PagePart.TIMETABLE: "timetable/",
    PagePart.EVIDENCE: "evidence/",
    PagePart.EXPLANATION: "framing/",
    PagePart.LANGUAGES: "framing/",
    PagePart.ALTERNATIVES: "options/",
    PagePart.QUESTIONS: "questions/",
    PagePart.CHANNELS: "asking/",
    PagePart.INPUTS: "inputs/",
    PagePart.HEARD: "statements/what-we-heard/",
    PagePart.THEMES: "themes/",
    PagePart.MATRIX: "matrix/",
    PagePart.PARITY: "heard/",
    PagePart.PANEL: "panel/",
    PagePart.SUPPORTS: "sessions/",
    PagePart.CRITERIA: "criteria/",
    PagePart.RECOMMENDATION: "count/",
    PagePart.OWNER: "override/",
    PagePart.DELEGATION: "delegation/",
    PagePart.ROLL: "statements/roll/",
    PagePart.COUNT: "count/",
    PagePart.DECISION: "count/",
    PagePart.VOTES: "votes/",
    PagePart.ROOM: "count/",
    PagePart.OUTCOME: "statements/rationale/",
    PagePart.ANSWERS: "statements/report-back/",
    PagePart.RATINGS: "inputs/",
    PagePart.PROMISEES: "promises/",
}


def address_of(engagement: Engagement, part: PagePart) -> str:
    """Return the address of the page on which a part is done. Seats are filled on the group's own page."""
    home = engagement.record.url
    if part is PagePart.BODY:
        return engagement.body.record.url if engagement.body else f"{home}framing/"
    if part is PagePart.COMMITMENTS:
        return f"{engagement.initiative.url}plan/commitments/"
    if part is PagePart.EXPLANATION and engagement.state != Engagement.State.DRAFT:
        return f"{home}options/"
    if part is PagePart.LANGUAGES and engagement.state != Engagement.State.DRAFT:
        return f"{home}statements/language-waiver/"
    if part is PagePart.DELEGATION and engagement.state != Engagement.State.DRAFT:
        return f"{home}statements/impossible/" if engagement.level == Level.EMPOWERING else home
    return f"{home}{PATHS[part]}"


def in_words(sentence: Sentence) -> str:
    """Return what a rule says in the reader's language, its gaps filled, sentences in it too."""
    return sentence.in_tongue(_, ngettext)


def with_addresses(engagement: Engagement, missing: tuple[Missing, ...]) -> tuple[tuple[str, str], ...]:
    """Return what is missing as sentences, each with the address where it is done; the same sentence once."""
    found = ((in_words(each.sentence), address_of(engagement, each.part)) for each in missing)
    return tuple(dict.fromkeys(found))
