"""The quick log: what happened and this month's figures, saved in one press, one receipt. All of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.actions.activity_logs import Happening, log_activity
from initiatives.actions.attachments import attach
from initiatives.models import Activity, ActivityLog, Membership, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.submissions import Typed, send_numbers
from measurement.models import Submission


@dataclass(frozen=True, slots=True)
class Brought:
    """A photo or a recording that comes with a log. `shows` says in a sentence what is to be seen."""

    name: str
    content: bytes
    shows: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """What one press saved: the log, the numbers, or both."""

    log: ActivityLog | None
    numbers: Submission | None

    @property
    def url(self) -> str:
        """Return the address of the one receipt: that of the log, where there is one."""
        if self.log is not None:
            return self.log.record.url
        return self.numbers.record.url if self.numbers else ""


@transaction.atomic
def save_quick_log(
    *,
    happening: Happening | None,
    membership: Membership | None,
    typed: Sequence[Typed],
    by: Person,
    files: Sequence[Brought] = (),
    may_publish: bool = False,
) -> Saved:
    """Log what happened for a partner and send the figures that it owes; the log is public at once.

    Raises RuleBroken when nothing was said, and for whatever the log, a file or a figure refuses: then nothing is kept.
    """
    log = _logged(happening, membership, files, by)
    numbers = _sent(typed, by, may_publish=may_publish)
    if log is None and numbers is None:
        raise RuleBroken(_("Choose what happened, or type a figure."))
    if log is not None and numbers is not None:
        numbers.log = log
        numbers.save(update_fields=["log"])
    return Saved(log, numbers)


def _logged(
    happening: Happening | None, membership: Membership | None, files: Sequence[Brought], by: Person
) -> ActivityLog | None:
    if happening is None or membership is None:
        return None
    log = log_activity(happening=happening, membership=membership, by=by)
    for one in files:
        attach(record=log.record, name=one.name, content=one.content, alternative_text=one.shows, by=by)
    return log


def _sent(typed: Sequence[Typed], by: Person, *, may_publish: bool) -> Submission | None:
    if not typed:
        return None
    membership = typed[0].duty.membership
    return send_numbers(membership=membership, typed=typed, by=by, may_publish=may_publish)


@transaction.atomic
def bring_logs(
    *, happenings: Sequence[tuple[Happening, Membership]], by: Person
) -> tuple[list[ActivityLog], int]:
    """Log all that a table tells; return what was logged, and how many rows were there already.

    The same table again changes nothing: a row counts as there when the partner has logged the same. Whoever brings it at
    the same moment waits here.
    """
    partners = {one.pk for _said, one in happenings}
    list(Membership.objects.select_for_update(of=("self",)).filter(pk__in=partners).order_by("pk"))
    carried = {one.activity.pk for one, _partner in happenings}
    list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=carried).order_by("pk"))
    known = Counter(_told(log, log.membership_id) for log in _logs_of(partners))
    made: list[ActivityLog] = []
    for happening, membership in happenings:
        same = _told(happening, membership.pk)
        if known[same]:
            known[same] -= 1
        else:
            made.append(log_activity(happening=happening, membership=membership, by=by))
    return made, len(happenings) - len(made)


def _logs_of(memberships: set[int]) -> QuerySet[ActivityLog]:
    return ActivityLog.objects.standing().filter(membership__in=memberships).select_related("activity")


def _told(said: Happening | ActivityLog, membership: int) -> tuple[object, ...]:
    note = " ".join(sorted(said.note.values()))
    return (membership, said.activity.pk, said.happened_on, said.people, said.hours, note)
