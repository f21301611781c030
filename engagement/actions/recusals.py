"""Stepping aside: an interest takes a seat out of numerator and base, and is printed in the result. SPECTRUM S6."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box
from engagement.actions.permitting import permit_at_vote
from engagement.models import Decision, Elector, Recusal
from engagement.rules.spectrum_table import Deed
from initiatives.identity import change_record
from initiatives.models import Person, SeatTerm
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

BEFORE_THE_COUNT = ("noticed", "deliberating", "open", "escalated")


@transaction.atomic
def step_aside(*, decision: Decision, interest: dict[str, str], by: Person) -> Recusal:
    """Declare one's own interest: the seat has no vote here, and a vote that it gave lies aside.

    The words stand in their row alone, where they can be erased with the person; the record says which seat it was.

    Raises RuleBroken after the count, and for a secret ballot that was cast: nobody can find it again to take it out.
    """
    decision = hold_box(decision)
    if decision.state not in BEFORE_THE_COUNT:
        raise RuleBroken(_("This vote is counted. Say that an interest was found later instead."))
    _check_said(interest)
    elector = decision.electorate.filter(person=by).select_related("seat").first()
    if decision.is_secret and elector is not None and elector.has_voted:
        raise RuleBroken(
            _("Your secret ballot lies in the box and can’t be found again, so it can’t be taken out.")
        )
    seat = _seat_of(decision, by, elector)
    recusal, is_new = Recusal.objects.get_or_create(
        decision=decision, person=by, defaults={"seat_id": seat, "interest": interest, "declared_by": by}
    )
    if is_new:
        change_record(decision.record)
        record("decision.stepped_aside", by=by, about=decision, facts={"seat": seat})
    return recusal


@witnessed
def find_interest(*, decision: Decision, elector: Elector, interest: dict[str, str], by: Person) -> Recusal:
    """Note an interest that came out after the vote: the decision is flagged, and the people we promised may reopen it."""
    decision = hold_box(decision)
    permit_at_vote(Deed.FIND_INTEREST, decision=decision, by=by)
    if decision.closed_at is None:
        raise RuleBroken(_("The vote still runs. Ask the seat to step aside now."))
    _check_said(interest)
    if elector.decision_id != decision.pk or elector.person is None or not elector.has_voted:
        raise RuleBroken(_("Name somebody who voted."), field="elector")
    recusal, is_new = Recusal.objects.get_or_create(
        decision=decision,
        person=elector.person,
        defaults={"seat": elector.seat, "interest": interest, "declared_by": by, "is_found_later": True},
    )
    if is_new:
        change_record(decision.record)
        record("decision.interest_found", by=by, about=decision, facts={"seat": elector.seat_id})
    return recusal


def _seat_of(decision: Decision, by: Person, elector: Elector | None) -> int | None:
    """Return the seat that steps aside: of the frozen list, or before it is frozen the one held today."""
    if elector is not None:
        return elector.seat_id
    if decision.electorate_of != "seats":
        raise RuleBroken(_("You are not on the list of voters, so you need not step aside."))
    day = decision.record.initiative.local_time(decision.round.opens_at).date()
    term = (
        SeatTerm.objects.on(day)
        .filter(person=by, seat__body=decision.round.body, seat__is_voting=True)
        .first()
    )
    if term is None or decision.opened_at is not None:
        raise RuleBroken(_("You are not on the list of voters, so you need not step aside."))
    return term.seat_id


def _check_said(interest: dict[str, str]) -> None:
    if not any(said.strip() for said in interest.values()):
        raise RuleBroken(_("Say what the interest is. It is printed in the result."), field="interest")
