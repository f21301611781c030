"""What people asked and said, and what they were answered. Numbers and instants only: no person, no text of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """A way in which people can say something."""

    WEB = "web"
    LINK_OR_QR = "link_or_qr"
    PAPER = "paper"
    PHONE = "phone"
    MEETING = "meeting"


OFFLINE = frozenset({Channel.PAPER, Channel.PHONE, Channel.MEETING})


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question asked in public. `answered` only when the answer is public too. I4."""

    asked: datetime
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """An input: when it came, when its receipt was out, when a person acknowledged it. C2.

    A withdrawn input stays in the count and needs no acknowledgement any more.
    """

    at: datetime
    receipt: datetime | None
    acknowledged: datetime | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class InputRound:
    """A span of time in which input was taken. V2."""

    opened: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """How people could speak, and what came in.

    `input_forms`: forms of any kind that could take an input (I5). `draft_analysis`: when it was published (C1).
    `heard`: when "what we heard" was published for correction (C3).
    """

    channels: frozenset[Channel] = frozenset()
    input_forms: int = 0
    draft_analysis: datetime | None = None
    questions: tuple[AskedQuestion, ...] = ()
    received: tuple[Received, ...] = ()
    rounds: tuple[InputRound, ...] = ()
    heard: datetime | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """The decision and its reasons going out: when published, and when each audience was told. I3."""

    published: datetime | None = None
    followers: datetime | None = None
    staff: datetime | None = None
    partners: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """The page “you said, we did, we did not because”: published, and the contributors told of their own theme. C5.

    `reachable` counts contributors with an address, `told` those to whom the answer was sent, `last_told` when the
    last of them was. `receipts_show`: since when receipt pages show it.
    """

    published: datetime | None = None
    reachable: int = 0
    told: int = 0
    last_told: datetime | None = None
    receipts_show: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ratings:
    """How contributors rate the use of their input, 1 to 4 each; `asked` is when they were asked. C6."""

    asked: datetime | None = None
    given: tuple[int, ...] = ()
