"""What a joint group votes on as one: its criteria, with the residents' seats agreeing by themselves. SPECTRUM L2."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.rules.methods import HALF
from engagement.rules.modifiers import Modifiers
from engagement.rules.representation import RESIDENTS
from initiatives.rules.refusals import RuleBroken


def check_criteria_vote(modifiers: Modifiers) -> None:
    """Refuse a vote on criteria without most of the residents' seats: they are agreed together."""
    if not any(
        RESIDENTS.issuperset(each.seat_classes) and each.share >= HALF for each in modifiers.class_agreements
    ):
        raise RuleBroken(
            _("Criteria are agreed together: ask that most of the residents’ seats agree as well."),
            field="community",
        )
