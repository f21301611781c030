"""Choosing indicators: rating them, and keeping the data development agenda."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Membership, Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from measurement.models import DataDevelopmentItem, Indicator, PowerRating
from measurement.rules.choosing import Question, Rating
from measurement.rules.definitions import Words


@transaction.atomic
def rate_power(*, indicator: Indicator, rating: Rating, words: str, by: Person) -> PowerRating:
    """Keep one person's rating of an indicator; a second one takes the place of the first, which stays in its history.

    Raises RuleBroken for measures of programs: only indicators of whole populations are chosen together.
    """
    if indicator.accountability != Indicator.Accountability.POPULATION:
        raise RuleBroken(_("Measures of programs are chosen by the program."))
    values: dict[str, Json] = {question.value: rating[question].value for question in Question}
    made, _is_new = PowerRating.objects.update_or_create(
        indicator=indicator, rater=by, defaults={**values, "words": words.strip(), "rated_at": clock.now()}
    )
    record("indicator.rated", by=by, about=indicator, facts=values)
    return made


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that is wanted: what, which gap it closes, who gets it, by when, and what it costs (initiative's money)."""

    title: Words
    gap: Words = field(default_factory=dict)
    indicator: Indicator | None = None
    owner: Membership | None = None
    due: date | None = None
    cost: Decimal | None = None


@transaction.atomic
def want_data(*, wanted: Wanted, by: Person) -> DataDevelopmentItem:
    """Put a figure on the data development agenda. Raises RuleBroken without a title."""
    _need_title(wanted)
    item = DataDevelopmentItem.objects.create(
        record=give_record(
            "data_item", title=wanted.title, path="results/wanted/#item-{number}", by=by, published=True
        ),
        state_changed_by=by,
        **_values(wanted),
    )
    record("data_item.added", by=by, about=item)
    return item


@transaction.atomic
def change_wanted(*, item: DataDevelopmentItem, wanted: Wanted, by: Person) -> None:
    """Change who gets a figure, by when, at what cost; earlier words stay in its history."""
    _need_title(wanted)
    values = _values(wanted)
    changed = [name for name, value in values.items() if getattr(item, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(item, name, values[name])
    item.save(update_fields=changed)
    change_record(item.record, title=wanted.title)
    record("data_item.changed", by=by, about=item, facts={"fields": ", ".join(changed)})


@transaction.atomic
def move_item(*, item: DataDevelopmentItem, state: str, reason: Words, by: Person) -> None:
    """Note how far a wanted figure is. Giving it up needs a reason that everybody can read."""
    if item.state == state:
        return
    if state == DataDevelopmentItem.State.DROPPED and not has_words(reason):
        raise RuleBroken(_("Say why this figure is given up. Everybody can read it."), field="reason")
    item.state, item.state_reason = state, reason
    item.state_changed_at, item.state_changed_by = clock.now(), by
    item.save(update_fields=["state", "state_reason", "state_changed_at", "state_changed_by"])
    ended = state in DataDevelopmentItem.ENDED
    change_record(item.record, state=Record.State.ENDED if ended else Record.State.PUBLISHED)
    record("data_item.moved", by=by, about=item, facts={"state": item.get_state_display().lower()})


def _values(wanted: Wanted) -> dict[str, object]:
    return {one.name: getattr(wanted, one.name) for one in fields(wanted)}


def _need_title(wanted: Wanted) -> None:
    if not has_words(wanted.title):
        raise RuleBroken(_("Say which figure is wanted."), field="title")
    if wanted.cost is not None and wanted.cost < 0:
        raise RuleBroken(_("A cost is not less than nothing."), field="cost")
