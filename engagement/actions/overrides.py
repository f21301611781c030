"""Deciding against the joint body, at COLLABORATING only and in the open: vote, reasons, standstill, reply, conciliation. L4.

At EMPOWERING there is no such thing, for anybody: the table has no cell for it and the database refuses the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.obligations import recompute
from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked
from engagement.gathering.numbers import rules_for
from engagement.gathering.owner import agreed_of
from engagement.gathering.rows import ADOPTED, rows_of, settled_at
from engagement.models import Criterion, Decision, Engagement, Override
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Person, Seat, SeatTerm
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@witnessed
def override(
    *, engagement: Engagement, decision: Decision, reasons: Mapping[int, Texts], by: Person
) -> Override:
    """Put into force that the owner does not follow the joint body; nothing is done before the standstill is over.

    `reasons` has one text for each criterion, by its id. Raises RuleBroken at another level, without the owner's recorded
    vote and its share, and while a criterion has no reason.
    """
    engagement = locked(engagement)
    permit(Deed.OVERRIDE, engagement=engagement, by=by, body=decision.round.body)
    if level_of(engagement) is not Level.COLLABORATING:
        raise RuleBroken(_("Only at level 4 the owner can decide otherwise, and there in the open."))
    if Override.objects.filter(engagement=engagement).exists():
        raise RuleBroken(_("It is decided otherwise already. What was said stays."))
    _check_vote(engagement, decision)
    if not speaks_for_owner(engagement, decision, by):
        raise RuleBroken(_("The group that owns the decision does this, by one of its seats."))
    said = _reasons(engagement, reasons)
    until = (settled_at(decision) or clock.now()) + timedelta(days=rules_for(engagement).standstill_days)
    made = Override.objects.create(
        engagement=engagement, decision=decision, reasons=said, standstill_until=until, at=clock.now(), by=by
    )
    change_record(engagement.record)
    facts: dict[str, Json] = {"decision": decision.record.number, "until": until.date().isoformat()}
    record("override.made", by=by, about=engagement, facts=facts)
    recompute(engagement=engagement)
    return made


def votes_to_override(engagement: Engagement) -> list[Decision]:
    """Return the recorded votes by which the owner may decide otherwise: adopted, for this purpose, by another body."""
    rows = engagement.decisions.filter(purpose=Decision.Purpose.OVERRIDE, state__in=ADOPTED)
    return list(rows.exclude(round__body=engagement.body).select_related("record__initiative", "round__body"))


def speaks_for_owner(engagement: Engagement, decision: Decision, person: Person) -> bool:
    """Whether somebody holds a voting seat of residents or partners in the body that owns the decision: the table's row."""
    terms = SeatTerm.objects.on(clock.today(engagement.initiative.zone)).filter(person=person)
    seats = terms.filter(seat__body=decision.round.body, seat__is_voting=True)
    return seats.exclude(seat__seat_class__in=[Seat.SeatClass.BACKBONE, Seat.SeatClass.FUNDER]).exists()


def standing_criteria(engagement: Engagement) -> list[Criterion]:
    """Return the criteria that were agreed on together."""
    return list(Criterion.objects.filter(engagement=engagement, removed_at__isnull=True))


def _check_vote(engagement: Engagement, decision: Decision) -> None:
    if rows_of(engagement).decided_by(engagement.body_id) is None:
        raise RuleBroken(_("The joint group has not found its answer yet. Wait for it."))
    if decision.pk not in {one.pk for one in votes_to_override(engagement)}:
        raise RuleBroken(
            _(
                "A recorded vote of the owner is missing. Put “not to follow the joint group” to a vote first."
            ),
            field="decision",
        )
    agreed, cast = agreed_of(decision)
    needed = rules_for(engagement).override_share
    if cast == 0 or Fraction(agreed, cast) < needed:
        raise RuleBroken(
            _("{agreed} of {cast} agreed. That is too few to decide against the joint group.").format(
                agreed=agreed, cast=cast
            ),
            field="decision",
        )


def _reasons(engagement: Engagement, reasons: Mapping[int, Texts]) -> list[dict[str, object]]:
    criteria = standing_criteria(engagement)
    if not criteria:
        raise RuleBroken(_("No criteria were agreed on together, so there is nothing to reason by."))
    for one in criteria:
        if not has_words(reasons.get(one.pk, {})):
            raise RuleBroken(
                _("Give a reason for each criterion. “{name}” has none.").format(name=one),
                field=f"reason_{one.pk}",
            )
    return [{"criterion": one.pk, "reason": reasons[one.pk]} for one in criteria]
