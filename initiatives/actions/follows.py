"""Following a record, and no longer following it. No event tells it: what somebody reads is nobody's business."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.models import Follow, Person, Record
from initiatives.rules.refusals import RuleBroken


@transaction.atomic
def follow(*, record: Record, by: Person) -> Follow:
    """Follow a record that is public; again changes nothing. Raises RuleBroken for a draft: there is nothing to tell yet."""
    if record.state == Record.State.DRAFT:
        raise RuleBroken(
            _("This is not public yet. You can follow it from the day on which it is announced.")
        )
    found, _is_new = Follow.objects.get_or_create(record=record, person=by)
    return found


@transaction.atomic
def unfollow(*, record: Record, by: Person) -> None:
    """Follow a record no longer; nothing is left of it."""
    Follow.objects.filter(record=record, person=by).delete()
