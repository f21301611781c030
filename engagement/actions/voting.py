"""Casting a vote: one ballot for each row of the frozen list, before the end, by whoever it belongs to. SPECTRUM section 3."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import check_takes_votes
from engagement.actions.elector_groups import keep_groups
from engagement.actions.objections import Concern, object_to, take_back_concerns
from engagement.actions.opening import enter_box
from engagement.actions.permitting import permit_vote, refuse_advisers
from engagement.gathering.questions import options_of, rule_of, said_of
from engagement.models import Decision, Elector, SecretBallot, Vote
from engagement.rules.ballots import Ballot, check_ballot
from engagement.rules.methods import blocking
from engagement.rules.secret_ballots import receipt
from engagement.rules.spectrum_table import Deed
from engagement.rules.stances import FEW_FINGERS, dissents, has_answered_for_it
from initiatives.models import Category, Pass, Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken


@witnessed
def cast(
    *,
    decision: Decision,
    elector: Elector,
    ballot: Ballot,
    by: Person,
    words: str = "",
    says_nothing: bool = False,
    concern: Concern | None = None,
) -> Vote:
    """Give or change the open vote of a seat, in its own words where it dissents; the earlier one is kept.

    The holder's own vote takes the place of their alternate's. Raises RuleBroken for anybody else, outside the time, for a
    seat that stepped aside, for a concern without its three parts, and for a dissent that neither says why nor that it
    `says_nothing`: whoever disagrees is printed with the result (S4).
    """
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.VOTE)
    decision = enter_box(decision)
    permit_vote(decision=decision, row=elector, by=by)
    check_takes_votes(decision)
    if decision.is_secret:
        raise RuleBroken(_("Ballots are secret here. Use the page that takes them."))
    elector = held_row(decision, elector)
    now = check_takes_votes(decision)  # read again: of two tabs, whichever held the row last is later
    _check_speaks_for(elector, by)
    ballot = _checked(decision, ballot, concern)
    is_block = ballot.stance in blocking(rule_of(decision))
    if is_block and concern is not None and ballot.stance in FEW_FINGERS:
        words = (
            words.strip() or concern.reason
        )  # a hand says nothing by itself: its concern is printed with the result
    is_silent = _asked_why(ballot, words, says_nothing)
    standing = Vote.objects.filter(elector=elector, replaced_at__isnull=True)
    replaced = standing.update(replaced_at=now)
    vote = Vote.objects.create(
        elector=elector, ballot=said_of(ballot), words=words.strip(), is_silent=is_silent, cast_by=by, at=now
    )
    Elector.objects.filter(pk=elector.pk).update(has_voted=True, present_at=elector.present_at or now)
    take_back_concerns(elector=elector, by=by)
    if concern is not None and is_block:
        object_to(decision=decision, elector=elector, concern=concern, by=by)
    facts: dict[str, Json] = {"seat": elector.seat_id, "seat_class": elector.seat_class}
    record("decision.vote_changed" if replaced else "decision.voted", by=by, about=decision, facts=facts)
    return vote


@witnessed
def cast_secretly(*, decision: Decision, elector: Elector, ballot: Ballot, by: Person) -> str:
    """Put a secret ballot of somebody on the list into the box; return a receipt that says nothing of its content.

    It is final. Neither who nor when is kept with it, and no event is written: both would put ballots into an order.
    """
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.VOTE)
    decision = enter_box(decision)
    permit_vote(decision=decision, row=elector, by=by)
    check_takes_votes(decision)
    elector = held_row(decision, elector)
    _check_speaks_for(elector, by)
    return drop_in(decision, elector, ballot)


@witnessed
def cast_by_slip(*, decision: Decision, slip: Pass, ballot: Ballot, groups: Sequence[Category] = ()) -> str:
    """Put the ballot of whoever has a slip into the box. A slip is used once, by its code or as paper.

    To which `groups` its voter belongs is kept with the row of the list, and never with the ballot.
    """
    decision = enter_box(decision)
    check_takes_votes(decision)
    row = Elector.objects.filter(decision=decision, slip=slip).first()
    if row is None or slip.revoked_at is not None:
        raise RuleBroken(_("This slip is not for this vote. Ask one of the tellers."))
    permit_vote(decision=decision, row=row, by=None)
    check_handed_out(row)
    if row.slip_number in decision.sheets.filter(is_spoilt=True).values_list("number", flat=True):
        raise RuleBroken(_("The paper of this slip lay in the box and was spoilt, so the slip is used up."))
    given = drop_in(decision, held_row(decision, row), ballot)
    if groups:
        keep_groups(row, groups)
    return given


def drop_in(decision: Decision, elector: Elector, ballot: Ballot) -> str:
    """Put a checked ballot into the box and note on the list that its row has voted. Hold the lock on the row."""
    if not decision.is_secret:
        raise RuleBroken(_("Seats vote in the open here, so there is no box."))
    if elector.has_voted:
        raise RuleBroken(
            _("This vote was cast already. A secret ballot is final: nobody can find it again to change it.")
        )
    ballot = _checked(decision, ballot, None)
    Elector.objects.filter(pk=elector.pk).update(
        has_voted=True, present_at=elector.present_at or decision.opened_at
    )
    SecretBallot.objects.create(decision=decision, seat_class=elector.seat_class, ballot=said_of(ballot))
    return receipt(secrets)


def check_handed_out(row: Elector) -> None:
    """Refuse a slip that no teller noted as handed out: what was only printed is nobody's vote."""
    if row.present_at is None:
        raise RuleBroken(
            _(
                "Slip {number} is not noted as handed out. Show it to a teller: the one who did not print it notes it."
            ).format(number=row.slip_number),
            field="number",
        )


