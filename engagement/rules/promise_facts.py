"""What the people we promised have said about the promise: votes, claims, waivers; and the owner's remedies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement.rules.spectrum import Level


class Code(StrEnum):
    """An obligation, by its place in the specification."""

    I1 = "I1"
    I2 = "I2"
    I3 = "I3"
    I4 = "I4"
    I5 = "I5"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"
    V6 = "V6"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"
    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"
    E6 = "E6"
    E7 = "E7"


class Purpose(StrEnum):
    """What the promisees are asked."""

    LOWER_LEVEL = "lower_level"
    WAIVE = "waive"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class PromiseesVote:
    """One vote of the people we promised. One person, account or receipt has one vote.

    `reachable` is frozen when it opens; `code` is the obligation to waive, `to_level` the level to lower the promise to.
    """

    purpose: Purpose
    opened: datetime
    reachable: int
    yes: int = 0
    no: int = 0
    code: Code | None = None
    to_level: Level | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """“Promise not kept”, filed by one of the people we promised about an obligation. S7."""

    code: Code
    filed: datetime
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the owner does about a broken obligation. It stays broken. S3."""

    code: Code
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class RecordedBreak:
    """An obligation that the ledger says was broken: it stays so, whatever became of its facts. S3."""

    code: Code
    at: datetime


@dataclass(frozen=True, slots=True)
class Promisees:
    """What the people we promised have said, and what was done about it."""

    votes: tuple[PromiseesVote, ...] = ()
    claims: tuple[Claim, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    broken: tuple[RecordedBreak, ...] = ()
