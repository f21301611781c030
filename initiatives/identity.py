"""Gives every governed thing its Record: number, title, address, state."""

from __future__ import annotations

from django.db.models import F

from initiatives import clock
from initiatives.models import Body, Initiative, Person, Record
from initiatives.tenancy import current_initiative


def next_number() -> int:
    """Return the next number of the open initiative and use it up; concurrent callers wait for each other."""
    Initiative.objects.filter(pk=current_initiative()).update(next_number=F("next_number") + 1)
    return Initiative.objects.values_list("next_number", flat=True).get(pk=current_initiative()) - 1


def give_record(
    kind: str,
    *,
    title: dict[str, str],
    path: str,
    by: Person | None,
    published: bool = False,
    version: int = 1,
    part_of: Record | None = None,
) -> Record:
    """Create the Record of a new governed thing. In `path`, {number} stands for its number in the initiative.

    What is `part_of` another record is withheld together with it: the releases and targets of an indicator.
    """
    number = next_number()
    moment = clock.now()
    return Record.objects.create(
        kind=kind,
        part_of=part_of,
        number=number,
        title=title,
        path=path.format(number=number),
        version=version,
        created_at=moment,
        created_by=by,
        changed_at=moment,
        state=Record.State.PUBLISHED if published else Record.State.DRAFT,
        published_at=moment if published else None,
        published_by=by if published else None,
    )


def draft_with(record: Record, group: Body | None) -> None:
    """Let the seats of a group see a draft as those who write it do; None: only those who write it."""
    record.working_group = group
    record.save(update_fields=["working_group"])


def publish_record(record: Record, *, by: Person) -> None:
    """Make a draft public."""
    record.state = Record.State.PUBLISHED
    record.published_at = record.changed_at = clock.now()
    record.published_by = by
    record.save(update_fields=["state", "published_at", "published_by", "changed_at"])


def change_record(record: Record, *, title: dict[str, str] | None = None, state: str | None = None) -> None:
    """Note that a governed thing has changed: next version, perhaps another title or state."""
    record.version += 1
    record.changed_at = clock.now()
    record.title = title if title is not None else record.title
    record.state = state if state is not None else record.state
    record.save(update_fields=["version", "changed_at", "title", "state"])
