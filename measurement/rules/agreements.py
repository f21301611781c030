"""May a partner's data be used on a day? Only while an agreement is in force: begun, not expired, not ended early."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WARN_DAYS, URGE_DAYS = 30, 8


class AgreementStanding(StrEnum):
    """How an agreement stands."""

    NOT_BEGUN = "not_begun"
    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    ENDS_VERY_SOON = "ends_very_soon"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Agreed:
    """From when until when (both days included), and the day on which it was ended early."""

    starts: date
    expires: date
    ended: date | None = None


def standing(agreed: Agreed, *, on: date) -> AgreementStanding:
    """Say how an agreement stands on a day; it warns 30 days before it expires, and again 8 days before."""
    if agreed.ended is not None and agreed.ended <= on:
        return AgreementStanding.ENDED
    if on < agreed.starts:
        return AgreementStanding.NOT_BEGUN
    left = (agreed.expires - on).days
    if left < 0:
        return AgreementStanding.EXPIRED
    if left <= URGE_DAYS:
        return AgreementStanding.ENDS_VERY_SOON
    return AgreementStanding.ENDS_SOON if left <= WARN_DAYS else AgreementStanding.IN_FORCE


def allows_use(agreed: Agreed, *, on: date) -> bool:
    """Whether an agreement lets data be used on a day."""
    return standing(agreed, on=on) in _USABLE


def may_use(agreements: Iterable[Agreed], *, on: date) -> bool:
    """Whether any of several agreements, such as an old one and the one that renews it, lets data be used."""
    return any(allows_use(one, on=on) for one in agreements)


_USABLE = frozenset(
    {AgreementStanding.IN_FORCE, AgreementStanding.ENDS_SOON, AgreementStanding.ENDS_VERY_SOON}
)
