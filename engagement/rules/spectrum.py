"""The spectrum of community engagement: five levels, each a promise. The sentences are the seed document's own.

A promise, once made, must read the same for ever: texts are never edited here, only added under a new VERSION.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

VERSION = 1


class Level(IntEnum):
    """How much the community's word weighs in a decision; each level holds what the levels below it promise."""

    INFORMING = 1
    CONSULTING = 2
    INVOLVING = 3
    COLLABORATING = 4
    EMPOWERING = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """What a level is for, what it says to people, and how it is done. Texts are {language: text}, verbatim."""

    level: Level
    version: int
    objective: dict[str, str]
    message: dict[str, str]
    examples: dict[str, str]


SPECTRUM: tuple[Promise, ...] = (
    Promise(
        Level.INFORMING,
        VERSION,
        objective={
            "en": "Providing balanced and objective information about new programs or services, "
            "and about the reasons for choosing them"
        },
        message={"en": "We will keep you informed"},
        examples={"en": "Fact sheets, newsletters, websites, open houses"},
    ),
    Promise(
        Level.CONSULTING,
        VERSION,
        objective={
            "en": "Inviting feedback on alternatives, analyses, and decisions related to new programs or services"
        },
        message={
            "en": "We will keep you informed, listen to your input and feedback, "
            "and let you know your ideas and concerns have influenced decisions"
        },
        examples={"en": "Surveys, focus groups, community meetings and forums"},
    ),
    Promise(
        Level.INVOLVING,
        VERSION,
        objective={
            "en": "Working with community members to ensure that their aspirations and concerns are considered "
            "at every stage of planning and decision-making"
        },
        message={
            "en": "We will ensure your input and feedback is directly reflected in alternatives, "
            "and let you know how your involvement influenced decisions"
        },
        examples={"en": "Community organizing, leadership development, workshops"},
    ),
    Promise(
        Level.COLLABORATING,
        VERSION,
        objective={
            "en": "Enabling community members to participate in every aspect of planning and decision-making "
            "for new programs or services"
        },
        message={
            "en": "You will be true partners in making and implementing decisions for the community, "
            "your advice and recommendations will be incorporated as much as possible"
        },
        examples={"en": "Advisory boards, seats on governing boards, engaging and funding as partners"},
    ),
    Promise(
        Level.EMPOWERING,
        VERSION,
        objective={
            "en": "Giving community members sole decision-making authority over new programs or services, "
            "and allowing professionals to serve only in consultative and supportive roles"
        },
        message={"en": "We will implement what you decide"},
        examples={"en": "Support full governance, leadership, and partnership"},
    ),
)


def promise(level: Level) -> Promise:
    """Return what a level promises today."""
    return SPECTRUM[level - 1]
