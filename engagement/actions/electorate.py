"""Who may vote: seats, people and slips, listed before the vote opens and frozen when it does. SPECTRUM section 3."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box
from engagement.actions.permitting import permit_at_vote, refuse_advisers
from engagement.gathering.advisers import advisers_among, community_decides
from engagement.models import Decision, Elector, Teller
from engagement.rules.people_facts import PROFESSIONALS
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.models import Pass, Person, Seat, SeatTerm
from initiatives.passes import LETTERS, make_pass, shown_code
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

MOST_SLIPS = 5000
SLIP_LETTERS = 10  # 49 random bits; each miss is counted
SCOPE = "vote"
NOT_OPEN_YET = ("noticed", "deliberating")


@witnessed
def enrol(*, decision: Decision, people: Iterable[Person], basis: str, by: Person | None) -> int:
    """Put people on the list of a vote of people, each once, with the reason why they may vote; return how many are new.

    Whoever is there by profession is left out where the community decides. Raises RuleBroken once the vote is open.
    """
    decision = hold_box(decision)
    permit_at_vote(Deed.LIST_VOTERS, decision=decision, by=by)
    _check_not_open(decision)
    if decision.electorate_of != "people":
        raise RuleBroken(_("This is no vote of people: its list follows from seats or slips."))
    wanted = {person.pk for person in people}
    on_it = set(decision.electorate.filter(person__isnull=False).values_list("person", flat=True))
    new = sorted(wanted - on_it - advisers_among(wanted, decision.engagement))
    Elector.objects.bulk_create(Elector(decision=decision, person_id=pk, basis=basis) for pk in new)
    return len(new)


@witnessed
def print_slips(*, decision: Decision, number: int, by: Person) -> list[tuple[int, str]]:
    """Make slips of paper with a code each, before the vote opens; return their numbers and codes, kept nowhere else.

    Only tellers do this. A slip may be used once: on the page that asks for its code, or as paper in the box.
    """
    decision = hold_box(decision)
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.CERTIFY)
    check_teller(decision, by)
    _check_not_open(decision)
    if decision.electorate_of == "seats":
        raise RuleBroken(_("Seats vote in the open and have no slips."))
    if not 1 <= number <= MOST_SLIPS:
        raise RuleBroken(
            _("Print between 1 and {most} slips at once.").format(most=MOST_SLIPS), field="number"
        )
    first = (decision.electorate.aggregate(last=Max("slip_number"))["last"] or 0) + 1
    made = [_slip(decision, slip, by) for slip in range(first, first + number)]
    facts: dict[str, Json] = {"slips": number, "from": first, "to": first + number - 1}
    record("decision.slips_printed", by=by, about=decision, facts=facts)
    return made


@witnessed
def hand_out(*, decision: Decision, first: int, last: int, by: Person) -> int:
    """Note which slips were handed out to people who may vote: only these can be used, and they count as present.

    Another teller than the one who printed them notes it: no one alone both makes votes and lets them count.
    """
    decision = hold_box(decision)
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.CERTIFY)
    check_teller(decision, by)
    if decision.closed_at is not None:
        raise RuleBroken(_("The vote is closed. Which slips were handed out stands as it was noted."))
    slips = decision.electorate.filter(slip_number__gte=first, slip_number__lte=last, present_at__isnull=True)
    if slips.filter(printed_by=by).exists():
        raise RuleBroken(
            _(
                "You printed some of these slips, so the other teller notes that they were handed out. Ask them."
            ),
            field="first",
        )
    # One time for all: when each was handed out would put the ballots into an order.
    return slips.update(present_at=decision.opened_at or decision.round.opens_at)


@witnessed
def mark_present(*, elector: Elector, by: Person) -> None:
    """Note that a seat or person is in the room, which some quorums count; the first time counts."""
    decision = hold_box(elector.decision)
    permit_at_vote(Deed.NOTE_PRESENCE, decision=decision, by=by)
    if decision.closed_at is not None:
        raise RuleBroken(_("This vote is closed. Who was present stands as it was noted."))
    if elector.is_vacant:
        raise RuleBroken(_("Nobody holds this seat, so nobody can be present for it."))
    moment = decision.opened_at if decision.is_secret else clock.now()
    Elector.objects.filter(pk=elector.pk, present_at__isnull=True).update(present_at=moment or clock.now())


def seat_electorate(decision: Decision, day: date) -> int:
    """List the voting seats of the body as they are on a day; empty ones stay on the list and are marked.

    Where the community decides, only its own seats vote, and none that a professional holds. Returns how many seats advise.
    """
    seats = Seat.objects.voting().current(on=day).filter(body=decision.round.body)
    terms = {
        term.seat_id: term
        for term in SeatTerm.objects.on(day)
        .filter(seat__in=seats)
        .select_related("seat")
        .order_by("starts_on")
    }
    holders = {term.person_id for term in terms.values()}
    advisers = advisers_among(holders, decision.engagement)
    voting = [
        seat
        for seat in seats.select_related("membership")
        if _votes(seat, terms.get(seat.pk), decision, advisers)
    ]
    Elector.objects.filter(decision=decision, seat__isnull=False).delete()
    Elector.objects.bulk_create(_elector(decision, seat, terms.get(seat.pk), holders) for seat in voting)
    return len(seats) - len(voting)


def check_teller(decision: Decision, person: Person) -> None:
    """Refuse everybody who was not named as a teller of this vote."""
    if not Teller.objects.filter(decision=decision, person=person).exists():
        raise RuleBroken(_("Tellers do this, and nobody else. Ask one of them."))


def _votes(seat: Seat, term: SeatTerm | None, decision: Decision, advisers: frozenset[int]) -> bool:
    if not community_decides(decision.engagement):
        return True
    return seat.seat_class not in PROFESSIONALS and (term is None or term.person_id not in advisers)


def _elector(decision: Decision, seat: Seat, term: SeatTerm | None, holders: set[int]) -> Elector:
    """Somebody who holds a seat stands in for nobody else: one person has one voice."""
    alternate = term.alternate_id if term and term.alternate_id not in holders else None
    return Elector(
        decision=decision,
        seat=seat,
        person_id=term.person_id if term else None,
        alternate_id=alternate,
        organization_id=seat.membership.organization_id if seat.membership else None,
        seat_class=seat.seat_class,
        basis=seat.name,
        is_vacant=term is None,
    )


def _slip(decision: Decision, number: int, by: Person) -> tuple[int, str]:
    code = "".join(secrets.choice(LETTERS) for _letter in range(SLIP_LETTERS))
    lasts = decision.round.closes_at - clock.now() + timedelta(days=365)
    made, _secret = make_pass(
        Pass.Purpose.SLIP, lasts=lasts, record_number=decision.record.number, scope=SCOPE, secret=code
    )
    Elector.objects.create(
        decision=decision,
        slip=made,
        slip_number=number,
        printed_by=by,
        basis=_("Slip {number}").format(number=number),
    )
    return number, shown_code(code)


def _check_not_open(decision: Decision) -> None:
    if decision.state not in NOT_OPEN_YET:
        raise RuleBroken(
            _("The list of voters was frozen when the vote opened. Nobody is added or taken out any more.")
        )
