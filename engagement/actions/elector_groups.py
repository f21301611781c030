"""To which groups those on the list of voters say that they belong: private, and never with what they voted."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.box import share_box
from engagement.gathering.parity import standing_shares
from engagement.models import Decision, Elector, ElectorGroup
from initiatives.models import Category, Person
from initiatives.rules.refusals import RuleBroken


@transaction.atomic
def say_groups(*, elector: Elector, groups: Sequence[Category], by: Person) -> None:
    """Say for oneself to which groups one belongs, anew, or nothing any more, until the vote is closed.

    No event is written: it is theirs alone. Raises RuleBroken for somebody else's row, and once the vote is closed.
    """
    decision = share_box(elector.decision)
    if by.pk != elector.person_id:
        raise RuleBroken(_("Everybody says this for themselves. You are not on the list of this vote."))
    if decision.closed_at is not None:
        raise RuleBroken(_("This vote is closed. Who decided stands as it was said."))
    keep_groups(elector, groups)


def keep_groups(elector: Elector, groups: Sequence[Category]) -> None:
    """Keep what was said of a row of the list; only groups that are asked for here."""
    check_asked(elector.decision, groups)
    ElectorGroup.objects.filter(elector=elector).delete()
    ElectorGroup.objects.bulk_create(ElectorGroup(elector=elector, category=each) for each in groups)


def check_asked(decision: Decision, groups: Sequence[Category]) -> None:
    """Refuse a group that nobody is asked for in this vote."""
    engagement = decision.engagement
    asked = set(standing_shares(engagement).values_list("category", flat=True)) if engagement else set()
    if not asked.issuperset(each.pk for each in groups):
        raise RuleBroken(_("Choose among the groups that are asked for here."))
