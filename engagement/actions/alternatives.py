"""Options: written after the level was announced, in versions, fixed before the vote. SPECTRUM S1 and E3."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.permitting import permit
from engagement.actions.stepping import locked, refuse, weigh
from engagement.models import Alternative, Engagement
from engagement.pages.addresses import in_words
from engagement.rules.level_law import alternative_missing
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an option says: its name, what it is, what speaks against it, and what it costs (the initiative's money)."""

    title: Texts
    description: Texts = field(default_factory=dict)
    reasons_against: Texts = field(default_factory=dict)
    cost: Decimal | None = None


@witnessed
def write_alternative(*, engagement: Engagement, draft: Draft, by: Person) -> Alternative:
    """Write an option. Raises RuleBroken before the level is announced (S1) and once the options are fixed."""
    engagement = _writable(engagement, by)
    _need_title(draft)
    made = Alternative.objects.create(
        engagement=engagement,
        position=engagement.alternatives.count(),
        title=draft.title,
        description=draft.description,
        reasons_against=draft.reasons_against,
        reasons_at=clock.now() if has_words(draft.reasons_against) else None,
        cost=draft.cost,
        written_by=by,
    )
    _touch("alternative.written", engagement, by, made)
    return made


@witnessed
def change_alternative(*, alternative: Alternative, draft: Draft, by: Person) -> Alternative:
    """Change an option as its next version; earlier ones stay readable. The same words again change nothing."""
    engagement = _writable(alternative.engagement, by)
    row = _standing(alternative)
    _need_title(draft)
    if _says(row) == _says(draft):
        return row
    if has_words(draft.reasons_against) != (row.reasons_at is not None):
        row.reasons_at = clock.now() if has_words(draft.reasons_against) else None
    row.title, row.description, row.cost = draft.title, draft.description, draft.cost
    row.reasons_against, row.version = draft.reasons_against, row.version + 1
    row.save()
    _touch("alternative.changed", engagement, by, row)
    return row


@witnessed
def withdraw_alternative(*, alternative: Alternative, because: Texts, by: Person) -> None:
    """Take an option out, for a reason that everybody reads; it stays on the page."""
    engagement = _writable(alternative.engagement, by)
    row = _standing(alternative)
    if not has_words(because):
        raise RuleBroken(_("Say why it is taken out. Everybody will read it."), field="because")
    row.withdrawn_at, row.withdrawn_because = clock.now(), because
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _touch("alternative.withdrawn", engagement, by, row)


def _writable(engagement: Engagement, by: Person) -> Engagement:
    engagement = locked(engagement)
    permit(Deed.WRITE_OPTION, engagement=engagement, by=by)
    facts, _rules = weigh(engagement)
    missing = alternative_missing(facts)
    refuse(engagement, missing, in_words(missing[0].sentence) if missing else "")
    return engagement


def _standing(alternative: Alternative) -> Alternative:
    row = Alternative.objects.select_for_update().get(pk=alternative.pk)
    if row.withdrawn_at is not None:
        raise RuleBroken(_("This option was taken out. Write a new one."))
    return row


def _says(what: Alternative | Draft) -> tuple[object, ...]:
    return what.title, what.description, what.reasons_against, what.cost


def _need_title(draft: Draft) -> None:
    if not has_words(draft.title):
        raise RuleBroken(_("Give the option a name."), field="title")


def _touch(kind: str, engagement: Engagement, by: Person, row: Alternative) -> None:
    change_record(engagement.record)
    record(kind, by=by, about=engagement, facts={"option": row.pk, "version": row.version})
