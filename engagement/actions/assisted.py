"""What people wrote on paper or said by phone, typed in by staff: it counts when a second person has confirmed it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.inputs import (
    Contribution,
    Entry,
    Receipt,
    erase_input,
    held_engagement,
    held_input,
    write_input,
)
from engagement.actions.permitting import permit
from engagement.models import Engagement, Input
from engagement.rules.inputs import Door
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.actions.attachments import attach
from initiatives.identity import give_record
from initiatives.models import Attachment, Person, Record
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

SCANS = "input_scans"


@transaction.atomic
def enter_input(*, engagement: Engagement, what: Contribution, entry: Entry) -> Receipt:
    """Type in one contribution. Paper that arrived in time may be typed in until the matter is decided.

    Raises RuleBroken without a scan or a note: a second person must be able to compare.
    """
    _check_source(what, entry)
    engagement = _listening(engagement)
    permit(Deed.ENTER_ASSISTED, engagement=engagement, by=entry.by)
    receipt = write_input(engagement, what, entry)
    record("input.entered", by=entry.by, about=engagement, facts={"number": receipt.input.number})
    return receipt


@transaction.atomic
def enter_batch(
    *, engagement: Engagement, contributions: Sequence[Contribution], entry: Entry
) -> list[Receipt]:
    """Type in a stack of cards that share a scan or a note; all of them or none."""
    return [enter_input(engagement=engagement, what=each, entry=entry) for each in contributions]


@transaction.atomic
def confirm_entry(*, given: Input, by: Person) -> None:
    """Confirm as a second person that what was typed in is what was written or said. From then on it counts."""
    given = _waiting(given, by)
    if given.entered_by_id == by.pk:
        raise RuleBroken(_("You typed this in yourself. Somebody else must compare it."))
    given.confirmed_at, given.confirmed_by = clock.now(), by
    given.save(update_fields=["confirmed_at", "confirmed_by"])
    record("input.entry_confirmed", by=by, about=given.engagement, facts={"number": given.number})


@transaction.atomic
def discard_entry(*, given: Input, by: Person) -> None:
    """Discard what was typed in wrongly, before it counts. It is typed in anew as another contribution."""
    given = _waiting(given, by)
    given.withdrawn_at = clock.now()
    given.save(update_fields=["withdrawn_at"])
    erase_input(given)
    record("input.entry_discarded", by=by, about=given.engagement, facts={"number": given.number})


@transaction.atomic
def keep_scan(*, engagement: Engagement, name: str, content: bytes, by: Person) -> Attachment:
    """Keep the scan of what was handed in. It belongs to a record that is never published: handwriting is personal."""
    permit(Deed.ENTER_ASSISTED, engagement=engagement, by=by)
    held = Record.objects.filter(kind=SCANS, part_of=engagement.record).first() or give_record(
        SCANS,
        title=engagement.title,
        path=f"decisions/{engagement.record.number}/inputs/confirming/",
        by=by,
        part_of=engagement.record,
    )
    return attach(record=held, name=name, content=content, by=by)


def _check_source(what: Contribution, entry: Entry) -> None:
    if what.channel not in Input.OFFLINE:
        raise RuleBroken(_("Say whether it came on paper, by phone or in a meeting."), field="channel")
    if entry.scan is None and not entry.note.strip():
        raise RuleBroken(
            _(
                "Add the scan, or note where the paper is kept or when the call was: somebody else must compare."
            ),
            field="note",
        )


def _listening(engagement: Engagement) -> Engagement:
    """Return the engagement while paper may still be typed in: open, or closed and not yet decided."""
    engagement = held_engagement(engagement, Door.OPEN, Door.CLOSED)
    if engagement.state not in (Engagement.State.OPEN, Engagement.State.CLOSED_TO_INPUT):
        raise RuleBroken(_("The options are fixed or it is decided. Nothing more can be typed in."))
    return engagement


def _waiting(given: Input, by: Person) -> Input:
    given = held_input(given)
    permit(Deed.ENTER_ASSISTED, engagement=given.engagement, by=by)
    if given.entered_by_id is None or given.confirmed_at is not None or given.withdrawn_at is not None:
        raise RuleBroken(_("This does not wait for a second person any more."))
    return given
