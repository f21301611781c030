"""Reads the seats that the rule of representation counts, and the hats that people wear in one engagement."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from engagement.models import Decision, Elector, Engagement, Teller
from engagement.rules.representation import RESIDENTS, VotingSeat
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed, Role
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.models import Body, Person, RoleHolding, Seat, SeatTerm
from initiatives.rules.roles import BACKBONE
from initiatives.rules.roles import Role as Hat
from initiatives.together import Asking, answer_of, rows_in

ABOUT_VOTES = frozenset(
    {Deed.NAME_TELLER, Deed.LIST_VOTERS, Deed.NOTE_PRESENCE, Deed.FIND_INTEREST, Deed.LET_LAPSE}
)
OF_SEATS = ABOUT_VOTES | {
    Deed.WRITE_OPTION, Deed.MOVE_MOTION, Deed.SPEAK_FOR_GROUP, Deed.CHAIR, Deed.VOTE, Deed.OVERRIDE
}  # fmt: skip
BINDING = ("adopted", "in_force", "review_due", "reaffirmed")
OTHERS_WITH_A_VOTE = frozenset({Seat.SeatClass.FUNDER, Seat.SeatClass.BACKBONE})


def voting_seats(body: Body) -> Asking[list[VotingSeat]]:
    """Ask for the voting seats of a body, and whether somebody holds them today."""
    held = SeatTerm.objects.on(clock.today(body.initiative.zone)).filter(seat=OuterRef("pk"))
    seats = Seat.objects.voting().filter(body=body).annotate(is_held=Exists(held))
    found = yield from rows_in(seats.values_list("seat_class", "is_held"))
    return [VotingSeat(seat_class, is_held) for seat_class, is_held in found]


def hats_of(person: Person | None, engagement: Engagement, *, body: Body | None = None) -> frozenset[Role]:
    """Return every hat that somebody wears in an engagement today: one journey."""
    return answer_of(hats_asked(person.pk if person else None, engagement, body=body))


def hats_asked(
    person: int | None, engagement: Engagement, *, body: Body | None = None
) -> Asking[frozenset[Role]]:
    """Ask for every hat that somebody (by their key) wears in an engagement today; a visitor's for nobody and for strangers.

    Seats are those of `body`, where another group than the engagement's own is asked.
    """
    if person is None:
        return frozenset({Role.VISITOR})
    today = clock.today(engagement.initiative.zone)
    held = RoleHolding.objects.on(today).filter(person=person).values_list("role", flat=True)
    seats, welcome = (
        _seats_of(person, body or engagement.body, on=today),
        welcomed(engagement).filter(about_person=person),
    )
    operators = Person.objects.filter(pk=person, is_superuser=True).values_list("pk", flat=True)
    counting = Teller.objects.filter(person=person, decision__engagement=engagement)[:1]
    yield held, seats, operators, counting, welcome
    worn = worn_by(set(held), set(seats), is_operator=bool(operators), is_teller=bool(counting))
    return worn_in(engagement.level, worn, is_welcome=bool(welcome))


def worn_by(held: set[str], seats: set[str], *, is_operator: bool, is_teller: bool) -> set[Role]:
    """Return the hats that somebody's roles, their seats in the group and their offices give them."""
    offices = {Role.SUPERUSER} if is_operator else set()
    return _by_role(held) | _by_seat(seats) | offices | ({Role.TELLER} if is_teller else set())


def worn_in(level: int, hats: set[Role], *, is_welcome: bool) -> frozenset[Role]:
    """Return the hats that count at a level: whoever lives and works here is an adviser where the community decides."""
    if level == Level.EMPOWERING and _is_both(hats):
        hats = _as_adviser(hats, may_be_resident=is_welcome)
    return frozenset(hats or {Role.VISITOR})


def hats_for(
    deed: Deed | Transition, person: Person | None, engagement: Engagement, *, body: Body | None = None
) -> frozenset[Role]:
    """Return the hats that count for a deed: what a seat does, is done by whoever holds one in the engagement's group.

    `body` is the group where it is another one. A seat with a vote is one whoever holds it, but for an override, in which
    funders and the backbone have no word. At EMPOWERING everybody who is there by profession counts as such, seat or not.
    """
    return answer_of(hats_for_asked(deed, person.pk if person else None, engagement, body=body))


