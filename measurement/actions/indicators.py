"""Indicators: adding them, changing what they mean, targets, and breaks in how they are counted."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import Dimension, Person, Population, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken
from measurement.models import Indicator, Release, Result, SeriesBreak, Target
from measurement.rules.definitions import Definition
from measurement.scoring import recompute

UNCHANGEABLE = ("unit", "multiplier", "frequency")


@transaction.atomic
def add_indicator(
    *,
    result: Result,
    population: Population,
    definition: Definition,
    by: Person,
    slug: str = "",
    listing: str = Indicator.Listing.SECONDARY,
    gap_dimension: Dimension | None = None,
    benchmark_of: Indicator | None = None,
    published: bool = True,
) -> Indicator:
    """Add an indicator of a result. A benchmark is the same indicator for another population.

    Raises RuleBroken when the words are missing or the address is taken.
    """
    need_words(definition)
    address = slug or free_slug(definition.name)
    if Indicator.objects.filter(slug=address).exists():
        raise RuleBroken(
            _("There is an indicator with this address already. Give it another name."), field="name"
        )
    indicator = Indicator.objects.create(
        record=give_record("indicator", title=definition.name, path=f"results/{address}/", by=by),
        result=result,
        population=population,
        slug=address,
        listing=Indicator.Listing.BENCHMARK if benchmark_of else listing,
        gap_dimension=gap_dimension,
        benchmark_of=benchmark_of,
        position=Indicator.objects.count(),
        **asdict(definition.fitting()),
    )
    record("indicator.added", by=by, about=indicator)
    recompute(indicator=indicator)
    if published:
        publish_indicator(indicator=indicator, by=by)
    return indicator


@transaction.atomic
def publish_indicator(*, indicator: Indicator, by: Person) -> None:
    """Make an indicator public; once is enough."""
    if indicator.record.state != Record.State.DRAFT:
        return
    publish_record(indicator.record, by=by)
    record("indicator.published", by=by, about=indicator)


@transaction.atomic
def edit_definition(*, indicator: Indicator, definition: Definition, by: Person) -> None:
    """Change what an indicator says of itself. Once figures are public, unit and rhythm stay as they are.

    What changed is in the ledger: a definition that moves quietly moves the curve.
    """
    need_words(definition)
    values = asdict(definition.fitting())
    changed = [name for name, value in values.items() if getattr(indicator, name) != value]
    if not changed:
        return
    if (stuck := [name for name in UNCHANGEABLE if name in changed]) and _has_figures(indicator):
        raise RuleBroken(
            _("Figures are public in this unit and rhythm. Add a new indicator for another one."),
            field=stuck[0],
        )
    for name in changed:
        setattr(indicator, name, values[name])
    indicator.save(update_fields=changed)
    change_record(indicator.record, title=definition.name)
    record("indicator.changed", by=by, about=indicator, facts={"fields": ", ".join(changed)})
    recompute(indicator=indicator)


@transaction.atomic
def place_indicator(
    *,
    indicator: Indicator,
    listing: str,
    gap_dimension: Dimension | None,
    by: Person,
    position: int | None = None,
) -> None:
    """Say where an indicator stands among the others and for which groups its headline gap is read."""
    if (listing == Indicator.Listing.PERFORMANCE) != (indicator.listing == Indicator.Listing.PERFORMANCE):
        raise RuleBroken(_("A performance measure stays with its program."), field="listing")
    indicator.listing, indicator.gap_dimension = listing, gap_dimension
    indicator.position = indicator.position if position is None else position
    indicator.save(update_fields=["listing", "gap_dimension", "position"])
    change_record(indicator.record)
    record("indicator.changed", by=by, about=indicator, facts={"fields": "listing, gap_dimension"})
    recompute(indicator=indicator)


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    value: Decimal,
    due: date,
    label: str,
    rationale: dict[str, str],
    by: Person,
    floor_for_groups: Decimal | None = None,
) -> Target:
    """Set where the curve shall be at a date, and why; a target of the same date is changed, in the ledger too."""
    if not has_words(rationale):
        raise RuleBroken(_("Say why this target: who agreed it, and on what grounds."), field="rationale")
    _check_target(indicator, value, floor_for_groups)
    target = Target.objects.filter(indicator=indicator, by=due).select_related("record").first()
    kind = "target.changed" if target else "target.set"
    if target is None:
        title = {code: f"{text}: {label}" for code, text in indicator.name.items()}
        path = f"results/{indicator.slug}/#target"
        target = Target(
            record=give_record(
                "target", title=title, path=path, by=by, published=True, part_of=indicator.record
            ),
            indicator=indicator,
        )
    else:
        change_record(target.record)
    target.value, target.by, target.label = value, due, label
    target.floor_for_groups, target.rationale = floor_for_groups, rationale
    target.save()
    record(kind, by=by, about=indicator, facts={"value": str(value), "label": label, "due": due.isoformat()})
    recompute(indicator=indicator)
    return target


@transaction.atomic
def record_break(
    *,
    indicator: Indicator,
    starts_on: date,
    effect: str,
    label: dict[str, str],
    explanation: dict[str, str],
    by: Person | None,
) -> SeriesBreak:
    """Note that from a day on the figures are made in another way. Raises RuleBroken for a second one that day."""
    if indicator.breaks.filter(starts_on=starts_on).exists():
        raise RuleBroken(_("A break is noted for this day already."), field="starts_on")
    if not has_words(explanation):
        raise RuleBroken(_("Say what is counted in another way from this day on."), field="explanation")
    noted = SeriesBreak.objects.create(
        indicator=indicator,
        starts_on=starts_on,
        effect=effect,
        label=label,
        explanation=explanation,
        recorded_by=by,
    )
    change_record(indicator.record)
    record(
        "break.recorded", by=by, about=indicator, facts={"starts_on": starts_on.isoformat(), "effect": effect}
    )
    recompute(indicator=indicator)
    return noted


def need_words(definition: Definition) -> None:
    """Raise RuleBroken where a definition has no name, no plain words, or a rate of nobody."""
    for field, sentence in (
        ("name", _("An indicator needs a name, such as “Students who graduate on time”.")),
        ("plain_definition", _("Say in plain words what is counted, and of whom.")),
    ):
        if not has_words(getattr(definition, field)):
            raise RuleBroken(sentence, field=field)
    if definition.unit == Indicator.Unit.RATE and definition.multiplier < 1:
        raise RuleBroken(_("Say of how many people the rate is: 1,000 or 100,000."), field="multiplier")


def _check_target(indicator: Indicator, value: Decimal, floor: Decimal | None) -> None:
    for field, number in (("value", value), ("floor_for_groups", floor)):
        if number is None:
            continue
        if abs(number) >= Decimal(10) ** 12:
            raise RuleBroken(_("This number is too large."), field=field)
        if indicator.unit == Indicator.Unit.PERCENT and not 0 <= number <= 100:
            raise RuleBroken(_("A percentage lies between 0 and 100."), field=field)


def _has_figures(indicator: Indicator) -> bool:
    return Release.objects.filter(indicator=indicator).exists()


def free_slug(name: dict[str, str]) -> str:
    """Return an address for an indicator or a measure that nothing else has."""
    first = next((text for text in name.values() if text.strip()), "")
    address = cut_at_word(slugify(first), 70)
    if not address or address in RESERVED or Indicator.objects.filter(slug=address).exists():
        address = f"{address or 'indicator'}-{Indicator.objects.count() + 1}"
    return address


RESERVED = frozenset(
    {
        "add",
        "import",
        "groups",
        "equity",
        "quality",
        "calendar",
        "programs",
        "choosing",
        "mine",
        "wanted",
        "together",
    }
)
