"""Whether enough people took part, and whether the community holds enough seats for a vote to open."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from engagement.rules.ballots import Ballot, Voter
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, OpeningFloor, Quorum, TakingPart
from engagement.rules.requirements import Need, Requirement, line, needed_of
from engagement.rules.roll import Roll


def opening_line(voters: tuple[Voter, ...], floor: OpeningFloor) -> Requirement:
    """Return whether the protected kinds of seat hold enough of the seats that are filled and not recused."""
    filled = [voter for voter in voters if not voter.is_vacant and not voter.is_recused]
    have = sum(voter.seat_class in floor.seat_classes for voter in filled)
    needed = needed_of(len(filled), floor.share, is_strict=False)
    return line(Need.OPENING_FLOOR, have, base=len(filled), needed=needed, seat_classes=floor.seat_classes)


def quorum_line(roll: Roll, quorum: Quorum) -> Requirement:
    """Return whether enough took part: seats, or the organisations and people who hold them."""
    voters = [one for one in roll.voters if not quorum.seat_classes or one.seat_class in quorum.seat_classes]
    there = [voter for voter in voters if _takes_part(voter, quorum.by)]
    base, have = _counted(voters, quorum.counted), _counted(there, quorum.counted)
    needed = (
        needed_of(base, quorum.needed, is_strict=False)
        if isinstance(quorum.needed, Fraction)
        else quorum.needed
    )
    need = Need.CLASS_QUORUM if quorum.seat_classes else Need.QUORUM
    is_told = roll.is_told or not quorum.seat_classes
    return line(need, have, base=base, needed=needed, seat_classes=quorum.seat_classes, is_told=is_told)


def _takes_part(voter: Voter, by: TakingPart) -> bool:
    return voter.has_voted or (by is TakingPart.PRESENT and voter.is_present)


def _counted(voters: list[Voter], counted: CountedBy) -> int:
    if counted is CountedBy.SEATS:
        return len(voters)
    return len({("organisation", one.organisation) if one.organisation else ("", one.key) for one in voters})


def quorum_lines(roll: Roll, modifiers: Modifiers, electorate: tuple[Voter, ...]) -> tuple[Requirement, ...]:
    """Return the floor at opening and each quorum."""
    floor = () if modifiers.opening_floor is None else (opening_line(electorate, modifiers.opening_floor),)
    return (*floor, *(quorum_line(roll, quorum) for quorum in modifiers.quorums))


def class_lines(
    roll: Roll, modifiers: Modifiers, agrees: Callable[[Ballot], bool], attested: tuple[bool, ...]
) -> tuple[Requirement, ...]:
    """Return whether each kind of seat that must agree by itself does so."""
    if attested:
        pairs = zip(modifiers.class_agreements, attested, strict=True)
        return tuple(
            Requirement(Need.CLASS_AGREEMENT, met, None, None, None, one.seat_classes) for one, met in pairs
        )
    return tuple(class_line(roll, one, agrees) for one in modifiers.class_agreements)


def class_line(roll: Roll, asked: ClassAgreement, agrees: Callable[[Ballot], bool]) -> Requirement:
    """Return whether kinds of seat agree by themselves; an empty base does not."""
    classes = asked.seat_classes
    have = sum(agrees(ballot) for ballot in roll.cast_ballots(classes))
    base = roll.base(asked.base, classes)
    needed = needed_of(base, asked.share, is_strict=asked.is_strict)
    return line(
        Need.CLASS_AGREEMENT, have, base=base, needed=needed, seat_classes=classes, is_told=roll.is_told
    )
