"""The standing panel: named before any option exists, at least a third from the group that the data shows behind. V1."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked
from engagement.models import Engagement, PanelMember
from engagement.rules.spectrum import Level
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Category, Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

PANEL_LEVELS = (Level.INVOLVING, Level.COLLABORATING)
OVER = (
    Engagement.State.DECIDED,
    Engagement.State.REPORTED_BACK,
    Engagement.State.IMPLEMENTING,
    Engagement.State.COMPLETED,
    Engagement.State.WITHDRAWN,
)


@transaction.atomic
def name_panel_member(
    *,
    engagement: Engagement,
    person: Person,
    by: Person,
    group: Category | None = None,
    chosen: str = PanelMember.Chosen.NAMED,
) -> PanelMember:
    """Name somebody for the panel; `group` is the group behind that they belong to, in their own words, or none.

    Raises RuleBroken at a level without a panel, for somebody who is on it, and once it is decided.
    """
    engagement = _with_panel(engagement, by)
    if PanelMember.objects.filter(engagement=engagement, person=person, left_at__isnull=True).exists():
        raise RuleBroken(_("{name} is on the panel already.").format(name=person), field="person")
    made = PanelMember.objects.create(
        engagement=engagement, person=person, group=group, chosen=chosen, named_by=by
    )
    change_record(engagement.record)
    record("panel.named", by=by, about=engagement, facts={"person": person.pk, "chosen": str(chosen)})
    return made


@transaction.atomic
def leave_panel(*, member: PanelMember, by: Person) -> None:
    """Let a member leave: by themselves, or noted by who facilitates. It stays in the history that they were there."""
    engagement = locked(member.engagement)
    if by.pk != member.person_id:
        permit(Transition.OPEN, engagement=engagement, by=by)
    member.left_at = clock.now()
    member.save(update_fields=["left_at"])
    change_record(engagement.record)
    record("panel.left", by=by, about=engagement, facts={"person": member.person_id})


@transaction.atomic
def name_group_behind(*, engagement: Engagement, group: Category, by: Person) -> None:
    """Say which group the data shows to be behind: a third of the panel comes from it."""
    engagement = _with_panel(engagement, by)
    engagement.group_behind = group
    engagement.save(update_fields=["group_behind"])
    change_record(engagement.record)
    record("engagement.reworded", by=by, about=engagement)


def _with_panel(engagement: Engagement, by: Person) -> Engagement:
    engagement = locked(engagement)
    permit(Transition.OPEN, engagement=engagement, by=by)
    if level_of(engagement) not in PANEL_LEVELS:
        raise RuleBroken(_("There is a panel at levels 3 and 4. Choose one of them first."))
    if engagement.state in OVER:
        raise RuleBroken(_("It is decided. The panel stays as it was."))
    return engagement
