"""Paper ballots: each is a numbered slip, typed in by two people; it counts when both typed the same. SPECTRUM section 3."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import check_takes_votes
from engagement.actions.elector_groups import check_asked, keep_groups
from engagement.actions.electorate import check_teller
from engagement.actions.opening import enter_box
from engagement.actions.permitting import permit_vote, refuse_advisers
from engagement.actions.voting import check_handed_out, drop_in, held_row
from engagement.gathering.questions import options_of, rule_of, said_of
from engagement.models import BallotSheet, Decision, Elector
from engagement.rules.ballots import Ballot, check_ballot
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.models import Category, Person
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

SPOILT: dict[str, Json] = {"is_spoilt": True}


@witnessed
def type_sheet(
    *,
    decision: Decision,
    number: int,
    ballot: Ballot | None,
    by: Person,
    groups: Sequence[Category] = (),
) -> BallotSheet:
    """Type in the paper ballot with this number. The second teller who types the same lets it count, and what was typed goes.

    No `ballot`: nobody can tell what it says. Where both tellers say so, it is spoilt: it is counted as that, and as no vote.
    Whoever typed first may correct it until then. Raises RuleBroken where both differ: look at the paper together again; and
    for a slip that was used by its code already. To which `groups` its voter belongs is typed twice as well and kept with the
    row of the list, never with the ballot.
    """
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.VOTE)
    decision = enter_box(decision)
    check_takes_votes(decision)
    check_teller(decision, by)
    row = _slip(decision, number)
    permit_vote(decision=decision, row=row, by=None)
    check_handed_out(row)
    said = _said(decision, ballot, groups)
    sheet, is_new = BallotSheet.objects.get_or_create(
        decision=decision, number=number, defaults={"first": said, "first_by": by}
    )
    if is_new or sheet.counted_at is not None:
        return sheet
    if sheet.first_by == by:
        sheet.first = said
        sheet.save(update_fields=["first"])
        return sheet
    _check_same(sheet, said)
    if ballot is not None:
        drop_in(decision, row, ballot)
        keep_groups(row, groups)
    sheet.first, sheet.second_by, sheet.counted_at, sheet.is_spoilt = None, by, clock.now(), ballot is None
    sheet.save(update_fields=["first", "second_by", "counted_at", "is_spoilt"])
    return sheet


def _check_same(sheet: BallotSheet, said: dict[str, Json]) -> None:
    if sheet.first != said:
        words = _(
            "The two of you typed different things for paper {number}. Look at it together, and type it again."
        )
        raise RuleBroken(words.format(number=sheet.number))


def _said(decision: Decision, ballot: Ballot | None, groups: Sequence[Category]) -> dict[str, Json]:
    if ballot is None:
        return dict(SPOILT)
    rule = rule_of(decision)
    check_ballot(ballot, rule, options_of(decision, rule))
    check_asked(decision, groups)
    belongs: list[Json] = [*sorted(each.pk for each in groups)]
    return said_of(ballot) | ({"groups": belongs} if belongs else {})


def _slip(decision: Decision, number: int) -> Elector:
    row = Elector.objects.filter(decision=decision, slip_number=number).first()
    if row is None:
        raise RuleBroken(
            _("There is no slip with the number {number}.").format(number=number), field="number"
        )
    row = held_row(decision, row)
    typed = BallotSheet.objects.filter(decision=decision, number=number, counted_at__isnull=False)
    if row.has_voted and not typed.exists():
        raise RuleBroken(
            _("Slip {number} was used by its code already. Its paper does not count a second time.").format(
                number=number
            ),
            field="number",
        )
    return row
