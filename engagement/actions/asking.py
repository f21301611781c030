"""What may be put to a vote in an engagement: by whom, for what, of which group, and of seats or of people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.actions.permitting import permit, refuse_advisers
from engagement.gathering.advisers import community_decides
from engagement.gathering.facts import facts_of
from engagement.gathering.voters import sits_in
from engagement.models import Decision, Engagement
from engagement.rules.purposes import VotePurpose, is_answered_by, is_for_owner, possible_votes
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from initiatives.models import Body, Person
from initiatives.rules.refusals import RuleBroken

BESIDE = frozenset(VotePurpose) - {VotePurpose.SUBSTANCE}


def check_mover(engagement: Engagement, body: Body, by: Person) -> None:
    """Seats of the body and those who facilitate; at EMPOWERING the body sets question, options, rule and quorum (E3)."""
    refuse_advisers(by=by, engagement=engagement, deed=Deed.MOVE_MOTION)
    permit(Deed.MOVE_MOTION, engagement=engagement, by=by, body=body)
    if community_decides(engagement) and not sits_in(body, by):
        raise RuleBroken(
            _("Only “{body}” can put this question: it decides here. Bring it to one of its seats.").format(
                body=body
            )
        )


def check_asked(*, purpose: str, electorate_of: str, engagement: Engagement, body: Body) -> None:
    """Beside the matter itself, an engagement puts to a vote only what its level and stage have a vote for.

    Only the group that was announced answers. Below EMPOWERING its seats vote: a vote of people is power that this level
    has not promised (S1, and the table's row of votes).
    """
    if purpose in BESIDE and purpose not in possible_votes(facts_of(engagement)):
        raise RuleBroken(
            _(
                "“{purpose}” is nothing that can be put to a vote here now. Look at where the question stands."
            ).format(purpose=Decision.Purpose(purpose).label),
            field="purpose",
        )
    is_own, level = body.pk == engagement.body_id, Level(engagement.level)
    if not is_answered_by(purpose, level, is_own_group=is_own, is_owner=body.is_table):
        raise RuleBroken(
            _("“{body}” does not answer this: it was announced who does. Put it to “{group}”.").format(
                body=body, group=_who_answers(purpose, engagement)
            ),
            field="body",
        )
    if electorate_of != "seats" and not community_decides(engagement):
        raise RuleBroken(
            _(
                "At this level the seats of a group vote. Where people are to decide themselves, raise the level first: "
                "that is another promise, and it owes them more."
            ),
            field="electorate_of",
        )


def _who_answers(purpose: str, engagement: Engagement) -> str:
    """Return the name of the group that answers: the owner where it decides against the joint group."""
    if is_for_owner(purpose, Level(engagement.level)):
        return str(Body.objects.filter(is_table=True).first() or "")
    return str(engagement.body or "")
