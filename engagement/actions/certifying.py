"""Tellers: two people who hand out slips and certify the count. With the second it is in force by itself. SPECTRUM E4."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box
from engagement.actions.electorate import check_teller
from engagement.actions.opening import TELLERS
from engagement.actions.outcomes import conclude, status_of
from engagement.actions.permitting import permit, permit_at_vote, refuse_advisers
from engagement.gathering.advisers import community_decides, is_adviser
from engagement.gathering.voters import needs_tellers, sits_in
from engagement.models import Decision, Teller
from engagement.rules.recount import recount
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.access.viewers import build_viewer
from initiatives.models import Attachment, Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@witnessed
def name_teller(*, decision: Decision, person: Person, by: Person) -> Teller:
    """Name somebody else as a teller: a seat of the group does, or whoever facilitates votes; never oneself.

    Where the community decides, its body alone names them, and none is there by profession.
    """
    decision = hold_box(decision)
    permit_at_vote(Deed.NAME_TELLER, decision=decision, by=by)
    if not sits_in(decision.round.body, by) and (
        community_decides(decision.engagement) or not _facilitates_votes(by, decision)
    ):
        raise RuleBroken(_("The group that decides names its tellers. Ask one of its seats."))
    if person == by:
        raise RuleBroken(
            _(
                "Nobody names themselves: two people watch each other count. Let another seat of the group name you."
            ),
            field="person",
        )
    if is_adviser(person, decision.engagement):
        raise RuleBroken(
            _("{name} is here by profession. Two people of the community count.").format(
                name=person.shown_name
            ),
            field="person",
        )
    if decision.closed_at is not None:
        raise RuleBroken(_("The vote is closed, so its tellers are known. They certify the count."))
    teller, is_new = Teller.objects.get_or_create(decision=decision, person=person, defaults={"named_by": by})
    if is_new:
        record("decision.teller_named", by=by, about=decision, facts={"teller": person.pk})
    return teller


@witnessed
def certify(
    *, decision: Decision, by: Person, words: str = "", protocol: Attachment | None = None
) -> Decision:
    """Certify that the published count is what lay in the box. The second teller's word brings it into force at once.

    The result is recounted from its own JSON first. Raises RuleBroken for anybody who is no teller, while a tie is open, or
    for a result that a recount does not find.
    """
    decision = hold_box(decision)
    refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.CERTIFY)
    if decision.engagement is not None:
        permit(Deed.CERTIFY, engagement=decision.engagement, by=by)
    check_teller(decision, by)
    _check_certifiable(decision)
    teller = Teller.objects.select_for_update().get(decision=decision, person=by)
    if teller.certified_at is not None:
        return decision
    teller.certified_at, teller.words, teller.protocol = clock.now(), words.strip(), protocol
    teller.is_community = not is_adviser(by, decision.engagement)
    teller.save(update_fields=["certified_at", "words", "protocol", "is_community"])
    facts: dict[str, Json] = {"merkle_root": decision.merkle_root, "status": status_of(decision)}
    record("decision.certified", by=by, about=decision, facts=facts)
    if decision.tellers.filter(certified_at__isnull=False).count() >= TELLERS:
        conclude(decision, by=by)
    return decision


def _facilitates_votes(by: Person, decision: Decision) -> bool:
    return Permission.VOTE_OPEN in build_viewer(by, decision.initiative).permissions


def _check_certifiable(decision: Decision) -> None:
    if decision.state != Decision.State.TALLIED:
        raise RuleBroken(_("There is no count to certify now."))
    if not needs_tellers(decision):
        raise RuleBroken(_("Seats voted in the open here: everybody can count, and nobody certifies."))
    if status_of(decision) == "tied":
        raise RuleBroken(_("There is a tie. The group or a public lot breaks it first."))
    if not recount(decision.result).holds:
        raise RuleBroken(
            _("A recount finds something else than what is published. Do not certify it; tell the operator.")
        )
