"""What people say: whether it can be taken now, whether it answers what was asked, and the mark that it leaves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

LONGEST_WORDS = 4000
LOWEST, HIGHEST = 1, 5
INFORMING = 1


class Door(StrEnum):
    """Whether an engagement listens at a moment."""

    NOT_AT_THIS_LEVEL = "not_at_this_level"
    NOT_ANNOUNCED = "not_announced"
    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Fault(StrEnum):
    """What is wrong with an answer."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NO_SUCH_CHOICE = "no_such_choice"
    ONLY_ONE = "only_one"
    OFF_THE_SCALE = "off_the_scale"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked: `kind` is text, choice, scale or place; `choices` counts what can be chosen."""

    key: int
    kind: str
    choices: int = 0
    is_several: bool = False
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to one question, by its key; only the part of its kind is read."""

    key: int
    words: str = ""
    choices: tuple[int, ...] = ()
    scale: int | None = None
    place: str = ""


def door(*, level: int, state: str, opens: datetime | None, closes: datetime | None, now: datetime) -> Door:
    """Return whether an engagement listens now. At INFORMING nothing is collected: no pretending (I5)."""
    if level == INFORMING:
        return Door.NOT_AT_THIS_LEVEL
    if state == "withdrawn":
        return Door.WITHDRAWN
    if state == "draft" or opens is None or closes is None:
        return Door.NOT_ANNOUNCED
    if state == "announced":
        return Door.NOT_YET
    return Door.OPEN if state == "open" and now < closes else Door.CLOSED


def says_something(said: Said) -> bool:
    """Whether an answer holds anything."""
    return bool(said.words.strip() or said.choices or said.scale is not None or said.place.strip())


def faults(asked: Sequence[Asked], said: Sequence[Said]) -> dict[int, Fault]:
    """Return what is wrong, by question. With nothing said at all the first question is what is missing."""
    given = {each.key: each for each in said if says_something(each)}
    found = {each.key: _fault(each, given.get(each.key)) for each in asked}
    wrong = {key: fault for key, fault in found.items() if fault is not None}
    if not wrong and asked and not any(each.key in given for each in asked):
        return {asked[0].key: Fault.MISSING}
    return wrong


def _fault(asked: Asked, said: Said | None) -> Fault | None:
    if said is None:
        return Fault.MISSING if asked.is_required else None
    return _CHECKS[asked.kind](asked, said)


def _choice_fault(asked: Asked, said: Said) -> Fault | None:
    if not said.choices:
        return Fault.MISSING if asked.is_required else None
    if not all(0 <= each < asked.choices for each in said.choices):
        return Fault.NO_SUCH_CHOICE
    return None if asked.is_several or len(set(said.choices)) == 1 else Fault.ONLY_ONE


def _scale_fault(asked: Asked, said: Said) -> Fault | None:
    if said.scale is None:
        return Fault.MISSING if asked.is_required else None
    return None if LOWEST <= said.scale <= HIGHEST else Fault.OFF_THE_SCALE


def _text_fault(asked: Asked, said: Said) -> Fault | None:
    text = said.place if asked.kind == "place" else said.words
    if not text.strip():
        return Fault.MISSING if asked.is_required else None
    return Fault.TOO_LONG if len(text) > LONGEST_WORDS else None


_CHECKS = {"text": _text_fault, "place": _text_fault, "choice": _choice_fault, "scale": _scale_fault}


def answer_hash(said: Said, *, salt: str) -> str:
    """Return the salted hash of one answer: it proves the words while they are there, and says nothing afterwards."""
    plain = [salt, said.key, said.words, list(said.choices), said.scale, said.place]
    return sha256(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def input_hash(hashes: Sequence[str]) -> str:
    """Return the hash that an input keeps of its answers, in the order of their questions."""
    return sha256("".join(hashes).encode()).hexdigest()
