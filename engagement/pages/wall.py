"""What a room says to one question, for the wall: words as they come, choices and numbers as counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engagement.models import Answer, Input, Prompt, Session
from engagement.pages.inputs import said_words
from engagement.rules.inputs import HIGHEST, LOWEST
from initiatives.models import local

ON_THE_WALL = 12
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that could be chosen, how many chose it, and their percent of those who answered."""

    word: str
    number: int
    percent: int


@dataclass(frozen=True, slots=True)
class Wall:
    """How many answered; the newest words, or the bars."""

    answered: int
    words: list[str]
    bars: list[Bar]


def wall_of(session: Session, prompt: Prompt) -> Wall:
    """Return what was said in a session to one question. Hidden and withdrawn words never stand on the wall."""
    shown = Input.objects.filter(session=session).shown()
    answers = list(
        Answer.objects.filter(prompt=prompt, input__in=shown, erased_at__isnull=True)
        .select_related("prompt")
        .order_by("-input__number")
    )
    if prompt.kind == Prompt.Kind.CHOICE:
        return Wall(
            len(answers), [], _bars(_names(prompt), [at for each in answers for at in each.choices], answers)
        )
    if prompt.kind == Prompt.Kind.SCALE:
        scale = {number: str(number) for number in range(LOWEST, HIGHEST + 1)}
        return Wall(len(answers), [], _bars(scale, [each.scale or 0 for each in answers], answers))
    return Wall(len(answers), [said_words(each) for each in answers[:ON_THE_WALL]], [])


def _names(prompt: Prompt) -> dict[int, str]:
    return {at: local(texts) for at, texts in enumerate(prompt.choices)}


def _bars(names: dict[int, str], chosen: list[int], answers: list[Answer]) -> list[Bar]:
    found, base = Counter(chosen), len(answers) or 1
    return [Bar(word, found[key], round(WHOLE * found[key] / base)) for key, word in names.items()]
