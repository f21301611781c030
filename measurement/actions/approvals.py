"""Two steps of a release: approved, then locked. Each is taken by somebody who did not publish it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from measurement.models import Approval, Release


@transaction.atomic
def approve_release(*, release: Release, by: Person) -> Approval:
    """Say that a release was looked at and is right. The same again is the same."""
    return _step(release, Approval.Step.APPROVED, by)


@transaction.atomic
def lock_release(*, release: Release, by: Person) -> Approval:
    """Close a release: from now on its figures change only as a correction with a reason. It must be approved first."""
    if not Approval.objects.filter(release=release, step=Approval.Step.APPROVED).exists():
        raise RuleBroken(
            _("Version {number} is not approved yet. Approve it first.").format(number=release.number)
        )
    return _step(release, Approval.Step.LOCKED, by)


def is_locked(release: Release) -> bool:
    """Whether a release is locked."""
    return Approval.objects.filter(release=release, step=Approval.Step.LOCKED).exists()


def _step(release: Release, step: Approval.Step, by: Person) -> Approval:
    if release.published_by_id == by.pk:
        raise RuleBroken(
            _(
                "You published version {number} yourself. Somebody else looks at it, so that four eyes have."
            ).format(number=release.number)
        )
    if not Release.objects.standing().filter(pk=release.pk).exists():
        raise RuleBroken(
            _("Version {number} was taken back. It cannot be approved.").format(number=release.number)
        )
    taken, is_new = Approval.objects.get_or_create(
        release=release, step=step, defaults={"by": by, "at": clock.now()}
    )
    if is_new:
        record(f"release.{step.value}", by=by, about=release, facts={"number": release.number})
    return taken
