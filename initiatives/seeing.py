"""Why somebody sees a record: in sentences, for themselves. Nothing here decides; it says what the one rule decided."""

from __future__ import annotations

from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access.grants import readers_of
from initiatives.models import Body, Record, Restriction, RoleGroup
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer


def reasons(viewer: Viewer, record: Record) -> list[str]:
    """Return why this viewer sees a record that they see."""
    if record.state == Record.State.DRAFT:
        return [_of_draft(viewer, record)]
    held = list(
        Restriction.objects.active(at=clock.now()).filter(record__in=[record.pk, record.part_of_id or 0])
    )
    if not held:
        return [_("Everybody sees this: it is published, and nothing of it is withheld.")]
    return [sentence for one in held for sentence in _of_restricted(viewer, one)]


def _of_draft(viewer: Viewer, record: Record) -> str:
    if record.created_by_id is not None and record.created_by_id == viewer.person_id:
        return _("It is a draft that you began. The public sees it when it is published.")
    if Permission.SEE_DRAFTS in viewer.permissions:
        return _("It is a draft, and your role lets you see drafts. The public does not see it yet.")
    return _("It is a draft of a group in which you sit. The public does not see it yet.")


def _of_restricted(viewer: Viewer, held: Restriction) -> list[str]:
    mine = [group.pk for group in readers_of(held) if group.pk in viewer.group_ids]
    roles = [str(one.get_role_display()) for one in RoleGroup.objects.filter(group__in=mine)]
    bodies = [str(one) for one in Body.objects.filter(group__in=mine)]
    if not mine:
        return [_("A part of it is withheld from you, too. The rest is public.")]
    named = [_("as {role}").format(role=role) for role in roles]
    named += [_("as a member of {group}").format(group=group) for group in bodies]
    who = ", ".join(named)
    if held.scope == Restriction.Scope.WHOLE:
        return [_("It is withheld from the public. You see it {who}.").format(who=who)]
    return [_("A part of it is withheld from the public. You see that part {who}.").format(who=who)]
