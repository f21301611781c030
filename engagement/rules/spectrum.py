"""The spectrum of community engagement: five levels, each a promise. The sentences are the seed document's own.

A promise, once made, must read the same for ever: texts are never edited here, only added under a new VERSION. The English
is the promise; a translation beside it says the same to whoever reads that language.
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
            "and about the reasons for choosing them",
            "es": "Dar información equilibrada y objetiva sobre programas o servicios nuevos, "
            "y sobre las razones para elegirlos",
        },
        message={"en": "We will keep you informed", "es": "Les mantendremos al tanto"},
        examples={
            "en": "Fact sheets, newsletters, websites, open houses",
            "es": "Hojas informativas, boletines, sitios web, jornadas de puertas abiertas",
        },
    ),
    Promise(
        Level.CONSULTING,
        VERSION,
        objective={
            "en": "Inviting feedback on alternatives, analyses, and decisions related to new programs or services",
            "es": "Invitar a opinar sobre alternativas, análisis y decisiones relacionadas con programas o servicios nuevos",
        },
        message={
            "en": "We will keep you informed, listen to your input and feedback, "
            "and let you know your ideas and concerns have influenced decisions",
            "es": "Les mantendremos al tanto, escucharemos sus aportes y comentarios, "
            "y les haremos saber que sus ideas e inquietudes han influido en las decisiones",
        },
        examples={
            "en": "Surveys, focus groups, community meetings and forums",
            "es": "Encuestas, grupos focales, reuniones y foros comunitarios",
        },
    ),
    Promise(
        Level.INVOLVING,
        VERSION,
        objective={
            "en": "Working with community members to ensure that their aspirations and concerns are considered "
            "at every stage of planning and decision-making",
            "es": "Trabajar con la comunidad para que sus aspiraciones e inquietudes se tomen en cuenta "
            "en cada etapa de la planificación y de las decisiones",
        },
        message={
            "en": "We will ensure your input and feedback is directly reflected in alternatives, "
            "and let you know how your involvement influenced decisions",
            "es": "Haremos que sus aportes y comentarios se reflejen directamente en las alternativas, "
            "y les haremos saber cómo influyó su participación en las decisiones",
        },
        examples={
            "en": "Community organizing, leadership development, workshops",
            "es": "Organización comunitaria, formación de liderazgo, talleres",
        },
    ),
    Promise(
        Level.COLLABORATING,
        VERSION,
        objective={
            "en": "Enabling community members to participate in every aspect of planning and decision-making "
            "for new programs or services",
            "es": "Hacer posible que la comunidad participe en todos los aspectos de la planificación y de las decisiones "
            "sobre programas o servicios nuevos",
        },
        message={
            "en": "You will be true partners in making and implementing decisions for the community, "
            "your advice and recommendations will be incorporated as much as possible",
            "es": "Serán parte plena al tomar las decisiones para la comunidad y al llevarlas a cabo; "
            "sus consejos y recomendaciones se incorporarán tanto como sea posible",
        },
        examples={
            "en": "Advisory boards, seats on governing boards, engaging and funding as partners",
            "es": "Consejos asesores, lugares en las juntas directivas, participar y recibir fondos como aliados",
        },
    ),
    Promise(
        Level.EMPOWERING,
        VERSION,
        objective={
            "en": "Giving community members sole decision-making authority over new programs or services, "
            "and allowing professionals to serve only in consultative and supportive roles",
            "es": "Dar a la comunidad toda la autoridad para decidir sobre programas o servicios nuevos, "
            "y que los profesionales solo aconsejen y apoyen",
        },
        message={"en": "We will implement what you decide", "es": "Llevaremos a cabo lo que ustedes decidan"},
        examples={
            "en": "Support full governance, leadership, and partnership",
            "es": "Apoyar el gobierno, el liderazgo y la colaboración plenos de la comunidad",
        },
    ),
)


def promise(level: Level) -> Promise:
    """Return what a level promises today."""
    return SPECTRUM[level - 1]
