"""What a joint group votes on as one: its criteria, with the residents' seats agreeing by themselves. SPECTRUM L2."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.models import Engagement
from engagement.rules.methods import HALF
from engagement.rules.modifiers import Modifiers
from engagement.rules.representation import RESIDENTS
from initiatives.models import Body
from initiatives.rules.refusals import RuleBroken


def check_criteria_vote(
    *, engagement: Engagement, body: Body, electorate_of: str, modifiers: Modifiers
) -> None:
    """Refuse a vote on criteria by anybody but the seats of the joint group, or without most of the residents' seats."""
    if body.pk != engagement.body_id or electorate_of != "seats":
        raise RuleBroken(
            _("The seats of “{body}” agree on the criteria together. Put them to that group.").format(
                body=engagement.body
            ),
            field="purpose",
        )
    if not any(
        RESIDENTS.issuperset(each.seat_classes) and each.share >= HALF for each in modifiers.class_agreements
    ):
        raise RuleBroken(
            _("Criteria are agreed together: ask that most of the residents’ seats agree as well."),
            field="community",
        )