def held_row(decision: Decision, elector: Elector) -> Elector:
    """Return a row of the list of this vote, held, so that two tabs vote one after the other."""
    found = Elector.objects.select_for_update().filter(pk=elector.pk, decision=decision).first()
    if found is None or found.is_vacant:
        raise RuleBroken(_("Only those on the list of voters may vote. It was frozen when the vote opened."))
    if decision.recusals.filter(is_found_later=False).filter(**_same(found)).exists():
        raise RuleBroken(_("This seat stepped aside from this question, so it has no vote in it."))
    return found


def _same(elector: Elector) -> dict[str, int | None]:
    return {"seat": elector.seat_id} if elector.seat_id is not None else {"person": elector.person_id}


def _check_speaks_for(elector: Elector, by: Person) -> None:
    if by.pk == elector.person_id:
        return
    if by.pk != elector.alternate_id:
        raise RuleBroken(
            _("Only whoever held the seat when the vote opened, or their alternate, may vote for it.")
        )
    if elector.has_voted and not elector.votes.filter(replaced_at__isnull=True, cast_by=by).exists():
        raise RuleBroken(_("{name} has voted for this seat. That vote counts.").format(name=elector.person))
    stands = Elector.objects.filter(decision=elector.decision_id, alternate=by, has_voted=True).exclude(
        pk=elector.pk
    )
    if stands.filter(votes__cast_by=by, votes__replaced_at__isnull=True).exists():
        raise RuleBroken(_("You have voted for another seat. One person votes for one seat."))


def _asked_why(ballot: Ballot, words: str, says_nothing: bool) -> bool:
    """Return whether somebody who disagrees chose to say nothing; refuse a dissent that does not answer for itself."""
    is_silent = dissents(ballot.stance) and says_nothing and not words.strip()
    if dissents(ballot.stance) and not has_answered_for_it(ballot.stance, words=words, is_silent=is_silent):
        raise RuleBroken(
            _(
                "Say in your own words why: they are printed with the result. Or mark that you would rather say nothing."
            ),
            field="words",
        )
    return is_silent


def _checked(decision: Decision, ballot: Ballot, concern: Concern | None) -> Ballot:
    """Return the ballot as the rule takes it; a concern that must be resolved has its three parts."""
    rule = rule_of(decision)
    if ballot.stance in blocking(rule):
        if concern is None or not concern.is_whole:
            raise RuleBroken(
                _(
                    "Say why, whom or which shared aim it harms, and what would resolve it: others want to find a way."
                ),
                field="reason",
            )
        ballot = Ballot(voter="", stance=ballot.stance, reason=concern.reason, harms=concern.harms)
    check_ballot(ballot, rule, options_of(decision, rule))
    return ballot