def hats_for_asked(
    deed: Deed | Transition, person: int | None, engagement: Engagement, *, body: Body | None = None
) -> Asking[frozenset[Role]]:
    """Ask for the hats of somebody (by their key) that count for a deed."""
    hats = yield from hats_asked(person, engagement, body=body)
    if person is None or deed not in OF_SEATS or engagement.level == Level.EMPOWERING:
        return hats
    seats = _seats_of(person, body or engagement.body, on=clock.today(engagement.initiative.zone))
    found = seats.values_list("seat__seat_class", "seat__is_voting")
    yield (found,)
    unseated = {Role.PARTNER_SEAT, Role.FUNDER} - _by_seat({seat_class for seat_class, _votes in found})
    votes_too = any(votes and seat_class in OTHERS_WITH_A_VOTE for seat_class, votes in found)
    with_vote = {Role.PARTNER_SEAT} if votes_too and deed is not Deed.OVERRIDE else set()
    return ((hats - unseated) | with_vote) or frozenset({Role.RESIDENT})


def hats_on_list(row: Elector, person: Person | None) -> frozenset[Role]:
    """Return the hat in which somebody stands on a frozen list of voters; a slip is whoever has it. Nobody's on another's row."""
    if person is None:
        return frozenset() if row.slip_id is None else frozenset({Role.VISITOR})
    if person.pk not in (row.person_id, row.alternate_id):
        return frozenset()
    if row.seat_id is None:
        return frozenset({Role.RESIDENT})
    return frozenset({Role.COMMUNITY_SEAT if row.seat_class in RESIDENTS else Role.PARTNER_SEAT})


def _seats_of(person: int, body: Body | None, *, on: date) -> QuerySet[SeatTerm, str]:
    """The classes of the seats that somebody holds, or stands in for."""
    terms = SeatTerm.objects.on(on).filter(Q(person=person) | Q(alternate=person), seat__body=body)
    return terms.values_list("seat__seat_class", flat=True)


def _by_role(held: set[str]) -> set[Role]:
    found = set()
    if held & BACKBONE:
        found.add(Role.BACKBONE)
    if Hat.RESIDENT in held:
        found.add(Role.RESIDENT)
    if Hat.FUNDER in held:
        found.add(Role.FUNDER)
    if Hat.PARTNER in held:
        found.add(Role.PARTNER_SEAT)
    return found


def _by_seat(classes: set[str]) -> set[Role]:
    found = set()
    if classes & RESIDENTS:
        found.add(Role.COMMUNITY_SEAT)
    if classes & {Seat.SeatClass.PARTNER, Seat.SeatClass.PUBLIC_SECTOR}:
        found.add(Role.PARTNER_SEAT)
    if Seat.SeatClass.FUNDER in classes:
        found.add(Role.FUNDER)
    if Seat.SeatClass.BACKBONE in classes:
        found.add(Role.BACKBONE)
    return found


def _is_both(hats: set[Role]) -> bool:
    at_work = {Role.BACKBONE, Role.PARTNER_SEAT, Role.FUNDER}
    return bool(hats & at_work) and bool(hats & {Role.RESIDENT, Role.COMMUNITY_SEAT})


def _as_adviser(hats: set[Role], *, may_be_resident: bool) -> set[Role]:
    """Somebody who lives here and works here is an adviser, unless the community's body decided otherwise. E2."""
    if may_be_resident:
        return hats - {Role.BACKBONE, Role.PARTNER_SEAT, Role.FUNDER}
    return hats | {Role.ADVISER}


def welcomed(engagement: Engagement) -> QuerySet[Decision]:
    """Return the decisions of the community's body by which somebody with two hats takes part as a resident."""
    return Decision.objects.filter(
        engagement=engagement,
        round__body=engagement.body_id,
        purpose=Decision.Purpose.ADVISER_MAY_VOTE,
        state__in=BINDING,
    )
